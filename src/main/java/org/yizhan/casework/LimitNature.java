package org.yizhan.casework;

/** What kind of limit (期限性质); several run side by side. */
public enum LimitNature {
    LEGAL("法定期限"),
    PROMISED("承诺期限"),
    STEP("环节期限"),
    ASSISTING("协办期限"),
    GIVEN("限定期限"),
    /** A time in which something may be done that need not be done; nothing is late when it has passed. */
    WINDOW("可办时限");

    private final String label;

    LimitNature(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Whether it is about the whole case and not about a step of it. */
    boolean isOfTheCase() {
        return this == LEGAL || this == PROMISED || this == GIVEN;
    }
}
