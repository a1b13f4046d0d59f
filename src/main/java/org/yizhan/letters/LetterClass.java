package org.yizhan.letters;

import java.util.Arrays;
import java.util.Optional;

/** What the writer wants (来信类型); limits depend on it. */
public enum LetterClass {
    CONSULT("consult", "咨询"),
    HELP("help", "求助"),
    SUGGEST("suggest", "建议"),
    COMPLAINT("complaint", "投诉"),
    REPORT("report", "举报"),
    THANKS("thanks", "表扬");

    private final String code;
    private final String label;

    LetterClass(String code, String label) {
        this.code = code;
        this.label = label;
    }

    public String code() {
        return code;
    }

    public String label() {
        return label;
    }

    public static Optional<LetterClass> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
    }
}
