package org.yizhan.content.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletResponse;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.CleanUpRecord;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.HygieneDesk;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.TypedDay;
import org.yizhan.shared.web.Needs;

/** What is wrong in what is published: the list for the unit that owns it. */
@Controller
class HygieneController {
    private static final String ONE = "/desk/hygiene/{id:[0-9]{1,18}}";

    private static final String RECORD = "/desk/hygiene/record";

    private final HygieneDesk desk;
    private final CleanUpRecord record;
    private final UnitChoice units;
    private final CountyClock clock;

    HygieneController(HygieneDesk desk, CleanUpRecord record, UnitChoice units, CountyClock clock) {
        this.desk = desk;
        this.record = record;
        this.units = units;
        this.clock = clock;
    }

    @GetMapping("/desk/hygiene")
    @Needs({ContentPermissions.WRITE, ContentPermissions.REVIEW, ContentPermissions.PUBLISH})
    String list(Actor actor, @RequestParam(defaultValue = "false") boolean accepted,
            @RequestParam(defaultValue = "false") boolean heavy, @RequestParam(required = false) @Nullable String key,
            Model model) {
        var page = desk.list(actor, accepted, heavy, key);
        model.addAttribute("page", page);
        model.addAttribute("accepted", accepted);
        model.addAttribute("heavy", heavy);
        model.addAttribute("names", units.names(page.items().stream().map(HygieneDesk.Line::unit).toList()));
        model.addAttribute("lastRun", desk.lastRun().orElse(null));
        model.addAttribute("mayRun", desk.mayRun(actor));
        model.addAttribute("hosts", desk.hosts());
        model.addAttribute("zone", clock.zone());
        return "content/hygiene";
    }

    /** The clean-up record of a month (R35). */
    @GetMapping(RECORD)
    @Needs({ContentPermissions.WRITE, ContentPermissions.REVIEW, ContentPermissions.PUBLISH})
    String record(Actor actor, @RequestParam(defaultValue = "") String month, Model model) {
        YearMonth present = YearMonth.from(clock.today());
        YearMonth chosen = month(month, present);
        List<CleanUpRecord.Line> lines = record.of(actor, chosen);
        model.addAttribute("month", chosen);
        model.addAttribute("present", present);
        model.addAttribute("lines", lines);
        model.addAttribute("sum", CleanUpRecord.sum(lines));
        model.addAttribute("names", units.names(lines.stream().map(CleanUpRecord.Line::unit).toList()));
        return "content/clean-up";
    }

    @GetMapping(RECORD + ".xlsx")
    @Needs({ContentPermissions.WRITE, ContentPermissions.REVIEW, ContentPermissions.PUBLISH})
    void workbook(Actor actor, @RequestParam(defaultValue = "") String month, HttpServletResponse response)
            throws IOException {
        YearMonth chosen = month(month, YearMonth.from(clock.today()));
        List<CleanUpRecord.Line> lines = record.of(actor, chosen);
        Map<String, String> names = units.names(lines.stream().map(CleanUpRecord.Line::unit).toList());
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader("Content-Disposition",
                ContentDisposition.attachment()
                        .filename(chosen + "清理记录.xlsx", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        try (var book = new Workbook(response.getOutputStream(), "yizhan", "1.0")) {
            Worksheet sheet = book.newWorksheet("清理记录");
            sheet.value(0, 0, chosen.getYear() + "年" + chosen.getMonthValue() + "月内容清理记录");
            row(sheet, 1, "单位", List.of("新发现问题", "已改正", "写明理由保留", "撤下稿件", "现在还没处理"));
            int line = 2;
            for (CleanUpRecord.Line one : lines) {
                row(sheet, line++, names.getOrDefault(one.unit().value(), ""), numbers(one));
            }
            row(sheet, line, "合计", numbers(CleanUpRecord.sum(lines)));
        }
    }

    private static List<Integer> numbers(CleanUpRecord.Line line) {
        return List.of(line.found(), line.mended(), line.accepted(), line.withdrawn(), line.open());
    }

    private static void row(Worksheet sheet, int line, String name, List<?> cells) {
        sheet.value(line, 0, name);
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i) instanceof Integer number) {
                sheet.value(line, i + 1, number);
            } else {
                sheet.value(line, i + 1, cells.get(i).toString());
            }
        }
    }

    /** The present month for what is none, or is still to come. */
    private static YearMonth month(String typed, YearMonth present) {
        return TypedDay.of(typed + "-01").map(YearMonth::from).filter(month -> !month.isAfter(present)).orElse(present);
    }

    @PostMapping(ONE + "/accept")
    @Needs(ContentPermissions.PUBLISH)
    String accept(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String reason,
            RedirectAttributes notes) {
        return after(desk.accept(actor, id, reason), "已记下理由，这个问题不再提示；在“已保留”里可以重新列出。", notes);
    }

    @PostMapping(ONE + "/reopen")
    @Needs(ContentPermissions.PUBLISH)
    String reopen(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return after(desk.reopen(actor, id), "这个问题又在待处理的列表里了。", notes);
    }

    @PostMapping(ONE + "/relist")
    @Needs(ContentPermissions.PUBLISH)
    String relist(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return after(desk.relist(actor, id), "列表和搜索已按发布的内容重新写过。", notes);
    }

    @PostMapping("/desk/hygiene/run")
    @Needs(ContentPermissions.WORDS)
    String run(Actor actor, RedirectAttributes notes) {
        return after(desk.run(actor), "已经开始，会在后台慢慢检查，不影响大家工作。过几分钟刷新看结果。", notes);
    }

    @PostMapping("/desk/hygiene/hosts")
    @Needs(ContentPermissions.WORDS)
    String hosts(Actor actor, @RequestParam(defaultValue = "") String hosts, RedirectAttributes notes) {
        return after(desk.setHosts(actor, hosts), "已更新。夜里只核查这些域名的链接。", notes);
    }

    private static String after(Optional<Refusal> refusal, String done, RedirectAttributes notes) {
        refusal.ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                () -> notes.addFlashAttribute("notice", done));
        return "redirect:/desk/hygiene";
    }
}
