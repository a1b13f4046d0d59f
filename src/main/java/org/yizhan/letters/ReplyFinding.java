package org.yizhan.letters;

/**
 * What is wrong with a reply before it is sent (答复检查提示).
 *
 * @param from the place in the reply
 * @param length 0 when something is missing rather than wrong
 * @param advice what is wrong and how to mend it, in words for the clerk
 */
record ReplyFinding(ReplyRule rule, Degree degree, int from, int length, String advice) {
    /** How much a finding weighs. */
    enum Degree {
        /** The clerk decides. */
        SUGGESTION("建议"),
        /** Stops the reply unless somebody gives a reason, which is kept with the name. */
        BLOCK("须处理");

        private final String label;

        Degree(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }
}
