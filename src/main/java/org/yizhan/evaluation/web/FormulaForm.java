package org.yizhan.evaluation.web;

import org.jspecify.annotations.Nullable;
import org.yizhan.evaluation.Formula;
import org.yizhan.shared.web.FormErrors;

/** The form of the formula as it was typed. */
public record FormulaForm(@Nullable String from, @Nullable String window, @Nullable String timeliness,
        @Nullable String quality, @Nullable String completeness, @Nullable String returns, @Nullable String findings,
        @Nullable String least, @Nullable String note) {
    static FormulaForm of(Formula it) {
        return new FormulaForm("", Integer.toString(it.windowDays()), Integer.toString(it.timeliness()),
                Integer.toString(it.quality()), Integer.toString(it.completeness()), it.returnWords(),
                it.findingWords(), Integer.toString(it.leastItems()), "");
    }

    FormErrors errors() {
        var errors = FormErrors.NONE;
        if (Typed.day(from).isEmpty()) {
            errors = errors.and("from", "请填写从哪天起执行，例如 2027-01-01。");
        }
        errors = whole(errors, "window", window, 366);
        errors = whole(errors, "timeliness", timeliness, 100);
        errors = whole(errors, "quality", quality, 100);
        errors = whole(errors, "completeness", completeness, 100);
        errors = whole(errors, "least", least, 10_000);
        if (Typed.decimal(returns).filter(n -> n <= 100).isEmpty()) {
            errors = errors.and("returns", "请填写0到100的数，例如 0.5。");
        }
        if (Typed.decimal(findings).filter(n -> n <= 100).isEmpty()) {
            errors = errors.and("findings", "请填写0到100的数，例如 2。");
        }
        return errors;
    }

    private static FormErrors whole(FormErrors errors, String field, @Nullable String typed, int most) {
        return Typed.number(typed).filter(n -> n <= most).isPresent()
                ? errors
                : errors.and(field, "请填写0到" + most + "的整数。");
    }

    Formula toFormula() {
        return new Formula(Typed.day(from).orElseThrow(), Typed.number(window).orElseThrow(),
                Typed.number(timeliness).orElseThrow(), Typed.number(quality).orElseThrow(),
                Typed.number(completeness).orElseThrow(), Typed.decimal(returns).orElseThrow(),
                Typed.decimal(findings).orElseThrow(), Typed.number(least).orElseThrow(), Typed.text(note));
    }

    public String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }
}
