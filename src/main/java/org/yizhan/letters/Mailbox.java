package org.yizhan.letters;

import org.yizhan.shared.UnitPath;

/**
 * Where letters are sent to (信箱): a leader's, a unit's, or one for a purpose.
 *
 * @param slug in addresses
 * @param home the unit whose office receives what comes in
 * @param signed whether answers out of it are signed by a leader
 * @param open whether it takes new letters
 */
public record Mailbox(long id, String slug, String name, Nature nature, UnitPath home, String note, boolean signed,
        boolean open, int ordering, int version) {
    public enum Nature {
        LEADER("领导信箱"),
        UNIT("部门信箱"),
        COMPLAINTS("服务投诉"),
        REPORTS("违规举报"),
        SUGGESTIONS("意见建议"),
        QUESTIONS("办事咨询");

        private final String label;

        Nature(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** Whether whoever writes to it is kept hidden from all who need not know. */
    public boolean guarded() {
        return nature == Nature.REPORTS;
    }
}
