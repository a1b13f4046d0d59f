package org.yizhan.journal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** How far the chain had come at some moment, signed; kept outside the database (链首). */
record Head(long seq, byte[] hash, byte[] signature) {
    static Head signed(long seq, byte[] hash, JournalKeys keys) {
        return new Head(seq, hash, keys.sign(message(seq, hash)));
    }

    static byte[] message(long seq, byte[] hash) {
        return ("head " + seq + " " + HexFormat.of().formatHex(hash)).getBytes(StandardCharsets.US_ASCII);
    }

    static Optional<Head> parse(String line) {
        if (!line.matches("\\d{1,18} [0-9a-f]{64} ([0-9a-f]{2})+")) {
            return Optional.empty();
        }
        String[] parts = line.split(" ");
        return Optional.of(new Head(Long.parseLong(parts[0]), HexFormat.of().parseHex(parts[1]),
                HexFormat.of().parseHex(parts[2])));
    }

    boolean isGenuine(JournalKeys keys) {
        return keys.hasSigned(message(seq, hash), signature);
    }

    boolean speaksOf(byte[] otherHash) {
        return Arrays.equals(hash, otherHash);
    }

    @Override
    public String toString() {
        return seq + " " + HexFormat.of().formatHex(hash) + " " + HexFormat.of().formatHex(signature);
    }
}
