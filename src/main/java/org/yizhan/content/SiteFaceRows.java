package org.yizhan.content;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Emblems, registrations, blocks and slots of sites in the database. */
@Repository
class SiteFaceRows {
    private final JdbcClient sql;

    SiteFaceRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** Those that were arranged; empty when nobody has. */
    List<SiteBlock> blocks(long siteId) {
        return sql.sql("""
                select kind, title, column_id, size from content.site_block where site_id = :site order by position""")
                .param("site", siteId)
                .query((row, n) -> new SiteBlock(BlockKind.valueOf(row.getString(1)), row.getString(2),
                        row.getObject(3, Long.class), row.getInt(4)))
                .list();
    }

    /** Of every site where somebody has arranged some. */
    Map<Long, List<SiteBlock>> allBlocks() {
        var bySite = new HashMap<Long, List<SiteBlock>>();
        sql.sql("select site_id, kind, title, column_id, size from content.site_block order by site_id, position")
                .query(row -> {
                    bySite.computeIfAbsent(row.getLong(1), site -> new ArrayList<>())
                            .add(new SiteBlock(BlockKind.valueOf(row.getString(2)), row.getString(3),
                                    row.getObject(4, Long.class), row.getInt(5)));
                });
        return Map.copyOf(bySite);
    }

    Set<Long> sitesWithSlots() {
        return Set.copyOf(sql.sql("select distinct site_id from content.site_slot").query(Long.class).list());
    }

    void blocks(long siteId, List<SiteBlock> blocks) {
        sql.sql("delete from content.site_block where site_id = :site").param("site", siteId).update();
        int position = 0;
        for (SiteBlock block : blocks) {
            sql.sql("""
                    insert into content.site_block (site_id, position, kind, title, column_id, size)
                    values (:site, :position, :kind, :title, :column, :size)""")
                    .param("site", siteId)
                    .param("position", position++)
                    .param("kind", block.kind().name())
                    .param("title", block.title())
                    .param("column", block.columnId())
                    .param("size", block.count())
                    .update();
        }
    }

    /** A slot with the site it belongs to. */
    record Placed(long siteId, SiteSlot slot) {}

    List<SiteSlot> slots(long siteId) {
        return sql.sql("select * from content.site_slot where site_id = :site order by place, position, id")
                .param("site", siteId)
                .query((row, n) -> slot(row))
                .list();
    }

    /** Those that are not over yet and whose article, if they lead to one, is public. */
    List<SiteSlot> publicSlots(long siteId, Instant now) {
        return sql.sql("""
                select s.* from content.site_slot s left join content.document d on d.id = s.document_id
                where s.site_id = :site and (s.shows_until is null or s.shows_until > :now)
                  and (s.document_id is null or d.live_edition_id is not null)
                order by s.place, s.position, s.id""")
                .param("site", siteId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> slot(row))
                .list();
    }

    Optional<Placed> slot(long id) {
        return sql.sql("select * from content.site_slot where id = :id")
                .param("id", id)
                .query((row, n) -> new Placed(row.getLong("site_id"), slot(row)))
                .optional();
    }

    long insert(long siteId, SiteSlot slot, @Nullable Long documentId, long person) {
        return params(
                sql.sql("""
                        insert into content.site_slot (site_id, place, text, alt, picture_file_id, href, document_id, shows_from,
                            shows_until, position, person_id)
                        values (:site, :place, :text, :alt, :picture, :href, :document, :from, :until, :position, :person)
                        returning id"""),
                slot, documentId).param("site", siteId)
                .param("person", person)
                .query(Long.class)
                .single();
    }

    void update(SiteSlot slot, @Nullable Long documentId) {
        params(sql
                .sql("""
                        update content.site_slot set place = :place, text = :text, alt = :alt, picture_file_id = :picture,
                            href = :href, document_id = :document, shows_from = :from, shows_until = :until, position = :position
                        where id = :id"""),
                slot, documentId).param("id", slot.id()).update();
    }

    private static JdbcClient.StatementSpec params(JdbcClient.StatementSpec statement, SiteSlot slot,
            @Nullable Long documentId) {
        return statement.param("place", slot.place().name())
                .param("text", slot.text())
                .param("alt", slot.alt())
                .param("picture", slot.pictureFileId())
                .param("href", slot.href())
                .param("document", documentId)
                .param("from", slot.from().atOffset(ZoneOffset.UTC))
                .param("until", slot.until() == null ? null : slot.until().atOffset(ZoneOffset.UTC))
                .param("position", slot.position());
    }

    void remove(long slotId) {
        sql.sql("delete from content.site_slot where id = :id").param("id", slotId).update();
    }

    /** Whether an emblem or a slot shows this file. */
    boolean isShown(long fileId) {
        return sql.sql("""
                select exists (select 1 from content.site where logo_file_id = :file)
                    or exists (select 1 from content.site_slot where picture_file_id = :file)""")
                .param("file", fileId)
                .query(Boolean.class)
                .single();
    }

    void logo(long siteId, @Nullable Long fileId) {
        sql.sql("update content.site set logo_file_id = cast(:file as bigint) where id = :site")
                .param("file", fileId)
                .param("site", siteId)
                .update();
    }

    @Nullable
    Long logo(long siteId) {
        return sql.sql("select coalesce(logo_file_id, 0) from content.site where id = :site")
                .param("site", siteId)
                .query(Long.class)
                .optional()
                .filter(id -> id != 0)
                .orElse(null);
    }

    List<Registration> registrations(long siteId) {
        return sql.sql("select * from content.site_registration where site_id = :site order by kind")
                .param("site", siteId)
                .query((row, n) -> registration(row))
                .list();
    }

    static Registration registration(ResultSet row) throws SQLException {
        return new Registration(RegistrationKind.valueOf(row.getString("kind")), row.getString("number"),
                row.getString("grade"), row.getObject("valid_until", LocalDate.class));
    }

    void registration(long siteId, Registration registration) {
        sql.sql("""
                insert into content.site_registration (site_id, kind, number, grade, valid_until)
                values (:site, :kind, :number, :grade, :until)
                on conflict (site_id, kind) do update set number = excluded.number, grade = excluded.grade,
                    valid_until = excluded.valid_until""")
                .param("site", siteId)
                .param("kind", registration.kind().name())
                .param("number", registration.number())
                .param("grade", registration.grade())
                .param("until", registration.validUntil())
                .update();
    }

    private static SiteSlot slot(ResultSet row) throws SQLException {
        var until = row.getTimestamp("shows_until");
        return new SiteSlot(row.getLong("id"), SlotPlace.valueOf(row.getString("place")), row.getString("text"),
                row.getString("alt"), row.getObject("picture_file_id", Long.class), row.getString("href"),
                row.getTimestamp("shows_from").toInstant(), until == null ? null : until.toInstant(),
                row.getInt("position"));
    }
}
