package org.yizhan.hotline;

import java.util.Arrays;
import java.util.Optional;

/** What the caller wants (诉求类型); limits and call-backs depend on it. */
public enum TicketClass {
    CONSULT("consult", "咨询"),
    HELP("help", "求助"),
    COMPLAINT("complaint", "投诉"),
    REPORT("report", "举报"),
    SUGGEST("suggest", "建议"),
    PRAISE("praise", "表扬"),
    OTHER("other", "其他");

    private final String code;
    private final String label;

    TicketClass(String code, String label) {
        this.code = code;
        this.label = label;
    }

    public String code() {
        return code;
    }

    public String label() {
        return label;
    }

    /** Whether somebody waits for a deed and not only for an answer (诉求类); all of them are asked afterwards. */
    public boolean isDemand() {
        return this == HELP || this == COMPLAINT || this == REPORT;
    }

    public static Optional<TicketClass> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
    }
}
