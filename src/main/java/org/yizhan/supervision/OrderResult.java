package org.yizhan.supervision;

/** What the supervision office thinks of what was done about an order (办结评价). */
public enum OrderResult {
    DONE("已按要求办结"), PARTLY("基本办结，遗留问题另行跟踪"), UNDONE("未按要求办结");

    private final String label;

    OrderResult(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
