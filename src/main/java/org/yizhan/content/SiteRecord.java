package org.yizhan.content;

import org.jspecify.annotations.Nullable;
import org.yizhan.directory.UnitKind;
import org.yizhan.shared.UnitPath;

/**
 * A site (站点) with all that its administrator sees.
 *
 * @param standard the kind of unit whose column standard it follows; null when it follows none
 */
public record SiteRecord(long id, String slug, @Nullable String host, String name, String domain, String idCode,
        String organizer, String contact, String icp, @Nullable String policeRecord, int hue, UnitPath unit,
        int position, boolean open, SiteKind kind, @Nullable UnitKind standard) {}
