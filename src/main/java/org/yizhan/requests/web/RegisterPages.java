package org.yizhan.requests.web;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.yizhan.calendar.CountyClock;
import org.yizhan.requests.Applicant;
import org.yizhan.requests.Articles;
import org.yizhan.requests.NewRequest;
import org.yizhan.requests.RequestChannel;
import org.yizhan.requests.RequestDesk;
import org.yizhan.requests.RequestPermissions;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Once;
import org.yizhan.shared.TypedDay;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** Where an officer registers what came by post, by fax or at the counter (登记申请); what was told he writes down (条例第二十九条). */
@Controller("requestRegisterPages")
@Needs(RequestPermissions.OFFICE)
class RegisterPages {
    private static final String PAGE = "/desk/requests/new";

    private final RequestDesk desk;
    private final Articles articles;
    private final CountyClock clock;

    RegisterPages(RequestDesk desk, Articles articles, CountyClock clock) {
        this.desk = desk;
        this.articles = articles;
        this.clock = clock;
    }

    @GetMapping(PAGE)
    String page(@org.springframework.web.bind.annotation.RequestParam(defaultValue = "person") String who, Actor actor,
            Model model) {
        String today = clock.today().toString();
        return page(actor,
                RequestForm.empty(Once.fresh(), who, "", Applicant.UNKNOWN, Applicant.UNKNOWN),
                new RegisterForm(RequestChannel.COUNTER.code(), today, today, "", ""), FormErrors.NONE, model);
    }

    private String page(Actor actor, RequestForm typed, RegisterForm how, FormErrors errors, Model model) {
        model.addAttribute("typed", typed);
        model.addAttribute("how", how);
        model.addAttribute("errors", errors);
        model.addAttribute("bodies", desk.bodies(actor));
        model.addAttribute("firms", Choices.FIRMS);
        model.addAttribute("papers", Choices.PAPERS);
        model.addAttribute("forms", Choices.FORMS);
        model.addAttribute("ways", Choices.WAYS);
        model.addAttribute("channels", Choices.CHANNELS);
        model.addAttribute("profiles", articles.names());
        return "requests/register";
    }

    @PostMapping(PAGE)
    String register(@ModelAttribute RequestForm typed, BindingResult unreadable, @ModelAttribute RegisterForm how,
            BindingResult alsoUnreadable, Actor actor, Model model) {
        Optional<RequestChannel> channel = RequestChannel.find(how.channel())
                .filter(one -> one != RequestChannel.WEB);
        Optional<LocalDate> came = TypedDay.of(how.came());
        Optional<LocalDate> received = TypedDay.of(how.received());
        var all = new LinkedHashMap<String, String>();
        if (channel.isEmpty()) {
            all.put("channel", "请选择怎样来的。");
        }
        if (came.isEmpty()) {
            all.put("came", "请填写来件日期，例如 2026-11-27。");
        }
        if (!how.received().isBlank() && received.isEmpty()) {
            all.put("received", "日期不对，例如 2026-11-27。");
        }
        if (typed.applicantClass().isEmpty()) {
            all.put("clazz", "请选择是哪一类单位。");
        }
        if (!all.isEmpty()) {
            return page(actor, typed, how, new FormErrors(all), model);
        }
        var registered = new NewRequest.Registered(channel.orElseThrow(), came.orElseThrow(), received.orElse(null),
                how.how(), how.profile());
        return switch (desk.register(actor, typed.request(null, List.of()), registered)) {
            case RequestDesk.Receipt.Refused refused ->
                page(actor, typed, how, AskPages.errors(typed, null, refused.problems()), model);
            case RequestDesk.Receipt.Taken taken -> {
                model.addAttribute("view", taken.view());
                model.addAttribute("again", taken.again());
                yield "requests/registered";
            }
        };
    }
}
