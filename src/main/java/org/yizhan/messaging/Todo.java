package org.yizhan.messaging;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * One open to-do as the list shows it.
 *
 * @param oneTap whether the list may offer to close it at once, through {@link TodoList#tick}
 */
public record Todo(long id, String key, String what, String why, Instant since, @Nullable LocalDate until, String href,
        boolean oneTap) {}
