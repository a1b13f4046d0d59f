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
 */
public record PublicFrame(long siteId, String name, String basePath, String domain, String idCode, String organizer,
        String contact, String icp, @Nullable String policeRecord, int hue, List<NavEntry> navigation,
        @Nullable NavEntry homeOfGroup) {
    /** One entry of the main navigation. */
    public record NavEntry(String label, String href) {}
}
