package org.yizhan.requests;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.yizhan.casework.CaseId;

/**
 * A paper as it left (文书).
 *
 * @param number 云公复〔2026〕12号; empty for what has none
 * @param deliveredHow how it was delivered; null while that is not proved
 */
public record Paper(long id, CaseId request, PaperKind kind, String number, String title, String addressee,
        String text, String signedAs, LocalDate madeOn, @Nullable String deliveredHow, @Nullable LocalDate deliveredOn,
        String deliveryNote) {}
