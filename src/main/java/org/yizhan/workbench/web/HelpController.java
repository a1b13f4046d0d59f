package org.yizhan.workbench.web;

import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.yizhan.shared.web.Open;
import org.yizhan.shared.web.StaffOnly;
import org.yizhan.workbench.Manual;

/** Manual pages: one for each role at the desk, and what citizens need to know. */
@Controller
class HelpController {
    @GetMapping("/desk/help")
    @StaffOnly
    String all() {
        return "workbench/manual/all";
    }

    @GetMapping("/desk/help/{role}")
    @StaffOnly
    @Nullable
    String one(@PathVariable String role, Model model, HttpServletResponse response) throws java.io.IOException {
        Optional<Manual> manual = Manual.named(role);
        if (manual.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return null;
        }
        model.addAttribute("manual", manual.get());
        return "workbench/manual/" + manual.get().name().toLowerCase(Locale.ROOT);
    }

    @GetMapping("/help")
    @Open
    String forCitizens() {
        return "workbench/citizens/help";
    }

    @GetMapping("/accessibility")
    @Open
    String accessibility() {
        return "workbench/citizens/accessibility";
    }

    @GetMapping("/about")
    @Open
    String about() {
        return "workbench/citizens/about";
    }
}
