package org.yizhan.letters;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Looks over a reply before it is sent (答复检查). What it finds can be passed with a name and a reason; nothing is sent anywhere. */
final class ReplyCheck {
    private ReplyCheck() {}

    /** What is wrong, in the order of the text, with what stops the reply before what is only suggested at the same place. */
    static List<ReplyFinding> look(Reply reply) {
        var found = new ArrayList<ReplyFinding>();
        for (ReplyRule rule : ReplyRule.values()) {
            found.addAll(rule.look(reply));
        }
        found.sort(Comparator.comparingInt(ReplyFinding::from)
                .thenComparing(ReplyFinding::degree, Comparator.reverseOrder())
                .thenComparing(ReplyFinding::rule));
        return List.copyOf(found);
    }
}
