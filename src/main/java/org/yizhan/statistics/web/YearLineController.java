package org.yizhan.statistics.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.content.ColumnRecord;
import org.yizhan.content.Made;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;
import org.yizhan.statistics.StatisticsPermissions;
import org.yizhan.statistics.YearLine;
import org.yizhan.statistics.YearLines;
import org.yizhan.statistics.YearTables;

/** Which lines the yearly table has. */
@Controller
@Needs(StatisticsPermissions.BULLETINS)
class YearLineController {
    private static final String LINES = "/desk/statistics/lines";
    private static final String LINE = LINES + "/{id:[0-9]{1,18}}";
    private static final int STEP = 10;

    private final YearLines lines;
    private final YearTables tables;

    YearLineController(YearLines lines, YearTables tables) {
        this.lines = lines;
        this.tables = tables;
    }

    @GetMapping(LINES)
    String list(Actor actor, Model model) {
        List<YearLine> kept = lines.all();
        model.addAttribute("lines", kept.isEmpty() ? tables.proposed() : kept);
        model.addAttribute("isKept", !kept.isEmpty());
        model.addAttribute("mayChange", YearLines.mayChange(actor));
        model.addAttribute("names", names());
        return "statistics/year-lines";
    }

    /** Where each column stands, from the first level down. */
    private Map<Long, String> names() {
        var names = new HashMap<Long, String>();
        for (ColumnRecord column : lines.columns()) {
            String above = column.parentId() == null ? null : names.get(column.parentId());
            names.put(column.id(), above == null ? column.name() : above + " › " + column.name());
        }
        return names;
    }

    @PostMapping(LINES + "/adopt")
    String adopt(Actor actor, RedirectAttributes notes) {
        lines.adopt(actor, tables.proposed())
                .ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                        () -> notes.addFlashAttribute("notice", "统计表的行已按现有栏目设好，可以逐行调整。"));
        return "redirect:" + LINES;
    }

    @GetMapping(LINES + "/new")
    String begin(Actor actor, Model model, RedirectAttributes notes) {
        List<YearLine> kept = lines.all();
        if (kept.isEmpty() || !YearLines.mayChange(actor)) {
            return "redirect:" + LINES;
        }
        return form(0, YearLineForm.empty(kept.getLast().group(), kept.getLast().position() + STEP), FormErrors.NONE,
                model);
    }

    @GetMapping(LINE)
    String edit(@PathVariable long id, Model model, RedirectAttributes notes) {
        var found = lines.find(id);
        if (found.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("没有这一行，可能已被删除。"));
            return "redirect:" + LINES;
        }
        return form(id, YearLineForm.of(found.get()), FormErrors.NONE, model);
    }

    @PostMapping(LINES)
    String add(Actor actor, @ModelAttribute("typed") YearLineForm form, Model model, RedirectAttributes notes) {
        return save(actor, 0, form, model, notes);
    }

    @PostMapping(LINE)
    String change(Actor actor, @PathVariable long id, @ModelAttribute("typed") YearLineForm form, Model model,
            RedirectAttributes notes) {
        return save(actor, id, form, model, notes);
    }

    private String save(Actor actor, long id, YearLineForm form, Model model, RedirectAttributes notes) {
        FormErrors errors = form.errors();
        if (!errors.isEmpty()) {
            return form(id, form, errors, model);
        }
        return switch (lines.save(actor, form.toLine(id))) {
            case Made.Refused refused -> form(id, form, FormErrors.of(refused.why()), model);
            case Made.Done done -> {
                notes.addFlashAttribute("notice", "“" + form.text(form.name()) + "”已保存。");
                yield "redirect:" + LINES;
            }
        };
    }

    @PostMapping(LINE + "/drop")
    String drop(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        lines.drop(actor, id)
                .ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                        () -> notes.addFlashAttribute("notice", "已从统计表里去掉这一行，栏目和稿件不受影响。"));
        return "redirect:" + LINES;
    }

    private String form(long id, YearLineForm form, FormErrors errors, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("typed", form);
        model.addAttribute("errors", errors);
        model.addAttribute("columns", lines.columns().stream().filter(column -> column.parentId() == null).toList());
        var below = new HashMap<Long, List<ColumnRecord>>();
        lines.columns().forEach(column -> {
            if (column.parentId() != null) {
                below.computeIfAbsent(column.parentId(), any -> new java.util.ArrayList<>()).add(column);
            }
        });
        model.addAttribute("below", below);
        var taken = new HashMap<Long, String>();
        lines.all()
                .stream()
                .filter(line -> line.id() != id)
                .forEach(
                        line -> line.columns().forEach(column -> taken.put(column, line.name())));
        model.addAttribute("taken", taken);
        return "statistics/year-line";
    }
}
