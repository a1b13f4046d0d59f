package org.yizhan.requests;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What of an answer tells its reader where to complain, in whose words ever. */
class RemediesTests {
    private static final String ANSWER = "经审查，您申请的信息可以公开，现按您要求的形式提供给您：2025年补助共发放12户、36万元。";

    @ParameterizedTest
    @ValueSource(strings = {
        "如对本答复不服，可在收到之日起六十日内向云平市人民政府申请行政复议。",
        "您对本答复有异议的，可以在60日内，依照《中华人民共和国行政复议法》的规定，向云平市人民政府申请行政复议，或者在六个月内向云平市中级人民法院起诉。",
        "如果您不服，请先向市政府提出行政复议；对复议决定还不服的，可在收到复议决定书15日内向法院提起行政诉讼。",
        "申请人认为本机关的答复侵犯其合法权益的，有权依法申请行政复议或者提起诉讼。",
        "认为本机关没有依法答复、对此不服的，也可以向上一级机关投诉。"})
    void whatAnOfficerWroteInItsPlaceIsFound(String remedy) {
        assertThat(Remedies.without(ANSWER + "\n" + remedy)).isEqualTo(ANSWER);
        assertThat(Remedies.without(ANSWER + remedy)).as("in the same paragraph").isEqualTo(ANSWER);
        String end = "联系人：王科长，电话 0980-2200001。\n特此告知。\n云岭县人民政府办公室\n2026年11月28日";
        assertThat(Remedies.without(ANSWER + "\n" + remedy + "\n" + end)).isEqualTo(ANSWER + "\n" + end);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "您对补偿标准不服申请行政复议的材料，可以到档案馆查阅。",
        "2025年不服行政处罚申请行政复议的案件共12件，提起行政诉讼的3件。",
        "您可以在县政府门户网站查到行政复议决定书。",
        "您申请的行政复议卷宗可以公开，现提供给您。"})
    void whatIsToldOfReviewsAsInformationStays(String told) {
        assertThat(Remedies.without(ANSWER + "\n" + told)).isEqualTo(ANSWER + "\n" + told);
    }

    @Test
    void onlyWhatStandsNearTheEndIsOne() {
        String rules = "申请指南第三条：对处罚决定不服的，可以在60日内申请行政复议。";
        String more = "以上是您申请的《行政处罚告知书》格式文本的全文，共三页，连同填写说明一并提供给您。";
        assertThat(Remedies.without(rules + "\n" + more)).isEqualTo(rules + "\n" + more);
    }
}
