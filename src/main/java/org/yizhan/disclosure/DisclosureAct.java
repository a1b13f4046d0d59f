package org.yizhan.disclosure;

import org.yizhan.journal.JournalAct;

/** The acts of disclosure that the journal records. */
enum DisclosureAct implements JournalAct {
    BODY_SET_UP("disclosure.body-set-up", "设立公开主体"),
    BODY_CHANGED("disclosure.body-changed", "修改公开主体"),
    GUIDE_CHANGED("disclosure.guide-changed", "修改公开指南"),
    TERM_CHANGED("disclosure.term-changed", "修改目录分类"),
    COLUMN_RULED("disclosure.column-ruled", "设定栏目默认分类"),
    CLASSIFIED("disclosure.classified", "选定目录分类"),
    VALIDITY_CHANGED("disclosure.validity-changed", "修改文件时效"),
    LINKED("disclosure.linked", "关联文件"),
    UNLINKED("disclosure.unlinked", "解除文件关联"),
    PROMISED("disclosure.promised", "约定解读时间"),
    AREA_CHANGED("disclosure.area-changed", "修改重点领域"),
    LIST_CHANGED("disclosure.list-changed", "修改名录"),
    LIST_IMPORTED("disclosure.list-imported", "导入名录"),
    LIST_KIND_CHANGED("disclosure.list-kind-changed", "修改名录种类"),
    GAZETTE_CHANGED("disclosure.gazette-changed", "编排公报"),
    GAZETTE_PUBLISHED("disclosure.gazette-published", "出版公报"),
    GAZETTE_WITHDRAWN("disclosure.gazette-withdrawn", "撤回公报"),
    SETTINGS_CHANGED("disclosure.settings-changed", "修改信息公开的约定"),
    PLACE_CHANGED("disclosure.place-changed", "修改查阅点"),
    CARRIER_CHANGED("disclosure.carrier-changed", "修改公开载体"),
    RELEASED("disclosure.released", "登记载体发布"),
    REVIEW_OPENED("disclosure.review-opened", "开始文件清理"),
    REVIEWED("disclosure.reviewed", "作出清理结论"),
    REVIEW_PUBLISHED("disclosure.review-published", "公布清理结果"),
    REVIEW_CANCELLED("disclosure.review-cancelled", "取消文件清理"),
    FILED("disclosure.filed", "登记备案公示");

    private final String code;
    private final String label;

    DisclosureAct(String code, String label) {
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
