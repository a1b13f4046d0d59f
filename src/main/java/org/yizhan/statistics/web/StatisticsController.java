package org.yizhan.statistics.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.BehindFigures;
import org.yizhan.content.Made;
import org.yizhan.content.Saved;
import org.yizhan.evaluation.EvaluationPermissions;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;
import org.yizhan.statistics.Bulletin;
import org.yizhan.statistics.Bulletins;
import org.yizhan.statistics.Paper;
import org.yizhan.statistics.StatisticsPermissions;
import org.yizhan.statistics.WordDocuments;
import org.yizhan.statistics.Workbooks;
import org.yizhan.statistics.YearLines;
import org.yizhan.statistics.YearSpan;
import org.yizhan.statistics.YearTables;

/** The yearly table and the bulletins. */
@Controller
@Needs({StatisticsPermissions.BULLETINS, EvaluationPermissions.VIEW})
class StatisticsController {
    private static final String BULLETIN = "/desk/bulletins/{id:[0-9]{1,18}}";
    private static final String YEAR = "/desk/statistics/columns/{span:[0-9]{4}|recent}";
    private static final Refusal NONE = new Refusal("没有这份通报，可能已被作废，或由其他单位编印。");

    private final YearTables tables;
    private final Bulletins bulletins;
    private final BehindFigures behind;
    private final CountyClock clock;

    StatisticsController(YearTables tables, Bulletins bulletins, BehindFigures behind, CountyClock clock) {
        this.behind = behind;
        this.clock = clock;
        this.tables = tables;
        this.bulletins = bulletins;
    }

    @GetMapping("/desk/statistics/columns")
    String table(Actor actor, @RequestParam(required = false) @Nullable String span, Model model) {
        List<YearSpan> spans = tables.spans();
        YearSpan chosen = tables.span(span).orElse(spans.getFirst());
        model.addAttribute("spans", spans);
        model.addAttribute("span", chosen);
        model.addAttribute("table", tables.of(chosen));
        model.addAttribute("mayChange", YearLines.mayChange(actor));
        model.addAttribute("columns", tables.columns(actor));
        return "statistics/year";
    }

    @GetMapping(YEAR + ".xlsx")
    void tableWorkbook(@PathVariable String span, HttpServletResponse response) throws IOException {
        workbook(tables.of(tables.span(span).orElse(tables.spans().getFirst())).paper(), response);
    }

    @GetMapping(YEAR + ".docx")
    void tableDocument(@PathVariable String span, HttpServletResponse response) throws IOException {
        document(tables.of(tables.span(span).orElse(tables.spans().getFirst())).paper(), response);
    }

    @PostMapping(YEAR + "/send")
    String sendTable(Actor actor, @PathVariable String span, @RequestParam(defaultValue = "") String column,
            RedirectAttributes notes) {
        YearSpan chosen = tables.span(span).orElse(tables.spans().getFirst());
        return sent(column, id -> tables.sendOn(actor, chosen, id),
                "/desk/statistics/columns?span=" + chosen.code(), notes);
    }

    @GetMapping("/desk/bulletins")
    String list(Actor actor, @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable String key, Model model) {
        List<Integer> years = bulletins.years();
        int chosen = year != null && years.contains(year) ? year : years.getFirst();
        model.addAttribute("years", years);
        model.addAttribute("year", chosen);
        model.addAttribute("page", bulletins.ofYear(actor, chosen, key));
        model.addAttribute("mayMake", actor.mayAnywhere(StatisticsPermissions.BULLETINS));
        return "statistics/bulletins";
    }

    @GetMapping("/desk/bulletins/new")
    @Needs(StatisticsPermissions.BULLETINS)
    String begin(Actor actor, Model model) {
        return form(actor, NewBulletinForm.begin(clock.today()), FormErrors.NONE, model);
    }

    @PostMapping("/desk/bulletins")
    @Needs(StatisticsPermissions.BULLETINS)
    String make(Actor actor, @ModelAttribute("typed") NewBulletinForm form, Model model, RedirectAttributes notes) {
        FormErrors errors = form.errors();
        if (!errors.isEmpty()) {
            return form(actor, form, errors, model);
        }
        return switch (bulletins.make(actor, form.kindChosen(), form.unitChosen(), form.periodChosen(), form.day())) {
            case Made.Refused refused -> form(actor, form, FormErrors.of(refused.why()), model);
            case Made.Done done -> {
                notes.addFlashAttribute("notice", "草稿已拟好，数据截至现在。请修改文字，核对后印发。");
                yield "redirect:/desk/bulletins/" + done.id();
            }
        };
    }

    private String form(Actor actor, NewBulletinForm form, FormErrors errors, Model model) {
        model.addAttribute("typed", form);
        model.addAttribute("errors", errors);
        model.addAttribute("kinds", bulletins.kinds(actor));
        model.addAttribute("units", bulletins.units(actor));
        return "statistics/bulletin-new";
    }

    @GetMapping(BULLETIN)
    String show(Actor actor, @PathVariable long id, Model model, RedirectAttributes notes) {
        var found = bulletins.find(actor, id);
        if (found.isEmpty()) {
            notes.addFlashAttribute("refusal", NONE);
            return "redirect:/desk/bulletins";
        }
        return show(actor, found.get(), found.get().title(), found.get().words(), FormErrors.NONE, model);
    }

    private String show(Actor actor, Bulletin bulletin, String title, String words, FormErrors errors, Model model) {
        model.addAttribute("bulletin", bulletin);
        model.addAttribute("title", title);
        model.addAttribute("words", words);
        model.addAttribute("errors", errors);
        model.addAttribute("mayChange", bulletins.mayChange(actor, bulletin) && !bulletin.isIssued());
        model.addAttribute("closed",
                behind.closedLinks(actor, bulletin.links().stream().flatMap(List::stream).toList()).orElse(null));
        model.addAttribute("mayRule", actor.mayAnywhere(EvaluationPermissions.MANAGE));
        model.addAttribute("columns", bulletin.isIssued() ? bulletins.columns(actor) : java.util.Map.of());
        model.addAttribute("sent", bulletins.sent(bulletin.id()));
        return "statistics/bulletin";
    }

    @PostMapping(BULLETIN)
    @Needs(StatisticsPermissions.BULLETINS)
    String word(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "0") int version,
            @RequestParam(defaultValue = "") String title, @RequestParam(defaultValue = "") String words, Model model,
            RedirectAttributes notes) {
        var refusal = bulletins.word(actor, id, version, title, words);
        if (refusal.isPresent()) {
            var found = bulletins.find(actor, id);
            if (found.isPresent() && !found.get().isIssued()) {
                return show(actor, found.get(), title, words, FormErrors.of(refusal.get()), model);
            }
        }
        return after(refusal, "文字已保存。", id, notes);
    }

    /** Keeps what was typed; the page once more with it when it cannot be kept in a draft. */
    private Optional<String> keep(Actor actor, long id, int version, String title, String words, Model model) {
        return bulletins.word(actor, id, version, title, words)
                .flatMap(why -> bulletins.find(actor, id)
                        .filter(found -> !found.isIssued())
                        .map(found -> show(actor, found, title, words, FormErrors.of(why), model)));
    }

    @PostMapping(BULLETIN + "/recount")
    @Needs(StatisticsPermissions.BULLETINS)
    String recount(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "0") int version,
            @RequestParam(required = false) @Nullable String title,
            @RequestParam(required = false) @Nullable String words, Model model, RedirectAttributes notes) {
        if (title != null && words != null) {
            Optional<String> again = keep(actor, id, version, title, words, model);
            if (again.isPresent()) {
                return again.get();
            }
        }
        var refusal = bulletins.recount(actor, id);
        boolean follows = bulletins.find(actor, id).filter(Bulletin::isAsDrafted).isPresent();
        return after(refusal, follows
                ? "表里的数据和文字已按现在的情况重新统计、重新拟写。"
                : "表里的数据已按现在的情况重新统计；您改过的文字没有动，请对照“按表中数据拟的文字”核对。", id, notes);
    }

    @PostMapping(BULLETIN + "/issue")
    @Needs(StatisticsPermissions.BULLETINS)
    String issue(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "0") int version,
            @RequestParam(required = false) @Nullable String title,
            @RequestParam(required = false) @Nullable String words, Model model, RedirectAttributes notes) {
        int seen = version;
        if (title != null && words != null) {
            Optional<String> again = keep(actor, id, version, title, words, model);
            if (again.isPresent()) {
                return again.get();
            }
            seen++;
        }
        return after(bulletins.issue(actor, id, seen), "通报已编号印发，内容从此不变。", id, notes);
    }

    @PostMapping(BULLETIN + "/drop")
    @Needs(StatisticsPermissions.BULLETINS)
    String drop(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        var refusal = bulletins.drop(actor, id);
        if (refusal.isPresent()) {
            return after(refusal, "", id, notes);
        }
        notes.addFlashAttribute("notice", "通报草稿已作废。");
        return "redirect:/desk/bulletins";
    }

    @PostMapping(BULLETIN + "/send")
    String send(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String column,
            RedirectAttributes notes) {
        return sent(column, to -> bulletins.sendOn(actor, id, to), "/desk/bulletins/" + id, notes);
    }

    private static String sent(String column, LongFunction<Saved> sending, String back, RedirectAttributes notes) {
        if (!column.matches("\\d{1,18}")) {
            notes.addFlashAttribute("refusal", new Refusal("请选择转到哪个栏目。"));
            return "redirect:" + back;
        }
        return switch (sending.apply(Long.parseLong(column))) {
            case Saved.Done done -> {
                notes.addFlashAttribute("notice", "已转为稿件草稿，请检查后提交审核。");
                yield "redirect:/desk/articles/" + done.turn().documentId();
            }
            case Saved.Refused refused -> {
                notes.addFlashAttribute("refusal", refused.why());
                yield "redirect:" + back;
            }
            case Saved.Overtaken ignored -> throw new IllegalStateException("a new draft was overtaken");
        };
    }

    private static String after(java.util.Optional<Refusal> refusal, String done, long id, RedirectAttributes notes) {
        refusal.ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                () -> notes.addFlashAttribute("notice", done));
        return "redirect:/desk/bulletins/" + id;
    }

    @GetMapping(BULLETIN + "/bulletin.xlsx")
    void bulletinWorkbook(Actor actor, @PathVariable long id, HttpServletResponse response) throws IOException {
        var found = bulletins.find(actor, id);
        if (found.isEmpty()) {
            response.sendRedirect("/desk/bulletins");
            return;
        }
        workbook(found.get().paper(), response);
    }

    @GetMapping(BULLETIN + "/bulletin.docx")
    void bulletinDocument(Actor actor, @PathVariable long id, HttpServletResponse response) throws IOException {
        var found = bulletins.find(actor, id);
        if (found.isEmpty()) {
            response.sendRedirect("/desk/bulletins");
            return;
        }
        document(found.get().paper(), response);
    }

    private static void workbook(Paper paper, HttpServletResponse response) throws IOException {
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        named(paper, ".xlsx", response);
        Workbooks.write(paper, response.getOutputStream());
    }

    private static void document(Paper paper, HttpServletResponse response) throws IOException {
        response.setContentType("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        named(paper, ".docx", response);
        WordDocuments.write(paper, response.getOutputStream());
    }

    private static void named(Paper paper, String suffix, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                .filename(paper.title() + paper.subtitle() + suffix, StandardCharsets.UTF_8)
                .build()
                .toString());
    }
}
