package org.yizhan.content;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.UnitPath;

/**
 * An article that another site shows in one of its columns (推荐、推送): a line of the one article, not a copy.
 *
 * @param unit the unit that owns the receiving column
 * @param declinable whether the receiving unit may take it out
 * @param words what the one who asked said
 * @param reason why it was declined or removed
 */
public record Placement(long id, long documentId, String title, long columnId, String siteName, String columnName,
        UnitPath unit, Kind kind, State state, boolean declinable, long askedBy, Instant askedAt, String words,
        @Nullable Long decidedBy, @Nullable Instant decidedAt, String reason) {
    public enum Kind {
        RECOMMENDED("推荐"), PUSHED("上级推送");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public enum State {
        ASKED("等待决定"), LISTED("已采用"), DECLINED("未采用"), REMOVED("已移出");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
