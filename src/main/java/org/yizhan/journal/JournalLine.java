package org.yizhan.journal;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One entry as the auditor's screen shows it.
 *
 * @param seq place in the chain; null for the second before it is sealed
 * @param whoCode what to ask for to see all of this person, such as {@code staff:12}
 * @param objectCode what to ask for to see all about this object, such as {@code article:5}
 */
public record JournalLine(@Nullable Long seq, long id, Instant at, String who, String whoCode, String act,
        String object, String objectCode, Map<String, String> facts) {}
