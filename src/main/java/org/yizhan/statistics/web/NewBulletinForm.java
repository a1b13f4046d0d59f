package org.yizhan.statistics.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.yizhan.evaluation.Period;
import org.yizhan.shared.UnitPath;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.statistics.BulletinKind;

/** The form of a new bulletin as it was typed. */
public record NewBulletinForm(@Nullable String kind, @Nullable String unit, @Nullable String period,
        @Nullable String month) {
    /** For the month that is over. */
    static NewBulletinForm begin(LocalDate today) {
        return new NewBulletinForm("", "", Period.MONTH.name(), YearMonth.from(today).minusMonths(1).toString());
    }

    FormErrors errors() {
        var errors = FormErrors.NONE;
        if (one(kind).isEmpty()) {
            errors = errors.and("kind", "请选择编哪一种通报。");
        }
        if (monthTyped().isEmpty()) {
            errors = errors.and("month", "请填写年份和月份，例如 2026-11。");
        }
        return errors;
    }

    private static Optional<BulletinKind> one(@Nullable String name) {
        return Arrays.stream(BulletinKind.values()).filter(kind -> kind.name().equals(name)).findFirst();
    }

    private Optional<LocalDate> monthTyped() {
        String typed = text(month).strip();
        try {
            return typed.matches("(19|20|21)\\d\\d-\\d{1,2}")
                    ? Optional.of(LocalDate.of(Integer.parseInt(typed.substring(0, 4)),
                            Integer.parseInt(typed.substring(5)), 1))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    BulletinKind kindChosen() {
        return one(kind).orElseThrow();
    }

    @Nullable
    UnitPath unitChosen() {
        return text(unit).matches("/(\\d{1,18}/)+") ? new UnitPath(text(unit)) : null;
    }

    Period periodChosen() {
        return Period.QUARTER.name().equals(period) ? Period.QUARTER : Period.MONTH;
    }

    LocalDate day() {
        return monthTyped().orElseThrow();
    }

    public Map<String, String> periods() {
        var options = new LinkedHashMap<String, String>();
        options.put(Period.MONTH.name(), "一个月");
        options.put(Period.QUARTER.name(), "这个月所在的季度");
        return options;
    }

    public String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }
}
