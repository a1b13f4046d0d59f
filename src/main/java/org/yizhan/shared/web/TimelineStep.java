package org.yizhan.shared.web;

import org.jspecify.annotations.Nullable;

/**
 * One line of what has happened (办理经过).
 *
 * @param when as it is shown, for instance by {@link Dates#minute}
 * @param remark what was said, word for word
 */
public record TimelineStep(String when, String what, @Nullable String who, @Nullable String remark, Mark mark) {
    /** How the line is marked; what it means stands in the words. */
    public enum Mark {
        DONE(""), NEXT("next"), BAD("bad");

        private final String css;

        Mark(String css) {
            this.css = css;
        }

        public String css() {
            return css;
        }
    }

    public static TimelineStep done(String when, String what, @Nullable String who, @Nullable String remark) {
        return new TimelineStep(when, what, who, remark, Mark.DONE);
    }
}
