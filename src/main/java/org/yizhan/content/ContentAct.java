package org.yizhan.content;

import org.yizhan.journal.JournalAct;

/** The acts on content that the journal records. */
enum ContentAct implements JournalAct {
    SITE_CREATED("content.site-created", "建立站点"),
    SITE_CHANGED("content.site-changed", "修改站点"),
    SITE_RESTS("content.site-rests", "临时关停站点"),
    SITE_WAKES("content.site-wakes", "提前恢复站点"),
    SITE_END_ANNOUNCED("content.site-end-announced", "公告站点关停"),
    SITE_END_CANCELLED("content.site-end-cancelled", "撤销站点关停公告"),
    SITE_CLOSED("content.site-closed", "站点关停归档"),
    COLUMN_TAKEN_OVER("content.column-taken-over", "栏目迁入其他站点"),
    REGISTER_CHANGED("content.register-changed", "修改网站和新媒体台账"),
    REGISTER_CHECKED("content.register-checked", "年度核对台账"),
    GROUP_MADE("content.group-made", "批量建立单位站点"),
    GROUP_RULE_CHANGED("content.group-rule-changed", "修改站群规则"),
    STANDARD_CHANGED("content.standard-changed", "修改栏目标准"),
    STANDARD_APPLIED("content.standard-applied", "按标准更新栏目"),
    COLUMN_CREATED("content.column-created", "建立栏目"),
    COLUMN_CHANGED("content.column-changed", "修改栏目"),
    COLUMN_MOVED("content.column-moved", "移动栏目"),
    COLUMN_CLOSED("content.column-closed", "关闭栏目"),
    COLUMN_REOPENED("content.column-reopened", "重新开放栏目"),
    TOPIC_MADE("content.topic-made", "建立专题"),
    TOPIC_CHANGED("content.topic-changed", "修改专题"),
    TOPIC_SHOWN("content.topic-shown", "发布专题"),
    TOPIC_HIDDEN("content.topic-hidden", "撤下专题"),
    TOPIC_ARCHIVED("content.topic-archived", "归档专题"),
    TOPIC_RESUMED("content.topic-resumed", "恢复更新专题"),
    DRAFTED("content.drafted", "新建稿件"),
    SAVED("content.saved", "修改稿件"),
    SUBMITTED("content.submitted", "提交审核"),
    TAKEN_BACK("content.taken-back", "撤回稿件"),
    APPROVED("content.approved", "审核通过"),
    RETURNED("content.returned", "退回修改"),
    SECRECY_PASSED("content.secrecy-passed", "保密审查通过"),
    SECRECY_ASKED("content.secrecy-asked", "商请保密部门审定"),
    SECRECY_REFUSED("content.secrecy-refused", "保密审查不通过"),
    PUBLISHED("content.published", "发布"),
    WITHDRAWN("content.withdrawn", "撤稿"),
    RELEASE_PLANNED("content.release-planned", "批准定时发布"),
    EXPIRY_PLANNED("content.expiry-planned", "批准到期撤下"),
    PLAN_CANCELLED("content.plan-cancelled", "取消定时安排"),
    PUBLISHED_AS_PLANNED("content.published-as-planned", "按批准定时发布"),
    WITHDRAWN_AS_PLANNED("content.withdrawn-as-planned", "按批准到期撤下"),
    PLAN_REFUSED("content.plan-refused", "定时安排没有执行"),
    RESTORED("content.restored", "恢复到以前的版本"),
    PREVIEW_LINKED("content.preview-linked", "发出预览链接"),
    PREVIEW_ENDED("content.preview-ended", "停用预览链接"),
    EMERGENCY_RELEASED("content.emergency-released", "应急发布"),
    EMERGENCY_CONFIRMED("content.emergency-confirmed", "确认应急发布"),
    RECOMMENDED("content.recommended", "推荐到其他站点"),
    PUSHED("content.pushed", "推送到其他站点"),
    PLACEMENT_ACCEPTED("content.placement-accepted", "采用推荐的稿件"),
    PLACEMENT_DECLINED("content.placement-declined", "不采用推荐的稿件"),
    PLACEMENT_REMOVED("content.placement-removed", "移出其他站点的栏目"),
    COORDINATION_ASKED("content.coordination-asked", "征求其他单位意见"),
    COORDINATION_AGREED("content.coordination-agreed", "同意发布"),
    COORDINATION_OBJECTED("content.coordination-objected", "对发布有不同意见"),
    COORDINATION_CALLED_OFF("content.coordination-called-off", "撤销发布协调"),
    RULES_CHANGED("content.rules-changed", "修改发布规定"),
    REVISED("content.revised", "开始修订新版"),
    DROPPED("content.dropped", "作废草稿"),
    CHECK_OVERRIDDEN("content.check-overridden", "说明理由后放行检查提示"),
    ARCHIVE_TAKEN("content.archive-taken", "移入历史稿件"),
    WORD_ADDED("content.word-added", "增加检查用词"),
    WORD_CHANGED("content.word-changed", "修改检查用词"),
    WORD_RETIRED("content.word-retired", "停用检查用词"),
    WORD_RESTORED("content.word-restored", "重新启用检查用词"),
    WORDS_SHIPPED("content.words-shipped", "载入随系统提供的检查用词"),
    TRADITIONAL_WORD_KEPT("content.traditional-word-kept", "设定繁体用字"),
    TRADITIONAL_WORD_REMOVED("content.traditional-word-removed", "删除繁体用字"),
    LEADER_ADDED("content.leader-added", "在领导名录里增加"),
    LEADER_CHANGED("content.leader-changed", "修改领导名录"),
    LEADER_RETIRED("content.leader-retired", "从领导名录里移出"),
    CHECK_DEGREE_SET("content.check-degree-set", "调整检查的严格程度"),
    MISTAKE_REPORTED("content.mistake-reported", "收到网站找错"),
    MISTAKE_PASSED_ON("content.mistake-passed-on", "转交网站找错"),
    MISTAKE_CLOSED("content.mistake-closed", "办结网站找错"),
    MISTAKE_LIMIT_SET("content.mistake-limit-set", "调整找错办理时限"),
    HYGIENE_STARTED("content.hygiene-started", "开始检查已发布的内容"),
    HYGIENE_ACCEPTED("content.hygiene-accepted", "说明理由后保留检查发现的问题"),
    HYGIENE_REOPENED("content.hygiene-reopened", "重新列为待处理的问题"),
    LINK_HOSTS_SET("content.link-hosts-set", "调整核查外部链接的范围"),
    MODEL_ADDED("content.model-added", "增加内容模型"),
    MODEL_CHANGED("content.model-changed", "修改内容模型"),
    MODEL_RETIRED("content.model-retired", "停用内容模型"),
    MODEL_RESTORED("content.model-restored", "重新启用内容模型"),
    COLUMN_MODELS_CHANGED("content.column-models-changed", "修改栏目可用的内容模型");

    private final String code;
    private final String label;

    ContentAct(String code, String label) {
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
