package org.yizhan.content;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;

/**
 * How much was published where and when (发布数据), for those who count and evaluate. Nothing here costs more because more
 * articles are kept: periods are read from days, and the newest of a column is the top of its list.
 */
@Component
public class PublishedFigures {
    private final JdbcClient sql;
    private final ColumnShelf shelf;
    private final CountyClock clock;

    PublishedFigures(JdbcClient sql, ColumnShelf shelf, CountyClock clock) {
        this.sql = sql;
        this.shelf = shelf;
        this.clock = clock;
    }

    /**
     * What happened in a period.
     *
     * @param published became public in it and is public now
     * @param updated new editions of what was public
     * @param returned hand-ins that a reviewer gave back
     */
    public record Tally(int published, int updated, int withdrawn, int submitted, int returned) {
        public static final Tally NONE = new Tally(0, 0, 0, 0, 0);

        public Tally and(Tally other) {
            return new Tally(published + other.published, updated + other.updated, withdrawn + other.withdrawn,
                    submitted + other.submitted, returned + other.returned);
        }
    }

    /** What one unit did for one column in a period. */
    public record Share(long columnId, UnitId unit, Tally tally) {}

    /** Open sites, the portal first. */
    public List<SiteRecord> sites() {
        return shelf.sites().stream().filter(SiteRecord::open).toList();
    }

    /** Open columns of all sites, those of the first level first. */
    public List<ColumnRecord> columns() {
        return shelf.all().stream().filter(ColumnRecord::open).toList();
    }

    /** Open columns of one site, those of the first level first. */
    public List<ColumnRecord> columns(long siteId) {
        return shelf.columns(siteId).stream().filter(ColumnRecord::open).toList();
    }

    /** The units that answer for open columns, by site. */
    public Map<Long, Set<UnitPath>> unitsBySite() {
        var units = new HashMap<Long, Set<UnitPath>>();
        sql.sql("select distinct site_id, unit_path from content.column_ where state = 'OPEN'").query(row -> {
            units.computeIfAbsent(row.getLong(1), any -> new HashSet<>()).add(new UnitPath(row.getString(2)));
        });
        return units;
    }

    /** What open columns say that they are; several types may stand in one text. */
    public List<String> columnTypes() {
        return sql.sql("select distinct type from content.column_ where state = 'OPEN' order by type")
                .query(String.class)
                .list();
    }

    public Optional<ColumnRecord> column(long id) {
        return shelf.open(id);
    }

    /** By column, both days included; a column in which nothing happened is missing. Columns below it are not counted in. */
    public Map<Long, Tally> byColumn(LocalDate from, LocalDate until) {
        var byColumn = new HashMap<Long, Tally>();
        shares(from, until).forEach(share -> byColumn.merge(share.columnId(), share.tally(), Tally::and));
        return byColumn;
    }

    /** The same for the columns of one site, whatever the others hold. */
    public Map<Long, Tally> byColumn(long siteId, LocalDate from, LocalDate until) {
        var byColumn = new HashMap<Long, Tally>();
        sql.sql("""
                select d.column_id, sum(d.published), sum(d.updated), sum(d.withdrawn), sum(d.submitted), sum(d.returned)
                from content.column_day d join content.column_ c on c.id = d.column_id
                where c.site_id = :site and d.day between :from and :until group by d.column_id""")
                .param("site", siteId)
                .param("from", from)
                .param("until", until)
                .query(row -> {
                    byColumn.put(row.getLong(1), new Tally(row.getInt(2), row.getInt(3), row.getInt(4), row.getInt(5),
                            row.getInt(6)));
                });
        return byColumn;
    }

    /** How much of what became public in the period is public now, by site. */
    public Map<Long, Integer> publishedBySite(LocalDate from, LocalDate until) {
        var bySite = new HashMap<Long, Integer>();
        sql.sql("""
                select c.site_id, sum(d.published) from content.column_day d
                join content.column_ c on c.id = d.column_id where d.day between :from and :until group by c.site_id""")
                .param("from", from)
                .param("until", until)
                .query(row -> {
                    bySite.put(row.getLong(1), row.getInt(2));
                });
        return bySite;
    }

    /** By the unit that handed it in, whosever column it stands in. */
    public Map<UnitId, Tally> byUnit(LocalDate from, LocalDate until) {
        var byUnit = new HashMap<UnitId, Tally>();
        shares(from, until).forEach(share -> byUnit.merge(share.unit(), share.tally(), Tally::and));
        return byUnit;
    }

    public List<Share> shares(LocalDate from, LocalDate until) {
        return sql.sql("""
                select column_id, unit_id, sum(published), sum(updated), sum(withdrawn), sum(submitted), sum(returned)
                from content.column_day where day between :from and :until group by column_id, unit_id""")
                .param("from", from)
                .param("until", until)
                .query((row, n) -> new Share(row.getLong(1), new UnitId(row.getLong(2)), new Tally(row.getInt(3),
                        row.getInt(4), row.getInt(5), row.getInt(6), row.getInt(7))))
                .list();
    }

    /** The day of the newest that is public in the column or below it; a column without any is missing. */
    public Map<Long, LocalDate> lastPublished() {
        return last("content.column_ wanted", sql::sql);
    }

    /** The same for the columns of one site. */
    public Map<Long, LocalDate> lastPublished(long siteId) {
        return last("(select id from content.column_ where site_id = :site) wanted",
                statement -> sql.sql(statement).param("site", siteId));
    }

    private Map<Long, LocalDate> last(String columns,
            java.util.function.Function<String, JdbcClient.StatementSpec> question) {
        var last = new HashMap<Long, LocalDate>();
        question.apply("""
                select wanted.id, newest.published_at from %s
                cross join lateral (select published_at from content.column_listing
                    where column_id = wanted.id order by order_key desc, document_id desc limit 1) newest"""
                .formatted(columns))
                .query(row -> {
                    last.put(row.getLong(1), clock.local(row.getTimestamp(2).toInstant()).toLocalDate());
                });
        return last;
    }

    /** The day of the newest of a whole site; a site without any is missing. */
    public Map<Long, LocalDate> lastOfSites() {
        var last = new HashMap<Long, LocalDate>();
        sql.sql("""
                select s.id, newest.published_at from content.site s
                cross join lateral (select published_at from content.site_listing
                    where site_id = s.id order by order_key desc, document_id desc limit 1) newest""").query(row -> {
            last.put(row.getLong(1), clock.local(row.getTimestamp(2).toInstant()).toLocalDate());
        });
        return last;
    }
}
