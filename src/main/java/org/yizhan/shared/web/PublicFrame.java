package org.yizhan.shared.web;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What stands around every public page: header and footer as the national rules for government sites ask for
 * (国办发〔2017〕47号, annex). The portal puts it into the model as {@code site}. It is the same for every visitor, so that
 * pages can be kept as finished bytes.
 *
 * @param basePath where the site begins: {@code /} or {@code /shuili/}
 * @param homeOfGroup the portal that the site hangs below; null on the portal itself
 * @param hue the site's main hue in degrees, within the rule
 * @param logo picture of the emblem at {@code /files/{id}}; null for the program's mark
 * @param facts further registrations for the footer
 * @param notices what every page of the site says above its content: that it rests, ends or is an archive
 * @param scripts words that the county writes in its own way in traditional characters
 */
public record PublicFrame(long siteId, String name, String basePath, String domain, String idCode, String organizer,
        String contact, String icp, @Nullable String policeRecord, int hue, List<NavEntry> navigation,
        @Nullable NavEntry homeOfGroup, @Nullable Long logo, List<Fact> facts, List<Notice> notices,
        List<Script> scripts) {
    /** One registration, as label and number. */
    public record Fact(String label, String value) {}

    /**
     * One line above the content.
     *
     * @param href where to go; empty for nowhere
     * @param archive whether it marks an archive
     */
    public record Notice(String text, String href, String label, boolean archive) {}

    /** A word in simplified and in traditional characters. */
    public record Script(String simplified, String traditional) {}

    /** One entry of the main navigation. */
    public record NavEntry(String label, String href) {}
}
