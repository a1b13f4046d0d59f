package org.yizhan.disclosure;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * One issue of the gazette (政府公报).
 *
 * @param title what it is called beside its number, such as 增刊; mostly empty
 * @param note what the office says in front of the texts
 * @param pdf whether its PDF is there and holds what the issue holds today
 * @param failures how often typesetting has failed since the contents changed
 */
public record GazetteIssue(long id, int year, int number, LocalDate day, String title, String note, State state,
        int version, String withdrawnReason, int contents, boolean pdf, int pages, int failures) {
    /** Draft, public, or taken back (编排中、已出版、已撤回). */
    public enum State {
        DRAFT("编排中"),
        PUBLISHED("已出版"),
        WITHDRAWN("已撤回");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** How it is cited: 2026年第3期. */
    public String name() {
        return year + "年第" + number + "期" + (title.isEmpty() ? "" : "（" + title + "）");
    }

    public String href() {
        return "/disclosure/gazette/" + year + "/" + number;
    }

    public String pdfHref() {
        return href() + "/gazette.pdf";
    }

    public boolean isPublic() {
        return state == State.PUBLISHED;
    }

    /**
     * A text in the issue.
     *
     * @param entry the text as the catalogue has it; null when it was never public
     */
    public record Piece(long documentId, String section, int place, @Nullable Entry entry) {
        public boolean live() {
            return entry != null && entry.live();
        }
    }
}
