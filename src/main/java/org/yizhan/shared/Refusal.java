package org.yizhan.shared;

import java.io.Serializable;
import java.util.Optional;

/**
 * Why something cannot be done, in words that a clerk or a citizen can read and act on (拒绝理由). A refusal is a value; a
 * failure of the program is an exception. Serializable, because flash attributes pass through the session's row.
 */
public record Refusal(String text) implements Serializable {
    public Refusal {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a refusal says why");
        }
    }

    public static Optional<Refusal> when(boolean refused, String text) {
        return refused ? Optional.of(new Refusal(text)) : Optional.empty();
    }
}
