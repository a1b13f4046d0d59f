package org.yizhan.identity;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** How one member of staff signs in, as stored. */
record AccountRow(long personId, String passwordHash, Instant passwordSetAt, boolean mustChange, boolean demonstration,
        @Nullable Instant closedAt) {
    boolean isOpen() {
        return closedAt == null;
    }
}
