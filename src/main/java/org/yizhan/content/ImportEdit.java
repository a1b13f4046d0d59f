package org.yizhan.content;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * What a clerk has made of the proposals for one file.
 *
 * @param wanted whether to take it
 * @param damageChecked the damaged passages were looked at (已核对)
 */
public record ImportEdit(long fileId, boolean wanted, String title, String source, String issuingBody,
        String documentNumber,
        @Nullable LocalDate issuedOn, @Nullable Long columnId, Nature nature, boolean damageChecked) {}
