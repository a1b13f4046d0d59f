package org.yizhan.journal;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;

/** The digest that closes a day (日结). */
record Closing(long lastSeq, LocalDate day, byte[] hash, byte[] signature) {
    static byte[] message(LocalDate day, long lastSeq, byte[] hash) {
        return ("day " + day + " " + lastSeq + " " + HexFormat.of().formatHex(hash))
                .getBytes(StandardCharsets.US_ASCII);
    }

    boolean isGenuine(String publicKey) {
        return JournalKeys.hasSigned(publicKey, message(day, lastSeq, hash), signature);
    }
}
