package org.yizhan.content;

/** Where a topic stands on a day (专题状态). */
public enum TopicState {
    DRAFT("未发布"), WAITING("待开始"), OPEN("进行中"), ARCHIVED("往期");

    private final String label;

    TopicState(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Whether anybody may read it. */
    public boolean isPublic() {
        return this == OPEN || this == ARCHIVED;
    }
}
