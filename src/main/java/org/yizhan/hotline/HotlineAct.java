package org.yizhan.hotline;

import org.yizhan.journal.JournalAct;

/** The acts of the hotline that the journal records, beside those of every case. */
enum HotlineAct implements JournalAct {
    CALLER_LOOKED_UP("hotline.caller-looked-up", "查看来电人的历史办件"),
    CALLER_MARKED("hotline.caller-marked", "标记来电号码"),
    MARK_LIFTED("hotline.mark-lifted", "解除来电标记"),
    HANDED_OFF("hotline.handed-off", "转接其他号码"),
    THREE_PARTY("hotline.three-party", "登记三方通话"),
    URGENCY_CHANGED("hotline.urgency-changed", "调整紧急程度"),
    CALLED_BACK("hotline.called-back", "登记回访"),
    KNOWLEDGE_WRITTEN("hotline.knowledge-written", "编写知识"),
    KNOWLEDGE_APPROVED("hotline.knowledge-approved", "审核发布知识"),
    KNOWLEDGE_SENT_BACK("hotline.knowledge-sent-back", "退回知识"),
    KNOWLEDGE_RETIRED("hotline.knowledge-retired", "停用知识"),
    KNOWLEDGE_REVIEWED("hotline.knowledge-reviewed", "核对知识"),
    SETTINGS_CHANGED("hotline.settings-changed", "修改热线设置"),
    NUMBER_CHANGED("hotline.number-changed", "修改联动号码"),
    QUESTION_CHANGED("hotline.question-changed", "修改回访问题"),
    SYSTEM_ADDED("hotline.system-added", "接入其他系统"),
    SYSTEM_REVOKED("hotline.system-revoked", "停用接入的系统"),
    RESULTS_CONFIRMED("hotline.results-confirmed", "确认上级平台已收到结果"),
    HANDED_DOWN("hotline.handed-down", "接收上级平台的工单");

    private final String code;
    private final String label;

    HotlineAct(String code, String label) {
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
