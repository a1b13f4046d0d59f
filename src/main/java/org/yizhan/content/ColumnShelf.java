package org.yizhan.content;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yizhan.directory.UnitKind;
import org.yizhan.shared.UnitPath;

/** Sites and columns in the database. */
@Repository
class ColumnShelf {
    private static final String COLUMNS = "select * from content.column_ ";

    private final JdbcClient sql;

    ColumnShelf(JdbcClient sql) {
        this.sql = sql;
    }

    List<SiteRecord> sites() {
        return sql.sql("select * from content.site order by slug <> '', position, id").query(ColumnShelf::site).list();
    }

    /** As {@link #sites()}, and as short as a list of a hundred sites may be. */
    List<SiteName> siteNames() {
        return sql.sql("select id, name, unit_path from content.site order by slug <> '', position, id")
                .query((row, n) -> new SiteName(row.getLong(1), row.getString(2), new UnitPath(row.getString(3))))
                .list();
    }

    Optional<SiteRecord> site(long id) {
        return sql.sql("select * from content.site where id = :id").param("id", id).query(ColumnShelf::site).optional();
    }

    List<ColumnRecord> columns(long siteId) {
        return sql.sql(COLUMNS + "where site_id = :site order by depth, position, id")
                .param("site", siteId)
                .query(ColumnShelf::column)
                .list();
    }

    /** Sorted here, as the database would sort whole rows, on disk where there are many. */
    List<ColumnRecord> all() {
        return sql.sql(COLUMNS)
                .query(ColumnShelf::column)
                .list()
                .stream()
                .sorted(Comparator.comparingInt(ColumnRecord::depth)
                        .thenComparingInt(ColumnRecord::position)
                        .thenComparingLong(ColumnRecord::id))
                .toList();
    }

    Optional<ColumnRecord> column(long id) {
        return sql.sql(COLUMNS + "where id = :id").param("id", id).query(ColumnShelf::column).optional();
    }

    /** One that takes something new: it is open, and so is its site. */
    Optional<ColumnRecord> open(long id) {
        return sql.sql(COLUMNS + """
                where id = :id and state = 'OPEN'
                  and exists (select 1 from content.site s where s.id = site_id and s.state = 'OPEN')""")
                .param("id", id)
                .query(ColumnShelf::column)
                .optional();
    }

    /** These columns and all above them, open or not. */
    Map<Long, ColumnRecord> withAbove(Collection<Long> columns) {
        var found = new HashMap<Long, ColumnRecord>();
        sql.sql("""
                with recursive up as (
                    select * from content.column_ where id = any(:ids)
                    union
                    select c.* from content.column_ c join up on c.id = up.parent_id)
                select * from up""")
                .param("ids", columns.toArray(Long[]::new))
                .query(ColumnShelf::column)
                .list()
                .forEach(column -> found.put(column.id(), column));
        return found;
    }

    long insert(NewSite site) {
        return siteParams(
                sql.sql("""
                        insert into content.site (slug, host, name, domain, id_code, organizer, contact, icp, police_record, hue,
                            unit_path, position)
                        values (:slug, :host, :name, :domain, :idCode, :organizer, :contact, :icp, :police, :hue, :unit, :position)
                        returning id"""),
                site).query(Long.class).single();
    }

    void kind(long siteId, SiteKind kind, @Nullable UnitKind standard) {
        sql.sql("update content.site set kind = :kind, standard = cast(:standard as text) where id = :id")
                .param("kind", kind.name())
                .param("standard", standard == null ? null : standard.name())
                .param("id", siteId)
                .update();
    }

    /** Says that the column is the standard's own, so that later changes of the standard reach it. */
    void adopt(long columnId, long standardId) {
        sql.sql("update content.column_ set standard_id = :standard where id = :id")
                .param("standard", standardId)
                .param("id", columnId)
                .update();
    }

    void update(long id, NewSite site) {
        siteParams(sql.sql("""
                update content.site set slug = :slug, host = :host, name = :name, domain = :domain, id_code = :idCode,
                    organizer = :organizer, contact = :contact, icp = :icp, police_record = :police, hue = :hue,
                    unit_path = :unit, position = :position where id = :id"""), site).param("id", id).update();
    }

    /** What the footer says the site is registered with. */
    void numbers(long id, String icp, @Nullable String police, String code) {
        sql.sql("""
                update content.site set icp = :icp, police_record = :police, id_code = :code where id = :id""")
                .param("icp", icp)
                .param("police", police)
                .param("code", code)
                .param("id", id)
                .update();
    }

    private static JdbcClient.StatementSpec siteParams(JdbcClient.StatementSpec statement, NewSite site) {
        return statement.param("slug", site.slug())
                .param("host", site.host())
                .param("name", site.name())
                .param("domain", site.domain())
                .param("idCode", site.idCode())
                .param("organizer", site.organizer())
                .param("contact", site.contact())
                .param("icp", site.icp())
                .param("police", site.policeRecord())
                .param("hue", site.hue())
                .param("unit", site.unit().value())
                .param("position", site.position());
    }

    boolean siteSlugTaken(String slug, @Nullable String host, long otherThan) {
        return sql
                .sql("""
                        select exists (select 1 from content.site where (slug = :slug or host = cast(:host as text)) and id <> :id)""")
                .param("slug", slug)
                .param("host", host)
                .param("id", otherThan)
                .query(Boolean.class)
                .single();
    }

    /** A site of the same first part would hide it. */
    boolean portalHasColumn(String slug) {
        return sql.sql("""
                select exists (select 1 from content.column_ c join content.site s on s.id = c.site_id
                where s.slug = '' and c.slug = :slug)""").param("slug", slug).query(Boolean.class).single();
    }

    /** Whether a site stands under this first part of an address. */
    boolean isSite(String slug) {
        return sql.sql("select exists (select 1 from content.site where slug = :slug)")
                .param("slug", slug)
                .query(Boolean.class)
                .single();
    }

    /** Open columns beside those of the standard. */
    int extraColumns(long siteId) {
        return sql.sql("""
                select count(*) from content.column_
                where site_id = :site and standard_id is null and state = 'OPEN'""")
                .param("site", siteId)
                .query(Integer.class)
                .single();
    }

    boolean columnSlugTaken(long siteId, String slug, long otherThan) {
        return sql.sql("""
                select exists (select 1 from content.column_ where site_id = :site and slug = :slug and id <> :id)""")
                .param("site", siteId)
                .param("slug", slug)
                .param("id", otherThan)
                .query(Boolean.class)
                .single();
    }

    long insert(NewColumn column, int depth) {
        long id = columnParams(
                sql.sql("""
                        insert into content.column_ (site_id, parent_id, depth, slug, name, description, keywords, type, unit_path,
                            responsible_person, duty, update_every_days, disclosure, needs_issuing_body, position, model)
                        values (:site, :parent, :depth, :slug, :name, :description, :keywords, :type, :unit, :responsible, :duty,
                            :days, :disclosure, :needsBody, :position, :model)
                        returning id"""),
                column).param("site", column.siteId())
                .param("parent", column.parentId())
                .param("depth", depth)
                .query(Long.class)
                .single();
        writeChain(id, column.chain());
        return id;
    }

    void update(long id, NewColumn column) {
        columnParams(sql.sql("""
                update content.column_ set slug = :slug, name = :name, description = :description, keywords = :keywords,
                    type = :type, unit_path = :unit, responsible_person = :responsible, duty = :duty,
                    update_every_days = :days, disclosure = :disclosure, needs_issuing_body = :needsBody,
                    position = :position, model = :model where id = :id"""), column).param("id", id).update();
        sql.sql("delete from content.column_step where column_id = :id").param("id", id).update();
        writeChain(id, column.chain());
    }

    private static JdbcClient.StatementSpec columnParams(JdbcClient.StatementSpec statement, NewColumn column) {
        return statement.param("slug", column.slug())
                .param("name", column.name())
                .param("description", column.description())
                .param("keywords", column.keywords())
                .param("type", column.type())
                .param("unit", column.unit().value())
                .param("responsible", column.responsible() == null ? null : column.responsible().value())
                .param("duty", column.duty())
                .param("days", column.updateEveryDays())
                .param("disclosure", column.disclosure())
                .param("needsBody", column.needsIssuingBody())
                .param("position", column.position())
                .param("model", column.model());
    }

    private void writeChain(long columnId, List<ReviewStep> chain) {
        int step = 1;
        for (ReviewStep one : chain) {
            sql.sql("""
                    insert into content.column_step (column_id, step, name, permission, unit_path)
                    values (:column, :step, :name, :permission, :unit)""")
                    .param("column", columnId)
                    .param("step", step++)
                    .param("name", one.name())
                    .param("permission", one.permission())
                    .param("unit", one.unit().value())
                    .update();
        }
    }

    void state(long columnId, String state) {
        sql.sql("update content.column_ set state = :state where id = :id")
                .param("state", state)
                .param("id", columnId)
                .update();
    }

    void lockSite(long siteId) {
        sql.sql("select id from content.site where id = :id for update")
                .param("id", siteId)
                .query(Long.class)
                .optional();
    }

    /** How many levels stand on this column, itself included. */
    int height(long columnId) {
        return sql.sql("""
                with recursive down as (
                    select id, 1 as level from content.column_ where id = :id
                    union all
                    select c.id, down.level + 1 from content.column_ c join down on c.parent_id = down.id)
                select max(level) from down""").param("id", columnId).query(Integer.class).single();
    }

    boolean isInside(long columnId, long below) {
        return sql.sql("""
                with recursive up as (
                    select id, parent_id from content.column_ where id = :id
                    union all
                    select c.id, c.parent_id from content.column_ c join up on c.id = up.parent_id)
                select exists (select 1 from up where id = :below)""")
                .param("id", columnId)
                .param("below", below)
                .query(Boolean.class)
                .single();
    }

    boolean hasOpenChildren(long columnId) {
        return sql.sql("select exists (select 1 from content.column_ where parent_id = :id and state = 'OPEN')")
                .param("id", columnId)
                .query(Boolean.class)
                .single();
    }

    /** Hangs the column elsewhere and rewrites the lists above it, in one act. */
    void move(long columnId, @Nullable Long parentId, int depth) {
        sql.sql("update content.column_ set parent_id = :parent where id = :id")
                .param("parent", parentId)
                .param("id", columnId)
                .update();
        sql.sql("""
                with recursive down as (
                    select id, cast(:depth as int) as depth from content.column_ where id = :id
                    union all
                    select c.id, down.depth + 1 from content.column_ c join down on c.parent_id = down.id)
                update content.column_ c set depth = down.depth from down where c.id = down.id""")
                .param("depth", depth)
                .param("id", columnId)
                .update();
        relist(columnId);
    }

    /** Writes the lists anew of everything that stands in this column or below it, its own and what it shows of others. */
    private void relist(long columnId) {
        String affected = """
                with recursive down as (
                    select id from content.column_ where id = :id
                    union all
                    select c.id from content.column_ c join down on c.parent_id = down.id),
                moved as (select distinct s.document_id from content.shelf s where s.column_id in (select id from down))""";
        sql.sql(affected + """
                delete from content.column_listing l using moved where l.document_id = moved.document_id""")
                .param("id", columnId)
                .update();
        sql.sql(affected + """
                , up as (
                    select s.document_id, s.column_id as id from moved join content.shelf s using (document_id)
                    union
                    select up.document_id, c.parent_id from up join content.column_ c on c.id = up.id
                    where c.parent_id is not null)
                insert into content.column_listing select up.id, l.* from up join content.line l using (document_id)""")
                .param("id", columnId)
                .update();
    }

    private static SiteRecord site(ResultSet row, int n) throws SQLException {
        return new SiteRecord(row.getLong("id"), row.getString("slug"), row.getString("host"), row.getString("name"),
                row.getString("domain"), row.getString("id_code"), row.getString("organizer"),
                row.getString("contact"), row.getString("icp"), row.getString("police_record"), row.getInt("hue"),
                new UnitPath(row.getString("unit_path")), row.getInt("position"),
                row.getString("state").equals("OPEN"), SiteKind.valueOf(row.getString("kind")), standard(row));
    }

    private static @Nullable UnitKind standard(ResultSet row) throws SQLException {
        String kind = row.getString("standard");
        return kind == null ? null : UnitKind.valueOf(kind);
    }

    private static ColumnRecord column(ResultSet row, int n) throws SQLException {
        return new ColumnRecord(row.getLong("id"), row.getLong("site_id"), row.getObject("parent_id", Long.class),
                row.getInt("depth"), row.getString("slug"), row.getString("name"), row.getString("description"),
                row.getString("keywords"), row.getString("type"), new UnitPath(row.getString("unit_path")),
                row.getObject("responsible_person", Long.class), row.getString("duty"),
                row.getObject("update_every_days", Integer.class), row.getBoolean("disclosure"),
                row.getBoolean("needs_issuing_body"), row.getInt("position"), row.getString("state").equals("OPEN"),
                row.getString("model"), row.getObject("standard_id", Long.class));
    }
}
