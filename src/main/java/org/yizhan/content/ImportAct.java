package org.yizhan.content;

import org.yizhan.journal.JournalAct;

/** What the journal records of imports; every draft made is an act of its own. */
enum ImportAct implements JournalAct {
    STARTED("content.import-started", "开始批量导入"),
    CONFIRMED("content.import-confirmed", "确认导入内容"),
    CANCELLED("content.import-cancelled", "取消批量导入");

    private final String code;
    private final String label;

    ImportAct(String code, String label) {
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
