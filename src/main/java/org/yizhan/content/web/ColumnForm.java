package org.yizhan.content.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.yizhan.content.ColumnRecord;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.NewColumn;
import org.yizhan.content.ReviewStep;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.UnitPath;

/** The form of a column as it was typed; the review chain as two lists of the same length. */
public record ColumnForm(@Nullable Long site, @Nullable Long parent, @Nullable String slug, @Nullable String name,
        @Nullable String description, @Nullable String keywords, @Nullable String type, @Nullable String unit,
        @Nullable Long responsible, @Nullable String duty, @Nullable Integer updateEveryDays,
        @Nullable Boolean disclosure, @Nullable Boolean needsIssuingBody, @Nullable Integer position,
        @Nullable String model,
        @Nullable List<String> stepName, @Nullable List<String> stepUnit) {
    static final int STEPS = 6;

    static ColumnForm of(ColumnRecord column, List<ReviewStep> chain) {
        return new ColumnForm(column.siteId(), column.parentId(), column.slug(), column.name(), column.description(),
                column.keywords(), column.type(), column.unit().value(), column.responsible(), column.duty(),
                column.updateEveryDays(), column.disclosure(), column.needsIssuingBody(), column.position(),
                column.model(),
                chain.stream().map(ReviewStep::name).toList(),
                chain.stream().map(step -> step.unit().value()).toList());
    }

    Optional<NewColumn> toColumn(long siteId, @Nullable Long parentId, String fixedSlug) {
        if (!isPath(unit)) {
            return Optional.empty();
        }
        var chain = new ArrayList<ReviewStep>();
        for (int i = 0; i < STEPS; i++) {
            if (!stepName(i).isEmpty()) {
                String at = isPath(stepUnit(i)) ? stepUnit(i) : text(unit);
                chain.add(new ReviewStep(stepName(i), ContentPermissions.REVIEW, new UnitPath(at)));
            }
        }
        return Optional.of(new NewColumn(siteId, parentId, fixedSlug, text(name), text(description), text(keywords),
                text(type), new UnitPath(text(unit)), responsible == null ? null : new PersonId(responsible),
                text(duty),
                updateEveryDays, Boolean.TRUE.equals(disclosure), Boolean.TRUE.equals(needsIssuingBody),
                position == null ? 0 : position, text(model).isEmpty() ? NewColumn.PLAIN : text(model), chain));
    }

    private static boolean isPath(@Nullable String typed) {
        return typed != null && typed.matches("/(\\d{1,18}/)+");
    }

    public String stepName(int i) {
        return stepName == null || stepName.size() <= i ? "" : text(stepName.get(i));
    }

    public String stepUnit(int i) {
        return stepUnit == null || stepUnit.size() <= i ? "" : text(stepUnit.get(i));
    }

    public String text(@Nullable Object typed) {
        return typed == null ? "" : typed.toString().strip();
    }
}
