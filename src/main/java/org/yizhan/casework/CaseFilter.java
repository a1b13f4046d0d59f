package org.yizhan.casework;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.PlainText;

/**
 * Which cases of a kind a list shows, and in which order (筛选).
 *
 * @param lead id of the lead unit; 0 for those that have none yet; null for all
 * @param from first day on which it came in
 * @param until last day on which it came in
 * @param words its whole number, or what its title begins with; empty for all
 * @param same only those of the writer of this case
 */
public record CaseFilter(String kind, @Nullable CaseState state, String clazz, String subject, String region,
        @Nullable Long lead, boolean late, boolean open, @Nullable LocalDate from, @Nullable LocalDate until,
        Order order, String words, @Nullable Long same) {
    private static final int LONGEST = 50;

    /** What comes first. */
    public enum Order {
        RECEIVED("最近收到的在前"), DUE("最早到期的在前");

        private final String label;

        Order(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public CaseFilter {
        String line = PlainText.line(words);
        words = line.length() > LONGEST ? line.substring(0, LONGEST) : line;
        // What has ended owes nothing any more.
        open = open || order == Order.DUE;
    }

    public static CaseFilter of(String kind) {
        return new CaseFilter(kind, null, "", "", "", null, false, false, null, null, Order.RECEIVED, "", null);
    }

    public CaseFilter saying(String sought) {
        return new CaseFilter(kind, state, clazz, subject, region, lead, late, open, from, until, order, sought, null);
    }

    public CaseFilter opened() {
        return new CaseFilter(kind, null, clazz, subject, region, lead, false, true, from, until, order, "", null);
    }

    public CaseFilter byDue() {
        return new CaseFilter(kind, state, clazz, subject, region, lead, late, open, from, until, Order.DUE, words,
                same);
    }

    public CaseFilter belated() {
        return new CaseFilter(kind, null, clazz, subject, region, lead, true, true, from, until, order, "", null);
    }
}
