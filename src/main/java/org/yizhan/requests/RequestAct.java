package org.yizhan.requests;

import org.yizhan.journal.JournalAct;

/** The acts on requests that the journal records, beside those of every case. */
enum RequestAct implements JournalAct {
    CONFIRMED("requests.confirmed", "确认申请收到日"),
    SUPPLEMENT_ENTERED("requests.supplement-entered", "登记申请人补正"),
    OPINION("requests.opinion", "征求意见"),
    EXCESS("requests.excess", "认定申请数量频次"),
    CHARGED("requests.charged", "收取信息处理费"),
    PAPER_MADE("requests.paper-made", "制发文书"),
    DELIVERED("requests.delivered", "登记送达"),
    DISPUTE("requests.dispute", "登记复议诉讼"),
    READ("requests.read", "查看申请的文书和被征求意见的一方"),
    PUBLISHED("requests.published", "公开申请答复"),
    TEMPLATE_CHANGED("requests.template-changed", "修改文书模板"),
    LETTERHEAD_CHANGED("requests.letterhead-changed", "修改文号和落款"),
    ARTICLES_CHANGED("requests.articles-changed", "修改引用的条款"),
    FEES_CHANGED("requests.fees-changed", "修改收费标准"),
    REPORT_EDITED("requests.report-edited", "编写公开年报"),
    REPORT_FROZEN("requests.report-frozen", "固定公开年报");

    private final String code;
    private final String label;

    RequestAct(String code, String label) {
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
