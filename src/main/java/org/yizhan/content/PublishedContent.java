package org.yizhan.content;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.files.FileId;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.SqlLimit;

/** All that the public side can obtain of the content: the one oracle of what is live (已发布内容). */
@Component
public class PublishedContent {
    private static final Pattern KEY = Pattern.compile("(n?)(\\d{1,18})-(\\d{1,18})");

    /** What {@link #line} reads, behind the column or site in whose list it stands: by place, which is quicker than by name. */
    private static final String LINE = "site_id, article_column_id, document_id, order_key, title, summary, source,"
            + " published_at, first_published_at, picture_file_id";

    private final JdbcClient sql;
    private final Structure structure;
    private final PublicSide publicSide;
    private final KeptFaces faces;
    private final ModelRows models;
    private final Films films;
    private final TopicRows topics;
    private final CountyClock clock;

    PublishedContent(JdbcClient sql, Structure structure, PublicSide publicSide, KeptFaces faces, ModelRows models,
            Films films, TopicRows topics, CountyClock clock) {
        this.sql = sql;
        this.structure = structure;
        this.publicSide = publicSide;
        this.faces = faces;
        this.models = models;
        this.films = films;
        this.topics = topics;
        this.clock = clock;
    }

    /** @throws IllegalStateException when no portal has been set up yet */
    public SiteView portal() {
        return siteBySlug("").orElseThrow(() -> new IllegalStateException("no portal has been set up"));
    }

    /** Also one that has become an archive. */
    public Optional<SiteView> siteBySlug(String slug) {
        return structure.now().siteById().values().stream().filter(site -> site.slug().equals(slug)).findFirst();
    }

    public Optional<SiteView> siteByHost(String host) {
        return structure.now().siteById().values().stream().filter(site -> host.equals(site.host())).findFirst();
    }

    /** The sites below the portal that live, in the county's order. */
    public List<SiteView> unitSites() {
        return structure.now().sites().stream().filter(site -> !site.isPortal()).toList();
    }

    /** Sites that have ended and stay to be read. */
    public List<SiteView> archivedSites() {
        return structure.now().archives();
    }

    /** Where a column is now that stood here before it moved to another site: the address of its list. */
    public Optional<String> formerColumn(SiteView site, String slug) {
        return sql.sql("""
                select r.column_id, coalesce(c.moved_into, c.id) from content.column_redirect r
                join content.column_ c on c.id = r.column_id where r.site_id = :site and r.slug = :slug""")
                .param("site", site.id())
                .param("slug", slug)
                .query((row, n) -> row.getLong(2))
                .optional()
                .flatMap(structure.now()::column)
                .flatMap(column -> structure.now()
                        .site(column.siteId())
                        .map(now -> now.basePath() + column.slug() + '/'));
    }

    /** Blocks and slots of the site's home page. A page that shows them depends on the token of the site. */
    public SiteFace face(SiteView site) {
        List<SiteBlock> blocks = faces.blocks(site.id()).stream().filter(this::isThere).toList();
        return new SiteFace(blocks.isEmpty() ? SiteFaces.standard(site.isPortal()) : blocks,
                faces.slots(site.id(), clock.now()));
    }

    /** A column that has been closed since takes its block with it. */
    private boolean isThere(SiteBlock block) {
        return block.columnId() == null || structure.now().column(block.columnId()).isPresent();
    }

    public Optional<ColumnView> column(long siteId, String slug) {
        return structure.now()
                .columns()
                .values()
                .stream()
                .filter(column -> column.siteId() == siteId && column.slug().equals(slug))
                .findFirst();
    }

    /** Articles of the column and of the columns below it, newest first. An unreadable key means the first page. */
    public KeyPage<ArticleLine> list(long columnId, @Nullable String key, int size) {
        int rows = Math.clamp(size, 1, 100);
        Matcher from = KEY.matcher(key == null ? "" : key);
        boolean towardsNewer = false;
        long orderKey = Long.MAX_VALUE;
        long document = Long.MAX_VALUE;
        if (from.matches()) {
            towardsNewer = !from.group(1).isEmpty();
            orderKey = Long.parseLong(from.group(2));
            document = Long.parseLong(from.group(3));
        }
        List<Listed> found = lines(sql.sql(SqlLimit.of(rows + 1, (towardsNewer ? """
                select column_id as listed_in, %1$s from content.column_listing
                where column_id = :column and (order_key, document_id) > (:key, :document)
                order by order_key, document_id limit :rows""" : """
                select column_id as listed_in, %1$s from content.column_listing
                where column_id = :column and (order_key, document_id) < (:key, :document)
                order by order_key desc, document_id desc limit :rows""").formatted(LINE)))
                .param("column", columnId)
                .param("key", orderKey)
                .param("document", document));
        if (towardsNewer && found.size() < rows) {
            return list(columnId, null, size);
        }
        return KeyPage.of(found, rows, towardsNewer, from.matches(), Listed::key,
                Listed::line);
    }

    /** The newest of several columns and of the columns below each, in one question; a column without articles is missing. */
    public Map<Long, List<ArticleLine>> newest(Collection<Long> columnIds, int size) {
        var byColumn = new HashMap<Long, List<ArticleLine>>();
        lines(sql.sql(SqlLimit.of(Math.clamp(size, 1, 100), """
                select wanted.id as listed_in, %1$s from unnest(cast(:columns as bigint[])) wanted (id)
                cross join lateral (select * from content.column_listing
                    where column_id = wanted.id order by order_key desc, document_id desc limit :rows) newest
                order by newest.order_key desc, newest.document_id desc""".formatted(LINE)))
                .param("columns", columnIds.toArray(Long[]::new)))
                .forEach(found -> byColumn.computeIfAbsent(found.listedIn(), id -> new ArrayList<>())
                        .add(found.line()));
        return byColumn;
    }

    /** The newest of a whole site, for home page and feeds. */
    public List<ArticleLine> latest(long siteId, int size) {
        return lines(sql.sql(SqlLimit.of(Math.clamp(size, 1, 200), """
                select site_id as listed_in, %1$s from content.site_listing
                where site_id = :site order by order_key desc, document_id desc limit :rows""".formatted(LINE)))
                .param("site", siteId))
                .stream()
                .map(Listed::line)
                .toList();
    }

    public Optional<ArticleView> article(long id) {
        return sql
                .sql("""
                        select e.id, e.document_id, e.column_id, e.title, e.summary, e.source, e.author, e.editor, e.issuing_body,
                               e.document_number, e.published_at, e.keywords, e.body_html, d.site_id, d.index_number,
                               d.first_published_at, e.model, e.elements,
                               exists (select from content.edition_file f where f.edition_id = e.id
                                   and f.role in ('ATTACHMENT', 'ELEMENT')) as has_files
                        from content.document d join content.edition e on e.id = d.live_edition_id and e.state = 'LIVE'
                        where d.id = :id""")
                .param("id", id)
                .query((row, n) -> row(row))
                .optional()
                .flatMap(this::view);
    }

    private record Row(long id, long siteId, long editionId, long columnId, String title, String summary, String source,
            @Nullable String author, @Nullable String editor, @Nullable String issuingBody,
            @Nullable String documentNumber, @Nullable String indexNumber, java.time.Instant publishedAt,
            java.time.Instant firstPublishedAt, String keywords, String bodyHtml,
            String model, Map<String, String> elements, boolean hasFiles) {}

    private static Row row(ResultSet row) throws SQLException {
        return new Row(row.getLong("document_id"), row.getLong("site_id"), row.getLong("id"), row.getLong("column_id"),
                row.getString("title"), row.getString("summary"), row.getString("source"), row.getString("author"),
                row.getString("editor"), row.getString("issuing_body"), row.getString("document_number"),
                row.getString("index_number"), row.getTimestamp("published_at").toInstant(),
                row.getTimestamp("first_published_at").toInstant(), row.getString("keywords"),
                row.getString("body_html"), row.getString("model"), Elements.read(row.getString("elements")),
                row.getBoolean("has_files"));
    }

    private Optional<ArticleView> view(Row row) {
        var site = structure.now().site(row.siteId());
        if (site.isEmpty()) {
            return Optional.empty();
        }
        ColumnView column = structure.now().columnOrClosed(row.columnId()).orElseThrow();
        var ofElements = new HashMap<String, ArticleView.Attachment>();
        var attachments = new ArrayList<ArticleView.Attachment>();
        if (row.hasFiles()) {
            readFiles(row.editionId(), attachments, ofElements);
        }
        var model = models.find(row.model());
        return Optional.of(new ArticleView(row.id(), row.siteId(), column, row.title(), row.summary(), row.source(),
                row.author(), row.editor(), row.issuingBody(), row.documentNumber(), row.indexNumber(),
                row.publishedAt(), row.keywords(), row.bodyHtml(), attachments,
                publicSide.href(site.get().slug(), column.slug(), row.id(), row.firstPublishedAt()), row.model(),
                model.map(known -> known.publicPart(row.elements())).orElse(Map.of()),
                model.map(known -> facts(known, row.elements(), ofElements, this::film)).orElse(List.of())));
    }

    private void readFiles(long edition, List<ArticleView.Attachment> attachments,
            Map<String, ArticleView.Attachment> ofElements) {
        sql.sql("""
                select file_id, name, media_type, size, role from content.edition_file
                where edition_id = :edition and role in ('ATTACHMENT', 'ELEMENT') order by position""")
                .param("edition", edition)
                .query(file -> {
                    var found = new ArticleView.Attachment(file.getLong(1), file.getString(2), file.getString(3),
                            file.getLong(4), fileHref(file.getLong(1), file.getString(2)));
                    if (file.getString(5).equals("ATTACHMENT")) {
                        attachments.add(found);
                    } else {
                        ofElements.put(Long.toString(found.fileId()), found);
                    }
                });
    }

    private ArticleView.@Nullable Film film(long file) {
        Films.Film made = films.of(List.of(file)).get(file);
        return made == null
                ? null
                : new ArticleView.Film(made.web() == null ? null : fileHref(made.web(), "film.mp4"),
                        made.poster() == null ? null : fileHref(made.poster(), "poster.jpg"), "");
    }

    /** What the page says beside the body; a file that is not there any more is left out. */
    static List<ArticleView.Fact> facts(ContentModel model, Map<String, String> said,
            Map<String, ArticleView.Attachment> files, LongFunction<ArticleView.@Nullable Film> films) {
        var facts = new ArrayList<ArticleView.Fact>();
        model.publicPart(said).forEach((code, text) -> {
            ModelElement element = model.element(code).orElseThrow();
            ArticleView.Attachment file = element.kind() == ElementKind.FILE ? files.get(text) : null;
            if (element.kind() != ElementKind.FILE || file != null) {
                facts.add(new ArticleView.Fact(code, element.label(), element.kind(), text, file,
                        file != null && file.mediaType().startsWith("video/") ? films.apply(file.fileId()) : null));
            }
        });
        return List.copyOf(facts);
    }

    static String fileHref(long id, String name) {
        return "/files/" + id + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public Optional<Withdrawn> withdrawn(long id) {
        return sql.sql("""
                select w.kind, w.reason, w.successor, w.at from content.document d
                join content.withdrawal w on w.document_id = d.id
                where d.id = :id and d.live_edition_id is null order by w.id desc limit 1""")
                .param("id", id)
                .query((row, n) -> {
                    var kind = Withdrawn.Kind.valueOf(row.getString(1));
                    boolean tellsWhy = kind == Withdrawn.Kind.NOTICE || kind == Withdrawn.Kind.REPLACED;
                    return new Withdrawn(kind, tellsWhy ? row.getString(2) : null, row.getString(3),
                            row.getTimestamp(4).toInstant());
                })
                .optional();
    }

    /** Whether the public may have this file now: it belongs to a live edition, or a site or a topic shows it on its face. */
    public boolean isPublic(FileId file) {
        return sql.sql("""
                select exists (
                    select 1 from content.edition_file f
                    join content.edition e on e.id = f.edition_id and e.state = 'LIVE'
                    where f.file_id = :file
                        or f.file_id in (select made.file_id from content.film made
                            where made.web_file_id = :file or made.poster_file_id = :file))""")
                .param("file", file.value())
                .query(Boolean.class)
                .single()
                || faces.isShown(file.value())
                || topics.isShown(file.value(), clock.today());
    }

    /** Ids of the sites on whose pages this file stands now. */
    public List<Long> sitesShowing(FileId file) {
        return sql.sql("""
                select d.site_id from content.edition_file f
                join content.edition e on e.id = f.edition_id and e.state = 'LIVE'
                join content.document d on d.id = e.document_id
                where f.file_id = :file or f.file_id in (select made.file_id from content.film made
                    where made.web_file_id = :file or made.poster_file_id = :file)
                union select id from content.site where logo_file_id = :file
                union select site_id from content.site_slot where picture_file_id = :file
                union select s.id from content.site s join content.topic t on t.picture_file_id = :file
                where s.slug = ''""").param("file", file.value()).query(Long.class).list();
    }

    /** How far back a section looks in each of its columns for what fits, so that its price is known. */
    private static final int LOOKED_AT = 2000;

    /**
     * The newest of the section's columns that fit its words and labels.
     *
     * @param before only what was published before this place in the lists; null for all
     */
    List<ArticleLine> filling(TopicSection section, @Nullable Long before) {
        boolean narrowed = !section.words().isEmpty() || !section.labels().isEmpty();
        int rows = section.count() * section.columnIds().size();
        return lines(sql
                .sql(SqlLimit.of(rows,
                        """
                                select candidate.column_id as listed_in, %1$s from unnest(cast(:columns as bigint[])) wanted (id)
                                cross join lateral (select * from content.column_listing
                                    where column_id = wanted.id and order_key < :before
                                    order by order_key desc, document_id desc limit %2$d) candidate
                                where (cardinality(cast(:words as text[])) = 0
                                    or exists (select 1 from unnest(cast(:words as text[])) word where strpos(candidate.title, word) > 0))
                                  and (cardinality(cast(:labels as text[])) = 0 or exists (select 1 from content.edition e
                                    where e.document_id = candidate.document_id and e.state = 'LIVE'
                                      and regexp_split_to_array(e.keywords, '[;；,，、[:space:]]+') && cast(:labels as text[])))
                                order by candidate.order_key desc, candidate.document_id desc limit :rows"""
                                .formatted(LINE, narrowed ? LOOKED_AT : section.count())))
                .param("columns", section.columnIds().toArray(Long[]::new))
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("words", section.words().toArray(String[]::new))
                .param("labels", section.labels().toArray(String[]::new)))
                .stream()
                .map(Listed::line)
                .distinct()
                .limit(section.count())
                .toList();
    }

    /** Of these articles the live ones, in this order. */
    List<ArticleLine> picked(List<Long> documents, int size) {
        var found = new HashMap<Long, ArticleLine>();
        lines(sql
                .sql("select site_id as listed_in, " + LINE
                        + " from content.site_listing where document_id = any(:ids)")
                .param("ids", documents.toArray(Long[]::new)))
                .forEach(listed -> found.put(listed.line().id(), listed.line()));
        return documents.stream().map(found::get).filter(Objects::nonNull).limit(size).toList();
    }

    private record Listed(String key, long listedIn, ArticleLine line) {}

    /** What lies in a site that is closed is left out; names and addresses come from the structure in memory. */
    private List<Listed> lines(JdbcClient.StatementSpec question) {
        Structure.Picture now = structure.now();
        var lines = new ArrayList<Listed>();
        question.query(row -> {
            SiteView site = now.site(row.getLong(2)).orElse(null);
            ColumnView column = now.columnOrClosed(row.getLong(3)).orElse(null);
            if (site != null && column != null) {
                lines.add(line(row, site, column));
            }
        });
        return lines;
    }

    private Listed line(ResultSet row, SiteView site, ColumnView column) throws SQLException {
        long id = row.getLong(4);
        return new Listed(row.getLong(5) + "-" + id, row.getLong(1),
                new ArticleLine(id, row.getString(6), row.getString(7), row.getString(8),
                        row.getTimestamp(9).toInstant(), column.name(), publicSide.href(site.slug(), column.slug(), id,
                                row.getTimestamp(10).toInstant()),
                        row.getObject(11, Long.class)));
    }
}
