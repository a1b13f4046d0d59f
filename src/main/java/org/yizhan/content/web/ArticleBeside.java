package org.yizhan.content.web;

import java.util.List;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.CoordinationDesk;
import org.yizhan.content.EmergencyDesk;
import org.yizhan.content.PlacementBoard;
import org.yizhan.content.PlanBoard;
import org.yizhan.shared.Actor;

/** What stands beside an article on its page: what is planned for it, where else it is shown, how it was released. */
@Component
class ArticleBeside {
    private final PlanBoard plans;
    private final PlacementBoard placements;
    private final EmergencyDesk emergencies;
    private final CoordinationDesk coordination;
    private final CountyClock clock;

    ArticleBeside(PlanBoard plans, PlacementBoard placements, EmergencyDesk emergencies,
            CoordinationDesk coordination, CountyClock clock) {
        this.plans = plans;
        this.placements = placements;
        this.emergencies = emergencies;
        this.coordination = coordination;
        this.clock = clock;
    }

    void fill(Actor actor, long id, boolean live, Model model) {
        model.addAttribute("clock", clock);
        model.addAttribute("plans", plans.of(actor, id));
        model.addAttribute("emergencies", emergencies.of(actor, id));
        model.addAttribute("coordination", coordination.of(actor, id));
        model.addAttribute("placements", placements.of(actor, id));
        model.addAttribute("above", live ? placements.above(actor, id) : List.of());
        model.addAttribute("mayPush", live && placements.mayPush(actor, id));
    }
}
