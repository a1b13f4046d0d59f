package org.yizhan.journal;

import java.util.Map;

import org.springframework.stereotype.Component;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;

/** Writes acts into the journal (日志), in the transaction of the act itself. */
@Component
public class Journal {
    /**
     * Records one act. Rolled back with the act; sealed into the chain within a second after the commit.
     *
     * @param facts ids, codes and digests only, never names or text; at most 20 entries of 200 characters
     */
    public void record(ActorRef who, JournalAct act, ObjectRef what, Map<String, String> facts) {
        throw new UnsupportedOperationException();
    }
}
