package org.yizhan.journal;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One entry as the auditor's screen shows it.
 *
 * @param seq place in the chain; null for the second before it is sealed
 */
public record JournalLine(@Nullable Long seq, long id, Instant at, String who, String act, String object,
        Map<String, String> facts) {}
