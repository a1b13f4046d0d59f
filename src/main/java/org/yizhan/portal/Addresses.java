package org.yizhan.portal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import org.yizhan.content.ColumnView;
import org.yizhan.content.SiteView;

/** How pages are addressed, inside the program and, in full, for others. */
public final class Addresses {
    private Addresses() {}

    public static String of(SiteView site, ColumnView column) {
        return site.basePath() + column.slug() + '/';
    }

    /** The full address below the site's registered name; what the visitor typed as host never becomes part of a page. */
    public static String full(SiteView site, String href) {
        return "https://" + host(site) + href;
    }

    public static String host(SiteView site) {
        String name = site.host() != null && !site.host().isBlank() ? site.host() : site.domain();
        int path = name.indexOf('/');
        return path < 0 ? name : name.substring(0, path);
    }

    /** One part of a path, percent-encoded. */
    public static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
