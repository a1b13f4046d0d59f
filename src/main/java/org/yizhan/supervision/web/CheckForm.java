package org.yizhan.supervision.web;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.TypedDay;
import org.yizhan.shared.UnitPath;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.supervision.NewCheck;

/** The form of a special check as it was typed. */
public record CheckForm(@Nullable String title, @Nullable String scope, @Nullable String basis, @Nullable String first,
        @Nullable String last, @Nullable List<String> unit) {
    static final CheckForm EMPTY = new CheckForm("", "", "", "", "", List.of());

    FormErrors errors() {
        var errors = FormErrors.NONE;
        if (text(title).isBlank()) {
            errors = errors.and("title", "请填写名称。");
        }
        if (text(scope).isBlank()) {
            errors = errors.and("scope", "请填写督查内容。");
        }
        if (TypedDay.of(first).isEmpty()) {
            errors = errors.and("first", "请填写日期，例如 2026-11-21。");
        }
        if (TypedDay.of(last).isEmpty()) {
            errors = errors.and("last", "请填写日期，例如 2026-11-30。");
        }
        if (chosen().isEmpty()) {
            errors = errors.and("unit", "请选择要查哪些单位。");
        }
        return errors;
    }

    NewCheck check() {
        return new NewCheck(text(title), text(scope), text(basis), TypedDay.of(first).orElseThrow(),
                TypedDay.of(last).orElseThrow(), chosen().stream().map(UnitPath::new).toList());
    }

    public List<String> chosen() {
        return unit == null
                ? List.of()
                : unit.stream().filter(path -> path.matches("/(\\d{1,18}/)+")).distinct().toList();
    }

    public String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }
}
