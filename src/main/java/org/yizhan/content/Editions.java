package org.yizhan.content;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yizhan.search.SearchDocument;
import org.yizhan.shared.UnitPath;

/** Editions in the database, with their files, signing sheets and archives. */
@Repository
class Editions {
    private static final String SELECT = """
            select e.*, d.site_id, d.index_number, d.first_published_at, s.name as site_name, s.slug as site_slug,
                   c.name as column_name, c.slug as column_slug, c.unit_path, c.disclosure, c.needs_issuing_body
            from content.edition e
            join content.document d on d.id = e.document_id
            join content.column_ c on c.id = e.column_id
            join content.site s on s.id = d.site_id
            """;
    /** The state condition of {@link EditionState#inWork()}, as the partial index has it. */
    static final String IN_WORK = "e.state in ('DRAFT', 'RETURNED', 'REVIEW', 'SECRECY', 'READY')";

    private final JdbcClient sql;

    Editions(JdbcClient sql) {
        this.sql = sql;
    }

    /** Takes the lock on the document's row: every act on a document waits its turn here. */
    boolean lock(long documentId) {
        return sql.sql("select id from content.document where id = :id for update")
                .param("id", documentId)
                .query(Long.class)
                .optional()
                .isPresent();
    }

    /** Keeps the column's unit, which says who decides, as it is until this act is over. */
    void holdColumn(long columnId) {
        sql.sql("select id from content.column_ where id = :id for share")
                .param("id", columnId)
                .query(Long.class)
                .single();
    }

    /** The edition that is being worked on, otherwise the live one, otherwise the last. */
    Optional<Edition> current(long documentId) {
        return sql
                .sql(SELECT + "where e.document_id = :id order by " + IN_WORK
                        + " desc, e.state = 'LIVE' desc, e.number desc limit 1")
                .param("id", documentId)
                .query(this::edition)
                .optional();
    }

    Optional<Edition> inWork(long documentId) {
        return sql.sql(SELECT + "where e.document_id = :id and " + IN_WORK)
                .param("id", documentId)
                .query(this::edition)
                .optional();
    }

    Optional<Edition> live(long documentId) {
        return sql.sql(SELECT + "where e.document_id = :id and e.state = 'LIVE'")
                .param("id", documentId)
                .query(this::edition)
                .optional();
    }

    /** All editions of the document, the newest first. */
    List<Edition> all(long documentId) {
        return sql.sql(SELECT + "where e.document_id = :id order by e.number desc limit 50")
                .param("id", documentId)
                .query(this::edition)
                .list();
    }

    /** The live editions of these documents, in their order. */
    List<Edition> live(Collection<Long> documents) {
        return sql.sql(SELECT + "where e.document_id = any (:ids) and e.state = 'LIVE' order by e.document_id")
                .param("ids", documents.toArray(Long[]::new))
                .query(this::edition)
                .list();
    }

    Optional<Edition> byId(long editionId) {
        return sql.sql(SELECT + "where e.id = :id").param("id", editionId).query(this::edition).optional();
    }

    long newDocument(long siteId, long person, Instant now) {
        return sql
                .sql("""
                        insert into content.document (site_id, created_by, created_at) values (:site, :person, :now) returning id""")
                .param("site", siteId)
                .param("person", person)
                .param("now", at(now))
                .query(Long.class)
                .single();
    }

    /** The untouched draft of this text by this person; waits for one that is being made at this moment. */
    Optional<Turn> justDrafted(long columnId, Text text, long person, Instant since) {
        String digest = text.digest(columnId);
        sql.sql("select pg_advisory_xact_lock(?)")
                .param(person ^ Long.parseUnsignedLong(digest.substring(0, 16), 16))
                .query((_, _) -> digest)
                .single();
        return sql.sql("""
                select document_id, version from content.edition
                where column_id = :column and state = 'DRAFT' and changed_at > :since and number = 1 and version = 1
                    and digest = :digest and :person = any (authors)
                order by changed_at desc limit 1""")
                .param("column", columnId)
                .param("since", at(since))
                .param("digest", digest)
                .param("person", person)
                .query((row, _) -> new Turn(row.getLong(1), row.getInt(2)))
                .optional();
    }

    /** Opens the next edition of the document with this text. */
    long insert(long documentId, long columnId, Text text, long person, Instant now) {
        long id = bound(
                """
                        insert into content.edition (document_id, number, state, column_id, title, summary, body_html, body_text,
                            source, author, editor, issuing_body, document_number, issued_on, keywords, nature, ground,
                            picture_file_id, digest, authors, created_at, changed_at, model, elements)
                        values (:id, (select coalesce(max(number), 0) + 1 from content.edition where document_id = :id),
                            'DRAFT', :column, :title, :summary, :html, :text, :source, :author, :editor, :issuingBody,
                            :documentNumber, :issuedOn, :keywords, :nature, :ground, :picture, :digest, array[:person]::bigint[],
                            :now, :now, :model, cast(:elements as jsonb))
                        returning id""",
                documentId, columnId, text, person, now).query(Long.class).single();
        insertFiles(id, text.files());
        return id;
    }

    void update(Edition edition, long columnId, Text text, long person, Instant now) {
        bound("""
                update content.edition set column_id = :column, title = :title, summary = :summary, body_html = :html,
                    body_text = :text, source = :source, author = :author, editor = :editor, issuing_body = :issuingBody,
                    document_number = :documentNumber, issued_on = :issuedOn, keywords = :keywords, nature = :nature,
                    ground = :ground, picture_file_id = :picture, digest = :digest, changed_at = :now,
                    model = :model, elements = cast(:elements as jsonb),
                    version = version + 1,
                    authors = case when :person = any(authors) then authors else authors || cast(:person as bigint) end
                where id = :id""",
                edition.id(), columnId, text, person, now).update();
        sql.sql("delete from content.edition_file where edition_id = :id").param("id", edition.id()).update();
        insertFiles(edition.id(), text.files());
    }

    /** A statement that stores a text: {@code id} is the document's or the edition's. */
    private JdbcClient.StatementSpec bound(String statement, long id, long columnId, Text text, long person,
            Instant now) {
        return sql.sql(statement)
                .param("id", id)
                .param("column", columnId)
                .param("title", text.title())
                .param("summary", text.summary())
                .param("html", text.body().html())
                .param("text", text.body().text())
                .param("source", text.source())
                .param("author", text.author())
                .param("editor", text.editor())
                .param("issuingBody", text.issuingBody())
                .param("documentNumber", text.documentNumber())
                .param("issuedOn", text.issuedOn())
                .param("keywords", text.keywords())
                .param("nature", text.nature() == null ? null : text.nature().name())
                .param("ground", text.ground())
                .param("picture", text.picture())
                .param("digest", text.digest(columnId))
                .param("model", text.model())
                .param("elements", Elements.json(text.elements()))
                .param("person", person)
                .param("now", at(now));
    }

    private void insertFiles(long editionId, List<EditionFile> files) {
        int position = 0;
        for (EditionFile file : files) {
            sql.sql("""
                    insert into content.edition_file (edition_id, file_id, role, name, media_type, size, sm3, position)
                    values (:edition, :file, :role, :name, :type, :size, :sm3, :position)
                    on conflict do nothing""")
                    .param("edition", editionId)
                    .param("file", file.fileId())
                    .param("role", file.role().name())
                    .param("name", file.name())
                    .param("type", file.mediaType())
                    .param("size", file.size())
                    .param("sm3", file.sm3())
                    .param("position", position++)
                    .update();
        }
    }

    void moveTo(Edition edition, EditionState state, Instant now) {
        sql.sql("update content.edition set state = :state, version = version + 1, changed_at = :now where id = :id")
                .param("id", edition.id())
                .param("state", state.name())
                .param("now", at(now))
                .update();
    }

    void submit(Edition edition, EditionState state, long person, Instant now) {
        sql.sql("""
                update content.edition set state = :state, version = version + 1, round = round + 1, submitted_by = :person,
                    submitted_at = :now, changed_at = :now where id = :id""")
                .param("id", edition.id())
                .param("state", state.name())
                .param("person", person)
                .param("now", at(now))
                .update();
    }

    /** Makes this edition the live one; the one that was live before becomes {@code SUPERSEDED} first. */
    void publish(Edition edition, long person, Instant now, long orderKey, @Nullable String indexNumber) {
        sql.sql("""
                update content.edition set state = 'SUPERSEDED', version = version + 1, changed_at = :now
                where document_id = :document and state = 'LIVE'""")
                .param("document", edition.documentId())
                .param("now", at(now))
                .update();
        sql.sql("""
                update content.edition set state = 'LIVE', version = version + 1, published_by = :person,
                    published_at = :now, order_key = :key, changed_at = :now where id = :id""")
                .param("id", edition.id())
                .param("person", person)
                .param("key", orderKey)
                .param("now", at(now))
                .update();
        sql.sql("""
                update content.document set live_edition_id = :edition, first_published_at = coalesce(first_published_at, :now),
                    index_number = coalesce(index_number, :number) where id = :id""")
                .param("id", edition.documentId())
                .param("edition", edition.id())
                .param("number", indexNumber)
                .param("now", at(now))
                .update();
    }

    void takeOff(Edition edition, Withdrawal how, long person, Instant now) {
        moveTo(edition, EditionState.WITHDRAWN, now);
        sql.sql("update content.document set live_edition_id = null where id = :id")
                .param("id", edition.documentId())
                .update();
        sql.sql("""
                insert into content.withdrawal (document_id, edition_id, kind, reason, successor, person_id, at)
                values (:document, :edition, :kind, :reason, :successor, :person, :now)""")
                .param("document", edition.documentId())
                .param("edition", edition.id())
                .param("kind", how.kind().name())
                .param("reason", how.reason())
                .param("successor", how.successor())
                .param("person", person)
                .param("now", at(now))
                .update();
    }

    // The signing sheet

    List<ReviewStep> chainOf(long columnId) {
        return sql
                .sql("select name, permission, unit_path from content.column_step where column_id = :id order by step")
                .param("id", columnId)
                .query((row, n) -> new ReviewStep(row.getString(1), row.getString(2), new UnitPath(row.getString(3))))
                .list();
    }

    /** The chains of these columns, by column. */
    Map<Long, List<ReviewStep>> chainsOf(Collection<Long> columns) {
        var chains = new HashMap<Long, List<ReviewStep>>();
        sql.sql("""
                select column_id, name, permission, unit_path from content.column_step
                where column_id = any(:columns) order by column_id, step""")
                .param("columns", columns.toArray(Long[]::new))
                .query(row -> {
                    chains.computeIfAbsent(row.getLong(1), column -> new ArrayList<>())
                            .add(new ReviewStep(row.getString(2), row.getString(3), new UnitPath(row.getString(4))));
                });
        return chains;
    }

    void openSheet(long editionId, int round, List<ReviewStep> chain) {
        int step = 1;
        for (ReviewStep one : chain) {
            sql.sql("""
                    insert into content.review (edition_id, round, step, name, permission, unit_path)
                    values (:edition, :round, :step, :name, :permission, :unit)""")
                    .param("edition", editionId)
                    .param("round", round)
                    .param("step", step++)
                    .param("name", one.name())
                    .param("permission", one.permission())
                    .param("unit", one.unit().value())
                    .update();
        }
    }

    void sign(Edition edition, int step, String verdict, long person, Instant now, String remark) {
        sql.sql("""
                update content.review set verdict = :verdict, person_id = :person, at = :now, remark = :remark, digest = :digest
                where edition_id = :edition and round = :round and step = :step and verdict is null""")
                .param("edition", edition.id())
                .param("round", edition.round())
                .param("step", step)
                .param("verdict", verdict)
                .param("person", person)
                .param("remark", remark)
                .param("digest", edition.digest())
                .param("now", at(now))
                .update();
    }

    List<Standing.Line> sheet(long editionId, int round) {
        return sql.sql("""
                select step, name, permission, unit_path, case when verdict is null then null else person_id end
                from content.review where edition_id = :edition and round = :round order by step""")
                .param("edition", editionId)
                .param("round", round)
                .query((row, n) -> new Standing.Line(row.getInt(1), row.getString(2), row.getString(3),
                        new UnitPath(row.getString(4)), longOrNull(row, 5)))
                .list();
    }

    /** Whether every step of the present round is approved for exactly this digest. */
    boolean wholeSheetApproved(Edition edition) {
        return sql.sql("""
                select not exists (select 1 from content.review where edition_id = :edition and round = :round
                    and (verdict is distinct from 'APPROVED' or digest is distinct from :digest))""")
                .param("edition", edition.id())
                .param("round", edition.round())
                .param("digest", edition.digest())
                .query(Boolean.class)
                .single();
    }

    Standing standing(Edition edition) {
        List<Standing.Line> sheet = sheet(edition.id(), edition.round());
        return sql.sql("""
                select exists (select 1 from content.secrecy_review where edition_id = :edition and round = :round),
                    array(select unit_path from content.coordination where document_id = :document
                        and state <> 'CALLED_OFF'),
                    exists (select 1 from content.site where id = :site and state <> 'OPEN')""")
                .param("site", edition.siteId())
                .param("edition", edition.id())
                .param("round", edition.round())
                .param("document", edition.documentId())
                .query((row, _) -> new Standing(edition.state(), edition.unit(), edition.authors(),
                        edition.submittedBy(), sheet, row.getBoolean(1),
                        Arrays.stream((String[]) row.getArray(2).getArray())
                                .map(UnitPath::new)
                                .collect(Collectors.toSet()),
                        row.getBoolean(3)))
                .single();
    }

    // The archive of secrecy reviews

    void archiveSecrecy(Edition edition, long leader, Instant now, SecrecyFinding finding, String result) {
        sql.sql("""
                insert into content.secrecy_review (document_id, edition_id, round, digest, leader, at, state_secret,
                    trade_secret, privacy, other, result, opinion, department_answer)
                values (:document, :edition, :round, :digest, :leader, :now, :state, :trade, :privacy, :other, :result,
                    :opinion, :answer)""")
                .param("document", edition.documentId())
                .param("edition", edition.id())
                .param("round", edition.round())
                .param("digest", edition.digest())
                .param("leader", leader)
                .param("now", at(now))
                .param("state", finding.stateSecret().name())
                .param("trade", finding.tradeSecret().name())
                .param("privacy", finding.privacy().name())
                .param("other", finding.other().name())
                .param("result", result)
                .param("opinion", finding.opinion())
                .param("answer", finding.departmentAnswer())
                .update();
    }

    /** The last secrecy result for exactly this digest in this round: PASSED, ASKED or REFUSED. */
    Optional<String> secrecyResult(Edition edition) {
        return sql
                .sql("""
                        select result from content.secrecy_review where edition_id = :edition and round = :round and digest = :digest
                        order by id desc limit 1""")
                .param("edition", edition.id())
                .param("round", edition.round())
                .param("digest", edition.digest())
                .query(String.class)
                .optional();
    }

    // What happened

    void remember(long documentId, int number, ContentAct act, long person, Instant now, int version, String words) {
        sql.sql("""
                insert into content.history (document_id, edition_number, act, person_id, at, version, words)
                values (:document, :number, :act, :person, :now, :version, :words)""")
                .param("document", documentId)
                .param("number", number)
                .param("act", act.name())
                .param("person", person)
                .param("now", at(now))
                .param("version", version)
                .param("words", words)
                .update();
    }

    /** Whether this person's own act of this kind made the version that follows: the same form was sent twice. */
    boolean alreadyDone(long documentId, ContentAct act, long person, int versionAfter) {
        return sql.sql("""
                select exists (select 1 from content.history where document_id = :document and act = :act
                    and person_id = :person and version = :version)""")
                .param("document", documentId)
                .param("act", act.name())
                .param("person", person)
                .param("version", versionAfter)
                .query(Boolean.class)
                .single();
    }

    List<Happening> history(long documentId) {
        return sql.sql("""
                select edition_number, act, person_id, at, words from content.history where document_id = :id
                order by id desc limit 200""")
                .param("id", documentId)
                .query((row, n) -> new Happening(row.getInt(1), ContentAct.valueOf(row.getString(2)), row.getLong(3),
                        row.getTimestamp(4).toInstant(), row.getString(5)))
                .list();
    }

    /** One line of a document's timeline. */
    record Happening(int edition, ContentAct act, long person, Instant at, String words) {}

    void override(Edition edition, String checkCode, long person, String reason, Instant now) {
        sql.sql("""
                insert into content.check_override (edition_id, digest, check_code, person_id, reason, at)
                values (:edition, :digest, :code, :person, :reason, :now)""")
                .param("edition", edition.id())
                .param("digest", edition.digest())
                .param("code", checkCode)
                .param("person", person)
                .param("reason", reason)
                .param("now", at(now))
                .update();
    }

    /** The override reasons given for exactly this text, for those who review it. */
    List<Overridden> overrides(Edition edition) {
        return sql.sql("""
                select check_code, person_id, reason from content.check_override
                where edition_id = :edition and digest = :digest order by id""")
                .param("edition", edition.id())
                .param("digest", edition.digest())
                .query((row, n) -> new Overridden(row.getString(1), row.getLong(2), row.getString(3)))
                .list();
    }

    /** A block that an author took upon themselves. */
    record Overridden(String checkCode, long person, String reason) {}

    /** What stands in the attachments of an edition, for the search. */
    String attachmentText(Edition edition) {
        return edition.fileIds().isEmpty()
                ? ""
                : SearchDocument.attached(sql.sql("""
                        select f.name, t.text from content.edition_file f
                        join content.attachment_text t on t.file_id = f.file_id
                        where f.edition_id = :edition order by f.position""")
                        .param("edition", edition.id())
                        .query((row, n) -> new SearchDocument.Attached(row.getString(1), row.getString(2)))
                        .list()
                        .stream());
    }

    private Edition edition(ResultSet row, int n) throws SQLException {
        long id = row.getLong("id");
        String nature = row.getString("nature");
        java.sql.Date issued = row.getDate("issued_on");
        return new Edition(id, row.getLong("document_id"), row.getInt("number"),
                EditionState.valueOf(row.getString("state")), row.getInt("version"), row.getInt("round"),
                row.getLong("site_id"), row.getString("site_name"), row.getString("site_slug"),
                row.getLong("column_id"), row.getString("column_name"), row.getString("column_slug"),
                new UnitPath(row.getString("unit_path")), row.getBoolean("disclosure"),
                row.getBoolean("needs_issuing_body"), row.getString("title"), row.getString("summary"),
                row.getString("body_html"), row.getString("body_text"), row.getString("source"),
                row.getString("author"), row.getString("editor"), row.getString("issuing_body"),
                row.getString("document_number"), row.getString("index_number"),
                issued == null ? null : row.getObject("issued_on", LocalDate.class), row.getString("keywords"),
                nature == null ? null : Nature.valueOf(nature), row.getString("ground"),
                longOrNull(row, "picture_file_id"), row.getString("digest"), people(row.getArray("authors")),
                longOrNull(row, "submitted_by"), instant(row, "submitted_at"), longOrNull(row, "published_by"),
                instant(row, "published_at"), instant(row, "first_published_at"), row.getBoolean("imported"),
                row.getTimestamp("created_at").toInstant(), row.getTimestamp("changed_at").toInstant(), files(id),
                row.getString("model"), Elements.read(row.getString("elements")));
    }

    List<EditionFile> files(long editionId) {
        return sql.sql("""
                select file_id, role, name, media_type, size, sm3 from content.edition_file where edition_id = :id
                order by position""")
                .param("id", editionId)
                .query((row, n) -> new EditionFile(row.getLong(1), EditionFile.Role.valueOf(row.getString(2)),
                        row.getString(3), row.getString(4), row.getLong(5), row.getString(6)))
                .list();
    }

    private static Set<Long> people(Array array) throws SQLException {
        var people = new HashSet<Long>();
        for (Object person : (Object[]) array.getArray()) {
            people.add(((Number) person).longValue());
        }
        return people;
    }

    private static @Nullable Long longOrNull(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
