package org.yizhan.disclosure;

import java.util.Map;

import org.yizhan.shared.UnitPath;

/**
 * A body with a duty to disclose (公开主体): a unit, or the county's government.
 *
 * @param id the id of its unit
 * @param slug its part of the address; the county's pages stand at {@code /disclosure/} itself
 * @param numberRule how its index numbers are built
 */
public record Body(long id, UnitPath unit, String slug, String name, boolean county, String orgCode, String creditCode,
        String region, String deptCode, String numberRule, int position, boolean open, int version) {
    public String href() {
        return county ? "/disclosure/" : "/disclosure/" + slug + "/";
    }

    Map<String, String> codes() {
        return codes(orgCode, creditCode, region, deptCode);
    }

    static Map<String, String> codes(String orgCode, String creditCode, String region, String deptCode) {
        return Map.of("orgCode9", orgCode, "uscc18", creditCode, "region6", region, "deptCode", deptCode);
    }
}
