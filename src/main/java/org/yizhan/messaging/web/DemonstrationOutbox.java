package org.yizhan.messaging.web;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.yizhan.calendar.CountyClock;
import org.yizhan.messaging.OutboxDesk;
import org.yizhan.shared.web.Open;

/** Shows in the demonstration what would have gone to telephones; without the demonstration the page does not exist. */
@Controller
@ConditionalOnProperty(name = "yizhan.demo", havingValue = "true")
class DemonstrationOutbox {
    private final OutboxDesk desk;
    private final CountyClock clock;

    DemonstrationOutbox(OutboxDesk desk, CountyClock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @Open
    @GetMapping("/demo/outbox")
    String messages(Model model, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("messages", desk.newestForDemonstration());
        model.addAttribute("clock", clock);
        return "messaging/demonstration";
    }
}
