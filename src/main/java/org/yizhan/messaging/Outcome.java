package org.yizhan.messaging;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** What came of handing a notice to a way out. Words are Chinese, for the administrator of the outbox. */
sealed interface Outcome {
    /** @param reference what the gateway calls it in receipts; null when it uses our key */
    record Accepted(@Nullable String reference) implements Outcome {}

    /**
     * The way out as a whole does not work now, and certainly did not take the notice: that is no fault of the notice.
     *
     * @param pause how long the gateway asked us to wait; zero when it did not
     */
    record Down(String words, Duration pause) implements Outcome {
        Down(String words) {
            this(words, Duration.ZERO);
        }
    }

    /** Perhaps taken, perhaps not; it is tried again with the same key, by which a gateway knows it again. */
    record Unclear(String words) implements Outcome {}

    /** Taken neither now nor later by this way. */
    record Refused(String words) implements Outcome {}

    /** There is no such number or mailbox; nothing is sent there any more. */
    record BadAddress(String words) implements Outcome {}
}
