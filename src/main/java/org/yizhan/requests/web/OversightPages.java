package org.yizhan.requests.web;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.yizhan.requests.Outcome;
import org.yizhan.requests.Oversight;
import org.yizhan.requests.RequestPermissions;
import org.yizhan.requests.Standing;
import org.yizhan.shared.Actor;
import org.yizhan.shared.web.Needs;

/** The list for those who supervise disclosure on request. */
@Controller
@Needs(RequestPermissions.SEE)
class OversightPages {
    private final Oversight oversight;

    OversightPages(Oversight oversight) {
        this.oversight = oversight;
    }

    @GetMapping("/desk/requests/oversight")
    String list(Actor actor, @RequestParam(defaultValue = "") String body,
            @RequestParam(defaultValue = "") String standing, @RequestParam(defaultValue = "") String late,
            @RequestParam(defaultValue = "") String outcome, @RequestParam(defaultValue = "") String disputed,
            @RequestParam(required = false) @Nullable String key, Model model) {
        Map<Long, String> bodies = oversight.bodies(actor);
        var wanted = new Oversight.Wanted(
                Optional.of(body)
                        .filter(id -> id.matches("[0-9]{1,18}"))
                        .map(Long::valueOf)
                        .filter(bodies::containsKey)
                        .orElse(0L),
                Standing.find(standing).orElse(null), late.equals("1"),
                named(Outcome.Row.values(), outcome), named(Oversight.Disputed.values(), disputed));
        model.addAttribute("bodies", bodies);
        model.addAttribute("loads", oversight.loads(actor));
        model.addAttribute("wanted", wanted);
        model.addAttribute("page", oversight.page(actor, wanted, key));
        model.addAttribute("query", query(wanted));
        return "requests/oversight";
    }

    private static <E extends Enum<E>> @Nullable E named(E[] all, String name) {
        return Stream.of(all).filter(one -> one.name().equals(name)).findFirst().orElse(null);
    }

    private static String query(Oversight.Wanted wanted) {
        return "?body=" + (wanted.body() == 0 ? "" : wanted.body()) + "&standing=" + name(wanted.standing())
                + "&late=" + (wanted.late() ? "1" : "") + "&outcome=" + name(wanted.outcome()) + "&disputed="
                + name(wanted.disputed());
    }

    private static String name(@Nullable Enum<?> one) {
        return one == null ? "" : one.name();
    }
}
