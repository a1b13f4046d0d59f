package org.yizhan.letters;

import org.yizhan.journal.JournalAct;

/** The acts on the rules of letters that the journal records. */
enum RuleAct implements JournalAct {
    WORD_ADDED("letters.rule-word-added", "增加来信规则用语"),
    WORD_CHANGED("letters.rule-word-changed", "修改来信规则用语"),
    WORD_RETIRED("letters.rule-word-retired", "停用来信规则用语"),
    WORD_RESTORED("letters.rule-word-restored", "启用来信规则用语"),
    STRICTNESS_CHANGED("letters.reply-strictness-changed", "调整答复检查尺度"),
    GROUND_CHANGED("letters.ground-changed", "修改不予受理依据"),
    SUBJECT_ADDED("letters.subject-added", "增加诉求分类"),
    SUBJECT_CHANGED("letters.subject-changed", "修改诉求分类"),
    SUBJECT_RETIRED("letters.subject-retired", "停用诉求分类"),
    SUBJECT_RESTORED("letters.subject-restored", "启用诉求分类");

    private final String code;
    private final String label;

    RuleAct(String code, String label) {
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
