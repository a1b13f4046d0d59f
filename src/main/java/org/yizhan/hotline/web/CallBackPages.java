package org.yizhan.hotline.web;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.Replies;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.hotline.CallBacks;
import org.yizhan.hotline.Caller;
import org.yizhan.hotline.HotlineDesk;
import org.yizhan.hotline.HotlinePermissions;
import org.yizhan.hotline.HotlineSetup;
import org.yizhan.hotline.Questions;
import org.yizhan.hotline.Rates;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.TypedDay;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** Who is to be called back, what they said, and the rates that follow from it. */
@Controller
class CallBackPages {
    private static final String HOME = "/desk/hotline/call-backs";
    private static final String ONE = HOME + "/{id:[0-9]{1,18}}";
    private static final String RATES = "/desk/hotline/rates";

    private final CallBacks callBacks;
    private final Rates rates;
    private final Questions questions;
    private final HotlineSetup setup;
    private final HotlineDesk desk;
    private final CaseReading cases;
    private final Directory directory;
    private final CountyClock clock;

    CallBackPages(CallBacks callBacks, Rates rates, Questions questions, HotlineSetup setup, HotlineDesk desk,
            CaseReading cases, Directory directory, CountyClock clock) {
        this.callBacks = callBacks;
        this.rates = rates;
        this.questions = questions;
        this.setup = setup;
        this.desk = desk;
        this.cases = cases;
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping(HOME)
    @Needs(HotlinePermissions.CALL_BACK)
    String list(Actor actor, @RequestParam(required = false) @Nullable String key, Model model) {
        KeyPage<CallBacks.CallBack> page = callBacks.waiting(actor, key);
        model.addAttribute("page", page);
        model.addAttribute("today", clock.today());
        lines(actor, page.items(), model);
        return "hotline/call-backs";
    }

    /** What of the cases of call-backs this person may see, and the names of units. */
    private void lines(Actor actor, List<CallBacks.CallBack> shown, Model model) {
        var views = new HashMap<CaseId, CaseView>();
        cases.find(shown.stream().map(one -> one.caseId().value()).distinct().toList())
                .stream()
                .filter(view -> desk.find(actor, view.id()).isPresent())
                .forEach(view -> views.put(view.id(), view));
        model.addAttribute("views", views);
        model.addAttribute("units", shown.stream()
                .map(CallBacks.CallBack::unit)
                .distinct()
                .collect(Collectors.toMap(id -> id, this::unit)));
    }

    private String unit(long id) {
        return directory.unit(new UnitId(id)).map(Unit::shortName).orElse("已撤销的单位");
    }

    @GetMapping(ONE)
    @Needs(HotlinePermissions.CALL_BACK)
    String open(Actor actor, @PathVariable long id, Model model, RedirectAttributes notes) {
        Optional<CallBacks.CallBack> one = callBacks.find(id);
        if (one.isEmpty() || callBacks.caller(actor, one.get()).isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("没有这件回访，或者来电人要求保密，要由受理保密件的同志回访。"));
            return "redirect:" + HOME;
        }
        return form(actor, one.get(), CallBackForm.EMPTY, FormErrors.NONE, model);
    }

    private String form(Actor actor, CallBacks.CallBack one, CallBackForm typed, FormErrors errors, Model model) {
        CaseView view = cases.find(one.caseId()).orElseThrow();
        Caller caller = callBacks.caller(actor, one)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        List<Replies.Reply> sent = cases.sent(one.caseId());
        model.addAttribute("one", one);
        model.addAttribute("view", view);
        model.addAttribute("caller", caller);
        model.addAttribute("unit", unit(one.unit()));
        model.addAttribute("asked", desk.ticket(one.caseId()).map(ticket -> ticket.text()).orElse(""));
        model.addAttribute("answer", sent.isEmpty() ? "" : sent.getLast().text());
        model.addAttribute("greeting", setup.now().greeting());
        model.addAttribute("questions", questions.asked());
        model.addAttribute("typed", typed);
        model.addAttribute("errors", errors);
        model.addAttribute("degrees", degrees());
        return "hotline/call-back";
    }

    private static Map<String, String> degrees() {
        var degrees = new LinkedHashMap<String, String>();
        for (int degree = 5; degree >= 1; degree--) {
            degrees.put(Integer.toString(degree), CallBacks.satisfied(degree));
        }
        return degrees;
    }

    /** @param all answers to the questions of the script come as {@code q7} */
    @PostMapping(ONE)
    @Needs(HotlinePermissions.CALL_BACK)
    String record(Actor actor, @PathVariable long id, @RequestParam Map<String, String> all, Model model,
            RedirectAttributes notes) {
        CallBackForm typed = CallBackForm.of(all);
        Optional<Refusal> refusal = typed.inVain()
                ? callBacks.inVain(actor, id, typed.seen())
                : callBacks.record(actor, id, typed.seen(), typed.said());
        if (refusal.isEmpty()) {
            notes.addFlashAttribute("notice", typed.inVain()
                    ? "已记下没有联系上。"
                    : "回访已登记。"
                            + (Boolean.FALSE.equals(typed.said().solved()) ? "没有解决的，能再办的已经重新交给承办单位。" : ""));
            return "redirect:" + HOME;
        }
        Optional<CallBacks.CallBack> one = callBacks.find(id);
        if (one.isEmpty() || callBacks.caller(actor, one.get()).isEmpty()) {
            notes.addFlashAttribute("refusal", refusal.get());
            return "redirect:" + HOME;
        }
        return form(actor, one.get(), typed, FormErrors.of(refusal.get()), model);
    }

    @GetMapping(RATES)
    @Needs({HotlinePermissions.SEE, HotlinePermissions.OFFICE, HotlinePermissions.CALL_BACK,
        HotlinePermissions.HANDLE})
    String rates(Actor actor, @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until, Model model) {
        Days days = days(from, until);
        model.addAttribute("from", days.from());
        model.addAttribute("until", days.until());
        model.addAttribute("lines", rates.of(actor, days.from(), days.until()));
        model.addAttribute("settings", setup.now());
        return "hotline/rates";
    }

    private record Days(LocalDate from, LocalDate until) {}

    /** This month unless other days are asked for. */
    private Days days(String from, String until) {
        LocalDate last = TypedDay.of(until).orElse(clock.today());
        LocalDate first = TypedDay.of(from).orElse(last.withDayOfMonth(1));
        return first.isAfter(last) ? new Days(last, first) : new Days(first, last);
    }

    @GetMapping(RATES + "/cases")
    @Needs({HotlinePermissions.SEE, HotlinePermissions.OFFICE, HotlinePermissions.CALL_BACK,
        HotlinePermissions.HANDLE})
    String behind(Actor actor, @RequestParam(defaultValue = "") String figure,
            @RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String unit, @RequestParam(required = false) @Nullable String key,
            Model model) {
        Rates.Figure wanted = Rates.Figure.of(figure).orElse(Rates.Figure.ALL);
        Days days = days(from, until);
        Long of = unit.matches("[0-9]{1,18}") ? Long.valueOf(unit) : null;
        KeyPage<CallBacks.CallBack> page = rates.behind(actor, wanted, days.from(), days.until(), of, key);
        model.addAttribute("figure", wanted);
        model.addAttribute("from", days.from());
        model.addAttribute("until", days.until());
        model.addAttribute("unit", of);
        model.addAttribute("unitName", of == null ? "全部单位" : unit(of));
        model.addAttribute("page", page);
        lines(actor, page.items(), model);
        return "hotline/rate-cases";
    }
}
