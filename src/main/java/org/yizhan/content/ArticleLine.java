package org.yizhan.content;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** One published article in a list. {@code href} is absolute below the host. */
public record ArticleLine(long id, String title, String summary, String source, Instant publishedAt, String columnName,
        String href, @Nullable Long pictureFileId) {}
