package org.yizhan.evaluation.web;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yizhan.calendar.TimeLimit;
import org.yizhan.directory.UnitKind;
import org.yizhan.evaluation.Care;
import org.yizhan.evaluation.DutyRule;
import org.yizhan.evaluation.DutyRule.Measure;
import org.yizhan.evaluation.Period;
import org.yizhan.shared.web.FormErrors;

/** The form of a rule as it was typed. */
public record DutyRuleForm(@Nullable String name, @Nullable String measure, @Nullable String column,
        @Nullable String type, @Nullable String kind, @Nullable String days, @Nullable String unit,
        @Nullable String care, @Nullable String remind, @Nullable String period, @Nullable String minimum,
        @Nullable String from, @Nullable String until, @Nullable String note, @Nullable String version) {
    static DutyRuleForm empty(@Nullable Long column, Measure measure) {
        return new DutyRuleForm("", measure.name(), column == null ? "" : column.toString(), "", "", "14",
                "d", Care.PUBLICATION.name(), "3", measure == Measure.MINIMUM ? Period.MONTH.name() : "", "", "", "",
                "", "0");
    }

    static DutyRuleForm of(DutyRule rule) {
        TimeLimit limit = rule.limit();
        return new DutyRuleForm(rule.name(), rule.measure().name(),
                rule.columnId() == null ? "" : rule.columnId().toString(), rule.columnType(),
                rule.unitKind() == null ? "" : rule.unitKind().name(),
                limit == null ? "" : Integer.toString(limit.days()),
                limit != null && limit.unit() == TimeLimit.Unit.WORKING_DAYS ? "wd" : "d", rule.care().name(),
                Integer.toString(rule.remindDays()), rule.period() == null ? "" : rule.period().name(),
                rule.minimum() == null ? "" : rule.minimum().toString(), rule.validFrom().toString(),
                rule.validUntil() == null ? "" : rule.validUntil().toString(), rule.note(),
                Integer.toString(rule.version()));
    }

    /** What cannot even be read; what is wrong in itself, the door says. */
    FormErrors errors() {
        var errors = FormErrors.NONE;
        if (Typed.day(from).isEmpty()) {
            errors = errors.and("from", "请填写生效日期，例如 2027-01-01。");
        }
        if (!Typed.text(until).isEmpty() && Typed.day(until).isEmpty()) {
            errors = errors.and("until", "失效日期看不懂，例如 2027-12-31；长期有效的空着。");
        }
        if (isFreshness() && Typed.number(days).filter(n -> n >= 1 && n <= 3660).isEmpty()) {
            errors = errors.and("days", "请填写天数，从1到3660。");
        }
        if (!isFreshness() && Typed.number(minimum).filter(n -> n >= 1 && n <= 10_000).isEmpty()) {
            errors = errors.and("minimum", "请填写条数，从1到10000。");
        }
        if (!isFreshness() && one(Period.values(), period) == null) {
            errors = errors.and("period", "请选择周期。");
        }
        if (isFreshness() && Typed.number(remind).filter(n -> n <= 60).isEmpty()) {
            errors = errors.and("remind", "提前提醒的天数从0到60。");
        }
        return errors;
    }

    public boolean isFreshness() {
        return !Measure.MINIMUM.name().equals(measure);
    }

    DutyRule toRule(long id) {
        boolean freshness = isFreshness();
        return new DutyRule(id, Typed.text(name), freshness ? Measure.FRESHNESS : Measure.MINIMUM, columnId(),
                columnId() == null ? Typed.text(type) : "", columnId() == null ? one(UnitKind.values(), kind) : null,
                freshness
                        ? TimeLimit.parse(Typed.number(days).orElse(0) + ("wd".equals(unit) ? "wd" : "d")).orElse(null)
                        : null,
                freshness && Care.CONFIRMATION.name().equals(care) ? Care.CONFIRMATION : Care.PUBLICATION,
                freshness ? Typed.number(remind).orElse(0) : 0, freshness ? null : one(Period.values(), period),
                freshness ? null : Typed.number(minimum).orElse(0), Typed.day(from).orElseThrow(),
                Typed.day(until).orElse(null), Typed.text(note), Typed.number(version).orElse(0));
    }

    public @Nullable Long columnId() {
        String typed = Typed.text(column);
        return typed.matches("\\d{1,18}") ? Long.valueOf(typed) : null;
    }

    private static <E extends Enum<E>> @Nullable E one(E[] values, @Nullable String name) {
        return Arrays.stream(values).filter(value -> value.name().equals(name)).findFirst().orElse(null);
    }

    public Map<String, String> kinds() {
        var options = new LinkedHashMap<String, String>();
        Arrays.stream(UnitKind.values())
                .filter(kind -> kind != UnitKind.DIVISION)
                .forEach(one -> options.put(one.name(), one.label()));
        return options;
    }

    public Map<String, String> units() {
        var options = new LinkedHashMap<String, String>();
        options.put("d", "自然日");
        options.put("wd", "工作日");
        return options;
    }

    public Map<String, String> cares() {
        var options = new LinkedHashMap<String, String>();
        Arrays.stream(Care.values()).forEach(one -> options.put(one.name(), one.label()));
        return options;
    }

    public Map<String, String> periods() {
        var options = new LinkedHashMap<String, String>();
        Arrays.stream(Period.values()).forEach(one -> options.put(one.name(), one.label()));
        return options;
    }

    public Map<String, String> types(List<String> inUse) {
        var options = new LinkedHashMap<String, String>();
        inUse.forEach(one -> options.put(one, one));
        if (!text(type).isEmpty()) {
            options.putIfAbsent(text(type), text(type));
        }
        return options;
    }

    public String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }
}
