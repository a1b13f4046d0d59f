package org.yizhan.content;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yizhan.shared.SqlLimit;
import org.yizhan.shared.UnitPath;

/** What the looking over of everything published (内容体检) keeps in the database. */
@Repository
class HygieneRows {
    /** What a finding is about; what one pass has looked at says nothing of the others. */
    enum Kind {
        TEXT, LINK, FILE, LIST, OUTER
    }

    private final JdbcClient sql;

    HygieneRows(JdbcClient sql) {
        this.sql = sql;
    }

    record Run(long id, Instant startedAt, @Nullable Instant finishedAt, long place, int looked, int passedOver,
            int found) {}

    Optional<Run> lastRun() {
        return sql.sql("select * from content.hygiene_run order by id desc limit 1")
                .query((row, n) -> new Run(row.getLong("id"), row.getTimestamp("started_at").toInstant(),
                        row.getTimestamp("finished_at") == null ? null : row.getTimestamp("finished_at").toInstant(),
                        row.getLong("place"), row.getInt("looked"), row.getInt("passed_over"), row.getInt("found")))
                .optional();
    }

    /** False when one is under way. */
    boolean begin(Instant now, long person) {
        return sql.sql("""
                insert into content.hygiene_run (started_at, started_by) values (:now, :person)
                on conflict do nothing""").param("now", Editions.at(now)).param("person", person).update() == 1;
    }

    void goOn(long run, long place, int looked, int passedOver, int found) {
        sql.sql("""
                update content.hygiene_run set place = :place, looked = looked + :looked,
                    passed_over = passed_over + :passed, found = found + :found where id = :id""")
                .param("id", run)
                .param("place", place)
                .param("looked", looked)
                .param("passed", passedOver)
                .param("found", found)
                .update();
    }

    void finish(long run, Instant now) {
        sql.sql("update content.hygiene_run set finished_at = :now where id = :id")
                .param("id", run)
                .param("now", Editions.at(now))
                .update();
    }

    /** Held by one node at a time, for one step. */
    boolean alone() {
        return sql.sql("select pg_try_advisory_xact_lock(7302145)").query(Boolean.class).single();
    }

    record Due(long document, String digest, boolean passedOver) {}

    /** Live documents in the order of their ids, and whether the text was judged with the same dictionaries already. */
    List<Due> due(long after, String judged, int size) {
        return sql.sql(SqlLimit.of(size, """
                select e.document_id, e.digest, coalesce(m.digest = e.digest and m.judged = :judged, false)
                from content.edition e left join content.hygiene_mark m on m.document_id = e.document_id
                where e.state = 'LIVE' and e.document_id > :after order by e.document_id limit :rows"""))
                .param("after", after)
                .param("judged", judged)
                .query((row, n) -> new Due(row.getLong(1), row.getString(2), row.getBoolean(3)))
                .list();
    }

    void mark(List<Due> judged, String with) {
        sql.sql("""
                insert into content.hygiene_mark (document_id, digest, judged)
                select unnest(:ids), unnest(:digests), :judged
                on conflict (document_id) do update set digest = excluded.digest, judged = excluded.judged""")
                .param("ids", judged.stream().map(Due::document).toArray(Long[]::new))
                .param("digests", judged.stream().map(Due::digest).toArray(String[]::new))
                .param("judged", with)
                .update();
    }

    record Found(long document, UnitPath unit, Kind kind, String code, String place, String passage, String advice,
            boolean heavy) {}

    /**
     * Keeps what was found in these documents; what was found of the same kind before and is not any more is mended.
     *
     * @return how many are new
     */
    int keep(Kind kind, Collection<Long> documents, List<Found> found, Instant now) {
        Map<String, Long> open = new HashMap<>();
        if (!documents.isEmpty()) {
            sql.sql("""
                    select id, document_id, code, place, passage from content.hygiene_finding
                    where document_id = any (:ids) and kind = :kind and state <> 'MENDED'""")
                    .param("ids", documents.toArray(Long[]::new))
                    .param("kind", kind.name())
                    .query(row -> {
                        open.put(row.getLong(2) + "\n" + row.getString(3) + "\n" + row.getString(4) + "\n"
                                + row.getString(5), row.getLong(1));
                    });
        }
        List<Found> fresh = found.stream()
                .filter(one -> open
                        .remove(one.document + "\n" + one.code + "\n" + one.place + "\n" + one.passage) == null)
                .toList();
        int added = fresh.isEmpty() ? 0 : insert(fresh, now);
        mended(open.values(), now);
        return added;
    }

    /** All in one statement: a word that many texts have is found in all of them in one night. */
    private int insert(List<Found> found, Instant now) {
        return sql.sql("""
                insert into content.hygiene_finding (document_id, unit_path, kind, code, place, passage, advice, heavy,
                    state, found_at, changed_at)
                select distinct on (document_id, kind, code, place, passage) document_id, unit_path, kind, code, place,
                    passage, advice, heavy, 'OPEN', cast(:now as timestamptz), cast(:now as timestamptz)
                from unnest(:documents, :units, :kinds, :codes, :places, :passages, :advices, :heavies)
                    as f (document_id, unit_path, kind, code, place, passage, advice, heavy)
                on conflict (document_id, kind, code, place, passage) do update set state = 'OPEN', reason = '',
                    person_id = null, unit_path = excluded.unit_path, advice = excluded.advice, heavy = excluded.heavy,
                    changed_at = excluded.changed_at
                where hygiene_finding.state = 'MENDED'""")
                .param("documents", found.stream().map(Found::document).toArray(Long[]::new))
                .param("units", texts(found, one -> one.unit.value()))
                .param("kinds", texts(found, one -> one.kind.name()))
                .param("codes", texts(found, Found::code))
                .param("places", texts(found, Found::place))
                .param("passages", texts(found, Found::passage))
                .param("advices", texts(found, Found::advice))
                .param("heavies", found.stream().map(Found::heavy).toArray(Boolean[]::new))
                .param("now", Editions.at(now))
                .update();
    }

    /** Keeps what the text was let through with, under the name and the reason that were given then. */
    void passed(long document, List<Editions.Overridden> overrides, Instant now) {
        if (overrides.isEmpty()) {
            return;
        }
        sql.sql("""
                update content.hygiene_finding set state = 'ACCEPTED', reason = given.reason, person_id = given.person,
                    changed_at = :now
                from unnest(:codes, :reasons, :persons) as given (code, reason, person)
                where document_id = :document and kind = 'TEXT' and state = 'OPEN'
                  and hygiene_finding.code = given.code""")
                .param("document", document)
                .param("codes", overrides.stream().map(Editions.Overridden::checkCode).toArray(String[]::new))
                .param("reasons", overrides.stream().map(Editions.Overridden::reason).toArray(String[]::new))
                .param("persons", overrides.stream().map(Editions.Overridden::person).toArray(Long[]::new))
                .param("now", Editions.at(now))
                .update();
    }

    private static String[] texts(List<Found> found, Function<Found, String> part) {
        return found.stream().map(part).toArray(String[]::new);
    }

    private void mended(Collection<Long> ids, Instant now) {
        if (!ids.isEmpty()) {
            sql.sql("update content.hygiene_finding set state = 'MENDED', changed_at = :now where id = any (:ids)")
                    .param("ids", ids.toArray(Long[]::new))
                    .param("now", Editions.at(now))
                    .update();
        }
    }

    /** Of documents that are not public any more. */
    void forget(long document, Instant now) {
        sql.sql("""
                update content.hygiene_finding set state = 'MENDED', changed_at = :now
                where document_id = :id and state <> 'MENDED'""")
                .param("id", document)
                .param("now", Editions.at(now))
                .update();
        sql.sql("delete from content.text_link where document_id = :id").param("id", document).update();
        sql.sql("delete from content.hygiene_mark where document_id = :id").param("id", document).update();
    }

    /** Found within these ids, all of documents that are not public. */
    List<Long> goneBetween(long after, long last) {
        return sql.sql("""
                select distinct f.document_id from content.hygiene_finding f
                join content.document d on d.id = f.document_id
                where f.state <> 'MENDED' and f.document_id > :after and f.document_id <= :last
                    and d.live_edition_id is null""")
                .param("after", after)
                .param("last", last)
                .query(Long.class)
                .list();
    }

    void links(long document, List<TextLink> links) {
        sql.sql("delete from content.text_link where document_id = :id").param("id", document).update();
        for (TextLink link : links) {
            String kind = switch (link) {
                case TextLink.ToArticle ignored -> "ARTICLE";
                case TextLink.ToFile ignored -> "FILE";
                case TextLink.ToPage ignored -> "PAGE";
                case TextLink.Outer ignored -> "OUTER";
            };
            Long id = switch (link) {
                case TextLink.ToArticle article -> article.documentId();
                case TextLink.ToFile file -> file.fileId();
                case TextLink.ToPage ignored -> null;
                case TextLink.Outer ignored -> null;
            };
            sql.sql("""
                    insert into content.text_link (document_id, written, kind, target_id, target)
                    values (:document, :written, :kind, :id, :target) on conflict do nothing""")
                    .param("document", document)
                    .param("written", link.written())
                    .param("kind", kind)
                    .param("id", id)
                    .param("target", link instanceof TextLink.ToPage page
                            ? page.path()
                            : link instanceof TextLink.Outer outer ? outer.host() : "")
                    .update();
        }
    }

    /** Documents that have links at all, so that the rows of the others need not be taken away. */
    Set<Long> withLinks(Collection<Long> documents) {
        return new HashSet<>(
                sql.sql("select distinct document_id from content.text_link where document_id = any (:ids)")
                        .param("ids", documents.toArray(Long[]::new))
                        .query(Long.class)
                        .list());
    }

    record Dead(long document, UnitPath unit, String written, String kind, String target) {}

    /** Links of live texts to articles and files that are not public, and all links to other pages of ours. */
    List<Dead> suspicious(long after, long last) {
        return sql.sql("""
                select l.document_id, c.unit_path, l.written, l.kind, l.target from content.text_link l
                join content.edition e on e.document_id = l.document_id and e.state = 'LIVE'
                join content.column_ c on c.id = e.column_id
                where l.document_id > :after and l.document_id <= :last and (l.kind = 'PAGE'
                    or l.kind = 'ARTICLE' and l.target_id <> l.document_id and not exists (
                        select 1 from content.document d where d.id = l.target_id and d.live_edition_id is not null)
                    or l.kind = 'FILE' and not exists (
                        select 1 from content.edition_file f join content.edition live on live.id = f.edition_id
                            and live.state = 'LIVE' where f.file_id = l.target_id))""")
                .param("after", after)
                .param("last", last)
                .query((row, n) -> new Dead(row.getLong(1), new UnitPath(row.getString(2)), row.getString(3),
                        row.getString(4), row.getString(5)))
                .list();
    }

    record OfFile(long document, UnitPath unit, long file, String name) {}

    List<OfFile> files(long after, long last) {
        return sql.sql("""
                select e.document_id, c.unit_path, f.file_id, f.name from content.edition e
                join content.edition_file f on f.edition_id = e.id join content.column_ c on c.id = e.column_id
                where e.state = 'LIVE' and e.document_id > :after and e.document_id <= :last""")
                .param("after", after)
                .param("last", last)
                .query((row, n) -> new OfFile(row.getLong(1), new UnitPath(row.getString(2)), row.getLong(3),
                        row.getString(4)))
                .list();
    }

    record Listed(long document, UnitPath unit, boolean inSite, boolean inColumns) {}

    /** For each live document whether the lists of its site and of its columns say what the edition says. */
    List<Listed> listed(long after, long last) {
        return sql.sql("""
                select l.document_id, c.unit_path,
                    (select count(*) from content.site_listing s where s.document_id = l.document_id
                        and s.site_id = l.site_id and s.order_key = l.order_key and s.title = l.title) = 1
                    and (select count(*) from content.site_listing s where s.document_id = l.document_id) = 1,
                    (select array_agg(s.column_id order by s.column_id) from content.column_listing s
                        where s.document_id = l.document_id and s.order_key = l.order_key and s.title = l.title)
                    is not distinct from (
                        with recursive up as (
                            select shelf.column_id as id from content.shelf where shelf.document_id = l.document_id
                            union
                            select above.parent_id from up join content.column_ above on above.id = up.id
                                where above.parent_id is not null)
                        select array_agg(up.id order by up.id) from up)
                from content.line l join content.column_ c on c.id = l.article_column_id
                where l.document_id > :after and l.document_id <= :last""")
                .param("after", after)
                .param("last", last)
                .query((row, n) -> new Listed(row.getLong(1), new UnitPath(row.getString(2)), row.getBoolean(3),
                        row.getBoolean(4)))
                .list();
    }

    /** Documents that a list still shows although they are not public. */
    List<Long> listedButGone(long after, long last) {
        return sql
                .sql("""
                        select s.document_id from content.site_listing s where s.document_id > :after and s.document_id <= :last
                            and not exists (select 1 from content.document d where d.id = s.document_id and d.live_edition_id is not null)
                        union
                        select s.document_id from content.column_listing s where s.document_id > :after and s.document_id <= :last
                            and not exists (select 1 from content.document d where d.id = s.document_id and d.live_edition_id is not null)""")
                .param("after", after)
                .param("last", last)
                .query(Long.class)
                .list();
    }

    /** The unit of a document that is not public. */
    UnitPath unitOf(long document) {
        return sql.sql("""
                select c.unit_path from content.edition e join content.column_ c on c.id = e.column_id
                where e.document_id = :id order by e.number desc limit 1""")
                .param("id", document)
                .query((row, n) -> new UnitPath(row.getString(1)))
                .single();
    }

    // Pages of others

    List<String> hosts() {
        return sql.sql("select host from content.link_host order by host").query(String.class).list();
    }

    void setHosts(Collection<String> hosts) {
        sql.sql("delete from content.link_host").update();
        hosts.forEach(host -> sql.sql("insert into content.link_host (host) values (:host) on conflict do nothing")
                .param("host", host)
                .update());
    }

    /** Links that were never asked for, then those that were not for the longest time. */
    List<String> outerToAsk(String[] hostPatterns, LocalDate today, int most) {
        return sql.sql(SqlLimit.of(most,
                """
                        select l.written from (select distinct written, target from content.text_link where kind = 'OUTER'
                            and ('.' || target) like any (:hosts)) l
                        left join content.outer_link o on o.written = l.written
                        where o.asked_on is null or o.asked_on < :today order by o.asked_on nulls first, l.written limit :rows"""))
                .param("hosts", hostPatterns)
                .param("today", today)
                .query(String.class)
                .list();
    }

    void asked(String written, LocalDate today, boolean reached, String answer) {
        sql.sql("""
                insert into content.outer_link (written, asked_on, failures, answer)
                values (:written, :today, :failures, :answer)
                on conflict (written) do update set asked_on = excluded.asked_on, answer = excluded.answer,
                    failures = case when excluded.failures = 0 then 0 else content.outer_link.failures + 1 end""")
                .param("written", written)
                .param("today", today)
                .param("failures", reached ? 0 : 1)
                .param("answer", answer)
                .update();
    }

    /** Links of live texts that could not be reached in three nights. */
    List<Dead> outerDead(long after, long last) {
        return sql.sql("""
                select l.document_id, c.unit_path, l.written, l.kind, o.answer from content.text_link l
                join content.outer_link o on o.written = l.written and o.failures >= 3
                join content.edition e on e.document_id = l.document_id and e.state = 'LIVE'
                join content.column_ c on c.id = e.column_id
                where l.kind = 'OUTER' and l.document_id > :after and l.document_id <= :last""")
                .param("after", after)
                .param("last", last)
                .query((row, n) -> new Dead(row.getLong(1), new UnitPath(row.getString(2)), row.getString(3),
                        row.getString(4), row.getString(5)))
                .list();
    }
}
