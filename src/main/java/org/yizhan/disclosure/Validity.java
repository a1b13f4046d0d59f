package org.yizhan.disclosure;

/** Whether a document still holds (文件时效). */
public enum Validity {
    EFFECTIVE("有效", true),
    PARTLY("部分有效", true),
    AMENDED("已修改", false),
    REPEALED("已废止", false),
    EXPIRED("已失效", false);

    private final String label;
    private final boolean inForce;

    Validity(String label, boolean inForce) {
        this.label = label;
        this.inForce = inForce;
    }

    public String label() {
        return label;
    }

    public boolean inForce() {
        return inForce;
    }
}
