package org.yizhan.disclosure.web;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.Made;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.disclosure.Bodies;
import org.yizhan.disclosure.DisclosurePermissions;
import org.yizhan.disclosure.ReviewRound;
import org.yizhan.disclosure.ReviewRounds;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** The desk of the periodic review: rounds, and the conclusion for each document. */
@Controller
@Needs(DisclosurePermissions.MANAGE)
class ReviewRoundDesk {
    private static final int PAGE = 20;
    private static final int ITEMS = 50;
    private static final int MOST_NAMED = 5;
    private static final String ROUNDS = "/desk/disclosure/reviews";
    private static final String ROUND = ROUNDS + "/{id:[0-9]{1,18}}";

    private final ReviewRounds rounds;
    private final Bodies bodies;
    private final Choices choices;
    private final Directory directory;
    private final CountyClock clock;

    ReviewRoundDesk(ReviewRounds rounds, Bodies bodies, Choices choices, Directory directory, CountyClock clock) {
        this.rounds = rounds;
        this.bodies = bodies;
        this.choices = choices;
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping(ROUNDS)
    String rounds(Actor actor, @RequestParam(required = false) @Nullable String key, Model model) {
        LocalDate today = clock.today();
        return rounds(actor, key, Map.of("title", today.getYear() + "年度行政规范性文件清理", "until",
                today.plusDays(30).toString()), FormErrors.NONE, model);
    }

    private String rounds(Actor actor, @Nullable String key, Map<String, String> typed, FormErrors errors,
            Model model) {
        model.addAttribute("page", rounds.list(true, key, PAGE));
        model.addAttribute("county", bodies.mayManageCounty(actor));
        model.addAttribute("bodies", choices.bodiesOf(actor));
        model.addAttribute("typed", typed);
        model.addAttribute("errors", errors);
        model.addAttribute("today", clock.today());
        return "disclosure/reviews-desk";
    }

    @PostMapping(ROUNDS)
    String open(Actor actor, @RequestParam Map<String, String> typed, Model model, RedirectAttributes notes) {
        LocalDate until = SheetForm.day(typed.get("until"));
        if (until == null) {
            return rounds(actor, null, typed, FormErrors.of("until", "请填写完成日期。"), model);
        }
        String body = BodyForm.text(typed.get("body"));
        return switch (rounds.open(actor, BodyForm.text(typed.get("title")),
                body.matches("\\d{1,18}") ? Long.valueOf(body) : null, until)) {
            case Made.Refused refused -> rounds(actor, null, typed, FormErrors.of(refused.why()), model);
            case Made.Done done -> {
                notes.addFlashAttribute("notice", "清理已开始，有关单位都收到了待办。");
                yield "redirect:" + ROUNDS + "/" + done.id();
            }
        };
    }

    @GetMapping(ROUND)
    String round(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String body,
            @RequestParam(required = false) @Nullable String key, Model model, RedirectAttributes notes) {
        Optional<ReviewRound> found = rounds.find(id);
        if (found.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("没有这次清理。"));
            return "redirect:" + ROUNDS;
        }
        Map<String, String> mine = choices.bodiesOf(actor);
        List<ReviewRound.Progress> progress = rounds.progress(id);
        String chosen = progress.stream()
                .map(one -> Long.toString(one.body()))
                .filter(one -> mine.containsKey(one) && (body.isEmpty() || one.equals(body)))
                .findFirst()
                .orElse("");
        KeyPage<ReviewRound.Item> items = chosen.isEmpty()
                ? new KeyPage<>(List.of(), null, null)
                : rounds.items(id, Long.parseLong(chosen), key, ITEMS);
        var people = new LinkedHashMap<Long, String>();
        for (ReviewRound.Item item : items.items()) {
            Long person = item.person();
            if (person != null) {
                people.computeIfAbsent(person, one -> directory.person(new PersonId(one)).map(Person::name).orElse(""));
            }
        }
        model.addAttribute("round", found.get());
        model.addAttribute("progress", progress);
        model.addAttribute("mine", mine);
        model.addAttribute("chosen", chosen);
        model.addAttribute("items", items);
        model.addAttribute("people", people);
        model.addAttribute("leads", rounds.whyNotLead(actor, found.get().body()).isEmpty());
        model.addAttribute("today", clock.today());
        return "disclosure/review-desk";
    }

    @PostMapping(ROUND)
    String conclude(Actor actor, @PathVariable long id, @RequestParam(required = false) @Nullable List<Long> document,
            @RequestParam(defaultValue = "") String conclusion, @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String body, RedirectAttributes notes) {
        String back = "redirect:" + ROUNDS + "/" + id + (body.matches("\\d{1,18}") ? "?body=" + body : "");
        ReviewRound.Conclusion chosen = Arrays.stream(ReviewRound.Conclusion.values())
                .filter(one -> one.name().equals(conclusion))
                .findFirst()
                .orElse(null);
        if (document == null || document.isEmpty() || chosen == null) {
            notes.addFlashAttribute("refusal", new Refusal(chosen == null ? "请选择结论。" : "请先勾选文件。"));
            return back;
        }
        List<ReviewRounds.Result> results = rounds.conclude(actor, id, document, chosen, reason);
        List<ReviewRounds.Result> refused = results.stream().filter(one -> one.refusal().isPresent()).toList();
        if (refused.size() < results.size()) {
            notes.addFlashAttribute("notice", "已对" + (results.size() - refused.size()) + "件作出结论：" + chosen.label()
                    + "。公布结果前还可以改。");
        }
        if (!refused.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal(refused.size() + "件没有办成：" + refused.stream()
                    .limit(MOST_NAMED)
                    .map(one -> (one.title().isEmpty() ? "" : "《" + one.title() + "》")
                            + one.refusal().map(Refusal::text).orElse(""))
                    .collect(Collectors.joining(" "))));
        }
        return back;
    }

    @PostMapping(ROUND + "/publication")
    String publish(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return after(rounds.publish(actor, id), "清理结果已公布，废止和失效的文件已同时改为新的时效。", id, notes);
    }

    @PostMapping(ROUND + "/cancellation")
    String cancel(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return after(rounds.cancel(actor, id), "这次清理已取消，文件的时效没有变化。", id, notes);
    }

    private static String after(Optional<Refusal> refusal, String done, long id, RedirectAttributes notes) {
        refusal.ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                () -> notes.addFlashAttribute("notice", done));
        return "redirect:" + ROUNDS + "/" + id;
    }
}
