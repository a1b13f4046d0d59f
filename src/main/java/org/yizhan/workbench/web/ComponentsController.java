package org.yizhan.workbench.web;

import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.yizhan.calendar.CountyClock;
import org.yizhan.calendar.DayWords;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.StaffOnly;
import org.yizhan.shared.web.TimelineStep;
import org.yizhan.workbench.Palette;

/** The living page of components, for the developers of later screens. */
@Controller
@StaffOnly
class ComponentsController {
    private final DayWords words;
    private final CountyClock clock;

    ComponentsController(DayWords words, CountyClock clock) {
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/desk/components")
    String components(Model model) {
        model.addAttribute("palette", Palette.standard());
        model.addAttribute("errors",
                new FormErrors(Map.of("idNumber", "身份证号最后一位应为 X，请核对。")).and("column", "请选择栏目，文章要放在栏目里才能发布。"));
        model.addAttribute("soon", words.due(clock.today().plusDays(7)));
        model.addAttribute("late", words.due(clock.today().minusDays(2)));
        model.addAttribute("steps", List.of(
                TimelineStep.done("2026年11月18日 09:12", "起草", "水利局 办公室 和秀英", null),
                new TimelineStep("2026年11月18日 15:40", "退回修改", "水利局 段志远", "第三段的水位数据请注明来源和时间。",
                        TimelineStep.Mark.BAD),
                TimelineStep.done("2026年11月19日 10:05", "再次提交", "水利局 办公室 和秀英", "已补充水文站数据来源。"),
                new TimelineStep("期限：11月23日 周一", "保密审查", "水利局 分管领导", null, TimelineStep.Mark.NEXT)));
        return "workbench/components";
    }
}
