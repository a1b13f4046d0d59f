package org.yizhan.messaging;

/** How much a notice may wait (紧急程度); the more urgent leave first. */
public enum Urgency {
    /** What somebody stands waiting for, such as a code: no quiet hours, no pace. */
    CODE("验证码"),
    /** What cannot wait until the morning. */
    URGENT("紧急"),
    NORMAL("一般");

    private final String label;

    Urgency(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
