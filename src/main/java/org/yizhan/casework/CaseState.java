package org.yizhan.casework;

/** How far a case has come (办件状态). Whether it is solved, and whether the writer is satisfied, are other facts. */
public enum CaseState {
    SUBMITTED("待受理"),
    ACCEPTED("已受理"),
    HANDLING("办理中"),
    ANSWERED("已答复"),
    CLOSED("已办结"),
    REFUSED("不予受理"),
    WITHDRAWN("已撤回");

    private final String label;

    CaseState(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Whether something is still owed. */
    public boolean isOpen() {
        return switch (this) {
            case SUBMITTED, ACCEPTED, HANDLING, ANSWERED -> true;
            case CLOSED, REFUSED, WITHDRAWN -> false;
        };
    }
}
