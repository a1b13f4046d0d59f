package org.yizhan.content;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A site as the public sees it.
 *
 * @param slug empty for the county portal, otherwise the first part of the path
 * @param host the host name of its own, null when it is reached by path alone
 * @param domain what the page tag SiteDomain says: the host of its own, or the portal's with the path behind it
 */
public record SiteView(long id, String slug, @Nullable String host, String name, String domain, String idCode,
        String organizer, String contact, String icp, @Nullable String policeRecord, int hue,
        List<ColumnView> columns, SiteFacts facts) {
    public SiteView(long id, String slug, @Nullable String host, String name, String domain, String idCode,
            String organizer, String contact, String icp, @Nullable String policeRecord, int hue,
            List<ColumnView> columns) {
        this(id, slug, host, name, domain, idCode, organizer, contact, icp, policeRecord, hue, columns,
                SiteFacts.plain(slug.isEmpty()));
    }

    public boolean isPortal() {
        return slug.isEmpty();
    }

    public String basePath() {
        return isPortal() ? "/" : "/" + slug + "/";
    }
}
