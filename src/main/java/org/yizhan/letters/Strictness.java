package org.yizhan.letters;

import java.util.List;

import org.yizhan.letters.ReplyFinding.Degree;

/** How strictly a county has its replies checked for one thing (检查尺度). */
public enum Strictness {
    /** What is surely wrong stops the reply, what is only likely does not. */
    SHIPPED("按系统的判断：拿得准的须处理，拿不准的只建议"),
    SUGGEST("只建议，不拦"),
    OFF("不检查");

    private final String label;

    Strictness(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    List<ReplyFinding> of(ReplyFinding finding) {
        return switch (this) {
            case SHIPPED -> List.of(finding);
            case SUGGEST -> List.of(new ReplyFinding(finding.rule(), Degree.SUGGESTION, finding.from(),
                    finding.length(), finding.advice()));
            case OFF -> List.of();
        };
    }
}
