package org.yizhan.content;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.UnitPath;

/**
 * A column (栏目) with all that its administrator sees.
 *
 * @param standard the column of the standard that it was made from; null for one of the site's own
 */
public record ColumnRecord(long id, long siteId, @Nullable Long parentId, int depth, String slug, String name,
        String description, String keywords, String type, UnitPath unit, @Nullable Long responsible, String duty,
        @Nullable Integer updateEveryDays, boolean disclosure, boolean needsIssuingBody, int position,
        boolean open, String model, @Nullable Long standard) {}
