package org.yizhan.content;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.search.SearchDocument;
import org.yizhan.search.SearchIndex;

/**
 * What follows for the public side when something goes public or is taken off: lists, search and the pages that are out of
 * date. All in the transaction of the act, so that no surface ever disagrees with another.
 */
@Component
class PublicSide {
    static final String KIND = "article";

    private final JdbcClient sql;
    private final Directory directory;
    private final SearchIndex search;
    private final ApplicationEventPublisher events;
    private final CountyClock clock;
    private final DailyCounts counts;

    PublicSide(JdbcClient sql, Directory directory, SearchIndex search, ApplicationEventPublisher events,
            CountyClock clock, DailyCounts counts) {
        this.sql = sql;
        this.directory = directory;
        this.search = search;
        this.events = events;
        this.clock = clock;
        this.counts = counts;
    }

    /** The place in lists for something published now: after all that the site has, also when the clock was set back. */
    long nextOrderKey(long siteId, Instant now) {
        return sql
                .sql("""
                        select greatest(:now, coalesce((select max(order_key) + 1 from content.site_listing where site_id = :site), 0))""")
                .param("now", keyOf(now))
                .param("site", siteId)
                .query(Long.class)
                .single();
    }

    static long keyOf(Instant published) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, published);
    }

    /** Puts the edition, live from now on, in the place of whatever the public had of its document before. */
    void show(Edition live, Instant publishedAt, String attachmentText, Set<Long> formerFiles) {
        Set<Long> columns = unlist(live.documentId());
        List<Long> shelves = columnAndAbove(live.columnId());
        for (long column : shelves) {
            sql.sql("insert into content.column_listing select :column, l.* from content.line l where l.document_id = :id")
                    .param("column", column)
                    .param("id", live.documentId())
                    .update();
        }
        sql.sql("insert into content.site_listing select l.* from content.line l where l.document_id = :id")
                .param("id", live.documentId())
                .update();
        columns.addAll(shelves);
        counts.shown(live, publishedAt);
        search.put(searchDocument(live, publishedAt, attachmentText));
        var files = new HashSet<>(formerFiles);
        files.addAll(live.fileIds());
        announce(live.siteId(), live.documentId(), columns, files);
        events.publishEvent(new ArticlePublished(live.documentId(), live.number(), live.siteId(), live.columnId(),
                live.unit(), publishedAt, Objects.equals(live.publishedAt(), live.firstPublishedAt())));
    }

    /** Takes everything off that the public has of the document. */
    void hide(Edition formerlyLive, Withdrawal how, Instant now) {
        Set<Long> columns = unlist(formerlyLive.documentId());
        columns.addAll(columnAndAbove(formerlyLive.columnId()));
        counts.hidden(formerlyLive.documentId());
        search.remove(KIND, formerlyLive.documentId());
        announce(formerlyLive.siteId(), formerlyLive.documentId(), columns, formerlyLive.fileIds());
        Instant since = formerlyLive.publishedAt() == null ? now : formerlyLive.publishedAt();
        events.publishEvent(new ArticleWithdrawn(formerlyLive.documentId(), formerlyLive.number(),
                formerlyLive.siteId(), formerlyLive.columnId(), formerlyLive.unit(), since, now, how));
    }

    /** Brings the search up to date, for instance when the text of an attachment has been read. */
    void index(Edition live, String attachmentText) {
        if (live.publishedAt() != null) {
            search.put(searchDocument(live, live.publishedAt(), attachmentText));
        }
    }

    void announceStructure() {
        events.publishEvent(new PublicChange(Set.of("all")));
    }

    void announce(Set<String> tokens) {
        events.publishEvent(new PublicChange(tokens));
    }

    /** Tells of articles that were put into the lists in bulk. */
    void announce(List<ArticlePublished> taken) {
        events.publishEvent(new ArticlesPublished(taken));
    }

    private Set<Long> unlist(long documentId) {
        var columns = new HashSet<>(sql.sql("""
                delete from content.column_listing where document_id = :id returning column_id""")
                .param("id", documentId)
                .query((row, n) -> row.getLong(1))
                .list());
        sql.sql("delete from content.site_listing where document_id = :id").param("id", documentId).update();
        return columns;
    }

    List<Long> columnAndAbove(long columnId) {
        return sql.sql("""
                with recursive up as (
                    select id, parent_id from content.column_ where id = :id
                    union all
                    select c.id, c.parent_id from content.column_ c join up on c.id = up.parent_id)
                select id from up""").param("id", columnId).query((row, n) -> row.getLong(1)).list();
    }

    private SearchDocument searchDocument(Edition live, Instant publishedAt, String attachmentText) {
        String unit = directory.unit(live.unit().unit()).map(Unit::shortName).orElse(live.siteName());
        return new SearchDocument(KIND, live.documentId(), "public", live.title(), searched(live), attachmentText,
                live.siteId(), live.siteName(), live.columnId(), live.columnName(), unit, live.documentNumber(),
                publishedAt, href(live.siteSlug(), live.columnSlug(), live.documentId(), firstPublished(live,
                        publishedAt)),
                columnType(live.columnId()));
    }

    private String columnType(long column) {
        return sql.sql("select type from content.column_ where id = :id")
                .param("id", column)
                .query(String.class)
                .single();
    }

    private void announce(long site, long document, Set<Long> columns, Set<Long> files) {
        var tokens = new LinkedHashSet<String>();
        tokens.add("article:" + document);
        tokens.add("site:" + site);
        columns.forEach(column -> tokens.add("column:" + column));
        files.forEach(file -> tokens.add("file:" + file));
        events.publishEvent(new PublicChange(tokens));
    }

    /** The body, and what is said in the elements as words. */
    private static String searched(Edition live) {
        return live.elements().isEmpty()
                ? live.bodyText()
                : live.bodyText() + '\n' + String.join("\n", live.elements().values());
    }

    private static Instant firstPublished(Edition live, Instant publishedAt) {
        return live.firstPublishedAt() == null ? publishedAt : live.firstPublishedAt();
    }

    /** The address of an article; its month is that of the first publication, so that a new edition keeps the address. */
    String href(String siteSlug, String columnSlug, long documentId, Instant firstPublished) {
        var day = clock.local(firstPublished);
        return (siteSlug.isEmpty() ? "/" : "/" + siteSlug + "/") + columnSlug + '/'
                + (day.getYear() * 100 + day.getMonthValue()) + '/' + documentId + ".html";
    }
}
