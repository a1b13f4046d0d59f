package org.yizhan.content;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rests and ends of sites in the database. */
@Repository
class SiteLifeRows {
    private final JdbcClient sql;

    SiteLifeRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** What is known of all sites beside their row. */
    Map<Long, SiteFacts> facts(List<SiteRecord> sites, LocalDate today) {
        var logos = new HashMap<Long, Long>();
        sql.sql("select id, logo_file_id from content.site where logo_file_id is not null").query(row -> {
            logos.put(row.getLong(1), row.getLong(2));
        });
        var marks = new HashMap<Long, String>();
        var grades = new HashMap<Long, Registration>();
        sql.sql("""
                select * from content.site_registration where kind in ('PARTY_MARK', 'SECURITY') and number <> ''""")
                .query(row -> {
                    Registration found = SiteFaceRows.registration(row);
                    if (found.kind() == RegistrationKind.SECURITY) {
                        grades.put(row.getLong("site_id"), found);
                    } else {
                        marks.put(row.getLong("site_id"), found.number());
                    }
                });
        var shutdowns = new HashMap<Long, SiteFacts.Shutdown>();
        sql.sql("""
                select * from content.site_shutdown where ended_at is null and ends_on >= :today
                order by starts_on desc""")
                .param("today", today)
                .query(row -> {
                    shutdowns.put(row.getLong("site_id"),
                            new SiteFacts.Shutdown(row.getObject("starts_on", LocalDate.class),
                                    row.getObject("ends_on", LocalDate.class), row.getString("reason")));
                });
        var closings = new HashMap<Long, SiteFacts.Closing>();
        var archived = new HashMap<Long, LocalDate>();
        sql.sql("select * from content.site_closing where cancelled_at is null order by id").query(row -> {
            long site = row.getLong("site_id");
            var closing = new SiteFacts.Closing(row.getObject("closes_on", LocalDate.class), row.getString("reason"),
                    row.getString("go_to"), row.getString("go_to_name"));
            closings.put(site, closing);
            if (row.getTimestamp("done_at") != null) {
                archived.put(site, closing.on());
            }
        });
        var facts = new HashMap<Long, SiteFacts>();
        for (SiteRecord site : sites) {
            Registration grade = grades.get(site.id());
            facts.put(site.id(),
                    new SiteFacts(site.kind(), site.unit(), logos.get(site.id()), marks.getOrDefault(site.id(), ""),
                            grade == null ? "" : grade.grade(), grade == null ? "" : grade.number(),
                            shutdowns.get(site.id()), closings.get(site.id()),
                            site.open() ? null : archived.getOrDefault(site.id(), LocalDate.EPOCH)));
        }
        return facts;
    }

    /** A rest as its site's administrators see it. */
    record Rest(long id, long siteId, LocalDate startsOn, LocalDate endsOn, String reason, String approval,
            @Nullable Instant endedAt) {}

    List<Rest> rests(long siteId) {
        return sql.sql("select * from content.site_shutdown where site_id = :site order by starts_on desc, id desc")
                .param("site", siteId)
                .query(SiteLifeRows::rest)
                .list();
    }

    Optional<Rest> rest(long id) {
        return sql.sql("select * from content.site_shutdown where id = :id")
                .param("id", id)
                .query(SiteLifeRows::rest)
                .optional();
    }

    private static Rest rest(ResultSet row, int n) throws SQLException {
        var ended = row.getTimestamp("ended_at");
        return new Rest(row.getLong("id"), row.getLong("site_id"), row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class), row.getString("reason"), row.getString("approval"),
                ended == null ? null : ended.toInstant());
    }

    long insertRest(long siteId, LocalDate from, LocalDate until, String reason, String approval, long person,
            Instant now) {
        return sql.sql("""
                insert into content.site_shutdown (site_id, starts_on, ends_on, reason, approval, person_id, at)
                values (:site, :from, :until, :reason, :approval, :person, :now) returning id""")
                .param("site", siteId)
                .param("from", from)
                .param("until", until)
                .param("reason", reason)
                .param("approval", approval)
                .param("person", person)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    void endRest(long id, Instant now) {
        sql.sql("update content.site_shutdown set ended_at = :now where id = :id")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    /** As if it had never been planned. */
    void forgetRest(long id) {
        sql.sql("delete from content.site_shutdown where id = :id").param("id", id).update();
    }

    boolean turnsOn(LocalDate day) {
        return sql.sql("""
                select exists (select 1 from content.site_shutdown
                where ended_at is null and (starts_on = :day or ends_on = :before))""")
                .param("day", day)
                .param("before", day.minusDays(1))
                .query(Boolean.class)
                .single();
    }

    /** An end as its site's administrators see it. */
    record End(long id, long siteId, String reason, String approval, LocalDate closesOn, String goTo,
            String goToName, boolean done) {}

    /** The end that is under way or done; a cancelled one is none. */
    Optional<End> end(long siteId) {
        return sql.sql("""
                select * from content.site_closing where site_id = :site and cancelled_at is null
                order by id desc limit 1""").param("site", siteId).query(SiteLifeRows::end).optional();
    }

    /** Those whose day has come. */
    List<End> due(LocalDate today) {
        return sql
                .sql("""
                        select * from content.site_closing where done_at is null and cancelled_at is null and closes_on <= :today
                        order by id""")
                .param("today", today)
                .query(SiteLifeRows::end)
                .list();
    }

    private static End end(ResultSet row, int n) throws SQLException {
        return new End(row.getLong("id"), row.getLong("site_id"), row.getString("reason"), row.getString("approval"),
                row.getObject("closes_on", LocalDate.class), row.getString("go_to"), row.getString("go_to_name"),
                row.getTimestamp("done_at") != null);
    }

    long insertEnd(long siteId, String reason, String approval, LocalDate on, String goTo, String goToName,
            long person, Instant now) {
        return sql
                .sql("""
                        insert into content.site_closing (site_id, reason, approval, closes_on, go_to, go_to_name, person_id, at)
                        values (:site, :reason, :approval, :on, :goTo, :name, :person, :now) returning id""")
                .param("site", siteId)
                .param("reason", reason)
                .param("approval", approval)
                .param("on", on)
                .param("goTo", goTo)
                .param("name", goToName)
                .param("person", person)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    void cancelEnd(long id, Instant now) {
        sql.sql("update content.site_closing set cancelled_at = :now where id = :id")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    void merge(long closingId, Map<Long, Long> columns) {
        columns.forEach((from, into) -> sql.sql("""
                insert into content.column_merge (closing_id, column_id, into_column_id)
                values (:closing, :from, :into)""")
                .param("closing", closingId)
                .param("from", from)
                .param("into", into)
                .update());
    }

    Map<Long, Long> merges(long closingId) {
        var merges = new HashMap<Long, Long>();
        sql.sql("select column_id, into_column_id from content.column_merge where closing_id = :closing")
                .param("closing", closingId)
                .query(row -> {
                    merges.put(row.getLong(1), row.getLong(2));
                });
        return merges;
    }

    void close(End end, Instant now) {
        sql.sql("update content.site_closing set done_at = :now where id = :id")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", end.id())
                .update();
        sql.sql("update content.site set state = 'CLOSED' where id = :site").param("site", end.siteId()).update();
    }
}
