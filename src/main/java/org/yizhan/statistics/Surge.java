package org.yizhan.statistics;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.yizhan.casework.CaseAxis;
import org.yizhan.casework.CaseSet;

/**
 * More cases of one matter at one place than usual (突增).
 *
 * @param kinds all that are counted
 * @param usual so many would be usual in as many days
 * @param words what was done about it, or why nothing
 */
public record Surge(long id, Set<String> kinds, String subject, String region, LocalDate first, LocalDate last,
        int count,
        BigDecimal usual, State state, String words, @Nullable LocalDate settled, String title) {
    public enum State {
        OPEN("待处理"), HANDLED("已处理"), DISMISSED("不是突发情况");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** As many as were counted when it was seen last; later ones of the same days come with them. */
    public CaseSet cases() {
        return CaseSet.of(kinds).with(CaseAxis.SUBJECT, subject).with(CaseAxis.REGION, region).days(first, last);
    }

    public String usualWords() {
        return usual.signum() == 0 ? "没有" : "约 " + usual.stripTrailingZeros().toPlainString() + " 件";
    }

    /** When to look: so many cases in so many days, and so many times what is usual. */
    public record Rule(long id, int days, int least, int times, boolean active, int version) {}
}
