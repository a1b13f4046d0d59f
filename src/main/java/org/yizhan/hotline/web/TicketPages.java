package org.yizhan.hotline.web;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
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
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseBoard;
import org.yizhan.casework.CaseDesk;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseSheet;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.LimitClass;
import org.yizhan.hotline.HotlineDesk;
import org.yizhan.hotline.HotlinePermissions;
import org.yizhan.hotline.TicketResult;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.TypedDay;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** What only tickets need: with what they ended, how urgent they are, and who spoke together. */
@Controller
class TicketPages {
    private static final String TICKET = "/desk/hotline/tickets/{id:[0-9]{1,18}}";

    private final HotlineDesk desk;
    private final CaseBoard board;

    TicketPages(HotlineDesk desk, CaseBoard board) {
        this.desk = desk;
        this.board = board;
    }

    private CaseView ticket(Actor actor, long id) {
        return desk.find(actor, new CaseId(id)).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @GetMapping(TICKET + "/finish")
    @Needs({HotlinePermissions.HANDLE, HotlinePermissions.OFFICE})
    String finish(Actor actor, @PathVariable long id, Model model) {
        CaseView view = ticket(actor, id);
        CaseSheet sheet = board.read(actor, view.id()).orElseThrow();
        return finish(sheet, view.version(), "", sheet.needed().lastReply(), List.of(), "", FormErrors.NONE, false,
                model);
    }

    private String finish(CaseSheet sheet, int version, String result, String words, List<String> overridden,
            String why, FormErrors errors, boolean checked, Model model) {
        model.addAttribute("sheet", sheet);
        model.addAttribute("version", version);
        model.addAttribute("result", result);
        model.addAttribute("words", words);
        model.addAttribute("overridden", overridden);
        model.addAttribute("why", why);
        model.addAttribute("errors", errors);
        model.addAttribute("results", Arrays.stream(TicketResult.values())
                .collect(Collectors.toMap(TicketResult::name, TicketResult::label, (a, b) -> a, LinkedHashMap::new)));
        model.addAttribute("findings", checked ? board.check(sheet.view(), "draftReply", words) : List.of());
        return "hotline/finish";
    }

    /** @param check looks the answer over and does nothing else */
    @PostMapping(TICKET + "/finish")
    @Needs({HotlinePermissions.HANDLE, HotlinePermissions.OFFICE})
    String finish(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "0") String version,
            @RequestParam(defaultValue = "") String result, @RequestParam(defaultValue = "") String words,
            @RequestParam(required = false) @Nullable List<String> overridden,
            @RequestParam(defaultValue = "") String why, @RequestParam(defaultValue = "") String check, Model model,
            RedirectAttributes notes) {
        CaseView view = ticket(actor, id);
        List<String> passed = overridden == null ? List.of() : overridden;
        if (!check.isEmpty()) {
            return finish(board.read(actor, view.id()).orElseThrow(), view.version(), result, words, passed, why,
                    FormErrors.NONE, true, model);
        }
        CaseDesk.Result done = desk.finish(actor, view.id(), version.matches("[0-9]{1,9}")
                ? Integer.valueOf(version)
                : -1, TicketResult.of(result).orElse(null), new CaseAct.DraftReply(words, passed, why));
        return switch (done) {
            case CaseDesk.Result.Refused refused -> {
                CaseView now = ticket(actor, id);
                yield finish(board.read(actor, now.id()).orElseThrow(), now.version(), result, words, passed, why,
                        FormErrors.of(refused.why()), true, model);
            }
            case CaseDesk.Result.Done _ -> {
                notes.addFlashAttribute("notice", view.number() + "：答复已提交，等待审核。");
                yield "redirect:/desk/cases/" + id;
            }
        };
    }

    @GetMapping(TICKET + "/urgency")
    @Needs(HotlinePermissions.OFFICE)
    String urgency(Actor actor, @PathVariable long id, Model model) {
        return urgency(ticket(actor, id), "", "", "", FormErrors.NONE, model);
    }

    private String urgency(CaseView view, String urgency, String words, String until, FormErrors errors,
            Model model) {
        model.addAttribute("view", view);
        model.addAttribute("now", desk.ticket(view.id()).map(one -> one.urgency().label()).orElse(""));
        model.addAttribute("urgency", urgency);
        model.addAttribute("until", until);
        model.addAttribute("words", words);
        model.addAttribute("errors", errors);
        model.addAttribute("urgencies", Arrays.stream(LimitClass.values())
                .collect(Collectors.toMap(LimitClass::name, LimitClass::label, (a, b) -> a, LinkedHashMap::new)));
        return "hotline/urgency";
    }

    @PostMapping(TICKET + "/urgency")
    @Needs(HotlinePermissions.OFFICE)
    String urgency(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String urgency,
            @RequestParam(defaultValue = "") String words, @RequestParam(defaultValue = "") String until, Model model,
            RedirectAttributes notes) {
        CaseView view = ticket(actor, id);
        Optional<LocalDate> day = TypedDay.of(until);
        LimitClass chosen = Arrays.stream(LimitClass.values())
                .filter(one -> one.name().equals(urgency))
                .findFirst()
                .orElse(null);
        var refusal = Refusal.when(!until.isBlank() && day.isEmpty(), "日期不对，例如 2026-11-27。")
                .or(() -> desk.urgency(actor, view.id(), chosen, words, day.orElse(null)));
        if (refusal.isPresent()) {
            return urgency(view, urgency, words, until, FormErrors.of(refusal.get()), model);
        }
        notes.addFlashAttribute("notice", "紧急程度已调整，以后开始的期限按它计算"
                + (day.isEmpty() ? "，已经在算的不变。" : "；这一件要在限定的日期前办结。"));
        return "redirect:/desk/cases/" + id;
    }

    @GetMapping(TICKET + "/three-party")
    @Needs(HotlinePermissions.AGENT)
    String threeParty(Actor actor, @PathVariable long id, Model model) {
        return threeParty(ticket(actor, id), "", "", FormErrors.NONE, model);
    }

    private static String threeParty(CaseView view, String party, String words, FormErrors errors, Model model) {
        model.addAttribute("view", view);
        model.addAttribute("party", party);
        model.addAttribute("words", words);
        model.addAttribute("errors", errors);
        return "hotline/three-party";
    }

    @PostMapping(TICKET + "/three-party")
    @Needs(HotlinePermissions.AGENT)
    String threeParty(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String party,
            @RequestParam(defaultValue = "") String words, Model model, RedirectAttributes notes) {
        CaseView view = ticket(actor, id);
        var refusal = desk.threeParty(actor, view.id(), party, words);
        if (refusal.isPresent()) {
            return threeParty(view, party, words, FormErrors.of(refusal.get()), model);
        }
        notes.addFlashAttribute("notice", "三方通话已记下。");
        return "redirect:/desk/cases/" + id;
    }
}
