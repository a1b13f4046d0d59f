package org.yizhan.letters.web;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.letters.LetterChannel;
import org.yizhan.letters.LetterClass;
import org.yizhan.letters.LetterDesk;
import org.yizhan.letters.LetterPermissions;
import org.yizhan.letters.LetterPromise;
import org.yizhan.letters.Mailboxes;
import org.yizhan.letters.NewLetter;
import org.yizhan.letters.SubjectTree;
import org.yizhan.letters.Towns;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Once;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.TypedDay;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** Where an officer takes down what was said on the telephone, came on paper or was handed down from above (登记来信). */
@Controller
@Needs(LetterPermissions.OFFICE)
class RegisterPages {
    private static final String PAGE = "/desk/letters/new";
    private static final List<LetterChannel> CHANNELS = List.of(LetterChannel.PHONE, LetterChannel.PAPER,
            LetterChannel.VISIT, LetterChannel.ABOVE);

    private final LetterDesk desk;
    private final Mailboxes mailboxes;
    private final LetterPromise promise;
    private final SubjectTree subjects;
    private final Towns towns;
    private final Directory directory;

    RegisterPages(LetterDesk desk, Mailboxes mailboxes, LetterPromise promise, SubjectTree subjects, Towns towns,
            Directory directory) {
        this.desk = desk;
        this.mailboxes = mailboxes;
        this.promise = promise;
        this.subjects = subjects;
        this.towns = towns;
        this.directory = directory;
    }

    @GetMapping(PAGE)
    String page(Actor actor, Model model) {
        return page(actor, LetterForm.empty(Once.fresh(), "", "", ""), UpperForm.NONE,
                FormErrors.NONE, model);
    }

    private String page(Actor actor, LetterForm typed, UpperForm upper, FormErrors errors, Model model) {
        var boxes = new LinkedHashMap<String, String>();
        mailboxes.all()
                .stream()
                .filter(box -> actor.may(LetterPermissions.OFFICE, box.home()))
                .forEach(box -> boxes.put(box.slug(), box.name()));
        var channels = new LinkedHashMap<String, String>();
        CHANNELS.forEach(channel -> channels.put(channel.code(), channel.label()));
        var units = new LinkedHashMap<String, String>();
        directory.units().forEach(unit -> units.put(String.valueOf(unit.id().value()), unit.name()));
        var classes = new LinkedHashMap<String, String>();
        Arrays.stream(LetterClass.values()).forEach(one -> classes.put(one.code(), one.label()));
        model.addAttribute("typed", typed);
        model.addAttribute("upper", upper);
        model.addAttribute("errors", errors);
        model.addAttribute("boxes", boxes);
        model.addAttribute("channels", channels);
        model.addAttribute("classes", classes);
        model.addAttribute("subjects", subjects.choices());
        model.addAttribute("towns", towns.all());
        model.addAttribute("units", units);
        return "letters/register";
    }

    @PostMapping(PAGE)
    String register(@ModelAttribute LetterForm typed, BindingResult unreadable, @ModelAttribute UpperForm upper,
            BindingResult alsoUnreadable, Actor actor, Model model) {
        Optional<LetterChannel> channel = CHANNELS.stream()
                .filter(one -> one.code().equals(upper.channel()))
                .findFirst();
        FormErrors errors = FormErrors.NONE;
        if (channel.isEmpty()) {
            errors = errors.and("channel", "请选择从哪里来。");
        }
        Optional<LocalDate> due = TypedDay.of(upper.due());
        NewLetter.Above above = null;
        if (channel.filter(one -> one == LetterChannel.ABOVE).isPresent()) {
            String body = PlainText.line(upper.body());
            String number = PlainText.line(upper.number());
            if (body.length() < 2 || body.length() > 50) {
                errors = errors.and("body", "请填写转办单位，2 到 50 个字。");
            }
            if (number.isEmpty() || number.length() > 50) {
                errors = errors.and("number", "请填写转办编号，最多 50 个字。");
            }
            if (!upper.due().isBlank() && due.isEmpty()) {
                errors = errors.and("due", "日期不对，例如 2026-12-18。");
            }
            above = new NewLetter.Above(body, number, due.orElse(null));
        }
        if (!errors.isEmpty()) {
            return page(actor, typed, upper, errors, model);
        }
        boolean guarded = typed.hidden() || typed.isReport();
        NewLetter plain = typed.letter(guarded, guarded ? reported(typed.reported()) : null, null, List.of());
        return switch (desk.register(actor, typed.to(), above == null ? plain : plain.from(above),
                channel.orElseThrow())) {
            case LetterDesk.Receipt.Refused refused -> {
                var all = new LinkedHashMap<String, String>();
                refused.problems()
                        .forEach((field, why) -> all.put(field.equals("class") ? "kind" : field, why.text()));
                yield page(actor, typed, upper, new FormErrors(all), model);
            }
            case LetterDesk.Receipt.Taken taken -> {
                model.addAttribute("view", taken.view());
                model.addAttribute("again", taken.again());
                model.addAttribute("expected", promise.expected(taken.view()).orElse(null));
                yield "letters/registered";
            }
        };
    }

    private @Nullable UnitPath reported(String id) {
        return id.matches("[0-9]{1,18}")
                ? directory.unit(new UnitId(Long.parseLong(id))).map(Unit::path).orElse(null)
                : null;
    }

}
