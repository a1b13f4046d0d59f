package org.yizhan.content;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.UnitPath;

/**
 * What a site is set up with (站点), and changed to.
 *
 * @param slug empty for the county portal
 * @param position order among the unit sites
 */
public record NewSite(String slug, @Nullable String host, String name, String domain, String idCode, String organizer,
        String contact, String icp, @Nullable String policeRecord, int hue, UnitPath unit, int position) {}
