package org.yizhan.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** One recorded act as it is authenticated and chained (日志条目). */
record Entry(long id, Instant at, String whoKind, long whoId, String act, String objectType, long objectId,
        String facts) {

    Entry {
        mustBeCode(whoKind);
        mustBeCode(act);
        mustBeCode(objectType);
    }

    /**
     * The text that is digested: seven lines. No field but the last can hold a line break, and the facts escape theirs, so that
     * two different entries never have the same text.
     */
    byte[] canonical() {
        String text = id + "\n" + at + "\n" + whoKind + ":" + whoId + "\n" + act + "\n" + objectType + ":" + objectId
                + "\n" + facts;
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void mustBeCode(String code) {
        if (code.isEmpty() || code.length() > 80 || code.chars().anyMatch(c -> c <= ' ' || c > '~' || c == ':')) {
            throw new IllegalArgumentException("not a code for the journal: " + code);
        }
    }
}
