package org.yizhan.hotline;

import java.util.Arrays;
import java.util.Optional;

/** With what a ticket ended, as the unit says it (办结类型); whether it is solved, the caller says. */
public enum TicketResult {
    SOLVED("已解决"),
    EXPLAINED("解释说明"),
    LATER("暂时无法解决"),
    NOT_OURS("不属受理范围");

    private final String label;

    TicketResult(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public static Optional<TicketResult> of(String name) {
        return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
    }
}
