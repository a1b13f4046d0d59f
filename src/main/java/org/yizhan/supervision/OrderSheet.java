package org.yizhan.supervision;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.yizhan.casework.CaseId;
import org.yizhan.shared.UnitPath;

/**
 * What only an order knows of its case (督办单).
 *
 * @param matter what it is about
 * @param requirement what the unit has to do
 * @param basis the rule or document on which it rests
 * @param instruction what a leader said about it
 * @param finding the finding of a special check out of which it was made; null when there is none
 * @param result null until it is evaluated
 */
public record OrderSheet(CaseId id, UnitPath unit, String matter, String requirement, String basis, String instruction,
        @Nullable Long finding, @Nullable OrderResult result, String evaluation, @Nullable Long evaluatedBy,
        @Nullable Instant evaluatedAt) {}
