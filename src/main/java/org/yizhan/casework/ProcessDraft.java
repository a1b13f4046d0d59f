package org.yizhan.casework;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A process as somebody is drawing it (流程草稿).
 *
 * @param basedOn the version that was in force when it was begun
 * @param at when it was kept last; null when it is still that version
 */
public record ProcessDraft(int basedOn, String bpmn, String note, @Nullable Instant at) {}
