package org.yizhan.evaluation.web;

import org.jspecify.annotations.Nullable;
import org.yizhan.evaluation.Indicator;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.web.FormErrors;

/** The form of an indicator as it was typed. */
public record IndicatorForm(@Nullable String name, @Nullable String rule, @Nullable String terms,
        @Nullable String fails, @Nullable String warns, @Nullable String points, @Nullable String most,
        @Nullable String basis, @Nullable String from, @Nullable String until, @Nullable String version,
        @Nullable String portalOnly) {
    static IndicatorForm of(Indicator it) {
        return new IndicatorForm(it.name(), it.rule(), it.terms(), Indicator.number(it.failsAt()),
                Indicator.number(it.warnsAt()), Indicator.number(it.points()), Indicator.number(it.most()), it.basis(),
                it.validFrom().toString(), it.validUntil() == null ? "" : it.validUntil().toString(),
                Integer.toString(it.version()), Boolean.toString(it.portalOnly()));
    }

    FormErrors errors() {
        var errors = FormErrors.NONE;
        errors = number(errors, "fails", fails);
        errors = number(errors, "warns", warns);
        errors = number(errors, "points", points);
        errors = number(errors, "most", most);
        if (Typed.day(from).isEmpty()) {
            errors = errors.and("from", "请填写生效日期，例如 2027-01-01。");
        }
        if (!Typed.text(until).isEmpty() && Typed.day(until).isEmpty()) {
            errors = errors.and("until", "失效日期看不懂，例如 2027-12-31；长期有效的空着。");
        }
        return errors;
    }

    private static FormErrors number(FormErrors errors, String field, @Nullable String typed) {
        return Typed.decimal(typed).isPresent() ? errors : errors.and(field, "请填写数字，例如 5 或 0.5。");
    }

    Indicator toIndicator(Indicator before) {
        return new Indicator(before.id(), before.code(), before.part(), before.heading(), Typed.text(name),
                Typed.text(rule), before.measure(), terms == null ? "" : PlainText.lines(terms),
                Typed.decimal(fails).orElseThrow(), Typed.decimal(warns).orElseThrow(),
                Typed.decimal(points).orElseThrow(), Typed.decimal(most).orElseThrow(), Typed.text(basis),
                Typed.day(from).orElseThrow(), Typed.day(until).orElse(null), before.position(),
                Typed.number(version).orElse(0), isPortalOnly());
    }

    public boolean isPortalOnly() {
        return "true".equals(portalOnly);
    }

    public String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }
}
