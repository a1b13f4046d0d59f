package org.yizhan.evaluation;

import org.yizhan.journal.JournalAct;

/** The acts of the evaluation that the journal records. */
enum EvaluationAct implements JournalAct {
    DUTY_CHANGED("evaluation.duty-changed", "修改更新要求"),
    DUTY_ENDED("evaluation.duty-ended", "停用更新要求"),
    CONFIRMED("evaluation.confirmed", "确认栏目内容无误"),
    EXEMPTED("evaluation.exempted", "免除栏目更新要求"),
    EXEMPTION_ENDED("evaluation.exemption-ended", "结束免除"),
    INDICATOR_CHANGED("evaluation.indicator-changed", "修改检查指标"),
    FORMULA_CHANGED("evaluation.formula-changed", "修改排行公式");

    private final String code;
    private final String label;

    EvaluationAct(String code, String label) {
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
