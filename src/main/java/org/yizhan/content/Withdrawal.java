package org.yizhan.content;

import org.jspecify.annotations.Nullable;

/**
 * How an article is taken off (撤稿方式), and why.
 *
 * @param successor where readers go instead; needed for REDIRECT and REPLACED, an address on this site
 */
public record Withdrawal(Withdrawn.Kind kind, String reason, @Nullable String successor) {}
