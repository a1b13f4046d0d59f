package org.yizhan.messaging.web;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;
import org.yizhan.calendar.CountyClock;
import org.yizhan.messaging.OutboxDesk;
import org.yizhan.shared.web.Open;

/** Shows in the demonstration what would have gone to telephones; in a real county there is no such page. */
@Controller
class DemonstrationOutbox {
    private final OutboxDesk desk;
    private final CountyClock clock;
    private final boolean demonstration;

    DemonstrationOutbox(OutboxDesk desk, CountyClock clock,
            @Value("${yizhan.demo:false}") boolean demonstration) {
        this.desk = desk;
        this.clock = clock;
        this.demonstration = demonstration;
    }

    @Open
    @GetMapping("/demo/outbox")
    String messages(Model model, HttpServletResponse response) {
        if (!demonstration) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("messages", desk.newestForDemonstration());
        model.addAttribute("clock", clock);
        return "messaging/demonstration";
    }
}
