package org.yizhan.identity;

/** How well we know who a citizen is (实名等级). */
public enum RealNameLevel {
    NONE("未实名"), PHONE("手机号已验证"), IDENTITY_GIVEN("已登记身份证号，待核验"), VERIFIED("已实名核验");

    private final String label;

    RealNameLevel(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
