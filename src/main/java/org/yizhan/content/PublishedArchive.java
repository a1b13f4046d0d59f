package org.yizhan.content;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.journal.Journal;
import org.yizhan.search.SearchDocument;
import org.yizhan.search.SearchIndex;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.Sm3;
import org.yizhan.shared.UnitPath;

/**
 * Takes over articles that were reviewed and public before, in bulk (历史稿件移入). Everything is marked as imported: the
 * signatures are those that the old site names, not acts in this program.
 */
@Service
public class PublishedArchive {
    private static final String REMARK = "历史稿件移入时登记";

    private final JdbcClient sql;
    private final JdbcTemplate batch;
    private final ColumnShelf columns;
    private final TextReader reader;
    private final PublicSide publicSide;
    private final IndexNumbers numbers;
    private final SearchIndex search;
    private final Journal journal;
    private final Directory directory;
    private final CountyClock clock;
    private final DailyCounts counts;

    PublishedArchive(JdbcClient sql, JdbcTemplate batch, ColumnShelf columns, TextReader reader, PublicSide publicSide,
            IndexNumbers numbers,
            SearchIndex search, Journal journal, Directory directory, CountyClock clock, DailyCounts counts) {
        this.sql = sql;
        this.batch = batch;
        this.columns = columns;
        this.reader = reader;
        this.publicSide = publicSide;
        this.numbers = numbers;
        this.search = search;
        this.journal = journal;
        this.directory = directory;
        this.clock = clock;
        this.counts = counts;
    }

    /** All or nothing; a few hundred at a time is a good size. Files of the articles must be stored already. */
    @Transactional
    public Optional<Refusal> take(Actor actor, List<ArchivedArticle> articles) {
        Map<Long, ColumnRecord> known = columns.withAbove(articles.stream()
                .map(ArchivedArticle::columnId)
                .collect(Collectors.toSet()));
        var units = new HashMap<UnitPath, String>();
        var shelves = new HashMap<Long, Shelf>();
        var sites = new HashMap<Long, SiteRecord>();
        var texts = new ArrayList<Text>(articles.size());
        for (ArchivedArticle article : articles) {
            ColumnRecord column = known.get(article.columnId());
            if (column == null || !column.open()) {
                return refuse(article, "栏目不存在或已关闭。");
            }
            boolean isProgram = actor.ref().equals(ActorRef.PROGRAM);
            if (!isProgram && !actor.may(ContentPermissions.IMPORT, column.unit())) {
                return refuse(article, "您没有向“" + column.name() + "”栏目导入的权限。");
            }
            if (article.author().equals(article.reviewer())) {
                return refuse(article, "作者和审核人须是两个人。");
            }
            if (article.draft().nature() != Nature.VOLUNTARY) {
                return refuse(article, "只有“主动公开”的稿件可以直接移入网站。");
            }
            if (article.publishedAt().isAfter(clock.now())) {
                return refuse(article, "发布时间在将来。");
            }
            switch (reader.read(article.draft())) {
                case TextReader.Read.Unreadable unreadable -> {
                    return refuse(article, unreadable.why().text());
                }
                case TextReader.Read.Readable readable -> texts.add(readable.text());
            }
            sites.computeIfAbsent(column.siteId(), id -> columns.site(id).orElseThrow());
            String unit = units.computeIfAbsent(column.unit(),
                    path -> directory.unit(path.unit()).map(Unit::shortName).orElse(""));
            shelves.computeIfAbsent(article.columnId(), id -> new Shelf(column, andAbove(column, known), unit));
        }
        if (!articles.isEmpty()) {
            write(actor, articles, texts, shelves, sites);
        }
        return Optional.empty();
    }

    private static List<Long> andAbove(ColumnRecord column, Map<Long, ColumnRecord> known) {
        var ids = new ArrayList<Long>();
        for (ColumnRecord at = column; at != null; at = at.parentId() == null ? null : known.get(at.parentId())) {
            ids.add(at.id());
        }
        return ids;
    }

    private record Shelf(ColumnRecord column, List<Long> andAbove, String unit) {}

    private void write(Actor actor, List<ArchivedArticle> articles, List<Text> texts, Map<Long, Shelf> shelves,
            Map<Long, SiteRecord> sites) {
        Timestamp now = Timestamp.from(clock.now());
        List<Long> documents = ids("content.document", articles.size());
        List<Long> editions = ids("content.edition", articles.size());
        var documentRows = new ArrayList<Object[]>();
        var editionRows = new ArrayList<Object[]>();
        var fileRows = new ArrayList<Object[]>();
        var reviewRows = new ArrayList<Object[]>();
        var secrecyRows = new ArrayList<Object[]>();
        var historyRows = new ArrayList<Object[]>();
        var columnListing = new ArrayList<Object[]>();
        var tokens = new LinkedHashSet<String>();
        var taken = new ArrayList<ArticlePublished>(articles.size());
        var digests = new StringBuilder();
        for (int i = 0; i < articles.size(); i++) {
            ArchivedArticle article = articles.get(i);
            Text text = texts.get(i);
            Shelf shelf = Objects.requireNonNull(shelves.get(article.columnId()));
            long document = documents.get(i);
            long edition = editions.get(i);
            long site = shelf.column().siteId();
            long key = PublicSide.keyOf(article.publishedAt());
            String digest = text.digest(article.columnId());
            digests.append(digest);
            Timestamp published = Timestamp.from(article.publishedAt());
            documentRows.add(new Object[]{document, site, published, article.author().value(), now});
            editionRows.add(new Object[]{edition, document, article.columnId(), text.title(), text.summary(),
                text.body().html(), text.body().text(), text.source(), text.author(), text.editor(), text.issuingBody(),
                text.documentNumber(), text.issuedOn(), text.keywords(),
                text.nature() == null ? null : text.nature().name(),
                text.ground(), text.picture(), digest, article.author().value(), article.author().value(), published,
                published, key, now, now, text.model(), Elements.json(text.elements())});
            int position = 0;
            for (EditionFile file : text.files()) {
                fileRows.add(new Object[]{edition, file.fileId(), file.role().name(), file.name(), file.mediaType(),
                    file.size(), file.sm3(), position++});
            }
            reviewRows.add(new Object[]{edition, ContentPermissions.REVIEW, shelf.column().unit().value(),
                article.reviewer().value(), published, REMARK, digest});
            secrecyRows.add(new Object[]{document, edition, digest, article.leader().value(), published, REMARK});
            historyRows.add(new Object[]{document, actor.ref().id(), now, REMARK});
            shelf.andAbove().forEach(column -> columnListing.add(new Object[]{column, document}));
            shelf.andAbove().forEach(column -> tokens.add("column:" + column));
            tokens.add("site:" + site);
            taken.add(new ArticlePublished(document, 1, site, article.columnId(), shelf.column().unit(),
                    article.publishedAt(), true));
        }
        batch.batchUpdate("""
                insert into content.document (id, site_id, first_published_at, created_by, created_at)
                values (?, ?, ?, ?, ?)""", documentRows);
        batch.batchUpdate(
                """
                        insert into content.edition (id, document_id, number, state, round, imported, column_id, title, summary,
                            body_html, body_text, source, author, editor, issuing_body, document_number, issued_on, keywords, nature,
                            ground, picture_file_id, digest, authors, submitted_by, submitted_at, published_at, order_key,
                            created_at, changed_at, model, elements)
                        values (?, ?, 1, 'LIVE', 1, true, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                            array[cast(? as bigint)], ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb))""",
                editionRows);
        batch.batchUpdate("""
                insert into content.edition_file (edition_id, file_id, role, name, media_type, size, sm3, position)
                values (?, ?, ?, ?, ?, ?, ?, ?)""", fileRows);
        batch.batchUpdate(
                """
                        insert into content.review (edition_id, round, step, name, permission, unit_path, verdict, person_id, at,
                            remark, digest)
                        values (?, 1, 1, '原网站审核', ?, ?, 'APPROVED', ?, ?, ?, ?)""",
                reviewRows);
        batch.batchUpdate("""
                insert into content.secrecy_review (document_id, edition_id, round, digest, leader, at, state_secret,
                    trade_secret, privacy, other, result, opinion, imported)
                values (?, ?, 1, ?, ?, ?, 'CLEAR', 'CLEAR', 'CLEAR', 'CLEAR', 'PASSED', ?, true)""", secrecyRows);
        batch.batchUpdate("""
                insert into content.history (document_id, edition_number, act, person_id, at, version, words)
                values (?, 1, 'ARCHIVE_TAKEN', ?, ?, 1, ?)""", historyRows);
        linkEditions(documents);
        batch.batchUpdate(
                "insert into content.column_listing select ?, l.* from content.line l where l.document_id = ?",
                columnListing);
        sql.sql("insert into content.site_listing select l.* from content.line l where l.document_id in (:ids)")
                .param("ids", documents)
                .update();
        numberDisclosures(articles, documents, shelves);
        var findable = new ArrayList<SearchDocument>(articles.size());
        counts.taken(articles, documents, columnUnits(shelves));
        for (int i = 0; i < articles.size(); i++) {
            findable.add(searchDocument(articles.get(i), texts.get(i), documents.get(i), shelves, sites));
        }
        search.putAll(findable);
        journal.record(actor.ref(), ContentAct.ARCHIVE_TAKEN, new ObjectRef("article", documents.getFirst()),
                Map.of("count", Integer.toString(articles.size()), "digest", Sm3.hex(digests.toString())));
        publicSide.announce(tokens);
        publicSide.announce(taken);
    }

    private static Map<Long, UnitPath> columnUnits(Map<Long, Shelf> shelves) {
        var units = new HashMap<Long, UnitPath>();
        shelves.forEach((id, shelf) -> units.put(id, shelf.column().unit()));
        return units;
    }

    private SearchDocument searchDocument(ArchivedArticle article, Text text, long document, Map<Long, Shelf> shelves,
            Map<Long, SiteRecord> sites) {
        Shelf shelf = Objects.requireNonNull(shelves.get(article.columnId()));
        SiteRecord site = Objects.requireNonNull(sites.get(shelf.column().siteId()));
        return new SearchDocument(PublicSide.KIND, document, "public", text.title(), text.body().text(), "", site.id(),
                site.name(), article.columnId(), shelf.column().name(), shelf.unit().isEmpty()
                        ? site.name()
                        : shelf.unit(),
                text.documentNumber(), article.publishedAt(),
                publicSide.href(site.slug(), shelf.column().slug(), document, article.publishedAt()),
                shelf.column().type());
    }

    private void linkEditions(List<Long> documents) {
        sql.sql("""
                update content.document d set live_edition_id = e.id from content.edition e
                where e.document_id = d.id and d.id in (:ids)""").param("ids", documents).update();
    }

    private void numberDisclosures(List<ArchivedArticle> articles, List<Long> documents, Map<Long, Shelf> shelves) {
        var newcomers = new ArrayList<IndexRule.Newcomer>();
        for (int i = 0; i < articles.size(); i++) {
            ColumnRecord column = Objects.requireNonNull(shelves.get(articles.get(i).columnId())).column();
            if (column.disclosure()) {
                newcomers.add(new IndexRule.Newcomer(documents.get(i), column.siteId(), column.id(), column.unit(),
                        articles.get(i).publishedAt()));
            }
        }
        List<String> given = numbers.next(newcomers);
        var rows = new ArrayList<Object[]>();
        for (int i = 0; i < newcomers.size(); i++) {
            rows.add(new Object[]{given.get(i), newcomers.get(i).documentId()});
        }
        batch.batchUpdate("update content.document set index_number = ? where id = ?", rows);
    }

    private List<Long> ids(String table, int count) {
        return sql.sql("select nextval(pg_get_serial_sequence(:table, 'id')) from generate_series(1, :count)")
                .param("table", table)
                .param("count", count)
                .query((row, n) -> row.getLong(1))
                .list();
    }

    private static Optional<Refusal> refuse(ArchivedArticle article, String why) {
        return Optional.of(new Refusal("《" + article.draft().title() + "》：" + why));
    }
}
