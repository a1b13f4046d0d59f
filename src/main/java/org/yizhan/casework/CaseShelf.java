package org.yizhan.casework;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseFilter.Order;
import org.yizhan.directory.Directory;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.SqlLimit;

/**
 * Lists of cases (办件清单). Each is a few index ranges of the shelf, one for each right of the reader, put together; it costs what
 * the page holds, however many cases there are.
 */
@Component
public class CaseShelf {
    /** More are not counted one by one. */
    public static final int MOST_COUNTED = 99;
    /** No case follows it in any order. */
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    private final JdbcClient sql;
    private final CaseRows rows;
    private final CaseOracle oracle;
    private final Kinds kinds;
    private final CaseHistory history;
    private final CaseBoard board;
    private final Directory directory;
    private final CountyClock clock;

    CaseShelf(JdbcClient sql, CaseRows rows, CaseOracle oracle, Kinds kinds, CaseHistory history, CaseBoard board,
            Directory directory, CountyClock clock) {
        this.sql = sql;
        this.rows = rows;
        this.oracle = oracle;
        this.kinds = kinds;
        this.history = history;
        this.board = board;
        this.directory = directory;
        this.clock = clock;
    }

    /** @param due null while time is not counted, and when nothing is owed */
    public record Line(CaseView view, String state, String clazz, String subject, String lead, LocalDateTime receivedAt,
            CaseSheet.@Nullable Due due, String key) {}

    /** The kinds of which this person sees cases. */
    public List<CaseKind> kinds(Actor actor) {
        return kinds.all().stream().filter(kind -> !oracle.ranges(actor, kind).isEmpty()).toList();
    }

    public KeyPage<Line> page(Actor actor, CaseFilter filter, @Nullable String key, int size) {
        int most = Math.clamp(size, 1, 500);
        Key from = Key.read(key, filter.order());
        List<Place> found = find(actor, filter, from, most + 1);
        KeyPage<Place> page = KeyPage.of(found, most, from.back(), from.begun(), Place::key, Function.identity());
        return new KeyPage<>(lines(filter.kind(), page.items()), page.older(), page.newer());
    }

    /** At most {@link #MOST_COUNTED} and one. */
    public int count(Actor actor, CaseFilter filter) {
        return find(actor, filter, Key.first(filter.order()), MOST_COUNTED + 1).size();
    }

    /**
     * What came in within a time, whatever unit has it, the newest first; nothing that is guarded.
     *
     * @param subjects empty for all
     * @param open only open ones, only ended ones; null for both
     */
    public List<CaseView> newest(String kind, Instant from, Instant until, List<String> subjects,
            @Nullable Boolean open, int most) {
        List<String> states = Stream.of(CaseState.values())
                .filter(state -> open == null || state.isOpen() == open)
                .map(CaseState::name)
                .toList();
        List<String> ranges = !subjects.isEmpty() ? subjects : open != null ? states : List.of();
        String newest = """
                select s.received_at as at, s.case_id from casework.shelf s
                where s.unit_id = :root and s.kind = :kind and s.sight = 'OPEN' and s.received_at >= :from
                    and s.received_at < :until%s
                order by s.received_at desc, s.case_id desc limit :rows""";
        String statement = ranges.isEmpty()
                ? newest.formatted("")
                : """
                        select next.at, next.case_id from unnest(cast(:ranges as text[])) as asked (range)
                        cross join lateral (%s) next order by next.at desc, next.case_id desc limit :rows"""
                        .formatted(newest.formatted(subjects.isEmpty()
                                ? " and s.state = asked.range"
                                : " and s.subject = asked.range and s.state = any(cast(:states as text[]))"));
        List<Place> places = sql.sql(SqlLimit.of(most, statement))
                .param("root", directory.root().map(unit -> unit.id().value()).orElse(0L))
                .param("kind", kind)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .param("ranges", ranges.toArray(String[]::new))
                .param("states", states.toArray(String[]::new))
                .query(CaseShelf::place)
                .list();
        Map<Long, CaseView> views = views(places);
        return places.stream().flatMap(place -> Stream.ofNullable(views.get(place.id()))).toList();
    }

    private record Place(Instant at, long id) {
        String key() {
            return at.getEpochSecond() + "." + at.getNano() + "." + id;
        }
    }

    private List<Place> find(Actor actor, CaseFilter filter, Key from, int most) {
        CaseKind kind = kinds.of(filter.kind());
        List<CaseOracle.Range> ranges = oracle.ranges(actor, kind);
        if (ranges.isEmpty()) {
            return List.of();
        }
        if (filter.same() != null) {
            return sameWriter(actor, filter, ranges, from, most);
        }
        if (filter.words().isEmpty()) {
            return find(filter, ranges, from, most);
        }
        Optional<CaseView> numbered = rows.byNumber(filter.words())
                .filter(view -> view.kind().equals(filter.kind()) && oracle.sight(actor, view).isAny());
        if (numbered.isPresent()) {
            return from.begun()
                    ? List.of()
                    : List.of(new Place(numbered.get().receivedAt(), numbered.get().id().value()));
        }
        return titled(filter, ranges, from, most);
    }

    private List<Place> find(CaseFilter filter, List<CaseOracle.Range> ranges, Key from, int most) {
        String column = filter.order() == Order.DUE ? "due" : "received_at";
        boolean down = (filter.order() == Order.RECEIVED) != from.back();
        String statement = """
                with found as (
                    select distinct next.at, next.case_id
                    from unnest(cast(:units as bigint[]), cast(:sights as text[])) as held (unit, sight)
                    cross join lateral (
                        select s.%1$s as at, s.case_id from casework.shelf s
                        where s.unit_id = held.unit and s.kind = :kind and s.sight = held.sight%2$s
                            and (s.%1$s, s.case_id) %3$s (:at, :id)
                        order by s.%1$s %4$s, s.case_id %4$s limit :rows) next)
                select at, case_id from found order by at %4$s, case_id %4$s limit :rows"""
                .formatted(column, conditions(filter), down ? "<" : ">", down ? "desc" : "asc");
        return asked(filter, ranges, from, SqlLimit.of(most, statement)).query(CaseShelf::place).list();
    }

    /** Titles that begin alike, in their order. */
    private List<Place> titled(CaseFilter filter, List<CaseOracle.Range> ranges, Key from, int most) {
        String after = from.begun()
                ? """
                        and (s.title collate "C", s.case_id) %s
                            ((select last.title from casework.cases last where last.id = :id) collate "C", :id)"""
                        .formatted(from.back() ? "<" : ">")
                : "";
        String statement = """
                with found as (
                    select distinct next.title, next.at, next.case_id
                    from unnest(cast(:units as bigint[]), cast(:sights as text[])) as held (unit, sight)
                    cross join lateral (
                        select s.title collate "C" as title, s.received_at as at, s.case_id from casework.shelf s
                        where s.unit_id = held.unit and s.kind = :kind and s.sight = held.sight%1$s
                            and s.title collate "C" >= :words and s.title collate "C" < :words || chr(1114111) %2$s
                        order by s.title collate "C" %3$s, s.case_id %3$s limit :rows) next)
                select at, case_id from found order by title %3$s, case_id %3$s limit :rows"""
                .formatted(conditions(filter), after, from.back() ? "desc" : "asc");
        return asked(filter, ranges, from, SqlLimit.of(most, statement)).query(CaseShelf::place).list();
    }

    /** Of nobody who is to stay hidden: neither whose cases are asked for, nor what this person finds without its writer. */
    private List<Place> sameWriter(Actor actor, CaseFilter filter, List<CaseOracle.Range> ranges, Key from, int most) {
        Optional<String> writer = rows.find(new CaseId(Objects.requireNonNull(filter.same())))
                .filter(view -> view.kind().equals(filter.kind()) && !view.guarded() && !view.writer().isEmpty())
                .filter(view -> oracle.sight(actor, view) == CaseOracle.Sight.ALL)
                .map(CaseView::writer);
        List<CaseOracle.Range> known = ranges.stream()
                .filter(range -> range.sight() != CaseRows.Sight.HANDLE)
                .toList();
        if (writer.isEmpty() || known.isEmpty()) {
            return List.of();
        }
        String statement = """
                select c.received_at as at, c.id as case_id from casework.cases c
                where c.kind = :kind and c.writer = :writer and c.writer <> ''
                    and (c.received_at, c.id) %2$s (:at, :id)
                    and exists (select from casework.shelf s
                        join unnest(cast(:units as bigint[]), cast(:sights as text[])) as held (unit, sight)
                            on s.unit_id = held.unit and s.sight = held.sight
                        where s.case_id = c.id and s.kind = :kind%1$s)
                order by c.received_at %3$s, c.id %3$s limit :rows"""
                .formatted(conditions(filter), from.back() ? ">" : "<", from.back() ? "asc" : "desc");
        return asked(filter, known, from, SqlLimit.of(most, statement)).param("writer", writer.get())
                .query(CaseShelf::place)
                .list();
    }

    private static Place place(java.sql.ResultSet row, int n) throws java.sql.SQLException {
        return new Place(row.getTimestamp("at").toInstant(), row.getLong("case_id"));
    }

    private static String conditions(CaseFilter filter) {
        return (filter.open() ? " and s.open" : "")
                + (filter.late() ? " and s.late" : "")
                + (filter.state() == null ? "" : " and s.state = :state")
                + (filter.clazz().isEmpty() ? "" : " and s.class = :class")
                + (filter.subject().isEmpty() ? "" : " and s.subject = :subject")
                + (filter.region().isEmpty() ? "" : " and s.region = :region")
                + (filter.lead() == null ? "" : " and s.lead_unit = :lead")
                + (filter.from() == null ? "" : " and s.received_at >= :from")
                + (filter.until() == null ? "" : " and s.received_at < :until");
    }

    private JdbcClient.StatementSpec asked(CaseFilter filter, List<CaseOracle.Range> ranges, Key from,
            String statement) {
        return sql.sql(statement)
                .param("units", ranges.stream().map(CaseOracle.Range::unit).toArray(Long[]::new))
                .param("sights", ranges.stream().map(range -> range.sight().name()).toArray(String[]::new))
                .param("kind", filter.kind())
                .param("state", filter.state() == null ? null : filter.state().name())
                .param("class", filter.clazz())
                .param("subject", filter.subject())
                .param("region", filter.region())
                .param("lead", filter.lead())
                .param("from", Moments.time(start(filter.from())))
                .param("until", Moments.time(start(filter.until() == null ? null : filter.until().plusDays(1))))
                .param("words", filter.words())
                .param("at", Timestamp.from(from.at()))
                .param("id", from.id());
    }

    private @Nullable Instant start(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(clock.zone()).toInstant();
    }

    private Map<Long, CaseView> views(List<Place> places) {
        return rows.find(places.stream().map(Place::id).toList())
                .stream()
                .collect(Collectors.toMap(view -> view.id().value(), Function.identity()));
    }

    private List<Line> lines(String kind, List<Place> places) {
        Map<Long, CaseView> views = views(places);
        CaseLabels labels = kinds.of(kind).labels();
        Map<String, String> units = history.unitNames(
                views.values().stream().map(CaseView::lead).filter(Objects::nonNull).distinct().toList());
        Map<CaseId, CaseSheet.Due> dues = board.dues(views.values());
        var lines = new ArrayList<Line>();
        for (Place place : places) {
            CaseView view = views.get(place.id());
            if (view != null) {
                lines.add(new Line(view, kinds.of(view.kind()).stateWord(view),
                        labels.classes().getOrDefault(view.clazz(), view.clazz()),
                        labels.subjects().getOrDefault(view.subject(), view.subject()),
                        view.lead() == null ? "" : units.getOrDefault(view.lead().value(), ""),
                        clock.local(view.receivedAt()), dues.get(view.id()),
                        place.key()));
            }
        }
        return lines;
    }

    /** Where a page begins; what cannot be read means the first page. */
    private record Key(Instant at, long id, boolean back, boolean begun) {
        static Key first(Order order) {
            return order == Order.RECEIVED
                    ? new Key(END, Long.MAX_VALUE, false, false)
                    : new Key(Instant.EPOCH, 0, false, false);
        }

        static Key read(@Nullable String key, Order order) {
            if (key == null || key.length() > 100) {
                return first(order);
            }
            boolean back = key.startsWith("n");
            String[] parts = (back ? key.substring(1) : key).split("\\.", -1);
            try {
                return parts.length == 3
                        ? new Key(Instant.ofEpochSecond(Math.clamp(Long.parseLong(parts[0]), 0, END.getEpochSecond()),
                                Math.clamp(Long.parseLong(parts[1]), 0, 999_999_999)), Long.parseLong(parts[2]), back,
                                true)
                        : first(order);
            } catch (NumberFormatException e) {
                return first(order);
            }
        }
    }
}
