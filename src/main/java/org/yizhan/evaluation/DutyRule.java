package org.yizhan.evaluation;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.yizhan.calendar.TimeLimit;
import org.yizhan.directory.UnitKind;

/**
 * What is due of columns (更新要求), from day to day.
 *
 * @param columnId the one column for which it holds; null when type and unit say for which
 * @param columnType empty for every type
 * @param unitKind null for every kind of unit
 * @param limit the longest time without care, for {@link Measure#FRESHNESS}
 * @param period with {@code minimum}: so many items, for {@link Measure#MINIMUM}
 * @param remindDays so many days before it lapses the responsible person is told
 * @param validUntil null while nobody has ended it
 */
public record DutyRule(long id, String name, Measure measure, @Nullable Long columnId, String columnType,
        @Nullable UnitKind unitKind, @Nullable TimeLimit limit, Care care, int remindDays, @Nullable Period period,
        @Nullable Integer minimum, LocalDate validFrom, @Nullable LocalDate validUntil, String note, int version) {
    /** What a rule measures. */
    public enum Measure {
        FRESHNESS, MINIMUM
    }

    /** What a rule looks at. */
    record Subject(long columnId, List<String> types, @Nullable UnitKind unitKind) {
        Subject {
            types = List.copyOf(types);
        }
    }

    boolean inForceOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validUntil == null || !day.isAfter(validUntil));
    }

    boolean holdsFor(Subject subject) {
        return columnId != null
                ? columnId == subject.columnId()
                : (columnType.isEmpty() || subject.types().contains(columnType))
                        && (unitKind == null || unitKind == subject.unitKind());
    }

    /** A rule for one column says more than one for a type of some units, that more than one for a type, and so on. */
    private int precision() {
        return (columnId != null ? 4 : 0) + (columnType.isEmpty() ? 0 : 2) + (unitKind == null ? 0 : 1);
    }

    static Optional<DutyRule> strongest(List<DutyRule> inForce, Measure measure, @Nullable Period period,
            Subject subject) {
        return inForce.stream()
                .filter(rule -> rule.measure() == measure && rule.period() == period && rule.holdsFor(subject))
                .max(Comparator.comparingInt(DutyRule::precision)
                        .thenComparing(DutyRule::validFrom)
                        .thenComparingLong(DutyRule::id));
    }

    /** 14日内更新一次, 每月至少20条. */
    public String words() {
        return limit != null
                ? limit.words() + "内" + (care == Care.CONFIRMATION ? "更新或核对确认一次" : "更新一次")
                : (period == null ? "" : period.label()) + "至少" + minimum + "条";
    }

    /** For which columns, in words; empty when it is one column, whose name the caller knows. */
    public String scope() {
        return columnId != null
                ? ""
                : (unitKind == null ? "" : unitKind.label() + "的")
                        + (columnType.isEmpty() ? "全部栏目" : "“" + columnType + "”类栏目");
    }
}
