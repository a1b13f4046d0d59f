package org.yizhan.content;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A column (栏目) as the public sees it, with its tree below.
 *
 * @param slug unique in its site; the address is {@code /{slug}/} below the site
 * @param children those right below, each with its own
 */
public record ColumnView(long id, long siteId, String slug, String name, String description, String keywords,
        String type, @Nullable Long parentId, List<ColumnView> children) {
    /** This column and all below it, each before its children. */
    public Stream<ColumnView> all() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(ColumnView::all));
    }
}
