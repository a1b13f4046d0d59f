package org.yizhan.letters;

import org.yizhan.journal.JournalAct;

/** The acts on letters that the journal records, beside those of every case. */
enum LetterAct implements JournalAct {
    MAILBOX_CHANGED("letters.mailbox-changed", "设置信箱"),
    PUBLISHED("letters.published", "公开来信"),
    UNPUBLISHED("letters.unpublished", "撤下公开的来信"),
    REPORTED_BACK("letters.reported-back", "向上级反馈转办件"),
    TAKEN_OVER("letters.taken-over", "接收上级转办件"),
    SYSTEM_ADDED("letters.system-added", "接入上级系统"),
    SYSTEM_REVOKED("letters.system-revoked", "停用上级系统");

    private final String code;
    private final String label;

    LetterAct(String code, String label) {
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
