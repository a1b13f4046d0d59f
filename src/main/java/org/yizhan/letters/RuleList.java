package org.yizhan.letters;

/** Lists of words by which letters and replies are read (来信规则词表). */
public enum RuleList {
    STOCK_PHRASE("敷衍套话", "答复里这样的话占了大半，发出前要求改写。"),
    SIGN("受理迹象", "来信里出现这些话，提醒办公室核对是否应转信访、纪检等渠道或不予受理；分值加到5分才提示。"),
    DUTY("职责用语", "来信里出现这些话，推荐转给哪个单位；转办得多了，系统自己也会学到。");

    private final String label;
    private final String purpose;

    RuleList(String label, String purpose) {
        this.label = label;
        this.purpose = purpose;
    }

    public String label() {
        return label;
    }

    public String purpose() {
        return purpose;
    }

    /** Whether a word of this list leads to something: to a ground or to a unit. */
    public boolean hasTarget() {
        return this != STOCK_PHRASE;
    }
}
