package org.yizhan.portal;

import org.yizhan.journal.JournalAct;

/** The acts on the portal that the journal records. */
enum PortalAct implements JournalAct {
    GREY_SET("portal.grey-set", "设置灰色模式"),
    GREY_ENDED("portal.grey-ended", "取消灰色模式");

    private final String code;
    private final String label;

    PortalAct(String code, String label) {
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
