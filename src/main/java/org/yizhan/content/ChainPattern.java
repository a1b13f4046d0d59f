package org.yizhan.content;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.yizhan.shared.PlainText;
import org.yizhan.shared.UnitPath;

/** A review chain before it is known whose (审核流程模式): each step is signed in the site's own unit or at the county. */
public record ChainPattern(List<Step> steps) {
    public ChainPattern {
        steps = List.copyOf(steps);
    }

    /** @param county signed at the county, otherwise in the unit itself */
    public record Step(String name, boolean county) {}

    /** As it is stored: one step a line, the name, a bar, and where. */
    static ChainPattern parse(String stored) {
        var steps = new ArrayList<Step>();
        for (String line : stored.split("\n")) {
            int bar = line.lastIndexOf('|');
            if (bar > 0) {
                steps.add(new Step(line.substring(0, bar).strip(), line.substring(bar + 1).strip().equals("COUNTY")));
            }
        }
        return new ChainPattern(steps);
    }

    String stored() {
        return steps.stream()
                .map(step -> PlainText.line(step.name()).replace("|", "") + (step.county() ? "|COUNTY" : "|OWN"))
                .collect(Collectors.joining("\n"));
    }

    List<ReviewStep> of(UnitPath own, UnitPath county) {
        return steps.stream()
                .map(step -> new ReviewStep(step.name(), ContentPermissions.REVIEW, step.county() ? county : own))
                .toList();
    }

    /** 本单位审核 → 县公开办审核 */
    public String words() {
        return steps.stream().map(Step::name).collect(Collectors.joining(" → "));
    }
}
