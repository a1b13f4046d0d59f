package org.yizhan.content;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.UnitPath;

/** A site (站点) with all that its administrator sees. */
public record SiteRecord(long id, String slug, @Nullable String host, String name, String domain, String idCode,
        String organizer, String contact, String icp, @Nullable String policeRecord, int hue, UnitPath unit,
        int position, boolean open) {}
