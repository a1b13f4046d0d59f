package org.yizhan.casework;

/** By which of its days a case of a kind is counted (统计口径). */
public enum CountedBy {
    /** The day on which it came in. */
    RECEIVED("收到"),
    /** The day on which some unit was first given it: what is only drawn up has not begun; until then, the day on which that was done. */
    GIVEN("交办");

    private final String label;

    CountedBy(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
