package org.yizhan.content;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What the public may know of an article that was withdrawn (撤稿).
 *
 * @param reason null unless the kind is NOTICE or REPLACED
 * @param successor where to go instead, for REDIRECT and REPLACED
 */
public record Withdrawn(Kind kind, @Nullable String reason, @Nullable String successor, Instant at) {
    public enum Kind {
        NOTICE, REDIRECT, GONE, REPLACED
    }
}
