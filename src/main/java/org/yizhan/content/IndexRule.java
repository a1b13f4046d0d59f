package org.yizhan.content;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.UnitPath;

/**
 * Says how the index number (索引号) of a document is built. There is no single national form, so the module that knows the bodies
 * implements this; content gives the serial and sees to it that no number is given twice or ever changed.
 */
public interface IndexRule {
    /** A document that becomes public for the first time, and so gets its number now. */
    record Newcomer(long documentId, long siteId, long columnId, UnitPath unit, Instant published) {}

    /**
     * All of a number but its serial, which comes last.
     *
     * @param prefix ends with something that is no digit, so that a number can come from one prefix only
     * @param digits the least width of the serial; it grows when it must
     */
    record Pattern(String prefix, int digits) {
        public Pattern {
            if (prefix.isEmpty() || Character.isDigit(prefix.charAt(prefix.length() - 1)) || digits < 1) {
                throw new IllegalArgumentException("no prefix of an index number: " + prefix);
            }
        }

        String number(long serial) {
            String digits = Long.toString(serial);
            return prefix + "0".repeat(Math.max(0, this.digits - digits.length())) + digits;
        }
    }

    /** One for each, in order; null where no rule of a body applies, and the site's own form is used. */
    List<@Nullable Pattern> patterns(List<Newcomer> newcomers);
}
