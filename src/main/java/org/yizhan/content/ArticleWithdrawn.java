package org.yizhan.content;

import java.time.Instant;

import org.yizhan.shared.UnitPath;

/**
 * A document has stopped being public (稿件已撤下). Published inside the transaction of the act, as {@link ArticlePublished} is.
 *
 * @param unit the unit that owns the column
 * @param publishedAt when the edition that is gone had become public
 * @param how its reason is for the office; the public may know it when the kind says so
 */
public record ArticleWithdrawn(long documentId, int edition, long siteId, long columnId, UnitPath unit,
        Instant publishedAt, Instant at, Withdrawal how) {}
