package org.yizhan.content;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.UnitPath;

/**
 * What else a site says of itself, and in which state it is (站点状态).
 *
 * @param unit whose it is; null of one that stands for none yet
 * @param logoFileId picture of its emblem, at {@code /files/{id}}; null for the program's own mark
 * @param partyMark number of the mark of party and government sites (党政机关网站标识); empty when it has none
 * @param securityGrade for instance 三级; empty when not registered
 * @param shutdown the rest that is under way or announced
 * @param closing the end that is announced and not yet done
 * @param archivedOn since when it is an archive; null while it lives
 */
public record SiteFacts(SiteKind kind, @Nullable UnitPath unit, @Nullable Long logoFileId, String partyMark,
        String securityGrade,
        String securityNumber, @Nullable Shutdown shutdown, @Nullable Closing closing,
        @Nullable LocalDate archivedOn) {
    /** Of a site of which nothing more is said. */
    static SiteFacts plain(boolean portal) {
        return new SiteFacts(portal ? SiteKind.PORTAL : SiteKind.UNIT, null, null, "", "", "", null, null, null);
    }

    /** Days on which the site rests (临时关停), both counted. */
    public record Shutdown(LocalDate from, LocalDate until, String reason) {
        public boolean isOn(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(until);
        }
    }

    /**
     * The end of a site (关停或迁移).
     *
     * @param on from this day it is an archive
     * @param goTo where readers go; empty when nowhere in particular
     */
    public record Closing(LocalDate on, String reason, String goTo, String goToName) {}

    public boolean isArchive() {
        return archivedOn != null;
    }

    public boolean rests(LocalDate day) {
        return shutdown != null && shutdown.isOn(day);
    }
}
