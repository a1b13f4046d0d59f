package org.yizhan.hotline.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.Enclosures;
import org.yizhan.casework.IntakeLine;
import org.yizhan.hotline.AboveFigures;
import org.yizhan.hotline.CallBacks;
import org.yizhan.hotline.FromAbove;
import org.yizhan.hotline.HotlinePermissions;
import org.yizhan.hotline.OutsideResults;
import org.yizhan.hotline.OutsideSystems;
import org.yizhan.hotline.OutsideSystems.OutsideSystem;
import org.yizhan.identity.Caller;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SheetFile;
import org.yizhan.shared.SheetForm;
import org.yizhan.shared.web.Dates;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** Where county and prefecture are joined (上下联动): tickets in by file, results back by file, and both counted. */
@Controller
@Needs(HotlinePermissions.OFFICE)
class AbovePages {
    private static final String HOME = "/desk/hotline/above";
    private static final String ONE = HOME + "/{id:[0-9]{1,18}}";
    private static final int FIRST_YEAR = 2000;
    private static final List<String> RESULT_HEAD = List.of("结果号", "上级编号", "本县编号", "结果", "时间", "承办单位", "情况", "内容");
    private static final List<String> REPORT_HEAD = List.of("上级编号", "本县编号", "标题", "接收日期", "要求办结日期", "承办单位", "状态",
            "签收时间",
            "答复时间", "办结时间", "办结类型", "是否解决", "满意程度");

    private final OutsideSystems systems;
    private final FromAbove intake;
    private final OutsideResults results;
    private final AboveFigures figures;
    private final Enclosures enclosures;
    private final CountyClock clock;

    AbovePages(OutsideSystems systems, FromAbove intake, OutsideResults results, AboveFigures figures,
            Enclosures enclosures, CountyClock clock) {
        this.systems = systems;
        this.intake = intake;
        this.results = results;
        this.figures = figures;
        this.enclosures = enclosures;
        this.clock = clock;
    }

    @GetMapping(HOME)
    String all(@RequestParam(defaultValue = "") String year, Model model) {
        int asked = year(year);
        model.addAttribute("year", asked);
        model.addAttribute("platforms", systems.all()
                .stream()
                .filter(OutsideSystem::above)
                .map(system -> platform(system, asked))
                .toList());
        return "hotline/above";
    }

    private AbovePlatform platform(OutsideSystem system, int year) {
        AboveFigures.Told told = figures.told(system);
        return new AbovePlatform(system, figures.year(system, year), told, minute(told.oldest()));
    }

    private int year(String typed) {
        int now = clock.today().getYear();
        return typed.matches("[0-9]{4}") && Integer.parseInt(typed) >= FIRST_YEAR && Integer.parseInt(typed) <= now
                ? Integer.parseInt(typed)
                : now;
    }

    @GetMapping(ONE)
    String one(@PathVariable long id, @RequestParam(required = false) @Nullable String from, Model model) {
        return one(platform(id), from, "", List.of(), false, FormErrors.NONE, model);
    }

    private OutsideSystem platform(long id) {
        return systems.find(id)
                .filter(OutsideSystem::above)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private String one(OutsideSystem system, @Nullable String from, String mark, List<IntakeLine> lines, boolean done,
            FormErrors errors, Model model) {
        model.addAttribute("system", system);
        model.addAttribute("told", figures.told(system));
        model.addAttribute("page", figures.list(system, from));
        model.addAttribute("year", clock.today().getYear());
        model.addAttribute("mark", mark);
        model.addAttribute("lines", lines);
        model.addAttribute("done", done);
        model.addAttribute("errors", errors);
        return "hotline/above-one";
    }

    @GetMapping(HOME + "/template.xlsx")
    void template(HttpServletResponse response) throws IOException {
        workbook(response, "上级工单");
        FromAbove.template(response.getOutputStream());
    }

    private static void workbook(HttpServletResponse response, String name) {
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader("Content-Disposition",
                ContentDisposition.attachment().filename(name + ".xlsx", StandardCharsets.UTF_8).build().toString());
    }

    /** @param mark of the file that was looked at; it is taken over without being sent again */
    @PostMapping(ONE)
    String take(@PathVariable long id, @RequestParam(defaultValue = "") String mark,
            @RequestParam(required = false) @Nullable MultipartFile file, Actor actor, HttpServletRequest request,
            Model model) throws IOException {
        OutsideSystem system = platform(id);
        Optional<Refusal> mayNot = intake.mayNot(actor);
        if (mayNot.isPresent()) {
            return one(system, null, "", List.of(), false, FormErrors.of(mayNot.get()), model);
        }
        try {
            Enclosures.Upload upload = file == null
                    ? null
                    : new Enclosures.Upload(Objects.requireNonNullElse(file.getOriginalFilename(), ""), file.getSize(),
                            file);
            Enclosures.Enclosure table = enclosures.table(mark, upload, actor.ref(), Caller.of(request));
            byte[] bytes = enclosures.bytes(table);
            boolean sure = !mark.isEmpty();
            List<IntakeLine> lines = sure
                    ? intake.take(actor, system, bytes)
                    : intake.preview(actor, system, bytes);
            return one(system, null, sure ? "" : table.mark(), lines, sure, FormErrors.NONE, model);
        } catch (SheetFile.Unreadable e) {
            return one(system, null, "", List.of(), false, FormErrors.of("file", e.why().text()), model);
        }
    }

    /** What is not confirmed yet; it comes again until it is. */
    @GetMapping(ONE + "/results.xlsx")
    @Nullable
    String results(@PathVariable long id, Actor actor, HttpServletResponse response, RedirectAttributes notes)
            throws IOException {
        OutsideSystem system = platform(id);
        Optional<Refusal> refusal = results.mayNotHandOver(actor, system);
        if (refusal.isPresent()) {
            notes.addFlashAttribute("refusal", refusal.get());
            return "redirect:" + HOME + "/" + id;
        }
        List<OutsideResults.Result> all = results.results(system, 0, OutsideResults.MOST);
        workbook(response, system.name() + "回传结果" + (all.isEmpty() ? "" : "至" + all.getLast().result() + "号"));
        SheetForm.write(response.getOutputStream(), "回传结果", RESULT_HEAD, all.stream()
                .map(one -> List.of(Long.toString(one.result()), one.outerNumber(), one.number(), one.what().label(),
                        minute(one.at()), one.unit(), one.outcome(), one.words()))
                .toList());
        return null;
    }

    private String minute(@Nullable Instant at) {
        return at == null ? "" : Dates.minute(clock.local(at));
    }

    /** @param through the number of the last result that has arrived there */
    @PostMapping(ONE + "/confirm")
    String confirm(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String through,
            RedirectAttributes notes) {
        OutsideSystem system = platform(id);
        Optional<Refusal> refusal = through.strip().matches("[0-9]{1,12}")
                ? results.confirm(actor, system, Long.parseLong(through.strip()))
                : Optional.of(new Refusal("请填写对方收到的最后一个结果号，只写数字。"));
        refusal.ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                () -> notes.addFlashAttribute("notice", "已记下：对方收到第 " + through.strip() + " 号为止的结果。"));
        return "redirect:" + HOME + "/" + id;
    }

    /** The yearly report to the platform above, case by case. */
    @GetMapping(ONE + "/report.xlsx")
    void report(@PathVariable long id, @RequestParam(defaultValue = "") String year, HttpServletResponse response)
            throws IOException {
        OutsideSystem system = platform(id);
        int asked = year(year);
        workbook(response, system.name() + asked + "年处理结果报告");
        SheetForm.write(response.getOutputStream(), "处理结果报告", REPORT_HEAD,
                figures.report(system, asked).stream().map(this::cells).toList());
    }

    private List<String> cells(AboveFigures.Reported one) {
        AboveFigures.Line line = one.line();
        Boolean solved = one.said().solved();
        Integer satisfaction = one.said().satisfaction();
        return List.of(line.outerNumber(), line.view().number(), line.title(), line.received().toString(),
                line.askedBy() == null ? "" : line.askedBy().toString(), line.unit(), line.view().state().label(),
                minute(line.signed()), minute(line.answered()), minute(line.ended()), one.result(),
                solved == null ? "" : solved ? "已解决" : "没有解决",
                satisfaction == null ? "" : CallBacks.satisfied(satisfaction));
    }
}
