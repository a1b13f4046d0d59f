package org.yizhan.supervision.web;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.casework.CaseDesk;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseState;
import org.yizhan.casework.CaseView;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Once;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;
import org.yizhan.supervision.Finding;
import org.yizhan.supervision.OrderDesk;
import org.yizhan.supervision.OrderResult;
import org.yizhan.supervision.SpecialChecks;
import org.yizhan.supervision.SupervisionPermissions;

/** Makes an order, and ends one with what is to be thought of the result. */
@Controller
@Needs(SupervisionPermissions.OFFICE)
class OrderPages {
    private static final String ORDER = "/desk/supervision/orders/{id:[0-9]{1,18}}";

    private final OrderDesk orders;
    private final SpecialChecks checks;

    OrderPages(OrderDesk orders, SpecialChecks checks) {
        this.orders = orders;
        this.checks = checks;
    }

    @GetMapping("/desk/supervision/orders/new")
    String begin(Actor actor, @RequestParam(name = "case", required = false) @Nullable List<String> cases,
            @RequestParam(required = false) @Nullable String finding, Model model) {
        List<CaseView> about = orders.about(actor, OrderForm.ids(cases));
        Finding found = finding != null && finding.matches("[1-9]\\d{0,17}")
                ? checks.finding(actor, Long.parseLong(finding)).filter(one -> one.order() == null).orElse(null)
                : null;
        return form(actor, OrderForm.of(about.stream().map(CaseView::id).toList(), found == null ? null : found.id(),
                orders.propose(about, found), Once.fresh()), FormErrors.NONE, model);
    }

    @PostMapping("/desk/supervision/orders")
    String make(Actor actor, @ModelAttribute("typed") OrderForm form, @RequestParam(defaultValue = "") String issue,
            Model model, RedirectAttributes notes) {
        FormErrors errors = form.errors();
        if (!errors.isEmpty()) {
            return form(actor, form, errors, model);
        }
        return switch (orders.make(actor, form.order(), !issue.equals("no"))) {
            case CaseDesk.Result.Refused refused -> form(actor, form, FormErrors.of(refused.why()), model);
            case CaseDesk.Result.Done done -> {
                notes.addFlashAttribute("notice", done.view().state() == CaseState.SUBMITTED
                        ? "督办单 " + done.view().number() + " 已存为草稿，核对后在这里下达。"
                        : "督办单 " + done.view().number() + " 已下达。");
                yield "redirect:/desk/cases/" + done.view().id().value();
            }
        };
    }

    private String form(Actor actor, OrderForm form, FormErrors errors, Model model) {
        model.addAttribute("typed", form);
        model.addAttribute("errors", errors);
        model.addAttribute("units", orders.units(actor));
        List<CaseView> about = orders.about(actor, OrderForm.ids(form.cases()));
        model.addAttribute("about", about);
        model.addAttribute("mixed",
                form.unitChosen().filter(unit -> !orders.ofOthers(about, unit).isEmpty()).isPresent());
        return "supervision/order-form";
    }

    @GetMapping(ORDER + "/close")
    String evaluate(Actor actor, @PathVariable long id, Model model, RedirectAttributes notes) {
        var found = orders.find(actor, new CaseId(id));
        if (found.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("没有这份督办单，或不在您可以查看的范围内。"));
            return "redirect:/desk/supervision/late";
        }
        return evaluation(found.get(), found.get().version(), "", "", FormErrors.NONE, model);
    }

    @PostMapping(ORDER + "/close")
    String close(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "0") int version,
            @RequestParam(defaultValue = "") String result, @RequestParam(defaultValue = "") String words, Model model,
            RedirectAttributes notes) {
        OrderResult chosen = Arrays.stream(OrderResult.values())
                .filter(one -> one.name().equals(result))
                .findFirst()
                .orElse(null);
        switch (orders.close(actor, new CaseId(id), version, chosen, words)) {
            case CaseDesk.Result.Done done -> notes.addFlashAttribute("notice",
                    done.view().state().isOpen() ? "已评价，督办单进入下一个环节。" : "已评价，督办单办结。");
            case CaseDesk.Result.Refused refused -> {
                var found = orders.find(actor, new CaseId(id));
                if (found.isPresent()) {
                    return evaluation(found.get(), found.get().version(), result, words, FormErrors.of(refused.why()),
                            model);
                }
                notes.addFlashAttribute("refusal", refused.why());
                return "redirect:/desk/supervision/late";
            }
        }
        return "redirect:/desk/cases/" + id;
    }

    private static String evaluation(CaseView order, int version, String result, String words, FormErrors errors,
            Model model) {
        model.addAttribute("order", order);
        model.addAttribute("version", version);
        model.addAttribute("result", result);
        model.addAttribute("words", words);
        model.addAttribute("errors", errors);
        Map<String, String> results = new LinkedHashMap<>();
        for (OrderResult one : OrderResult.values()) {
            results.put(one.name(), one.label());
        }
        model.addAttribute("results", results);
        return "supervision/order-close";
    }
}
