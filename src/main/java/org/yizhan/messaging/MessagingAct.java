package org.yizhan.messaging;

import org.yizhan.journal.JournalAct;

/** What the journal records of messages. */
enum MessagingAct implements JournalAct {
    RETRIED("messaging.retried", "重新发送通知"),
    CANCELLED("messaging.cancelled", "取消发送通知"),
    TEMPLATE_CHANGED("messaging.template-changed", "修改通知模板");

    private final String code;
    private final String label;

    MessagingAct(String code, String label) {
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
