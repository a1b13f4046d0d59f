package org.yizhan.portal.web;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yizhan.content.ArticleLine;
import org.yizhan.content.SiteView;

/**
 * What a home page shows.
 *
 * @param today one line of the day
 * @param lead the story with a picture, null when there is none
 * @param beside what stands next to the lead
 * @param pairs columns side by side, two in a row
 * @param units the first of the unit sites
 */
public record HomePage(boolean county, String name, String today, @Nullable ArticleLine newest, List<Task> tasks,
        @Nullable ArticleLine lead, @Nullable Block beside, List<Block> pairs, List<SiteView> units, boolean moreUnits,
        Times times, Meta meta) {
    /** Something that people come for. */
    public record Task(String label, String href, String icon) {}

    /** The newest of one column. */
    public record Block(String title, String href, List<ArticleLine> lines) {}

    public boolean isEmpty() {
        return lead == null && beside == null && pairs.isEmpty();
    }
}
