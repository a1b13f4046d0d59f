package org.yizhan.content.web;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yizhan.content.ChainPattern;
import org.yizhan.content.NewColumn;
import org.yizhan.content.StandardColumn;
import org.yizhan.directory.UnitKind;

/** The form of a column of the standard as it was typed; its chain as two lists of the same length. */
public record StandardForm(@Nullable String kind, @Nullable String slug, @Nullable String name,
        @Nullable String description, @Nullable String type, @Nullable String duty, @Nullable Integer updateEveryDays,
        @Nullable String model, @Nullable Boolean disclosure, @Nullable Boolean needsIssuingBody,
        @Nullable Integer position, @Nullable Boolean retired, @Nullable List<String> stepName,
        @Nullable List<String> stepWhere) {
    static final int STEPS = 4;
    private static final String COUNTY = "COUNTY";

    static StandardForm empty(UnitKind kind) {
        return new StandardForm(kind.name(), "", "", "", "", "", null, NewColumn.PLAIN, false, false, 100, false,
                List.of("本单位审核", "县公开办审核"), List.of("OWN", COUNTY));
    }

    static StandardForm of(StandardColumn c) {
        return new StandardForm(c.kind().name(), c.slug(), c.name(), c.description(), c.type(), c.duty(),
                c.updateEveryDays(), c.model(), c.disclosure(), c.needsIssuingBody(), c.position(), c.retired(),
                c.chain().steps().stream().map(ChainPattern.Step::name).toList(),
                c.chain().steps().stream().map(step -> step.county() ? COUNTY : "OWN").toList());
    }

    UnitKind of() {
        return GroupForm.kind(text(kind));
    }

    StandardColumn toColumn(long id, UnitKind of, String fixedSlug) {
        var steps = new ArrayList<ChainPattern.Step>();
        for (int i = 0; i < STEPS; i++) {
            if (!stepName(i).isEmpty()) {
                steps.add(new ChainPattern.Step(stepName(i), isCounty(i)));
            }
        }
        return new StandardColumn(id, of, fixedSlug, text(name), text(description), text(type), text(duty),
                updateEveryDays, text(model).isEmpty() ? NewColumn.PLAIN : text(model), Boolean.TRUE.equals(disclosure),
                Boolean.TRUE.equals(needsIssuingBody), new ChainPattern(steps), position == null ? 0 : position,
                Boolean.TRUE.equals(retired));
    }

    public String stepName(int i) {
        return stepName == null || stepName.size() <= i ? "" : text(stepName.get(i));
    }

    public boolean isCounty(int i) {
        return stepWhere != null && stepWhere.size() > i && COUNTY.equals(stepWhere.get(i));
    }

    public String text(@Nullable Object typed) {
        return typed == null ? "" : typed.toString().strip();
    }
}
