package org.yizhan.disclosure.web;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.disclosure.AnnualReports;
import org.yizhan.disclosure.Bodies;
import org.yizhan.disclosure.DisclosurePermissions;
import org.yizhan.shared.Actor;
import org.yizhan.shared.web.Needs;

/** The desk of the annual reports. */
@Controller
@Needs(DisclosurePermissions.MANAGE)
class ReportDesk {
    private final AnnualReports reports;
    private final Bodies bodies;
    private final Choices choices;
    private final CountyClock clock;

    ReportDesk(AnnualReports reports, Bodies bodies, Choices choices, CountyClock clock) {
        this.reports = reports;
        this.bodies = bodies;
        this.choices = choices;
        this.clock = clock;
    }

    /** Who has published the annual report, and who owes it. */
    @GetMapping("/desk/disclosure/reports")
    String reports(Actor actor, @RequestParam(defaultValue = "") String year, Model model) {
        int chosen = year.matches("20\\d{2}") ? Integer.parseInt(year) : clock.today().getYear() - 1;
        model.addAttribute("years", reports.years());
        model.addAttribute("year", chosen);
        model.addAttribute("lines", reports.of(chosen));
        model.addAttribute("today", clock.today());
        model.addAttribute("bodies", choices.bodies());
        model.addAttribute("county", bodies.mayManageCounty(actor));
        return "disclosure/reports-desk";
    }

    @PostMapping("/desk/disclosure/reports")
    String reportsFrom(Actor actor, @RequestParam(defaultValue = "") String body,
            @RequestParam(defaultValue = "") String from, RedirectAttributes notes) {
        reports.owesFrom(actor, body.matches("\\d{1,18}") ? Long.parseLong(body) : 0, BodyForm.number(from))
                .ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                        () -> notes.addFlashAttribute("notice", "已保存，从" + BodyForm.number(from) + "年的年报起提醒。"));
        return "redirect:/desk/disclosure/reports";
    }
}
