package org.yizhan.requests.web;

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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.Enclosures;
import org.yizhan.casework.JustSent;
import org.yizhan.identity.Caller;
import org.yizhan.identity.Members;
import org.yizhan.messaging.Channel;
import org.yizhan.requests.Applicant;
import org.yizhan.requests.ApplicantClass;
import org.yizhan.requests.RequestDesk;
import org.yizhan.requests.RequestPace;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Once;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.ElderLinks;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Open;

/**
 * Where somebody asks for information (申请公开): one page to ask, one to look at it once more, one that says what happens next. All that
 * was typed goes from page to page in the form itself. No purpose is asked for (条例第二十七条).
 */
@Controller
@Open
class AskPages {
    /** What an applicant's name and number are called in the fields of an organisation. */
    private static final Map<String, String> OF_A_FIRM = Map.of("name", "firm", "number", "code");

    private final RequestDesk desk;
    private final RequestPace pace;
    private final Enclosures enclosures;
    private final Members members;
    private final CaseReading cases;
    private final CountyClock clock;

    AskPages(RequestDesk desk, RequestPace pace, Enclosures enclosures, Members members, CaseReading cases,
            CountyClock clock) {
        this.desk = desk;
        this.pace = pace;
        this.enclosures = enclosures;
        this.members = members;
        this.cases = cases;
        this.clock = clock;
    }

    @GetMapping("/requests/new")
    String ask(@RequestParam(defaultValue = "") String body, @RequestParam(defaultValue = "") String who, Actor actor,
            Model model) {
        Optional<Members.Profile> profile = isMember(actor) ? members.profile(actor) : Optional.empty();
        boolean firm = who.isEmpty() ? profile.filter(Members.Profile::enterprise).isPresent() : who.equals("firm");
        return form(RequestForm.empty(Once.fresh(), firm ? "firm" : "person",
                body.matches("[0-9]{1,18}") ? body : "", profile.map(AskPages::person).orElse(Applicant.UNKNOWN),
                profile.map(AskPages::firm).orElse(Applicant.UNKNOWN)), List.of(), FormErrors.NONE, model);
    }

    private static Applicant person(Members.Profile one) {
        return new Applicant(one.enterprise() ? "" : one.name(), "", one.enterprise() ? "" : one.identityNumber(), "",
                "", one.phone(), "", "", "", "");
    }

    private static Applicant firm(Members.Profile one) {
        return new Applicant(one.firm(), "", one.creditCode(), "", one.name(), one.phone(), "", "", "", "");
    }

    private static boolean isMember(Actor actor) {
        return actor.ref().kind() == ActorRef.Kind.CITIZEN || actor.ref().kind() == ActorRef.Kind.ENTERPRISE;
    }

    private String form(RequestForm typed, List<Enclosures.Enclosure> kept, FormErrors errors, Model model) {
        model.addAttribute("typed", typed);
        model.addAttribute("kept", kept);
        model.addAttribute("errors", errors);
        model.addAttribute("bodies", desk.bodies());
        model.addAttribute("firms", Choices.FIRMS);
        model.addAttribute("papers", Choices.PAPERS);
        model.addAttribute("forms", Choices.FORMS);
        model.addAttribute("ways", Choices.WAYS);
        return "requests/new";
    }

    /** @param step {@code check} shows it once more, {@code edit} goes back, {@code send} sends it */
    @PostMapping("/requests/new")
    String ask(@ModelAttribute RequestForm typed, BindingResult unreadable,
            @RequestParam(defaultValue = "check") String step,
            @RequestParam(required = false) @Nullable List<MultipartFile> files, Actor actor,
            HttpServletRequest request, HttpServletResponse response, Model model, RedirectAttributes notes) {
        JustSent.mayBeGoneBackTo(response, String.valueOf(model.getAttribute("mode")));
        Optional<JustSent.Sent> before = JustSent.byForm(request, typed.once(), clock.now());
        if (before.isPresent()) {
            return sent(before.get().number(), true, model, notes);
        }
        Caller caller = Caller.of(request);
        Enclosures.Taken taken = enclosures.take(typed.kept(), uploads(files), actor.ref(), caller);
        RequestForm form = typed.keeping(taken.enclosures().stream().map(Enclosures.Enclosure::mark).toList());
        if (step.equals("edit")) {
            return form(form, taken.enclosures(), FormErrors.NONE, model);
        }
        if (!typed.website().isBlank()) {
            return form(form, taken.enclosures(), FormErrors.of("", "没有收到：请不要填写表单里没有显示的栏目。"), model);
        }
        var wanted = form.request(isMember(actor) ? actor.ref().id() : null, taken.attached());
        FormErrors errors = errors(form, taken, desk.problems(wanted));
        if (!errors.isEmpty()) {
            return form(form, taken.enclosures(), errors, model);
        }
        Optional<String> question = pace.question(form.once(), caller.source());
        boolean right = question.isEmpty() || pace.isRight(form.once(), typed.answer());
        if (!step.equals("send") || !right) {
            FormErrors wrong = step.equals("send")
                    ? FormErrors.of("answer", "答案不对，请再算一下。")
                    : FormErrors.NONE;
            return summary(form, taken.enclosures(), question.orElse(null), wrong, model);
        }
        return switch (desk.submit(wanted, isMember(actor) ? actor.ref() : ActorRef.VISITOR, caller.source())) {
            case RequestDesk.Receipt.Refused refused ->
                form(form, taken.enclosures(), errors(form, taken, refused.problems()), model);
            case RequestDesk.Receipt.Taken taking -> {
                JustSent.remember(request, form.once(), new JustSent.Sent(taking.view().number(),
                        desk.told(taking.view()).map(Channel::label).orElse("")), clock.now());
                yield sent(taking.view().number(), taking.again(), model, notes);
            }
        };
    }

    private static List<Enclosures.Upload> uploads(@Nullable List<MultipartFile> files) {
        return Stream.ofNullable(files)
                .flatMap(List::stream)
                .map(file -> new Enclosures.Upload(Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                        file.getSize(), file))
                .toList();
    }

    static FormErrors errors(RequestForm form, Enclosures.@Nullable Taken taken, Map<String, Refusal> problems) {
        var all = new LinkedHashMap<String, String>();
        problems.forEach((field, why) -> all.put(form.isFirm() ? OF_A_FIRM.getOrDefault(field, field) : field,
                why.text()));
        if (form.applicantClass().isEmpty()) {
            all.put("clazz", "请选择是哪一类单位。");
        }
        if (taken != null && !taken.problems().isEmpty()) {
            all.put("files", String.join("", taken.problems().stream().map(Refusal::text).toList()));
        }
        return new FormErrors(all);
    }

    private String summary(RequestForm form, List<Enclosures.Enclosure> kept, @Nullable String question,
            FormErrors errors, Model model) {
        model.addAttribute("typed", form);
        model.addAttribute("kept", kept);
        model.addAttribute("errors", errors);
        model.addAttribute("facts", facts(form));
        model.addAttribute("question", question);
        return "requests/check";
    }

    private List<AskFact> facts(RequestForm form) {
        var facts = new ArrayList<AskFact>();
        facts.add(new AskFact("向谁申请", desk.bodies().getOrDefault(form.body(), "")));
        facts.add(new AskFact("信息的名称", form.title()));
        facts.add(new AskFact("文号", form.document()));
        facts.add(new AskFact("信息的描述", form.description()));
        facts.add(new AskFact("希望得到的形式", Choices.FORMS.getOrDefault(form.form(), "")));
        facts.add(new AskFact("怎样得到", Choices.WAYS.getOrDefault(form.way(), "")
                + (form.other() ? "；不便这样提供时，接受其他方式" : "")));
        facts.add(new AskFact("申请人类别", form.applicantClass().map(ApplicantClass::label).orElse("")));
        facts.add(new AskFact(form.isFirm() ? "单位名称" : "姓名", form.isFirm() ? form.firm() : form.name()));
        facts.add(new AskFact(form.isFirm() ? "统一社会信用代码" : form.paper(),
                form.isFirm() ? form.code() : form.number()));
        facts.add(new AskFact("法定代表人", form.isFirm() ? form.representative() : ""));
        facts.add(new AskFact("联系人", form.isFirm() ? form.contact() : ""));
        facts.add(new AskFact("电话", form.phone()));
        facts.add(new AskFact("电子邮箱", form.email()));
        facts.add(new AskFact("通信地址", (form.address() + " " + form.postcode()).strip()));
        facts.add(new AskFact("代理人", form.agent()));
        return facts.stream().filter(fact -> !fact.value().isBlank()).toList();
    }

    /** On to a page of its own, so that going back and reloading send nothing again. */
    private static String sent(String number, boolean again, Model model, RedirectAttributes notes) {
        notes.addFlashAttribute("again", again);
        return "redirect:" + ElderLinks.address("/requests/sent/" + number, model.getAttribute("mode"));
    }

    @GetMapping("/requests/sent/{number:[A-Z]{1,6}[0-9]{8}-[0-9]{1,9}}")
    String received(@PathVariable String number, HttpServletRequest request, Model model) {
        Optional<JustSent.Sent> sent = JustSent.byNumber(request, number, clock.now());
        Optional<CaseView> view = sent.flatMap(_ -> cases.byNumber(number));
        if (view.isEmpty()) {
            return "redirect:" + ElderLinks.address("/track?number=" + number, model.getAttribute("mode"));
        }
        model.addAttribute("number", number);
        model.addAttribute("code", view.get().code());
        model.addAttribute("told", sent.get().told());
        return "requests/received";
    }
}
