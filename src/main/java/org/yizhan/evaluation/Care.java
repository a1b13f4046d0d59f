package org.yizhan.evaluation;

/** What counts as looking after a column (维护方式). */
public enum Care {
    PUBLICATION("发布新内容"),
    CONFIRMATION("发布新内容，或核对后确认无误");

    private final String label;

    Care(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
