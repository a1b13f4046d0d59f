package org.yizhan.content;

/** The drawings that a topic may bear when it has no picture of its own (横幅样式). */
public enum TopicBanner {
    HILLS("远山"), FIELDS("茶园"), RIVER("江桥"), ROOFS("老街"), LIGHT("晨光"), PLAIN("素色");

    private final String label;

    TopicBanner(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
