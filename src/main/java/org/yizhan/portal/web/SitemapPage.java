package org.yizhan.portal.web;

import java.util.List;

import org.yizhan.content.ColumnView;
import org.yizhan.content.SiteView;
import org.yizhan.portal.Addresses;
import org.yizhan.shared.web.PublicFrame.NavEntry;

/** What the site map shows: every column on its three levels, and on the portal every unit's site. */
public record SitemapPage(List<Entry> columns, List<Entry> units, String feed, List<NavEntry> crumbs, Meta meta) {
    /** A column or site, and what lies below it. */
    public record Entry(String name, String href, List<Entry> below) {
        static Entry of(SiteView site, ColumnView column) {
            return new Entry(column.name(), Addresses.of(site, column),
                    column.children().stream().map(child -> of(site, child)).toList());
        }
    }
}
