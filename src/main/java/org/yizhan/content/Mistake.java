package org.yizhan.content;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.UnitPath;

/**
 * What a reader reported as wrong on a public page (网站找错).
 *
 * @param page the address that the reader named
 * @param document the article that it is, null for other pages
 * @param unit who puts it right
 */
public record Mistake(long id, String number, String page, String pageTitle, @Nullable Long document, UnitPath unit,
        String wrong, String contact, State state, Instant receivedAt, LocalDate dueOn, @Nullable Instant closedAt,
        @Nullable LocalDate closedOn, String answer) {
    /** What became of it. */
    public enum State {
        OPEN("办理中"), CORRECTED("已改正"), NO_MISTAKE("核实无误");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public boolean isLate(LocalDate today) {
        return (closedOn == null ? today : closedOn).isAfter(dueOn);
    }

    /** One act on it. */
    public record Step(String act, String person, Instant at, String unit, String words) {}

    /**
     * How many were received in a period and what became of them.
     *
     * @param onTime closed by the day on which they were due
     * @param lateOpen still open and past that day
     */
    public record Figures(int received, int closed, int onTime, int lateOpen) {}

    /** A mistake with all that was done about it, for the desk. */
    public record Sheet(Mistake mistake, List<Step> steps, String unitName) {
        public Sheet {
            steps = List.copyOf(steps);
        }
    }
}
