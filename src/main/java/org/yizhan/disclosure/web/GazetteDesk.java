package org.yizhan.disclosure.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
import org.yizhan.disclosure.Bodies;
import org.yizhan.disclosure.Catalogue;
import org.yizhan.disclosure.DisclosurePermissions;
import org.yizhan.disclosure.Entry;
import org.yizhan.disclosure.GazetteIssue;
import org.yizhan.disclosure.Gazettes;
import org.yizhan.disclosure.Question;
import org.yizhan.disclosure.Settings;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** Puts issues of the gazette together: which texts, in which section, in which order. */
@Controller
@Needs(DisclosurePermissions.MANAGE)
class GazetteDesk {
    private static final int PAGE = 20;
    private static final int CANDIDATES = 20;
    private static final int LONGEST_WORDS = 50;
    private static final String ISSUES = "/desk/disclosure/gazettes";
    private static final String ISSUE = ISSUES + "/{id:[0-9]{1,18}}";

    private final Gazettes gazettes;
    private final Catalogue catalogue;
    private final Settings settings;
    private final Bodies bodies;
    private final Choices choices;
    private final CountyClock clock;

    GazetteDesk(Gazettes gazettes, Catalogue catalogue, Settings settings, Bodies bodies, Choices choices,
            CountyClock clock) {
        this.gazettes = gazettes;
        this.catalogue = catalogue;
        this.settings = settings;
        this.bodies = bodies;
        this.choices = choices;
        this.clock = clock;
    }

    @GetMapping(ISSUES)
    String issues(Actor actor, @RequestParam(required = false) @Nullable String key, Model model) {
        int year = clock.today().getYear();
        return issues(actor, key, Map.of("year", Integer.toString(year), "number",
                Integer.toString(gazettes.nextNumber(year)), "day", clock.today().toString()), FormErrors.NONE, model);
    }

    private String issues(Actor actor, @Nullable String key, Map<String, String> typed, FormErrors errors,
            Model model) {
        model.addAttribute("page", gazettes.list(true, key, PAGE));
        model.addAttribute("county", bodies.mayManageCounty(actor));
        model.addAttribute("typed", typed);
        model.addAttribute("errors", errors);
        return "disclosure/gazettes-desk";
    }

    @PostMapping(ISSUES)
    String begin(Actor actor, @RequestParam Map<String, String> typed, Model model, RedirectAttributes notes) {
        var wrong = new LinkedHashMap<String, String>();
        Gazettes.Head head = head(typed, wrong);
        if (!wrong.isEmpty()) {
            return issues(actor, null, typed, new FormErrors(wrong), model);
        }
        return switch (gazettes.begin(actor, head)) {
            case Made.Refused refused -> issues(actor, null, typed, FormErrors.of(refused.why()), model);
            case Made.Done done -> {
                notes.addFlashAttribute("notice", "已建好这一期，接下来选择要编入的文件。");
                yield "redirect:" + ISSUES + "/" + done.id();
            }
        };
    }

    private Gazettes.Head head(Map<String, String> typed, Map<String, String> wrong) {
        String year = BodyForm.text(typed.get("year"));
        String number = BodyForm.text(typed.get("number"));
        LocalDate day = SheetForm.day(typed.get("day"));
        if (!year.matches("\\d{4}")) {
            wrong.put("year", "请填写四位年份，例如 2026。");
        }
        if (!number.matches("\\d{1,3}")) {
            wrong.put("number", "请填写期号，例如 3。");
        }
        if (day == null) {
            wrong.put("day", "请填写出版日期。");
        }
        return new Gazettes.Head(BodyForm.number(year), BodyForm.number(number), day == null ? clock.today() : day,
                BodyForm.text(typed.get("title")), BodyForm.text(typed.get("note")));
    }

    @GetMapping(ISSUE)
    String issue(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String body, @RequestParam(required = false) @Nullable String key,
            Model model, RedirectAttributes notes) {
        return issue(actor, id, q, body, key, Map.of(), FormErrors.NONE, model, notes);
    }

    private String issue(Actor actor, long id, String q, String body, @Nullable String key,
            Map<String, String> typed, FormErrors errors, Model model, RedirectAttributes notes) {
        Optional<GazetteIssue> found = gazettes.find(id);
        if (found.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("没有这一期公报。"));
            return "redirect:" + ISSUES;
        }
        String words = q.strip().length() > LONGEST_WORDS ? q.strip().substring(0, LONGEST_WORDS) : q.strip();
        Long of = body.matches("\\d{1,18}") ? Long.valueOf(body) : null;
        KeyPage<Entry> candidates = words.isEmpty()
                ? catalogue.list((of == null ? Question.LIBRARY : Question.ALL.withBody(of)), key, CANDIDATES)
                : new KeyPage<>(catalogue.beginning(words, CANDIDATES), null, null);
        GazetteIssue issue = found.get();
        var sections = new LinkedHashMap<String, String>();
        settings.gazetteSections().forEach(one -> sections.put(one, one));
        List<GazetteIssue.Piece> pieces = gazettes.pieces(id);
        pieces.forEach(piece -> sections.putIfAbsent(piece.section(), piece.section()));
        model.addAttribute("issue", issue);
        model.addAttribute("pieces", pieces);
        model.addAttribute("sections", sections);
        model.addAttribute("words", words);
        model.addAttribute("chosen", of == null ? "" : Long.toString(of));
        model.addAttribute("bodies", choices.bodies());
        model.addAttribute("candidates", candidates);
        model.addAttribute("already", gazettes.issuesOf(candidates.items().stream().map(Entry::documentId).toList()));
        model.addAttribute("county", bodies.mayManageCounty(actor));
        model.addAttribute("typed", typed.isEmpty() ? typed(issue) : typed);
        model.addAttribute("errors", errors);
        model.addAttribute("zone", clock.zone());
        return "disclosure/gazette-desk";
    }

    private static Map<String, String> typed(GazetteIssue issue) {
        return Map.of("year", Integer.toString(issue.year()), "number", Integer.toString(issue.number()), "day",
                issue.day().toString(), "title", issue.title(), "note", issue.note());
    }

    @PostMapping(ISSUE)
    String change(Actor actor, @PathVariable long id, @RequestParam Map<String, String> typed, Model model,
            RedirectAttributes notes) {
        var wrong = new LinkedHashMap<String, String>();
        Gazettes.Head head = head(typed, wrong);
        if (wrong.isEmpty()) {
            Optional<Refusal> refusal = gazettes.change(actor, id, BodyForm.number(typed.get("version")), head);
            if (refusal.isEmpty()) {
                notes.addFlashAttribute("notice", "已保存。");
                return "redirect:" + ISSUES + "/" + id;
            }
            return issue(actor, id, "", "", null, typed, FormErrors.of(refusal.get()), model, notes);
        }
        return issue(actor, id, "", "", null, typed, new FormErrors(wrong), model, notes);
    }

    @PostMapping(ISSUE + "/pieces")
    String add(Actor actor, @PathVariable long id, @RequestParam(required = false) @Nullable List<Long> document,
            @RequestParam(defaultValue = "") String section, @RequestParam(defaultValue = "") String body,
            RedirectAttributes notes) {
        List<Long> wanted = document == null ? List.of() : document;
        return after(gazettes.add(actor, id, section, wanted), "已编入“" + section + "”" + wanted.size() + "篇。",
                id, body.matches("\\d{1,18}") ? "?body=" + body : "", notes);
    }

    /** The table of contents as a whole: section and order of each text, and which leave. */
    @PostMapping(ISSUE + "/order")
    String arrange(Actor actor, @PathVariable long id, @RequestParam(required = false) @Nullable List<Long> document,
            @RequestParam(required = false) @Nullable List<Long> leave, @RequestParam Map<String, String> typed,
            RedirectAttributes notes) {
        var places = new ArrayList<Gazettes.Place>();
        for (long one : document == null ? List.<Long>of() : document) {
            if (leave == null || !leave.contains(one)) {
                String order = BodyForm.text(typed.get("order" + one));
                places.add(new Gazettes.Place(one, BodyForm.text(typed.get("section" + one)),
                        order.matches("\\d{1,4}") ? Integer.parseInt(order) : Integer.MAX_VALUE));
            }
        }
        return after(gazettes.arrange(actor, id, BodyForm.number(typed.get("version")), places), "目次已保存。", id, "",
                notes);
    }

    @PostMapping(ISSUE + "/publication")
    String publish(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return after(gazettes.publish(actor, id), "这一期已出版，网站上马上可以看到；PDF正在后台排版，稍后自动附上。", id, "", notes);
    }

    @PostMapping(ISSUE + "/withdrawal")
    String withdraw(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String reason,
            RedirectAttributes notes) {
        return after(gazettes.withdraw(actor, id, reason), "这一期已撤回，网页和PDF都不再提供。修改后可以重新出版。", id, "", notes);
    }

    @PostMapping(ISSUE + "/print")
    String printAgain(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return after(gazettes.printAgain(actor, id), "正在按现行文本重新排版，稍后自动附上。", id, "", notes);
    }

    private static String after(Optional<Refusal> refusal, String done, long id, String query,
            RedirectAttributes notes) {
        refusal.ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                () -> notes.addFlashAttribute("notice", done));
        return "redirect:" + ISSUES + "/" + id + query;
    }
}
