package org.yizhan.casework;

/** How soon a matter is to be dealt with (时限档次); the limits themselves are rows of the engine. */
public enum LimitClass {
    URGENT("特急"), PROMPT("加急"), ORDINARY("一般"), HARD("疑难");

    private final String label;

    LimitClass(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
