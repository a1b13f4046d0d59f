package org.yizhan.content;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.SqlLimit;

/**
 * The one queue of a reviewer (等我办理), whatever sites it comes from: only what has passed the steps before, what has waited longest
 * first.
 */
@Component
public class ReviewQueue {
    /** More are not counted one by one. */
    public static final int MOST_COUNTED = 99;

    private static final int NOT_COUNTED = -1;
    private static final int LONGEST_PREFIX = 50;

    private final JdbcClient sql;
    private final Structure structure;
    private final CountyClock clock;

    ReviewQueue(JdbcClient sql, Structure structure, CountyClock clock) {
        this.sql = sql;
        this.structure = structure;
        this.clock = clock;
    }

    /** What is to be done. */
    public enum Step {
        REVIEW("审核"), SECRECY("保密审查"), READY("发布"), RETURNED("修改退回的稿件");

        private final String label;

        Step(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** Whether it may be decided together with others: the secrecy review is item by item, and nobody rewrites several at once. */
        public boolean inBulk() {
            return this == REVIEW || this == READY;
        }
    }

    /**
     * What the reviewer wants to see of it.
     *
     * @param waitedDays only what has waited at least so many days; 0 for all
     * @param below whether also the steps that a unit below signs itself, which a right over many units lets one sign as well
     * @param title what the title begins with; empty for all
     */
    public record Filter(@Nullable Long site, @Nullable Long column, @Nullable Step step, int waitedDays,
            boolean below, String title) {
        public static final Filter ALL = new Filter(null, null, null, 0, false, "");

        public Filter {
            String line = PlainText.line(title);
            title = line.length() > LONGEST_PREFIX ? line.substring(0, LONGEST_PREFIX) : line;
            waitedDays = Math.clamp(waitedDays, 0, 3660);
        }

        static Filter titled(String title) {
            return new Filter(null, null, null, 0, true, title);
        }

        public boolean isAll() {
            return equals(ALL);
        }
    }

    /**
     * Something that waits.
     *
     * @param stepName the name of the review step, as on the signing sheet
     * @param days since when, in days by the county's calendar
     */
    public record Item(Turn turn, String title, int edition, Step step, String stepName, String siteName,
            String columnName, Instant since, long days, long editionId) {
        ArticleBoard.Line line() {
            return new ArticleBoard.Line(turn.documentId(), title, EditionState.valueOf(step.name()), columnName,
                    siteName, since, edition);
        }
    }

    /** A site or column to narrow by. */
    public record Choice(long id, String name) {}

    /**
     * A page, and how much there is.
     *
     * @param count how many wait in all; {@link #MOST_COUNTED} and one more when there are more than that
     */
    public record Sheet(KeyPage<Item> page, int count) {}

    private record Row(Item item, int counted) {}

    public KeyPage<Item> page(Actor actor, Filter filter, @Nullable String key, int size) {
        return read(actor, filter, key, size).page();
    }

    /** The first page tells by itself how many there are, because it begins with all that is counted. */
    public Sheet sheet(Actor actor, Filter filter, @Nullable String key, int size) {
        Sheet read = read(actor, filter, key, size);
        return read.count() != NOT_COUNTED ? read : new Sheet(read.page(), count(actor, filter));
    }

    /** Counted only when it is the first page. */
    private Sheet read(Actor actor, Filter filter, @Nullable String key, int size) {
        int rows = Math.clamp(size, 1, 100);
        Key from = Key.read(key);
        Structure.Picture places = structure.now();
        List<Row> found = asked(actor, filter, from,
                SqlLimit.of(rows + 1,
                        """
                                with mine as (
                                    select next.edition_id, next.changed_at from unnest(cast(:tokens as text[])) as held (token)
                                    cross join lateral (
                                        select w.edition_id, w.changed_at from %1$s and (w.changed_at, w.edition_id) %3$s (:time, :id)
                                        order by w.changed_at %4$s, w.edition_id %4$s limit %5$s) next
                                    union
                                    (select e.id, e.changed_at from %2$s and (e.changed_at, e.id) %3$s (:time, :id)
                                     order by e.changed_at %4$s, e.id %4$s limit %5$s))
                                select e.id, e.document_id, e.version, e.title, e.state, e.number, e.changed_at, e.column_id, %6$s as counted,
                                    coalesce((select r.name from content.review r where e.state = 'REVIEW' and r.edition_id = e.id
                                        and r.round = e.round and r.verdict is null order by r.step limit 1), '') as step_name
                                from (select * from mine m order by m.changed_at %4$s, m.edition_id %4$s limit :rows) m
                                join content.edition e on e.id = m.edition_id
                                order by e.changed_at %4$s, e.id %4$s"""
                                .formatted(waiting(filter), returned(filter),
                                        from.back() ? "<" : ">", from.back() ? "desc" : "",
                                        from.begun() ? ":rows" : MOST_COUNTED + 2,
                                        from.begun() ? "0" : "(select count(*) from mine)")))
                .query((row, n) -> new Row(item(row, places), row.getInt("counted")))
                .list();
        if (from.back() && found.size() < rows) {
            return read(actor, filter, null, size);
        }
        int counted = found.isEmpty() ? 0 : found.getFirst().counted();
        return new Sheet(KeyPage.of(found, rows, from.back(), from.begun(), row -> Key.of(row.item()), Row::item),
                from.begun() ? NOT_COUNTED : Math.min(counted, MOST_COUNTED + 1));
    }

    private int count(Actor actor, Filter filter) {
        return asked(actor, filter, Key.read(null), SqlLimit.of(MOST_COUNTED + 1, """
                select count(*) from (
                    select next.edition_id from unnest(cast(:tokens as text[])) as held (token)
                    cross join lateral (select w.edition_id from %s
                        order by w.changed_at, w.edition_id limit :rows) next
                    union (select e.id from %s limit :rows)
                    limit :rows) counted""".formatted(waiting(filter), returned(filter)))).query(Integer.class)
                .single();
    }

    /** The sites from which something waits for this person, found by leaps along the index. */
    public List<Choice> sites(Actor actor, boolean below) {
        Set<Long> waiting = Set.copyOf(asked(actor, new Filter(null, null, null, 0, below, ""), Key.read(null),
                """
                        with recursive held as (select unnest(cast(:tokens as text[])) as token),
                        hop as (
                            select held.token, (select min(w.site_id) from content.waiting w where w.token = held.token) as site_id from held
                            union all
                            select hop.token, (select min(w.site_id) from content.waiting w
                                where w.token = hop.token and w.site_id > hop.site_id)
                            from hop where hop.site_id is not null)
                        select site_id from hop where site_id is not null union select c.site_id from content.edition e
                            join content.column_ c on c.id = e.column_id where e.state = 'RETURNED' and e.submitted_by = :me""")
                .query(Long.class)
                .list());
        Structure.Picture places = structure.now();
        return Stream.concat(places.sites().stream(), places.archives().stream())
                .distinct()
                .filter(site -> waiting.contains(site.id()))
                .map(site -> new Choice(site.id(), site.name()))
                .toList();
    }

    /** The columns of the site in which something waits for this person. */
    public List<Choice> columns(Actor actor, long siteId, boolean below) {
        return asked(actor, new Filter(null, null, null, 0, below, ""), Key.read(null), """
                select c.id, c.name from content.column_ c where c.site_id = :of
                    and (exists (select 1 from unnest(cast(:tokens as text[])) as held (token)
                            join content.waiting w on w.token = held.token and w.column_id = c.id)
                        or exists (select 1 from content.edition e
                            where e.state = 'RETURNED' and e.submitted_by = :me and e.column_id = c.id))
                order by c.depth, c.position, c.id""")
                .param("of", siteId)
                .query((row, n) -> new Choice(row.getLong(1), row.getString(2)))
                .list();
    }

    /** What to offer after a decision. */
    public Optional<Item> next(Actor actor, long otherThan) {
        return page(actor, Filter.ALL, null, 2).items()
                .stream()
                .filter(item -> item.turn().documentId() != otherThan)
                .findFirst();
    }

    private static String waiting(Filter filter) {
        return "content.waiting w"
                + (filter.title().isEmpty() ? "" : " join content.edition e on e.id = w.edition_id")
                + " where w.token = held.token and :me <> all(w.barred)"
                + (filter.site() == null ? "" : " and w.site_id = :site")
                + (filter.column() == null ? "" : " and w.column_id = :column")
                + (filter.step() == null ? "" : " and w.state = :state")
                + (filter.waitedDays() == 0 ? "" : " and w.changed_at <= :before")
                + (filter.title().isEmpty() ? "" : " and starts_with(e.title, :prefix)");
    }

    /** What came back to the person who had submitted it. */
    private static String returned(Filter filter) {
        return "content.edition e" + (filter.site() == null ? "" : " join content.column_ c on c.id = e.column_id")
                + " where e.state = 'RETURNED' and e.submitted_by = :me"
                + (filter.site() == null ? "" : " and c.site_id = :site")
                + (filter.column() == null ? "" : " and e.column_id = :column")
                + (filter.step() == null ? "" : " and e.state = :state")
                + (filter.waitedDays() == 0 ? "" : " and e.changed_at <= :before")
                + (filter.title().isEmpty() ? "" : " and starts_with(e.title, :prefix)");
    }

    private JdbcClient.StatementSpec asked(Actor actor, Filter filter, Key from, String question) {
        return sql.sql(question)
                .param("tokens", actor.grants()
                        .stream()
                        .filter(grant -> grant.permission().startsWith("content."))
                        .map(grant -> filter.below()
                                ? Waiting.token(grant.permission(), grant.scope().unit().value())
                                : Waiting.ownToken(grant.permission(), grant.scope().unit().value()))
                        .toArray(String[]::new))
                .param("me", actor.isStaff() ? actor.ref().id() : -1)
                .param("site", filter.site())
                .param("column", filter.column())
                .param("state", filter.step() == null ? null : filter.step().name())
                .param("before", Editions.at(clock.today()
                        .minusDays(filter.waitedDays() - 1L)
                        .atStartOfDay(clock.zone())
                        .toInstant()))
                .param("prefix", filter.title())
                .param("time", from.time())
                .param("id", from.id());
    }

    private Item item(ResultSet row, Structure.Picture places) throws SQLException {
        Optional<ColumnView> column = places.columnOrClosed(row.getLong("column_id"));
        Optional<SiteView> site = column.flatMap(one -> places.site(one.siteId()));
        Instant since = row.getTimestamp("changed_at").toInstant();
        Step step = Step.valueOf(row.getString("state"));
        return new Item(new Turn(row.getLong("document_id"), row.getInt("version")), row.getString("title"),
                row.getInt("number"), step, step == Step.REVIEW ? row.getString("step_name") : step.label(),
                site.map(SiteView::name).orElse(""), column.map(ColumnView::name).orElse(""), since,
                Math.max(0, ChronoUnit.DAYS.between(clock.local(since).toLocalDate(), clock.today())),
                row.getLong("id"));
    }

    /** Where a page begins. What cannot be read means the first page. */
    private record Key(Timestamp time, long id, boolean back, boolean begun) {
        private static final Key FIRST = new Key(Timestamp.from(Instant.EPOCH), 0, false, false);

        static Key read(@Nullable String key) {
            if (key == null || key.length() > 100) {
                return FIRST;
            }
            boolean back = key.startsWith("n");
            String[] parts = (back ? key.substring(1) : key).split("\\.", -1);
            try {
                return parts.length == 3
                        ? new Key(Timestamp.from(Instant.ofEpochSecond(
                                Math.clamp(Long.parseLong(parts[0]), 0, 250_000_000_000L),
                                Long.parseLong(parts[1]) % 1_000_000_000)), Long.parseLong(parts[2]), back, true)
                        : FIRST;
            } catch (NumberFormatException e) {
                return FIRST;
            }
        }

        static String of(Item item) {
            return item.since().getEpochSecond() + "." + item.since().getNano() + "." + item.editionId();
        }
    }
}
