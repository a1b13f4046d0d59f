package org.yizhan.disclosure;

import org.yizhan.shared.UnitId;

/** What a body is set up with, and changed to. */
public record NewBody(UnitId unit, String slug, String orgCode, String creditCode, String region, String deptCode,
        String numberRule, int position, boolean open) {
    /** With the usual rule of numbers: credit code, month and five digits. */
    public static NewBody of(UnitId unit, String slug, String creditCode, String region, int position) {
        return new NewBody(unit, slug, "", creditCode, region, "", NumberRule.USUAL, position, true);
    }
}
