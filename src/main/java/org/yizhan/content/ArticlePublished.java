package org.yizhan.content;

import java.time.Instant;

import org.yizhan.shared.UnitPath;

/**
 * An edition has become public (稿件已发布). Published inside the transaction of the act: who listens directly takes part in it and
 * can make it fail.
 *
 * @param unit the unit that owns the column
 * @param first whether the document was never public before; its index number is given then
 */
public record ArticlePublished(long documentId, int edition, long siteId, long columnId, UnitPath unit,
        Instant publishedAt, boolean first) {}
