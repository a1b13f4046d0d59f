package org.yizhan.statistics.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseAxis;
import org.yizhan.directory.Directory;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.web.Needs;
import org.yizhan.statistics.Analysis;
import org.yizhan.statistics.AnalysisQuery;
import org.yizhan.statistics.AnalysisReport;
import org.yizhan.statistics.CaseWords;
import org.yizhan.statistics.Paper;
import org.yizhan.statistics.Repeats;
import org.yizhan.statistics.SpokenOf;
import org.yizhan.statistics.StatisticsPermissions;
import org.yizhan.statistics.WordDocuments;

/** The analysis of cases of every kind: the screen, all lines of one table, the report. */
@Controller
@Needs(StatisticsPermissions.ANALYSIS)
class AnalysisController {
    private static final int LONGEST_WORD = 20;

    private final Analysis analysis;
    private final CaseWords words;
    private final SpokenOf spokenOf;
    private final Repeats repeats;
    private final Directory directory;
    private final CountyClock clock;

    AnalysisController(Analysis analysis, CaseWords words, SpokenOf spokenOf, Repeats repeats, Directory directory,
            CountyClock clock) {
        this.analysis = analysis;
        this.words = words;
        this.spokenOf = spokenOf;
        this.repeats = repeats;
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping(Analysis.HOME)
    String screen(Actor actor, @RequestParam Map<String, String> typed, Model model) {
        return page(actor, typed, "statistics/analysis", Analysis.HOME, null, model);
    }

    /** All lines of one table. */
    @GetMapping(Analysis.TABLE)
    String table(Actor actor, @RequestParam Map<String, String> typed, Model model) {
        CaseAxis axis = CaseAxis.SUBJECT;
        for (CaseAxis one : CaseAxis.values()) {
            if (one.name().equals(typed.get("axis"))) {
                axis = one;
            }
        }
        model.addAttribute("axis", axis);
        return page(actor, typed, "statistics/analysis-table", Analysis.TABLE, axis, model);
    }

    @GetMapping(Analysis.WORDS)
    String words(Actor actor, @RequestParam Map<String, String> typed, Model model) {
        return page(actor, typed, "statistics/analysis-words", Analysis.WORDS, null, model);
    }

    private String page(Actor actor, Map<String, String> typed, String page, String path, @Nullable CaseAxis axis,
            Model model) {
        Optional<Analysis.Screen> screen = analysis.screen(actor, query(typed));
        if (screen.isEmpty()) {
            return "statistics/analysis-none";
        }
        model.addAttribute("screen", screen.get());
        model.addAttribute("head", analysis.head(actor, query(typed), path, axis));
        return page;
    }

    /** What is brought again and again. */
    @GetMapping(Analysis.REPEATS)
    String repeats(Actor actor, @RequestParam Map<String, String> typed, Model model) {
        Optional<Repeats.Screen> screen = repeats.screen(actor, query(typed));
        if (screen.isEmpty()) {
            return "statistics/analysis-none";
        }
        model.addAttribute("screen", screen.get());
        model.addAttribute("head", analysis.head(actor, query(typed), Analysis.REPEATS, null));
        return "statistics/repeats";
    }

    /** The cases behind a word. */
    @GetMapping("/desk/analysis/word")
    String word(Actor actor, @RequestParam Map<String, String> typed, Model model) {
        String word = PlainText.line(typed.getOrDefault("word", ""));
        AnalysisQuery query = query(typed);
        model.addAttribute("word", word.length() > LONGEST_WORD ? word.substring(0, LONGEST_WORD) : word);
        model.addAttribute("query", query);
        model.addAttribute("page", spokenOf.cases(actor, query, word, typed.get("key")));
        model.addAttribute("isSilent", words.isSilent(word));
        model.addAttribute("mayChange", actor.mayAnywhere(StatisticsPermissions.MATERIAL));
        return "statistics/analysis-word";
    }

    @PostMapping("/desk/analysis/word")
    @Needs(StatisticsPermissions.MATERIAL)
    String silence(Actor actor, @RequestParam(defaultValue = "") String word,
            @RequestParam(defaultValue = "") String silent, RedirectAttributes notes) {
        words.silence(actor, PlainText.line(word), silent.equals("yes"))
                .ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                        () -> notes.addFlashAttribute("notice",
                                silent.equals("yes") ? "以后热词和新词里不再列出这个词。" : "这个词重新算进热词和新词。"));
        return "redirect:" + Analysis.WORDS;
    }

    @GetMapping("/desk/analysis/report")
    String report(Actor actor, @RequestParam Map<String, String> typed, Model model) {
        Optional<Analysis.Screen> screen = analysis.screen(actor, query(typed));
        if (screen.isEmpty()) {
            return "statistics/analysis-none";
        }
        model.addAttribute("screen", screen.get());
        model.addAttribute("parts", parts(screen.get()));
        return "statistics/analysis-report";
    }

    @GetMapping("/desk/analysis/report.docx")
    void reportDocument(Actor actor, @RequestParam Map<String, String> typed, HttpServletResponse response)
            throws IOException {
        Optional<Analysis.Screen> screen = analysis.screen(actor, query(typed));
        if (screen.isEmpty()) {
            response.sendRedirect("/desk/analysis");
            return;
        }
        document(parts(screen.get()), response);
    }

    private AnalysisQuery query(Map<String, String> typed) {
        return AnalysisQuery.read(typed, clock.today());
    }

    private List<Paper> parts(Analysis.Screen screen) {
        return AnalysisReport.of(screen, directory.countyName(), clock.today());
    }

    static void document(List<Paper> parts, HttpServletResponse response) throws IOException {
        response.setContentType("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                .filename(parts.getFirst().title() + ".docx", StandardCharsets.UTF_8)
                .build()
                .toString());
        WordDocuments.write(parts, WordDocuments.Sheet.UPRIGHT, response.getOutputStream());
    }
}
