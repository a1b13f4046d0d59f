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
        Set<Place> places = unlist(live.documentId());
        places.addAll(list(live.documentId()));
        sql.sql("delete from content.site_listing where document_id = :id").param("id", live.documentId()).update();
        sql.sql("insert into content.site_listing select l.* from content.line l where l.document_id = :id")
                .param("id", live.documentId())
                .update();
        counts.shown(live, publishedAt);
        search.put(searchDocument(live, publishedAt, attachmentText));
        var files = new HashSet<>(formerFiles);
        files.addAll(live.fileIds());
        announce(live.siteId(), live.documentId(), places, files);
        events.publishEvent(new ArticlePublished(live.documentId(), live.number(), live.siteId(), live.columnId(),
                live.unit(), publishedAt, Objects.equals(live.publishedAt(), live.firstPublishedAt())));
    }

    /** Takes everything off that the public has of the document. */
    void hide(Edition formerlyLive, Withdrawal how, Instant now) {
        Set<Place> places = unlist(formerlyLive.documentId());
        columnAndAbove(formerlyLive.columnId()).forEach(column -> places.add(new Place(column, formerlyLive.siteId())));
        sql.sql("delete from content.site_listing where document_id = :id")
                .param("id", formerlyLive.documentId())
                .update();
        counts.hidden(formerlyLive.documentId());
        search.remove(KIND, formerlyLive.documentId());
        announce(formerlyLive.siteId(), formerlyLive.documentId(), places, formerlyLive.fileIds());
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

    /** Other columns show it from now on, or do not any more; what is the article's own stays as it is. */
    void relist(Edition live) {
        Set<Place> places = unlist(live.documentId());
        places.addAll(list(live.documentId()));
        announce(live.siteId(), live.documentId(), places, Set.of());
    }

    /** Writes lists and search anew for something that is live already: nothing becomes public by it that was not. */
    void writeAnew(Edition live, String attachmentText) {
        sql.sql("delete from content.site_listing where document_id = :id").param("id", live.documentId()).update();
        sql.sql("insert into content.site_listing select l.* from content.line l where l.document_id = :id")
                .param("id", live.documentId())
                .update();
        index(live, attachmentText);
        relist(live);
    }

    /** Takes what is not public any more out of lists and search, where it should not be. */
    void takeOut(Edition former) {
        Set<Place> places = unlist(former.documentId());
        sql.sql("delete from content.site_listing where document_id = :id").param("id", former.documentId()).update();
        search.remove(KIND, former.documentId());
        announce(former.siteId(), former.documentId(), places, former.fileIds());
    }

    /** A column in whose list the document stands, and its site. */
    private record Place(long column, long site) {}

    private Set<Place> unlist(long documentId) {
        return new HashSet<>(sql.sql("""
                delete from content.column_listing where document_id = :id
                returning column_id, (select c.site_id from content.column_ c where c.id = column_id)""")
                .param("id", documentId)
                .query((row, n) -> new Place(row.getLong(1), row.getLong(2)))
                .list());
    }

    /** In its own column, those of other sites that show it, and all above these. */
    private List<Place> list(long documentId) {
        return sql.sql("""
                with recursive up as (
                    select s.column_id as id from content.shelf s where s.document_id = :id
                    union
                    select c.parent_id from up join content.column_ c on c.id = up.id where c.parent_id is not null)
                insert into content.column_listing select up.id, l.* from up join content.line l on l.document_id = :id
                returning column_id, (select c.site_id from content.column_ c where c.id = column_id)""")
                .param("id", documentId)
                .query((row, n) -> new Place(row.getLong(1), row.getLong(2)))
                .list();
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

    private void announce(long site, long document, Set<Place> places, Set<Long> files) {
        var tokens = new LinkedHashSet<String>();
        tokens.add("article:" + document);
        tokens.add("site:" + site);
        places.forEach(place -> {
            tokens.add("column:" + place.column());
            tokens.add("site:" + place.site());
        });
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
