package org.yizhan.content;

/** Where an edition stands (版本状态). */
public enum EditionState {
    DRAFT("草稿"),
    RETURNED("退回修改"),
    REVIEW("审核中"),
    SECRECY("保密审查"),
    READY("待发布"),
    LIVE("已发布"),
    SUPERSEDED("已被新版替换"),
    WITHDRAWN("已撤稿"),
    DROPPED("已作废");

    private final String label;

    EditionState(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Whether it is being worked on: at most one edition of a document is. */
    public boolean inWork() {
        return this == DRAFT || this == RETURNED || this == REVIEW || this == SECRECY || this == READY;
    }
}
