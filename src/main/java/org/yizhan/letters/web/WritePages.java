package org.yizhan.letters.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.Enclosures;
import org.yizhan.casework.JustSent;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.identity.Caller;
import org.yizhan.identity.Members;
import org.yizhan.letters.LetterClass;
import org.yizhan.letters.LetterDesk;
import org.yizhan.letters.LetterPace;
import org.yizhan.letters.LetterPromise;
import org.yizhan.letters.Mailbox;
import org.yizhan.letters.Mailboxes;
import org.yizhan.letters.NewLetter;
import org.yizhan.letters.Offers;
import org.yizhan.letters.SubjectTree;
import org.yizhan.letters.Towns;
import org.yizhan.messaging.Channel;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Once;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;
import org.yizhan.shared.web.ElderLinks;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Open;

/**
 * Where somebody writes a letter (写信): one page to write, one to look at it once more, one that says what happens next. All that was
 * typed goes from page to page in the form itself, so that nothing is lost and nothing is kept of who does not send it.
 */
@Controller
@Open
class WritePages {

    private final LetterDesk desk;
    private final Mailboxes mailboxes;
    private final LetterPace pace;
    private final LetterPromise promise;
    private final Offers offers;
    private final SubjectTree subjects;
    private final Towns towns;
    private final Directory directory;
    private final Enclosures enclosures;
    private final Members members;
    private final CaseReading cases;
    private final CountyClock clock;

    WritePages(LetterDesk desk, Mailboxes mailboxes, LetterPace pace, LetterPromise promise, Offers offers,
            SubjectTree subjects, Towns towns, Directory directory, Enclosures enclosures, Members members,
            CaseReading cases, CountyClock clock) {
        this.desk = desk;
        this.mailboxes = mailboxes;
        this.pace = pace;
        this.promise = promise;
        this.offers = offers;
        this.subjects = subjects;
        this.towns = towns;
        this.directory = directory;
        this.enclosures = enclosures;
        this.members = members;
        this.cases = cases;
        this.clock = clock;
    }

    @GetMapping("/letters/new")
    String write(@RequestParam(defaultValue = "") String to, Actor actor, Model model) {
        Optional<Members.Profile> profile = isMember(actor) ? members.profile(actor) : Optional.empty();
        return form(LetterForm.empty(Once.fresh(), to.matches("[a-z0-9-]{1,31}") ? to : "",
                profile.map(WritePages::name).orElse(""), profile.map(Members.Profile::phone).orElse("")), List.of(),
                FormErrors.NONE, model);
    }

    private static String name(Members.Profile profile) {
        return profile.enterprise() ? profile.firm() : profile.name();
    }

    private static boolean isMember(Actor actor) {
        return actor.ref().kind() == ActorRef.Kind.CITIZEN || actor.ref().kind() == ActorRef.Kind.ENTERPRISE;
    }

    private String form(LetterForm typed, List<Enclosures.Enclosure> kept, FormErrors errors, Model model) {
        model.addAttribute("typed", typed);
        model.addAttribute("kept", kept);
        model.addAttribute("errors", errors);
        model.addAttribute("boxes", boxes());
        model.addAttribute("subjects", subjects.choices());
        model.addAttribute("towns", towns.all());
        model.addAttribute("units", units());
        model.addAttribute("guarding", typed.hidden() || typed.isReport() || !typed.reported().isEmpty()
                || errors.of("reported") != null || mailboxes.find(typed.to()).filter(Mailbox::guarded).isPresent());
        return "letters/new";
    }

    private Map<String, String> boxes() {
        var boxes = new LinkedHashMap<String, String>();
        mailboxes.open()
                .forEach(box -> boxes.put(box.slug(), box.name().endsWith(box.nature().label())
                        ? box.name()
                        : box.name() + "（" + box.nature().label() + "）"));
        return boxes;
    }

    private Map<String, String> units() {
        var units = new LinkedHashMap<String, String>();
        directory.units().forEach(unit -> units.put(String.valueOf(unit.id().value()), unit.name()));
        return units;
    }

    /** @param step {@code check} shows it once more, {@code edit} goes back, {@code send} sends it */
    @PostMapping("/letters/new")
    String write(@ModelAttribute LetterForm typed, BindingResult unreadable,
            @RequestParam(defaultValue = "check") String step,
            @RequestParam(required = false) @Nullable List<MultipartFile> files,
            @RequestParam(required = false) @Nullable List<MultipartFile> voice, Actor actor,
            HttpServletRequest request, HttpServletResponse response, Model model, RedirectAttributes notes) {
        JustSent.mayBeGoneBackTo(response, String.valueOf(model.getAttribute("mode")));
        Optional<JustSent.Sent> before = JustSent.byForm(request, typed.once(), clock.now());
        if (before.isPresent()) {
            return sent(before.get().number(), true, model, notes);
        }
        Caller caller = Caller.of(request);
        Enclosures.Taken taken = enclosures.take(typed.kept(), uploads(files, voice), actor.ref(), caller);
        LetterForm form = typed.keeping(taken.enclosures().stream().map(Enclosures.Enclosure::mark).toList());
        if (step.equals("edit")) {
            return form(form, taken.enclosures(), FormErrors.NONE, model);
        }
        if (!typed.website().isBlank()) {
            return form(form, taken.enclosures(), FormErrors.of("", "没有收到：请不要填写表单里没有显示的栏目。"), model);
        }
        Mailbox box = mailboxes.find(form.to()).orElse(null);
        boolean guarded = form.hidden() || form.isReport() || box != null && box.guarded();
        NewLetter letter = form.letter(guarded, guarded ? reported(form.reported()) : null,
                isMember(actor) ? actor.ref().id() : null, taken.attached());
        FormErrors errors = errors(form, guarded, taken, desk.problems(form.to(), letter));
        if (!errors.isEmpty()) {
            return form(form, taken.enclosures(), errors, model);
        }
        Optional<String> question = pace.question(form.once(), caller.source());
        boolean right = question.isEmpty() || pace.isRight(form.once(), typed.answer());
        if (!step.equals("send") || !right) {
            FormErrors wrong = step.equals("send")
                    ? FormErrors.of("answer", "答案不对，请再算一下。")
                    : FormErrors.NONE;
            return summary(form, box, guarded, taken.enclosures(), question.orElse(null), wrong, model);
        }
        return switch (desk.submit(form.to(), letter, isMember(actor) ? actor.ref() : ActorRef.VISITOR,
                caller.source())) {
            case LetterDesk.Receipt.Refused refused ->
                form(form, taken.enclosures(), errors(form, guarded, taken, refused.problems()), model);
            case LetterDesk.Receipt.Taken taking -> {
                JustSent.remember(request, form.once(), new JustSent.Sent(taking.view().number(),
                        desk.told(taking.view()).map(Channel::label).orElse("")), clock.now());
                yield sent(taking.view().number(), taking.again(), model, notes);
            }
        };
    }

    private static List<Enclosures.Upload> uploads(@Nullable List<MultipartFile> files,
            @Nullable List<MultipartFile> voice) {
        return Stream.of(files, voice)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .map(file -> new Enclosures.Upload(Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                        file.getSize(), file))
                .toList();
    }

    private @Nullable UnitPath reported(String id) {
        return id.matches("[0-9]{1,18}")
                ? directory.unit(new UnitId(Long.parseLong(id))).map(Unit::path).orElse(null)
                : null;
    }

    private FormErrors errors(LetterForm form, boolean guarded, Enclosures.Taken taken,
            Map<String, Refusal> problems) {
        var all = new LinkedHashMap<String, String>();
        problems.forEach((field, why) -> all.put(field.equals("class") ? "kind" : field, why.text()));
        if (!form.region().isEmpty() && !towns.all().containsKey(form.region())) {
            all.putIfAbsent("region", "请从列表里选择乡镇，或者不选。");
        }
        if (!guarded && !form.publish().matches("yes|no")) {
            all.putIfAbsent("publish", "请选择是否同意公开。");
        }
        if (!taken.problems().isEmpty()) {
            all.put("files", String.join("", taken.problems().stream().map(Refusal::text).toList()));
        }
        return new FormErrors(all);
    }

    private String summary(LetterForm form, @Nullable Mailbox box, boolean guarded,
            List<Enclosures.Enclosure> kept, @Nullable String question, FormErrors errors, Model model) {
        LetterClass clazz = LetterClass.of(form.kind()).orElseThrow();
        model.addAttribute("typed", form);
        model.addAttribute("kept", kept);
        model.addAttribute("errors", errors);
        model.addAttribute("facts", facts(form, box, clazz, guarded));
        model.addAttribute("question", question);
        model.addAttribute("offers", offers.of(form.title() + "\n" + form.text()));
        return "letters/check";
    }

    private List<WriteFact> facts(LetterForm form, @Nullable Mailbox box, LetterClass clazz, boolean guarded) {
        var facts = new ArrayList<WriteFact>();
        facts.add(new WriteFact("写给", box == null ? "" : box.name()));
        facts.add(new WriteFact("类型", clazz.label()));
        facts.add(new WriteFact("关于", subjects.choices().getOrDefault(form.subject(), "")));
        facts.add(new WriteFact("标题", form.title()));
        facts.add(new WriteFact("内容", form.text()));
        facts.add(new WriteFact("地点", Stream.of(towns.all().getOrDefault(form.region(), ""), form.place(),
                form.hasPosition() ? "（附有位置）" : "").filter(part -> !part.isEmpty()).reduce("", String::concat)));
        facts.add(new WriteFact("被反映的单位", guarded ? units().getOrDefault(form.reported(), "") : ""));
        facts.add(new WriteFact("是否公开", guarded
                ? "不公开，您的身份对被反映的单位保密"
                : form.publish().equals("yes") ? "同意公开，姓名、电话等个人信息会先遮盖" : "不公开"));
        facts.add(new WriteFact("姓名", form.name()));
        facts.add(new WriteFact("电话", form.phone()));
        facts.add(new WriteFact("电子邮箱", form.email()));
        facts.add(new WriteFact("联系地址", form.address()));
        return facts.stream().filter(fact -> !fact.value().isBlank()).toList();
    }

    /** On to a page of its own, so that going back and reloading send nothing again. */
    private static String sent(String number, boolean again, Model model, RedirectAttributes notes) {
        notes.addFlashAttribute("again", again);
        return "redirect:" + ElderLinks.address("/letters/sent/" + number, model.getAttribute("mode"));
    }

    @GetMapping("/letters/sent/{number:[A-Z]{1,6}[0-9]{8}-[0-9]{1,9}}")
    String received(@PathVariable String number, HttpServletRequest request, Model model) {
        Optional<JustSent.Sent> sent = JustSent.byNumber(request, number, clock.now());
        Optional<CaseView> view = sent.flatMap(_ -> cases.byNumber(number));
        if (view.isEmpty()) {
            return "redirect:" + ElderLinks.address("/track?number=" + number, model.getAttribute("mode"));
        }
        model.addAttribute("number", number);
        model.addAttribute("code", view.get().code());
        model.addAttribute("expected", promise.expected(view.get()).orElse(null));
        model.addAttribute("told", sent.get().told());
        return "letters/received";
    }

    /** A part of the page, asked for while the title is typed. */
    @GetMapping("/letters/offers")
    ModelAndView offers(@RequestParam(defaultValue = "") String q) {
        return new ModelAndView("letters/offers", "offers", q.length() < 4 ? List.of() : offers.of(q));
    }
}
