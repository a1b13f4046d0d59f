package org.yizhan.messaging;

import org.yizhan.journal.JournalAct;

/** What the journal records of messages. */
enum MessagingAct implements JournalAct {
    RETRIED("messaging.retried", "重新发送通知"),
    ALL_RETRIED("messaging.all-retried", "重新发送全部失败的通知"),
    CANCELLED("messaging.cancelled", "取消发送通知"),
    TEMPLATE_CHANGED("messaging.template-changed", "修改通知模板"),
    CHANNEL_TESTED("messaging.channel-tested", "发送测试消息"),
    CHANNEL_TRIED("messaging.channel-tried", "立即重试发送渠道"),
    PACE_CHANGED("messaging.pace-changed", "修改免打扰时段和发送速度"),
    WECHAT_BOUND("messaging.wechat-bound", "绑定微信"),
    WECHAT_DROPPED("messaging.wechat-dropped", "解除绑定微信"),
    ADDRESS_FORGIVEN("messaging.address-forgiven", "恢复向无效地址发送");

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
