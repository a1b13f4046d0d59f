package org.yizhan.letters.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.casework.Enclosures;
import org.yizhan.casework.IntakeLine;
import org.yizhan.identity.Caller;
import org.yizhan.letters.LetterPermissions;
import org.yizhan.letters.Mailbox;
import org.yizhan.letters.Mailboxes;
import org.yizhan.letters.UpperIntake;
import org.yizhan.letters.UpperSystems;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SheetFile;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** Where a file of letters handed down is taken over, after it was looked at, and where programs of offices above get their keys. */
@Controller
class UpperPages {
    private static final String PAGE = "/desk/letters/above";
    private static final String SYSTEMS = "/desk/letters/systems";

    private final UpperIntake intake;
    private final UpperSystems systems;
    private final Mailboxes mailboxes;
    private final Enclosures enclosures;

    UpperPages(UpperIntake intake, UpperSystems systems, Mailboxes mailboxes, Enclosures enclosures) {
        this.intake = intake;
        this.systems = systems;
        this.mailboxes = mailboxes;
        this.enclosures = enclosures;
    }

    @Needs(LetterPermissions.OFFICE)
    @GetMapping(PAGE)
    String page(Model model) {
        return page("", List.of(), false, FormErrors.NONE, model);
    }

    private static String page(String mark, List<IntakeLine> lines, boolean done, FormErrors errors,
            Model model) {
        model.addAttribute("mark", mark);
        model.addAttribute("lines", lines);
        model.addAttribute("done", done);
        model.addAttribute("errors", errors);
        return "letters/above";
    }

    @Needs(LetterPermissions.OFFICE)
    @GetMapping(PAGE + "/template.xlsx")
    void template(HttpServletResponse response) throws IOException {
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader("Content-Disposition",
                ContentDisposition.attachment().filename("上级转办件.xlsx", StandardCharsets.UTF_8).build().toString());
        UpperIntake.template(response.getOutputStream());
    }

    /** @param mark of the file that was looked at; it is taken over without being sent again */
    @Needs(LetterPermissions.OFFICE)
    @PostMapping(PAGE)
    String take(@RequestParam(defaultValue = "") String mark,
            @RequestParam(required = false) @Nullable MultipartFile file, Actor actor, HttpServletRequest request,
            Model model) throws IOException {
        try {
            Enclosures.Upload upload = file == null
                    ? null
                    : new Enclosures.Upload(Objects.requireNonNullElse(file.getOriginalFilename(), ""), file.getSize(),
                            file);
            Enclosures.Enclosure table = enclosures.table(mark, upload, actor.ref(), Caller.of(request));
            byte[] bytes = enclosures.bytes(table);
            boolean sure = !mark.isEmpty();
            List<IntakeLine> lines = sure ? intake.take(actor, bytes) : intake.preview(actor, bytes);
            return page(sure ? "" : table.mark(), lines, sure, FormErrors.NONE, model);
        } catch (SheetFile.Unreadable e) {
            return page("", List.of(), false, FormErrors.of("file", e.why().text()), model);
        }
    }

    @Needs(LetterPermissions.MAILBOXES)
    @GetMapping(SYSTEMS)
    String systems(Actor actor, Model model) {
        return systems(actor, "", "", "", FormErrors.NONE, model);
    }

    private String systems(Actor actor, String name, String mailbox, String key, FormErrors errors, Model model) {
        Map<Long, Mailbox> mine = new LinkedHashMap<>();
        var boxes = new LinkedHashMap<String, String>();
        for (Mailbox box : mailboxes.all()) {
            if (actor.may(LetterPermissions.MAILBOXES, box.home())) {
                mine.put(box.id(), box);
                boxes.put(box.slug(), box.name());
            }
        }
        model.addAttribute("systems", systems.all().stream().filter(one -> mine.containsKey(one.mailbox())).toList());
        model.addAttribute("mine", mine);
        model.addAttribute("boxes", boxes);
        model.addAttribute("name", name);
        model.addAttribute("mailbox", mailbox);
        model.addAttribute("key", key);
        model.addAttribute("errors", errors);
        return "letters/systems";
    }

    @Needs(LetterPermissions.MAILBOXES)
    @PostMapping(SYSTEMS)
    String add(@RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String mailbox,
            Actor actor, Model model) {
        Optional<Mailbox> box = mailboxes.find(mailbox);
        if (box.isEmpty()) {
            return systems(actor, name, mailbox, "", FormErrors.of("mailbox", "请选择转办件进入哪个信箱。"), model);
        }
        return switch (systems.add(actor, name, box.get())) {
            case UpperSystems.Added.Refused refused ->
                systems(actor, name, mailbox, "", FormErrors.of("name", refused.why().text()), model);
            case UpperSystems.Added.Done done -> systems(actor, "", "", done.key(), FormErrors.NONE, model);
        };
    }

    @Needs(LetterPermissions.MAILBOXES)
    @PostMapping(SYSTEMS + "/{id:[0-9]{1,18}}/revoke")
    String revoke(@PathVariable long id, Actor actor, RedirectAttributes notes) {
        Optional<Refusal> refusal = systems.all()
                .stream()
                .filter(one -> one.id() == id)
                .findFirst()
                .map(one -> systems.revoke(actor, one, mailboxes.find(one.mailbox()).orElseThrow()))
                .orElseGet(() -> Optional.of(new Refusal("没有这个系统，或您没有管理它的权限。")));
        if (refusal.isPresent()) {
            notes.addFlashAttribute("refusal", refusal.get());
        } else {
            notes.addFlashAttribute("notice", "已停用，它的密钥不再有效。");
        }
        return "redirect:" + SYSTEMS;
    }
}
