package org.yizhan.requests.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseReading;
import org.yizhan.requests.ApplicantClass;
import org.yizhan.requests.Dispute;
import org.yizhan.requests.ReportPrinter;
import org.yizhan.requests.RequestPermissions;
import org.yizhan.requests.YearFigures;
import org.yizhan.requests.YearReport;
import org.yizhan.requests.YearReports;
import org.yizhan.requests.YearTable;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** The annual report on disclosure (公开年报): its six parts with the tables from the data, each figure with the requests behind it. */
@Controller
@Needs({RequestPermissions.SEE, RequestPermissions.OFFICE})
class ReportController {
    private static final String REPORT = "/desk/requests/reports/{body:[0-9]{1,18}}/{year:20[0-9]{2}}";

    private final YearReports reports;
    private final YearFigures figures;
    private final ReportPrinter printer;
    private final CaseReading cases;
    private final CountyClock clock;

    ReportController(YearReports reports, YearFigures figures, ReportPrinter printer, CaseReading cases,
            CountyClock clock) {
        this.reports = reports;
        this.figures = figures;
        this.printer = printer;
        this.cases = cases;
        this.clock = clock;
    }

    @GetMapping("/desk/requests/reports")
    String choose(Actor actor, Model model) {
        Map<String, String> bodies = reports.bodies(actor);
        model.addAttribute("bodies", bodies);
        model.addAttribute("years", reports.years());
        model.addAttribute("progress", reports.progress());
        return "requests/reports";
    }

    private YearReport report(Actor actor, long body, int year) {
        return reports.find(actor, body, year).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @GetMapping(REPORT)
    String show(Actor actor, @PathVariable long body, @PathVariable int year, Model model) {
        YearReport report = report(actor, body, year);
        return page(actor, report, form(report), FormErrors.NONE, model);
    }

    private static ReportForm form(YearReport report) {
        return new ReportForm(Integer.toString(report.version()), report.general(), report.problems(), report.other(),
                report.two());
    }

    private String page(Actor actor, YearReport report, ReportForm typed, FormErrors errors, Model model) {
        model.addAttribute("report", report);
        model.addAttribute("typed", typed);
        model.addAttribute("errors", errors);
        model.addAttribute("numbers", YearReports.TABLE_TWO);
        model.addAttribute("lines", YearTable.Line.all());
        model.addAttribute("edits", reports.mayEdit(actor, report.body()) && !report.isFrozen());
        model.addAttribute("owns", reports.mayEdit(actor, report.body()));
        model.addAttribute("over", report.year() < clock.today().getYear());
        model.addAttribute("frozen", reports.local(report.frozenAt()));
        return "requests/report";
    }

    @PostMapping(REPORT)
    String save(Actor actor, @PathVariable long body, @PathVariable int year, @ModelAttribute ReportForm typed,
            BindingResult unreadable, @RequestParam(defaultValue = "save") String step, Model model,
            RedirectAttributes notes) {
        report(actor, body, year);
        Optional<Refusal> refusal = switch (step) {
            case "freeze" -> reports.save(actor, body, year, typed.seen(), typed.typed())
                    .or(() -> reports.freeze(actor, body, year, typed.seen() + 1));
            case "article" -> reports.draftArticle(actor, body, year);
            default -> reports.save(actor, body, year, typed.seen(), typed.typed());
        };
        if (refusal.isPresent()) {
            YearReport now = report(actor, body, year);
            boolean saved = step.equals("article") || step.equals("freeze") && now.version() == typed.seen() + 1;
            return page(actor, now, saved ? form(now) : typed, FormErrors.of("", refusal.get().text()), model);
        }
        notes.addFlashAttribute("notice", switch (step) {
            case "freeze" -> "数据已固定，以后申请再有变化，这份年报也不变。";
            case "article" -> "已成为年报栏目的一篇草稿。请打开年报稿件，看过以后提交审核；审核通过才发布。";
            default -> "已保存。";
        });
        return "redirect:/desk/requests/reports/" + body + "/" + year;
    }

    @GetMapping(REPORT + ".docx")
    void word(Actor actor, @PathVariable long body, @PathVariable int year, HttpServletResponse response)
            throws IOException {
        YearReport report = report(actor, body, year);
        byte[] bytes = printer.word(report);
        response.setContentType("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        response.setContentLength(bytes.length);
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader("Content-Disposition", ContentDisposition.attachment()
                .filename(YearReports.title(report) + ".docx", StandardCharsets.UTF_8)
                .build()
                .toString());
        response.getOutputStream().write(bytes);
    }

    /** The requests behind one figure of table three. */
    @GetMapping(REPORT + "/cases")
    String behind(Actor actor, @PathVariable long body, @PathVariable int year,
            @RequestParam(defaultValue = "") String line, @RequestParam(name = "class", defaultValue = "") String clazz,
            @RequestParam(required = false) @Nullable String key, Model model) {
        YearReport report = report(actor, body, year);
        YearTable.Line chosen = YearTable.Line.find(line)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Optional<ApplicantClass> of = ApplicantClass.find(clazz);
        KeyPage<CaseId> page = figures.behind(body, year, chosen, of.orElse(null), key);
        model.addAttribute("report", report);
        model.addAttribute("title", chosen.label() + of.map(one -> "：" + one.label()).orElse(""));
        model.addAttribute("views", cases.page(page).items());
        model.addAttribute("page", page);
        model.addAttribute("query", "line=" + chosen.code() + of.map(one -> "&class=" + one.code()).orElse(""));
        return "requests/behind";
    }

    /** The reviews and lawsuits behind one figure of table four. */
    @GetMapping(REPORT + "/disputes")
    String disputes(Actor actor, @PathVariable long body, @PathVariable int year,
            @RequestParam(defaultValue = "") String kind, @RequestParam(defaultValue = "") String result,
            Model model) {
        YearReport report = report(actor, body, year);
        Dispute.Kind chosen = Dispute.Kind.find(kind)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        List<Dispute> found = Stream.of(Dispute.Result.values())
                .filter(one -> result.isEmpty() || one.name().equals(result))
                .flatMap(one -> figures.behind(body, year, chosen, one).stream())
                .toList();
        model.addAttribute("report", report);
        model.addAttribute("title", chosen.label()
                + Dispute.Result.find(result).map(one -> "：" + one.label()).orElse(""));
        model.addAttribute("disputes", found);
        return "requests/behind-disputes";
    }
}
