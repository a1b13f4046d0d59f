package org.yizhan.letters.web;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.letters.LetterPermissions;
import org.yizhan.letters.Mailbox;
import org.yizhan.letters.Mailboxes;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** Where the mailboxes are looked after (设置信箱). */
@Controller
@Needs(LetterPermissions.MAILBOXES)
class MailboxPages {
    private static final String HOME = "/desk/letters/mailboxes";

    private final Mailboxes mailboxes;
    private final Directory directory;

    MailboxPages(Mailboxes mailboxes, Directory directory) {
        this.mailboxes = mailboxes;
        this.directory = directory;
    }

    @GetMapping(HOME)
    String list(Actor actor, Model model) {
        model.addAttribute("boxes", mailboxes.all()
                .stream()
                .filter(box -> actor.may(LetterPermissions.MAILBOXES, box.home()))
                .map(box -> new MailboxLine(box,
                        directory.unit(box.home().unit()).map(Unit::shortName).orElse("")))
                .toList());
        return "letters/mailboxes";
    }

    @GetMapping(HOME + "/new")
    String add(Actor actor, Model model) {
        return form(actor, MailboxForm.empty(), FormErrors.NONE, model);
    }

    @GetMapping(HOME + "/{id:[0-9]{1,18}}")
    String edit(@PathVariable long id, Actor actor, Model model) {
        Mailbox box = mailboxes.find(id)
                .filter(one -> actor.may(LetterPermissions.MAILBOXES, one.home()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return form(actor, MailboxForm.of(box), FormErrors.NONE, model);
    }

    private String form(Actor actor, MailboxForm typed, FormErrors errors, Model model) {
        var natures = new LinkedHashMap<String, String>();
        Arrays.stream(Mailbox.Nature.values()).forEach(nature -> natures.put(nature.name(), nature.label()));
        model.addAttribute("typed", typed);
        model.addAttribute("errors", errors);
        model.addAttribute("natures", natures);
        model.addAttribute("units", units(actor));
        return "letters/mailbox-form";
    }

    private Map<String, String> units(Actor actor) {
        var units = new LinkedHashMap<String, String>();
        directory.units()
                .stream()
                .filter(unit -> actor.may(LetterPermissions.MAILBOXES, unit.path()))
                .forEach(unit -> units.put(String.valueOf(unit.id().value()), unit.name()));
        return units;
    }

    @PostMapping(HOME)
    String save(@ModelAttribute MailboxForm typed, BindingResult unreadable, Actor actor, Model model,
            RedirectAttributes notes) {
        Optional<Mailbox> box = typed.mailbox(directory);
        if (box.isEmpty()) {
            FormErrors errors = FormErrors.NONE;
            if (!units(actor).containsKey(typed.home())) {
                errors = errors.and("home", "请选择受理单位。");
            }
            return form(actor, typed, errors.and("nature", "请选择信箱的性质。"), model);
        }
        Optional<Refusal> refusal = mailboxes.save(actor, box.get());
        if (refusal.isPresent()) {
            return form(actor, typed, FormErrors.of(refusal.get()), model);
        }
        notes.addFlashAttribute("notice", "“" + typed.name() + "”已保存，网页随即更新。");
        return "redirect:" + HOME;
    }
}
