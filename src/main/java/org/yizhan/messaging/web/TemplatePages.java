package org.yizhan.messaging.web;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.journal.ReadableNames;
import org.yizhan.messaging.MessagingPermissions;
import org.yizhan.messaging.TemplateDesk;
import org.yizhan.messaging.TemplateEdit;
import org.yizhan.shared.Actor;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** The texts of notices: the list, and one with its preview and its versions. */
@Controller
@Needs(MessagingPermissions.OUTBOX)
class TemplatePages {
    private static final String LIST = "/desk/outbox/templates";
    private static final String ONE = LIST + "/{id:\\d{1,18}}";

    private final TemplateDesk desk;
    private final CountyClock clock;
    private final ReadableNames names;

    TemplatePages(TemplateDesk desk, CountyClock clock, ReadableNames names) {
        this.desk = desk;
        this.clock = clock;
        this.names = names;
    }

    @GetMapping(LIST)
    String list(Actor actor, Model model) {
        model.addAttribute("texts", desk.all(actor));
        return "messaging/templates";
    }

    /** With a version, its text is taken up again for editing. */
    @GetMapping(ONE)
    String edit(Actor actor, @PathVariable long id, @RequestParam(required = false) @Nullable String version,
            Model model) {
        TemplateDesk.Text text = text(actor, id);
        String typed = desk.versions(actor, id)
                .stream()
                .filter(each -> String.valueOf(each.version()).equals(version))
                .findFirst()
                .map(TemplateDesk.Version::text)
                .orElse(text.text());
        return form(actor, new TemplateEdit(id, text.version(), typed, ""), null, FormErrors.NONE, model);
    }

    @PostMapping(value = ONE, params = "preview")
    String preview(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "0") int version,
            @RequestParam(defaultValue = "") String text, @RequestParam(defaultValue = "") String reason, Model model) {
        var edit = new TemplateEdit(id, version, text, reason);
        return switch (desk.preview(actor, id, text)) {
            case TemplateDesk.Preview.Refused refused ->
                form(actor, edit, null, FormErrors.of("text", refused.why().text()), model);
            case TemplateDesk.Preview.Shown shown -> form(actor, edit, shown, FormErrors.NONE, model);
        };
    }

    @PostMapping(value = ONE, params = "!preview")
    String change(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "0") int version,
            @RequestParam(defaultValue = "") String text, @RequestParam(defaultValue = "") String reason, Model model,
            RedirectAttributes notes) {
        var edit = new TemplateEdit(id, version, text, reason);
        return desk.change(actor, edit)
                .map(refusal -> form(actor, edit, null, FormErrors.of(refusal), model))
                .orElseGet(() -> {
                    notes.addFlashAttribute("notice", "已保存。从现在起发出的通知都用这段文字，已经发出的不变。");
                    return "redirect:" + LIST + "/" + id;
                });
    }

    private String form(Actor actor, TemplateEdit edit, TemplateDesk.Preview.@Nullable Shown preview,
            FormErrors errors, Model model) {
        List<TemplateDesk.Version> versions = desk.versions(actor, edit.template());
        model.addAttribute("text", text(actor, edit.template()));
        model.addAttribute("edit", edit);
        model.addAttribute("preview", preview);
        model.addAttribute("errors", errors);
        model.addAttribute("versions", versions);
        model.addAttribute("names", names.of(versions.stream().map(TemplateDesk.Version::by).toList()));
        model.addAttribute("clock", clock);
        return "messaging/template";
    }

    private TemplateDesk.Text text(Actor actor, long id) {
        return desk.find(actor, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
