package org.yizhan.journal.web;

import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.journal.JournalDesk;
import org.yizhan.journal.JournalPermissions;
import org.yizhan.journal.JournalQuestion;
import org.yizhan.journal.Verification;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** Read, verify and export the journal. */
@Controller
@Needs(JournalPermissions.READ)
class JournalPages {
    private static final int PAGE = 50;

    private final JournalDesk desk;
    private final Clock clock;

    JournalPages(JournalDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @GetMapping("/desk/journal")
    String read(Actor actor, @RequestParam(defaultValue = "") String person,
            @RequestParam(defaultValue = "") String act,
            @RequestParam(defaultValue = "") String object, @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to, @RequestParam(required = false) @Nullable String key,
            Model model) {
        var question = new JournalQuestion(person, act, object, from, to);
        model.addAttribute("question", question);
        model.addAttribute("errors", new FormErrors(question.mistakes()));
        model.addAttribute("page", desk.read(actor, question, key, PAGE));
        model.addAttribute("acts", desk.labels());
        model.addAttribute("verifications", desk.verifications(actor));
        model.addAttribute("zone", clock.getZone());
        model.addAttribute("list", "/desk/journal?person=" + part(question.person()) + "&act=" + part(question.act())
                + "&object=" + part(question.object()) + "&from=" + part(question.from()) + "&to=" + part(question.to())
                + "&key=");
        return "journal/journal";
    }

    @PostMapping("/desk/journal/verify")
    String verify(Actor actor, RedirectAttributes notes) {
        desk.verify(actor)
                .map(Verification::summary)
                .ifPresentOrElse(summary -> notes.addFlashAttribute("notice", summary), () -> notes.addFlashAttribute(
                        "refusal", new Refusal("校验正在进行，或您没有校验全县日志的权限。请稍后看校验结果。")));
        return "redirect:/desk/journal";
    }

    @PostMapping("/desk/journal/export")
    ResponseEntity<InputStreamResource> export(Actor actor) {
        InputStream file = desk.export(actor).orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
        String name = "journal-" + LocalDate.now(clock) + ".jsonl";
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/x-ndjson"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .body(new InputStreamResource(file));
    }

    private static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
