package org.yizhan.journal;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;

import org.yizhan.shared.Sm3;

/** One link of the chain (封存): the entry's place, and the digest of everything up to it. */
record Seal(long seq, long entryId, byte[] hash, Instant sealedAt, LocalDate day) {
    /** Before the first entry. */
    static final byte[] NO_HASH = new byte[32];

    static byte[] chain(byte[] before, byte[] canonical) {
        return Sm3.digest(before, canonical);
    }

    /** What the row's own MAC covers: every column. */
    byte[] canonical() {
        return ByteBuffer.allocate(5 * Long.BYTES + hash.length)
                .putLong(seq)
                .putLong(entryId)
                .putLong(sealedAt.getEpochSecond())
                .putLong(sealedAt.getNano())
                .putLong(day.toEpochDay())
                .put(hash)
                .array();
    }
}
