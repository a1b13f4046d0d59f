package org.yizhan.disclosure.web;

import org.jspecify.annotations.Nullable;
import org.yizhan.disclosure.Body;
import org.yizhan.disclosure.NewBody;
import org.yizhan.shared.UnitId;

/** The form of a body as it was typed. */
public record BodyForm(@Nullable String unit, @Nullable String slug, @Nullable String orgCode,
        @Nullable String creditCode, @Nullable String region, @Nullable String deptCode, @Nullable String numberRule,
        @Nullable String position, @Nullable String open, @Nullable String version) {
    static BodyForm empty() {
        return new BodyForm("", "", "", "", "", "", NewBody.of(new UnitId(0), "", "", "", 0).numberRule(), "0", "true",
                "0");
    }

    static BodyForm of(Body body) {
        return new BodyForm(Long.toString(body.id()), body.slug(), body.orgCode(), body.creditCode(), body.region(),
                body.deptCode(), body.numberRule(), Integer.toString(body.position()),
                body.open() ? "true" : "", Integer.toString(body.version()));
    }

    NewBody toBody(long unitId) {
        return new NewBody(new UnitId(unitId), text(slug), text(orgCode).replace("-", ""), text(creditCode),
                text(region), text(deptCode), text(numberRule), number(position), "true".equals(open));
    }

    static int number(@Nullable String typed) {
        return text(typed).matches("\\d{1,6}") ? Integer.parseInt(text(typed)) : 0;
    }

    public static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }
}
