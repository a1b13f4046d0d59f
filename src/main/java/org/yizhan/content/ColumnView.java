package org.yizhan.content;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A column (栏目) as the public sees it, with its tree below.
 *
 * @param slug unique in its site; the address is {@code /{slug}/} below the site
 * @param path slugs' names from the top to this column, for the breadcrumb
 */
public record ColumnView(long id, long siteId, String slug, String name, String description, String keywords,
        String type, @Nullable Long parentId, List<ColumnView> children) {}
