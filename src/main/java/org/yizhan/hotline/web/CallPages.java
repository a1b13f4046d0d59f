package org.yizhan.hotline.web;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.Kinds;
import org.yizhan.casework.LimitClass;
import org.yizhan.casework.Matters;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.hotline.Callers;
import org.yizhan.hotline.HotlineDesk;
import org.yizhan.hotline.HotlinePermissions;
import org.yizhan.hotline.HotlineSetup;
import org.yizhan.hotline.KnowledgeSearch;
import org.yizhan.hotline.LinkedNumbers;
import org.yizhan.hotline.TicketChannel;
import org.yizhan.hotline.TicketClass;
import org.yizhan.hotline.TicketResult;
import org.yizhan.search.SearchResults;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Once;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.TypedDay;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** The desk of an agent while a call lasts (接听来电). */
@Controller
@Needs(HotlinePermissions.AGENT)
class CallPages {
    private static final String PAGE = "/desk/hotline/call";
    private static final String HANDED_OFF = "转接已记下。";
    private static final String MARKED = "已标记，以后来电时会提示话务员；不影响接听。";
    private static final String LIFTED = "标记已解除。";

    private final HotlineDesk desk;
    private final HotlineSetup setup;
    private final Callers callers;
    private final LinkedNumbers numbers;
    private final KnowledgeSearch knowledge;
    private final Matters matters;
    private final Kinds kinds;
    private final Directory directory;

    CallPages(HotlineDesk desk, HotlineSetup setup, Callers callers, LinkedNumbers numbers, KnowledgeSearch knowledge,
            Matters matters, Kinds kinds, Directory directory) {
        this.desk = desk;
        this.setup = setup;
        this.callers = callers;
        this.numbers = numbers;
        this.knowledge = knowledge;
        this.matters = matters;
        this.kinds = kinds;
        this.directory = directory;
    }

    /** @param phone as a telephone system hands it over with the call; {@code recording} is its id of the recorded call */
    @GetMapping(PAGE)
    String page(Actor actor, @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String recording, Model model) {
        return page(actor, CallForm.begin(Once.fresh(), phone, recording), FormErrors.NONE, model);
    }

    private String page(Actor actor, CallForm typed, FormErrors errors, Model model) {
        model.addAttribute("typed", typed);
        model.addAttribute("errors", errors);
        model.addAttribute("classes", Arrays.stream(TicketClass.values())
                .collect(Collectors.toMap(TicketClass::code, TicketClass::label, (a, b) -> a, LinkedHashMap::new)));
        model.addAttribute("channels", Arrays.stream(TicketChannel.values())
                .filter(one -> one != TicketChannel.SYSTEM)
                .collect(Collectors.toMap(TicketChannel::code, TicketChannel::label, (a, b) -> a,
                        LinkedHashMap::new)));
        model.addAttribute("urgencies", Arrays.stream(LimitClass.values())
                .collect(Collectors.toMap(LimitClass::name, LimitClass::label, (a, b) -> a, LinkedHashMap::new)));
        model.addAttribute("results", Arrays.stream(TicketResult.values())
                .collect(Collectors.toMap(TicketResult::name, TicketResult::label, (a, b) -> a, LinkedHashMap::new)));
        model.addAttribute("subjects", matters.subjects());
        model.addAttribute("towns", matters.regions());
        model.addAttribute("units", units());
        model.addAttribute("numbers", numbers.inUse());
        model.addAttribute("handedOff", numbers.recent(actor));
        model.addAttribute("caller", typed.phone().isBlank() ? null : caller(actor, typed.phone()));
        hints(actor, typed, model);
        return "hotline/call";
    }

    private Map<String, String> units() {
        var units = new LinkedHashMap<String, String>();
        directory.units().forEach(unit -> units.put(unit.path().value(), unit.shortName()));
        return units;
    }

    private @Nullable CallerView caller(Actor actor, String phone) {
        return callers.lookUp(actor, phone)
                .map(known -> new CallerView(known, known.before()
                        .stream()
                        .collect(Collectors.toMap(CaseView::id, view -> kinds.of(view.kind()).label()))))
                .orElse(null);
    }

    private void hints(Actor actor, CallForm typed, Model model) {
        String all = typed.all();
        boolean said = !all.isBlank();
        model.addAttribute("dispatches", setup.now().agentsDispatch()
                || actor.may(HotlinePermissions.OFFICE, setup.now().home()));
        List<SearchResults.Hit> hits = said ? knowledge.of(all, true) : List.of();
        model.addAttribute("hits", hits);
        model.addAttribute("tellable", knowledge.tellable(hits));
        model.addAttribute("near", desk.near(actor, all, typed.subject(), typed.region(), typed.village()));
        model.addAttribute("likely", said ? likely(all) : List.of());
        String about = said && typed.subject().isEmpty() ? matters.subject(all).orElse("") : "";
        model.addAttribute("about", about);
        model.addAttribute("noted", typed.takes(about));
        model.addAttribute("subject", matters.subjects().getOrDefault(about, ""));
    }

    private List<Likely> likely(String text) {
        return matters.units(text)
                .stream()
                .flatMap(one -> directory.unit(one.unit().unit())
                        .map(unit -> new Likely(unit.path().value(), unit.shortName(), one.why()))
                        .stream())
                .toList();
    }

    /** What is known of the number, put in beside the form. */
    @PostMapping(PAGE + "/caller")
    String caller(Actor actor, @RequestParam(defaultValue = "") String phone, Model model) {
        model.addAttribute("caller", caller(actor, phone));
        return "hotline/caller";
    }

    /** What speaks of the same, put in beside the form while somebody types. */
    @PostMapping(PAGE + "/hints")
    String hints(Actor actor, @ModelAttribute CallForm typed, BindingResult unreadable, Model model) {
        hints(actor, typed, model);
        model.addAttribute("within", true);
        model.addAttribute("chosen", typed.likely());
        return "hotline/hints";
    }

    /**
     * The same for a browser without scripts: the whole page once more, with nothing lost.
     *
     * @param tell an entry of the knowledge base with which the call is answered
     */
    @PostMapping(PAGE + "/look")
    String look(Actor actor, @ModelAttribute CallForm typed, BindingResult unreadable,
            @RequestParam(defaultValue = "") String tell, Model model) {
        Optional<CallForm> answered = Optional.of(tell)
                .filter(one -> one.matches("[0-9]{1,18}"))
                .flatMap(one -> knowledge.told(Long.parseLong(one)))
                .map(typed::answering);
        model.addAttribute("answering", answered.isPresent());
        return page(actor, answered.orElse(typed), FormErrors.NONE, model);
    }

    @PostMapping(PAGE)
    String take(Actor actor, @ModelAttribute CallForm typed, BindingResult unreadable, Model model) {
        FormErrors errors = errors(typed);
        if (!errors.isEmpty()) {
            return page(actor, typed, errors, model);
        }
        return switch (desk.take(actor, typed.ticket(), typed.first().orElseThrow())) {
            case HotlineDesk.Receipt.Refused refused -> {
                var all = new LinkedHashMap<String, String>();
                refused.problems().forEach((field, why) -> all.put(field, why.text()));
                yield page(actor, typed, new FormErrors(all), model);
            }
            case HotlineDesk.Receipt.Taken taken -> {
                CaseView view = taken.view();
                model.addAttribute("view", view);
                model.addAttribute("again", taken.again());
                model.addAttribute("unit", view.lead() == null
                        ? ""
                        : directory.unit(view.lead().unit()).map(Unit::name).orElse(""));
                model.addAttribute("sees", desk.find(actor, view.id()).isPresent());
                yield "hotline/taken";
            }
        };
    }

    private static FormErrors errors(CallForm typed) {
        FormErrors errors = FormErrors.NONE;
        if (!typed.happened().isBlank() && TypedDay.of(typed.happened()).isEmpty()) {
            errors = errors.and("happened", "日期不对，例如 2026-11-27。");
        }
        if (typed.isGivenTwice()) {
            errors = errors.and("unit", "这里选的单位和上面推荐里选的不一样，请改成同一个，或者只选一处。");
        }
        if (typed.first().isEmpty()) {
            errors = switch (typed.how()) {
                case CallForm.ANSWERED -> errors.and("result", "请选择办结类型。");
                case CallForm.GIVEN -> errors.and("unit", "请选择派给哪个单位。");
                default -> errors.and("how", "请选择怎么处理：直接答复、派给单位，还是交热线办派单。");
            };
        }
        return errors;
    }

    /** With scripts only this part of the page is sent and put in anew, so that the call that is being typed stays. */
    @PostMapping("/desk/hotline/hand-offs")
    String handOff(Actor actor, @ModelAttribute HandOffForm typed, BindingResult unreadable,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String within, Model model,
            RedirectAttributes notes) {
        Optional<Refusal> refusal = numbers.handOff(actor, typed.to(), typed.from(), typed.about(), typed.words());
        if (within == null) {
            return told(refusal, HANDED_OFF, notes);
        }
        told(refusal, HANDED_OFF, model);
        model.addAttribute("typed", refusal.isPresent() ? typed : HandOffForm.EMPTY);
        model.addAttribute("numbers", numbers.inUse());
        model.addAttribute("handedOff", numbers.recent(actor));
        return "hotline/hand-off";
    }

    private static String told(Optional<Refusal> refusal, String done, RedirectAttributes notes) {
        refusal.ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                () -> notes.addFlashAttribute("notice", done));
        return "redirect:" + PAGE;
    }

    private static void told(Optional<Refusal> refusal, String done, Model model) {
        model.addAttribute("told", refusal.isPresent() ? "" : done);
        model.addAttribute("refused", refusal.map(Refusal::text).orElse(""));
    }

    @PostMapping("/desk/hotline/marks")
    String mark(Actor actor, @ModelAttribute MarkForm typed, BindingResult unreadable,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String within, Model model,
            RedirectAttributes notes) {
        Optional<Refusal> refusal = callers.mark(actor, typed.whose(),
                Callers.Nature.of(typed.nature()).orElse(null), typed.reason(),
                TypedDay.of(typed.until()).orElse(null));
        return within == null
                ? told(refusal, MARKED, notes)
                : marks(actor, refusal, MARKED, refusal.isPresent() ? typed : MarkForm.of(typed.whose()), model);
    }

    private String marks(Actor actor, Optional<Refusal> refusal, String done, MarkForm typed, Model model) {
        told(refusal, done, model);
        model.addAttribute("typed", typed);
        model.addAttribute("marks", typed.whose().isBlank()
                ? List.of()
                : callers.lookUp(actor, typed.whose()).map(Callers.Known::marks).orElse(List.of()));
        return "hotline/marks";
    }

    @PostMapping("/desk/hotline/marks/{id:[0-9]{1,18}}/lift")
    String lift(Actor actor, @PathVariable long id,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String within, Model model,
            RedirectAttributes notes) {
        Optional<Refusal> refusal = callers.lift(actor, id);
        return within == null
                ? told(refusal, LIFTED, notes)
                : marks(actor, refusal, LIFTED, MarkForm.of(""), model);
    }
}
