package org.yizhan.content;

import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;

/**
 * All that a site has published, month by month (按月的发布内容), for those who want everything: search engines. Which months there are
 * is found by leaping from one to the next, so that it costs what the months cost and not what the articles would.
 */
@Component
public class PublishedMonths {
    /** So many articles are in a part, unless several came at the same moment. */
    private static final int PART = 20_000;

    private final JdbcClient sql;
    private final PublicSide publicSide;
    private final CountyClock clock;

    PublishedMonths(JdbcClient sql, PublicSide publicSide, CountyClock clock) {
        this.sql = sql;
        this.publicSide = publicSide;
        this.clock = clock;
    }

    /**
     * A month, or a part of one that has very many articles.
     *
     * @param from key of the first article; null for a month from its beginning
     * @param newest when its last article was published
     */
    public record Part(YearMonth month, @Nullable Long from, Instant newest) {}

    /** An article's address and when it was last published. */
    public record Entry(String href, Instant publishedAt) {}

    public List<Part> parts(long siteId) {
        var parts = new ArrayList<Part>();
        for (Optional<Long> first = firstFrom(siteId, 0); first.isPresent();) {
            YearMonth month = monthOf(first.get());
            Long from = null;
            do {
                long begin = from == null ? first.get() : from;
                Bounds bounds = bounds(siteId, begin, end(month));
                parts.add(new Part(month, from, instant(bounds.last())));
                from = bounds.next();
            } while (from != null);
            first = firstFrom(siteId, end(month));
        }
        return parts;
    }

    /** The articles of a part; empty when there is none that begins so. */
    public List<Entry> entries(long siteId, YearMonth month, @Nullable Long from) {
        long begin = from == null ? PublicSide.keyOf(start(month)) : from;
        if (from != null && !monthOf(from).equals(month)) {
            return List.of();
        }
        Long next = bounds(siteId, begin, end(month)).next();
        return sql.sql("""
                select l.document_id, l.first_published_at, l.published_at, c.slug as column_slug, s.slug as site_slug
                from content.site_listing l
                join content.column_ c on c.id = l.article_column_id
                join content.site s on s.id = l.site_id and s.state = 'OPEN'
                where l.site_id = :site and l.order_key >= :from and l.order_key < :end
                order by l.order_key, l.document_id""")
                .param("site", siteId)
                .param("from", begin)
                .param("end", next == null ? end(month) : next)
                .query((row, n) -> new Entry(
                        publicSide.href(row.getString("site_slug"), row.getString("column_slug"),
                                row.getLong("document_id"),
                                row.getTimestamp("first_published_at").toInstant()),
                        row.getTimestamp("published_at").toInstant()))
                .list();
    }

    private Optional<Long> firstFrom(long siteId, long key) {
        return sql
                .sql("select order_key from content.site_listing where site_id = :site and order_key >= :key order by order_key limit 1")
                .param("site", siteId)
                .param("key", key)
                .query(Long.class)
                .optional();
    }

    /** Where the next part of the same month begins, if there is one, and the last key of this one. */
    private record Bounds(@Nullable Long next, long last) {}

    private Bounds bounds(long siteId, long from, long end) {
        Long next = sql
                .sql("""
                        select order_key from content.site_listing where site_id = :site and order_key > :from and order_key < :end
                        order by order_key offset :part limit 1""")
                .param("site", siteId)
                .param("from", from)
                .param("end", end)
                .param("part", PART - 1)
                .query(Long.class)
                .optional()
                .orElse(null);
        long last = sql.sql("""
                select coalesce(max(order_key), :from) from content.site_listing
                where site_id = :site and order_key >= :from and order_key < :end""")
                .param("site", siteId)
                .param("from", from)
                .param("end", next == null ? end : next)
                .query(Long.class)
                .single();
        return new Bounds(next, last);
    }

    private YearMonth monthOf(long key) {
        return YearMonth.from(clock.local(instant(key)));
    }

    private static Instant instant(long key) {
        return Instant.EPOCH.plus(key, ChronoUnit.MICROS);
    }

    private Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(clock.zone()).toInstant();
    }

    private long end(YearMonth month) {
        return PublicSide.keyOf(start(month.plusMonths(1)));
    }
}
