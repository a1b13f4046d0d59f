package org.yizhan.content;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.UnitPath;

/** A column (栏目) with all that its administrator sees. */
public record ColumnRecord(long id, long siteId, @Nullable Long parentId, int depth, String slug, String name,
        String description, String keywords, String type, UnitPath unit, @Nullable Long responsible, String duty,
        @Nullable Integer updateEveryDays, boolean disclosure, boolean needsIssuingBody, int position,
        boolean open) {}
