package org.yizhan.casework;

/** What became of a case, as figures count it (办理结果): each case is one of these at any moment. */
public enum Fate {
    OPEN("在办未超期"),
    OVERDUE("超期未办结"),
    IN_TIME("按期办结"),
    /** In time, after an extension. */
    EXTENDED("延期后办结"),
    LATE("超期办结"),
    REFUSED("不予受理"),
    TRANSFERRED("转其他渠道"),
    WITHDRAWN("撤回"),
    MERGED("并件");

    private final String label;

    Fate(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Whether something is still owed. */
    public boolean isOpen() {
        return this == OPEN || this == OVERDUE;
    }

    /** Whether it was handled to its end. */
    public boolean isDone() {
        return this == IN_TIME || this == EXTENDED || this == LATE;
    }
}
