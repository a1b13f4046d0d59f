package org.yizhan.content;

import org.jspecify.annotations.Nullable;

/**
 * One block of a home page (首页板块), in its place.
 *
 * @param title what stands above it; empty: the column's name, or the kind's
 * @param columnId the column it shows; null: the one that plays this part on the site
 * @param count how many it shows, 3 to 10
 */
public record SiteBlock(BlockKind kind, String title, @Nullable Long columnId, int count) {
    static final int FEWEST = 3;
    static final int MOST = 10;
}
