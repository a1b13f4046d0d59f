package org.yizhan.content;

/** The disclosure nature of a document (公开属性). No item is submitted without one; only the first goes public. */
public enum Nature {
    VOLUNTARY("主动公开"), ON_REQUEST("依申请公开"), CLOSED("不予公开");

    private final String label;

    Nature(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
