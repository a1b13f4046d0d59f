package org.yizhan.disclosure.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;

import org.dhatim.fastexcel.Workbook;
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
import org.yizhan.content.Made;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.disclosure.Axis;
import org.yizhan.disclosure.Bodies;
import org.yizhan.disclosure.Body;
import org.yizhan.disclosure.Catalogue;
import org.yizhan.disclosure.DisclosurePermissions;
import org.yizhan.disclosure.Guide;
import org.yizhan.disclosure.Guides;
import org.yizhan.disclosure.Term;
import org.yizhan.disclosure.Terms;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** What the disclosure office sets up: bodies with their rules of numbers, guides, terms; and what it counts. */
@Controller
@Needs(DisclosurePermissions.MANAGE)
class DisclosureOffice {
    private static final String BODY = "/desk/disclosure/bodies/{id:[0-9]{1,18}}";
    private static final String HOME = "redirect:/desk/disclosure";

    private final Bodies bodies;
    private final Guides guides;
    private final Terms terms;
    private final Catalogue catalogue;
    private final Directory directory;
    private final CountyClock clock;

    DisclosureOffice(Bodies bodies, Guides guides, Terms terms, Catalogue catalogue, Directory directory,
            CountyClock clock) {
        this.bodies = bodies;
        this.guides = guides;
        this.terms = terms;
        this.catalogue = catalogue;
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping("/desk/disclosure/bodies")
    String bodies(Actor actor, Model model) {
        model.addAttribute("bodies", bodies.all());
        model.addAttribute("county", bodies.mayManageCounty(actor));
        return "disclosure/bodies";
    }

    @GetMapping("/desk/disclosure/bodies/new")
    String begin(Model model) {
        return form(model, 0, BodyForm.empty(), FormErrors.NONE);
    }

    @PostMapping("/desk/disclosure/bodies")
    String setUp(Actor actor, @ModelAttribute("typed") BodyForm form, Model model, RedirectAttributes notes) {
        String unit = BodyForm.text(form.unit());
        if (!unit.matches("\\d{1,18}")) {
            return form(model, 0, form, FormErrors.of("unit", "请选择单位。"));
        }
        return switch (bodies.setUp(actor, form.toBody(Long.parseLong(unit)))) {
            case Made.Refused refused -> form(model, 0, form, FormErrors.of(refused.why()));
            case Made.Done done -> {
                notes.addFlashAttribute("notice", "公开主体已设立，接下来为它编写指南。");
                yield "redirect:/desk/disclosure/bodies/" + done.id() + "/guide";
            }
        };
    }

    @GetMapping(BODY)
    String edit(@PathVariable long id, Model model, RedirectAttributes notes) {
        var body = bodies.find(id);
        if (body.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("没有找到这个公开主体。"));
            return "redirect:/desk/disclosure/bodies";
        }
        return form(model, id, BodyForm.of(body.get()), FormErrors.NONE);
    }

    @PostMapping(BODY)
    String change(Actor actor, @PathVariable long id, @ModelAttribute("typed") BodyForm form, Model model,
            RedirectAttributes notes) {
        var refusal = bodies.change(actor, BodyForm.number(form.version()), form.toBody(id));
        if (refusal.isPresent()) {
            return form(model, id, form, FormErrors.of(refusal.get()));
        }
        notes.addFlashAttribute("notice", "已保存。新的索引号规则从下一篇首次发布的稿件起使用，已编定的号不变。");
        return "redirect:/desk/disclosure/bodies";
    }

    private String form(Model model, long id, BodyForm typed, FormErrors errors) {
        var units = new LinkedHashMap<String, String>();
        for (Unit unit : directory.units()) {
            units.put(Long.toString(unit.id().value()), unit.name());
        }
        model.addAttribute("id", id);
        model.addAttribute("typed", typed);
        model.addAttribute("errors", errors);
        model.addAttribute("units", units);
        return "disclosure/body";
    }

    @GetMapping(BODY + "/guide")
    String guide(Actor actor, @PathVariable long id, Model model, RedirectAttributes notes) {
        var body = bodies.find(id).filter(one -> bodies.mayManage(actor, one));
        if (body.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("没有找到这个公开主体，或不归您管理。"));
            return HOME;
        }
        return guide(model, body.get(), guides.of(id)
                .map(Guides.Dated::guide)
                .orElse(new Guide("", "", "", "", "", "", "", "", "", "", "", 0)), FormErrors.NONE);
    }

    @PostMapping(BODY + "/guide")
    String writeGuide(Actor actor, @PathVariable long id, @RequestParam Map<String, String> typed, Model model,
            RedirectAttributes notes) {
        var body = bodies.find(id).filter(one -> bodies.mayManage(actor, one));
        if (body.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("没有找到这个公开主体，或不归您管理。"));
            return HOME;
        }
        var guide = new Guide(of(typed, "classification"), of(typed, "arrangement"), of(typed, "ways"),
                of(typed, "office"), of(typed, "address"), of(typed, "postcode"), of(typed, "hours"),
                of(typed, "phone"),
                of(typed, "fax"), of(typed, "contact"), of(typed, "supervision"),
                BodyForm.number(typed.get("version")));
        Map<String, String> wrong = guides.put(actor, id, guide);
        if (!wrong.isEmpty()) {
            return guide(model, body.get(), guide, new FormErrors(wrong));
        }
        notes.addFlashAttribute("notice", "指南已公布：" + body.get().href() + "guide");
        return HOME;
    }

    private static String of(Map<String, String> typed, String name) {
        return typed.getOrDefault(name, "");
    }

    private static String guide(Model model, Body body, Guide guide, FormErrors errors) {
        model.addAttribute("body", body);
        model.addAttribute("guide", guide);
        model.addAttribute("errors", errors);
        return "disclosure/guide-form";
    }

    @GetMapping("/desk/disclosure/terms")
    String terms(Actor actor, @RequestParam(defaultValue = "STATUTORY") String axis, Model model) {
        Axis chosen = axis(axis);
        model.addAttribute("axis", chosen);
        model.addAttribute("terms", terms.of(chosen));
        model.addAttribute("county", bodies.mayManageCounty(actor));
        return "disclosure/terms";
    }

    @PostMapping("/desk/disclosure/terms")
    String term(Actor actor, @RequestParam(defaultValue = "STATUTORY") String axis,
            @RequestParam(defaultValue = "") String code, @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String words, @RequestParam(defaultValue = "") String position,
            @RequestParam(defaultValue = "false") boolean open, RedirectAttributes notes) {
        Axis chosen = axis(axis);
        terms.put(actor, new Term(chosen, code, name, words, BodyForm.number(position), open))
                .ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                        () -> notes.addFlashAttribute("notice", "“" + name + "”已保存。"));
        return "redirect:/desk/disclosure/terms?axis=" + chosen.name();
    }

    private static Axis axis(String name) {
        for (Axis axis : Axis.values()) {
            if (axis.name().equals(name)) {
                return axis;
            }
        }
        return Axis.STATUTORY;
    }

    /** R24: by body and statutory kind, in the period and altogether until its end. */
    @GetMapping("/desk/disclosure/statistics")
    String statistics(@RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to, Model model) {
        model.addAttribute("page", statistics(from, to));
        return "disclosure/statistics";
    }

    @GetMapping("/desk/disclosure/statistics.xlsx")
    void workbook(@RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to, HttpServletResponse response) throws IOException {
        StatisticsPage page = statistics(from, to);
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename("主动公开统计.xlsx", StandardCharsets.UTF_8).build().toString());
        try (var book = new Workbook(response.getOutputStream(), "yizhan", "1.0")) {
            var sheet = book.newWorksheet("主动公开统计");
            int line = 0;
            sheet.value(line++, 0, page.from() + " 至 " + page.to());
            int column = 0;
            sheet.value(line, column++, "公开主体");
            for (Term kind : page.kinds()) {
                sheet.value(line, column++, kind.name());
            }
            sheet.value(line, column++, "本期合计");
            sheet.value(line, column, "累计");
            for (StatisticsPage.Row row : page.rows()) {
                line++;
                column = 0;
                sheet.value(line, column++, row.name());
                for (long n : row.counts()) {
                    sheet.value(line, column++, n);
                }
                sheet.value(line, column++, row.inPeriod());
                sheet.value(line, column, row.untilThen());
            }
        }
    }

    private StatisticsPage statistics(@Nullable String from, @Nullable String to) {
        LocalDate today = clock.today();
        LocalDate first = SheetForm.day(from);
        LocalDate last = SheetForm.day(to);
        LocalDate begin = first == null ? today.withDayOfYear(1) : first;
        LocalDate end = last == null || last.isBefore(begin) ? today.isBefore(begin) ? begin : today : last;
        List<Term> kinds = terms.of(Axis.STATUTORY);
        return StatisticsPage.of(begin, end, kinds, bodies.all(), catalogue.counts(begin, end, clock.zone()));
    }
}
