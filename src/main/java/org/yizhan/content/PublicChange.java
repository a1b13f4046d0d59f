package org.yizhan.content;

import java.util.Set;

/**
 * Something public has changed: pages that depend on one of these tokens are out of date. Tokens are {@code site:1},
 * {@code column:5}, {@code article:99}, {@code file:12}, {@code topic:3},
 * {@code topics}, {@code mistake-limit} and {@code all}, and those of other modules, which begin with the module's name.
 * Published inside the act's transaction.
 */
public record PublicChange(Set<String> tokens) {
    public PublicChange {
        tokens = Set.copyOf(tokens);
    }
}
