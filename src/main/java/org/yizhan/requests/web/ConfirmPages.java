package org.yizhan.requests.web;

import java.util.List;
import java.util.Optional;

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
import org.yizhan.requests.Request;
import org.yizhan.requests.RequestDesk;
import org.yizhan.requests.RequestPermissions;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.TypedDay;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** Where the office confirms the day of receipt, and enters what the applicant sent on paper afterwards. */
@Controller
@Needs(RequestPermissions.OFFICE)
class ConfirmPages {
    private static final String REQUEST = "/desk/requests/{id:[0-9]{1,18}}";

    private final RequestDesk desk;
    private final CaseReading cases;
    private final CountyClock clock;

    ConfirmPages(RequestDesk desk, CaseReading cases, CountyClock clock) {
        this.desk = desk;
        this.cases = cases;
        this.clock = clock;
    }

    @GetMapping(REQUEST + "/confirm")
    String page(Actor actor, @PathVariable long id, Model model) {
        Request it = request(actor, id);
        return page(it, it.receivedOn() == null ? clock.today().toString() : it.receivedOn().toString(), "",
                FormErrors.NONE, model);
    }

    private Request request(Actor actor, long id) {
        return desk.find(actor, new CaseId(id)).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private String page(Request it, String received, String how, FormErrors errors, Model model) {
        model.addAttribute("view", cases.find(it.id()).orElseThrow());
        model.addAttribute("it", it);
        model.addAttribute("came", clock.local(it.cameAt()).toLocalDate());
        model.addAttribute("received", received);
        model.addAttribute("how", how);
        model.addAttribute("errors", errors);
        return "requests/confirm";
    }

    @PostMapping(REQUEST + "/confirm")
    String confirm(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String received,
            @RequestParam(defaultValue = "") String how, @RequestParam(defaultValue = "") String version, Model model,
            RedirectAttributes notes) {
        Request it = request(actor, id);
        Optional<Refusal> refusal = desk.confirm(actor, it.id(),
                version.matches("\\d{1,9}") ? Integer.valueOf(version) : null, TypedDay.of(received).orElse(null), how);
        if (refusal.isPresent()) {
            return page(it, received, how, FormErrors.of("received", refusal.get().text()), model);
        }
        notes.addFlashAttribute("notice", it.isConfirmed() ? "已受理。" : "收到日已确认，答复期限从这一天算起，也已告知申请人。");
        return "redirect:/desk/cases/" + id;
    }

    @GetMapping(REQUEST + "/supplement")
    String supplement(Actor actor, @PathVariable long id, Model model) {
        return supplement(request(actor, id), "", FormErrors.NONE, model);
    }

    private String supplement(Request it, String words, FormErrors errors, Model model) {
        model.addAttribute("view", cases.find(it.id()).orElseThrow());
        model.addAttribute("words", words);
        model.addAttribute("errors", errors);
        return "requests/supplement";
    }

    @PostMapping(REQUEST + "/supplement")
    String supplement(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String words, Model model,
            RedirectAttributes notes) {
        Request it = request(actor, id);
        Optional<Refusal> refusal = words.length() > RequestDesk.LONGEST_TEXT
                ? Optional.of(new Refusal("最多 " + RequestDesk.LONGEST_TEXT + " 个字，请精简。"))
                : desk.supplement(actor, it.id(), words, List.of());
        if (refusal.isPresent()) {
            return supplement(it, words, FormErrors.of("words", refusal.get().text()), model);
        }
        notes.addFlashAttribute("notice", "补正已登记，答复期限重新计算。");
        return "redirect:/desk/cases/" + id;
    }
}
