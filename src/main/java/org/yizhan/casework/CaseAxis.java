package org.yizhan.casework;

/** By what cases of every kind can be told apart (统计口径). */
public enum CaseAxis {
    KIND("种类", "kind", true),
    SUBJECT("事项", "subject", false),
    UNIT("单位", "unit_id", false),
    REGION("地区", "region", false),
    CHANNEL("渠道", "channel", true),
    CLASS("诉求类型", "class", true);

    private final String label;
    private final String column;
    private final boolean ofKind;

    CaseAxis(String label, String column, boolean ofKind) {
        this.label = label;
        this.column = column;
        this.ofKind = ofKind;
    }

    public String label() {
        return label;
    }

    String column() {
        return column;
    }

    /** Whether each kind has codes of its own; subjects (ADR 0151), units and places are the same for all. */
    public boolean isOfKind() {
        return ofKind;
    }
}
