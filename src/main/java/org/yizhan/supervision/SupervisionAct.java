package org.yizhan.supervision;

import org.yizhan.journal.JournalAct;

/** The acts of supervision that the journal records; what is done with an order as a case is recorded as such. */
enum SupervisionAct implements JournalAct {
    ORDER_MADE("supervision.order-made", "拟制督办单"),
    ORDER_EVALUATED("supervision.order-evaluated", "评价督办结果"),
    CHECK_MADE("supervision.check-made", "开展专项督查"),
    CHECK_CHANGED("supervision.check-changed", "修改专项督查"),
    FINDING_ADDED("supervision.finding-added", "登记督查发现的问题"),
    FINDING_REMOVED("supervision.finding-removed", "删除督查发现的问题"),
    CHECK_CLOSED("supervision.check-closed", "结束专项督查");

    private final String code;
    private final String label;

    SupervisionAct(String code, String label) {
        this.code = code;
        this.label = label;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String label() {
        return label;
    }
}
