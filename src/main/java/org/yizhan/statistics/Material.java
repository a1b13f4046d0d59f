package org.yizhan.statistics;

import java.time.LocalDate;

import org.yizhan.casework.CaseView;

/**
 * A case picked for the digest for leaders (专报素材), as its readers read it.
 *
 * @param note what the officer adds: what is behind it, what is proposed
 */
public record Material(CaseView view, String kind, String subject, String region, String unit, LocalDate picked,
        String title, String excerpt, String note, int version) {}
