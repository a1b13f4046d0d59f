package org.yizhan.content.web;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.content.CheckDegrees;
import org.yizhan.content.ContentPermissions;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;
import org.yizhan.shared.web.Needs;

/** How strictly a unit has its texts checked. */
@Controller
@Needs(ContentPermissions.WORDS)
class CheckDegreeController {
    private final CheckDegrees degrees;
    private final UnitChoice units;

    CheckDegreeController(CheckDegrees degrees, UnitChoice units) {
        this.degrees = degrees;
        this.units = units;
    }

    @GetMapping("/desk/checks")
    String show(Actor actor, @RequestParam(defaultValue = "") String unit, Model model) {
        Map<String, String> mine = units.of(actor, ContentPermissions.WORDS);
        String chosen = mine.containsKey(unit) ? unit : mine.keySet().stream().findFirst().orElse("");
        model.addAttribute("units", mine);
        model.addAttribute("unit", chosen);
        model.addAttribute("lines",
                chosen.isEmpty() ? java.util.List.of() : degrees.list(new UnitPath(chosen)));
        return "content/checks";
    }

    @PostMapping("/desk/checks")
    String set(Actor actor, @RequestParam Map<String, String> typed, RedirectAttributes notes) {
        String unit = typed.getOrDefault("unit", "");
        if (!WordForm.isUnit(unit)) {
            notes.addFlashAttribute("refusal", new Refusal("请选择单位。"));
            return "redirect:/desk/checks";
        }
        var chosen = new LinkedHashMap<String, CheckDegrees.Degree>();
        typed.forEach((name, value) -> {
            if (name.startsWith("degree-")) {
                Arrays.stream(CheckDegrees.Degree.values())
                        .filter(degree -> degree.name().equals(value))
                        .findFirst()
                        .ifPresent(degree -> chosen.put(name.substring("degree-".length()), degree));
            }
        });
        degrees.set(actor, new UnitPath(unit), chosen)
                .ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                        () -> notes.addFlashAttribute("notice", "已保存，现在起保存和提交的稿件按新的检查。"));
        return "redirect:/desk/checks?unit=" + unit;
    }
}
