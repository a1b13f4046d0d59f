package org.yizhan.content;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.UnitPath;

/**
 * An account in new media (政务新媒体账号), as the register keeps it.
 *
 * @param id 0 before it is stored
 * @param operator who runs it, when that is not the unit itself
 * @param openApproval by whose approval it was opened, with the number of the paper
 * @param validUntil last day of its certification on the platform
 * @param lastUpdateOn when something last appeared there, as far as anybody has told
 */
public record MediaAccount(long id, MediaPlatform platform, String name, String account, String operator, String href,
        UnitPath unit, @Nullable Long responsible, String contact, @Nullable LocalDate openedOn, String openApproval,
        @Nullable LocalDate closedOn, String closeApproval, @Nullable LocalDate validUntil,
        @Nullable LocalDate lastUpdateOn) {
    /** Days since the last update; null when nobody has told of one. */
    public @Nullable Long idleOn(LocalDate today) {
        return lastUpdateOn == null ? null : ChronoUnit.DAYS.between(lastUpdateOn, today);
    }
}
