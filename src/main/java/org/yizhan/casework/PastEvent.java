package org.yizhan.casework;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.UnitPath;

/**
 * An event as it was written (办理记录).
 *
 * @param number 1 for the first event of the case, without gaps
 * @param unit for which unit the person acted
 * @param words what the person wrote; null when nothing, or when it was erased
 * @param open whether the writer sees it
 */
public record PastEvent(int number, Instant at, CaseEvent event, ActorRef who, @Nullable UnitPath unit,
        @Nullable String words, boolean open) {}
