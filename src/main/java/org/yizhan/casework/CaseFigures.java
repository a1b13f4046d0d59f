package org.yizhan.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.SqlLimit;
import org.yizhan.shared.UnitId;

/** Figures of cases of any kind, true at every commit, and the cases behind each (办件统计). */
@Component
@Transactional(readOnly = true)
public class CaseFigures {
    private static final int PAGE = 50;
    private static final String WHICH = "grouping(kind, class, subject, region, channel, unit_id) as which";

    private final JdbcClient sql;
    private final CaseRows rows;
    private final CaseOracle oracle;

    CaseFigures(JdbcClient sql, CaseRows rows, CaseOracle oracle) {
        this.sql = sql;
        this.rows = rows;
        this.oracle = oracle;
    }

    /** By whose matter they are. */
    public Map<UnitId, CaseTally> byUnit(CaseSet set) {
        var found = new HashMap<UnitId, CaseTally>();
        read(set, "unit_id").forEach((unit, tally) -> found.put(new UnitId(Long.parseLong(unit)), tally));
        return found;
    }

    public Map<String, CaseTally> byClass(CaseSet set) {
        return read(set, "class");
    }

    /** By the month in which they came in, in order. */
    public Map<YearMonth, CaseTally> byMonth(CaseSet set) {
        var found = new TreeMap<YearMonth, CaseTally>();
        read(set, "to_char(received, 'YYYY-MM')").forEach((month, tally) -> found.put(YearMonth.parse(month), tally));
        return found;
    }

    public CaseTally of(CaseSet set) {
        return read(set, "''").getOrDefault("", CaseTally.NONE);
    }

    /** What cells do not tell apart is added up from the rows themselves (ADR 0160). */
    private static String source(CaseSet set) {
        boolean cells = set.days().equals(CaseSet.Days.ALL) && set.mark() == null && set.village() == null
                && set.codes().keySet().stream().allMatch(axis -> axis == CaseAxis.CLASS);
        String where = where(set, "f");
        return cells
                ? "select * from casework.figure f where %1$s union all select * from casework.figure_change f where %1$s"
                        .formatted(where)
                : """
                        select kind, received, ended, unit_id, class, fate, 1::bigint as n, coalesce(days, 0)::bigint as days,
                            (days is not null)::int::bigint as dated, returned::int::bigint as returned,
                            reopened::int::bigint as reopened, (satisfaction is not null)::int::bigint as rated,
                            coalesce(satisfaction >= 3, false)::int::bigint as satisfied,
                            coalesce(solved, false)::int::bigint as solved, coalesce(not solved, false)::int::bigint as unsolved
                        from casework.counted f where %s"""
                        .formatted(where);
    }

    private Map<String, CaseTally> read(CaseSet set, String axis) {
        var found = new HashMap<String, CaseTally>();
        sql.sql("""
                select %1$s as axis, fate, sum(n) as n, sum(days) as days, sum(dated) as dated, sum(returned) as returned,
                    sum(reopened) as reopened, sum(rated) as rated, sum(satisfied) as satisfied, sum(solved) as solved,
                    sum(unsolved) as unsolved, 0 as repeated
                from (%2$s) f
                group by 1, 2 having sum(n) <> 0"""
                .formatted(axis, source(set))).params(params(set)).query(row -> {
                    found.merge(row.getString("axis"), tally(row), CaseTally::and);
                });
        return found;
    }

    private static CaseTally tally(ResultSet row) throws SQLException {
        var fates = new EnumMap<Fate, Long>(Fate.class);
        fates.put(Fate.valueOf(row.getString("fate")), row.getLong("n"));
        return new CaseTally(fates, row.getLong("days"), row.getLong("dated"), row.getLong("returned"),
                row.getLong("reopened"), row.getLong("rated"), row.getLong("satisfied"), row.getLong("solved"),
                row.getLong("unsolved"), row.getLong("repeated"));
    }

    /**
     * A line of a table.
     *
     * @param kind whose code it is; empty where all kinds have the same
     */
    public record Key(String kind, String code) {}

    /** The same cases by everything that they are told apart by, in one walk along them. */
    public Map<CaseAxis, Map<Key, CaseTally>> table(CaseSet set) {
        var found = new EnumMap<CaseAxis, Map<Key, CaseTally>>(CaseAxis.class);
        for (CaseAxis axis : CaseAxis.values()) {
            found.put(axis, new HashMap<>());
        }
        sql.sql("""
                select %s, kind, class, subject, region, channel, unit_id, fate, count(*) as n, coalesce(sum(days), 0) as days,
                    count(days) as dated, count(*) filter (where returned) as returned, count(*) filter (where reopened) as reopened,
                    count(satisfaction) as rated, count(*) filter (where satisfaction >= 3) as satisfied,
                    count(*) filter (where solved) as solved, count(*) filter (where not solved) as unsolved,
                    count(*) filter (where repeated) as repeated
                from casework.counted f where %s group by grouping sets (%s)"""
                .formatted(WHICH, where(set, "f"), sets(", fate"))).params(params(set)).query(row -> {
                    CaseAxis axis = axis(row);
                    of(found, axis).merge(key(axis, row), tally(row), CaseTally::and);
                });
        return found;
    }

    /** Only how many, by the same. */
    public Map<CaseAxis, Map<Key, Long>> counts(CaseSet set) {
        var found = new EnumMap<CaseAxis, Map<Key, Long>>(CaseAxis.class);
        for (CaseAxis axis : CaseAxis.values()) {
            found.put(axis, new HashMap<>());
        }
        sql.sql("""
                select %s, kind, class, subject, region, channel, unit_id, count(*) as n
                from casework.counted f where %s group by grouping sets (%s)"""
                .formatted(WHICH, where(set, "f"), sets(""))).params(params(set)).query(row -> {
                    CaseAxis axis = axis(row);
                    Objects.requireNonNull(found.get(axis)).put(key(axis, row), row.getLong("n"));
                });
        return found;
    }

    /** How long those took that were done, by the same; in working days. */
    public Map<CaseAxis, Map<Key, DaysTaken>> daysTaken(CaseSet set) {
        var found = new EnumMap<CaseAxis, Map<Key, Map<Integer, Long>>>(CaseAxis.class);
        sql.sql("""
                select %s, kind, class, subject, region, channel, unit_id, days, count(*) as n
                from casework.counted f where days is not null and %s group by grouping sets (%s)"""
                .formatted(WHICH, where(set, "f"), sets(", days"))).params(params(set)).query(row -> {
                    CaseAxis axis = axis(row);
                    found.computeIfAbsent(axis, _ -> new HashMap<>())
                            .computeIfAbsent(key(axis, row), _ -> new TreeMap<>())
                            .put(row.getInt("days"), row.getLong("n"));
                });
        var taken = new EnumMap<CaseAxis, Map<Key, DaysTaken>>(CaseAxis.class);
        for (CaseAxis axis : CaseAxis.values()) {
            var own = new HashMap<Key, DaysTaken>();
            found.getOrDefault(axis, Map.of()).forEach((key, counts) -> own.put(key, new DaysTaken(counts)));
            taken.put(axis, own);
        }
        return taken;
    }

    /** How many there are of each matter at each place. */
    public record Spot(String kind, String subject, String region, long count) {}

    public List<Spot> spots(CaseSet set) {
        return sql.sql("select kind, subject, region, count(*) as n from casework.counted f where " + where(set, "f")
                + " group by 1, 2, 3 order by n desc, 1, 2, 3")
                .params(params(set))
                .query((row, n) -> new Spot(row.getString("kind"), row.getString("subject"), row.getString("region"),
                        row.getLong("n")))
                .list();
    }

    /** How many there are of each matter in each village (村、社区) that is known, most first. */
    public record Village(String region, String name, String subject, long count) {}

    public List<Village> villages(CaseSet set) {
        return sql.sql("select region, village, subject, count(*) as n from casework.counted f where village <> '' and "
                + where(set, "f") + " group by 1, 2, 3 order by n desc, 1, 2, 3")
                .params(params(set))
                .query((row, n) -> new Village(row.getString("region"), row.getString("village"),
                        row.getString("subject"), row.getLong("n")))
                .list();
    }

    /**
     * Somebody who brings one matter again and again (重复反映), known by nothing but the cases.
     *
     * @param count how many of the set repeat an earlier one
     * @param cases the last ones of any time and kind that the reader sees with who wrote them, the last one first
     */
    public record Again(String subject, long count, List<CaseView> cases) {}

    /** Who did so most often; nothing of a guarded case, and nobody of whom the reader sees no case. */
    public List<Again> again(Actor actor, CaseSet set, int most) {
        record Found(long person, String subject, long count, long id) {}
        List<Found> found = sql.sql(SqlLimit.of(most, """
                with person as (
                    select c.writer, c.subject, count(*) as n, max(c.id) as last
                    from casework.counted f join casework.cases c on c.id = f.case_id
                    where f.repeated and not c.guarded and c.writer <> '' and %s
                    group by 1, 2 order by n desc, last desc limit :rows)
                select p.last, p.subject, p.n, o.id from person p cross join lateral (
                    select c.id, c.received_at from casework.cases c
                    where c.writer = p.writer and c.writer <> '' and c.subject = p.subject and not c.guarded
                    order by c.received_at desc, c.id desc limit 6) o
                order by p.n desc, p.last desc, o.received_at desc, o.id desc""".formatted(where(set, "f"))))
                .params(params(set))
                .query((row, n) -> new Found(row.getLong("last"), row.getString("subject"), row.getLong("n"),
                        row.getLong("id")))
                .list();
        var seen = new HashMap<Long, CaseView>();
        rows.find(found.stream().map(Found::id).toList())
                .stream()
                .filter(view -> oracle.sight(actor, view) == CaseOracle.Sight.ALL)
                .forEach(view -> seen.put(view.id().value(), view));
        return found.stream()
                .collect(Collectors.groupingBy(Found::person, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(own -> new Again(own.getFirst().subject(), own.getFirst().count(),
                        own.stream().map(one -> seen.get(one.id())).filter(Objects::nonNull).toList()))
                .filter(one -> !one.cases().isEmpty())
                .toList();
    }

    /** @param beside what they are told apart by as well, as {@code , fate} */
    private static String sets(String beside) {
        return Arrays.stream(CaseAxis.values())
                .map(axis -> axis == CaseAxis.KIND || !axis.isOfKind() ? axis.column() : "kind, " + axis.column())
                .map(columns -> "(" + columns + beside + ")")
                .collect(Collectors.joining(", "));
    }

    /** A bit is set for what was not told apart, in the order of {@link #WHICH}. */
    private static CaseAxis axis(ResultSet row) throws SQLException {
        int which = row.getInt("which");
        return switch (which) {
            case 0b011111 -> CaseAxis.KIND;
            case 0b001111 -> CaseAxis.CLASS;
            case 0b110111 -> CaseAxis.SUBJECT;
            case 0b111011 -> CaseAxis.REGION;
            case 0b011101 -> CaseAxis.CHANNEL;
            case 0b111110 -> CaseAxis.UNIT;
            default -> throw new IllegalStateException("no axis " + which);
        };
    }

    private static Key key(CaseAxis axis, ResultSet row) throws SQLException {
        return new Key(axis.isOfKind() ? row.getString("kind") : "", row.getString(axis.column()));
    }

    private static Map<Key, CaseTally> of(Map<CaseAxis, Map<Key, CaseTally>> all, CaseAxis axis) {
        return Objects.requireNonNull(all.get(axis));
    }

    /** One of the list behind a figure. */
    public record Line(CaseView view, Fate fate) {}

    /**
     * The cases that a figure counts, newest first; those that the person may not see are left out, so a page may hold fewer than
     * the figure says.
     */
    public KeyPage<Line> cases(Actor actor, CaseSet set, @Nullable String key) {
        boolean newer = key != null && key.startsWith("n");
        String from = key == null ? "" : newer ? key.substring(1) : key;
        boolean begun = from.matches("\\d{4}-\\d{2}-\\d{2}\\.\\d{1,18}");
        var conditions = new ArrayList<>(List.of("c.kind = asked.kind", narrowed(set, "c")));
        if (begun) {
            conditions.add("(c.day, c.case_id) " + (newer ? ">" : "<") + " (:from, :id)");
        }
        record Found(LocalDate day, long id, Fate fate) {
            String key() {
                return day + "." + id;
            }
        }
        String order = newer && begun ? "%1$s.day, %1$s.case_id" : "%1$s.day desc, %1$s.case_id desc";
        var query = sql
                .sql(SqlLimit.of(PAGE + 1,
                        """
                                select n.day, n.case_id, n.fate from unnest(cast(:kinds as text[])) as asked (kind) cross join lateral (
                                    select c.day, c.case_id, c.fate from casework.counted c where %s order by %s limit :rows) n
                                order by %s limit :rows"""
                                .formatted(String.join(" and ", conditions), order.formatted("c"),
                                        order.formatted("n"))))
                .params(params(set));
        if (begun) {
            int dot = from.indexOf('.');
            query = query.param("from", LocalDate.parse(from.substring(0, dot)))
                    .param("id", Long.parseLong(from.substring(dot + 1)));
        }
        List<Found> found = query.query((row, n) -> new Found(row.getObject("day", LocalDate.class),
                row.getLong("case_id"), Fate.valueOf(row.getString("fate")))).list();
        var views = new HashMap<Long, CaseView>();
        rows.find(found.stream().map(Found::id).toList())
                .stream()
                .filter(view -> oracle.sight(actor, view).isAny())
                .forEach(view -> views.put(view.id().value(), view));
        KeyPage<Found> page = KeyPage.of(found, PAGE, newer && begun, begun, Found::key, one -> one);
        var lines = new ArrayList<Line>();
        for (Found one : page.items()) {
            CaseView view = views.get(one.id());
            if (view != null) {
                lines.add(new Line(view, one.fate()));
            }
        }
        return new KeyPage<>(lines, page.older(), page.newer());
    }

    private static String where(CaseSet set, String row) {
        return row + ".kind = any(:kinds) and " + narrowed(set, row);
    }

    private static String narrowed(CaseSet set, String row) {
        var all = new ArrayList<>(List.of("true"));
        set.codes()
                .keySet()
                .stream()
                .sorted()
                .forEach(axis -> all.add(row + "." + axis.column() + " = :" + axis.column()));
        if (!set.units().isEmpty()) {
            all.add(row + ".unit_id = any(:units)");
        }
        within(all, row + ".received", "received", set.received().first(), set.received().last());
        within(all, row + ".ended", "ended", set.ended().first(), set.ended().last());
        within(all, row + ".day", "day", set.days().first(), set.days().last());
        if (!set.fates().isEmpty()) {
            all.add(row + ".fate = any(:fates)");
        }
        if (set.village() != null) {
            all.add(row + ".village = :village and " + row + ".village <> ''");
        }
        if (set.mark() != null) {
            all.add(switch (set.mark()) {
                case GIVEN -> "exists (select from casework.cases given where given.id = " + row
                        + ".case_id and given.lead_path is not null)";
                case RETURNED -> row + ".returned";
                case REOPENED -> row + ".reopened";
                case REPEATED -> row + ".repeated";
                case RATED -> row + ".satisfaction is not null";
                case SATISFIED -> row + ".satisfaction >= 3";
                case DISSATISFIED -> row + ".satisfaction < 3";
                case SOLVED -> row + ".solved";
                case UNSOLVED -> "not " + row + ".solved";
            });
        }
        return String.join(" and ", all);
    }

    private static void within(List<String> all, String column, String name, @Nullable Object first,
            @Nullable Object last) {
        if (first != null) {
            all.add(column + " >= :" + name + "First");
        }
        if (last != null) {
            all.add(column + " <= :" + name + "Last");
        }
    }

    private static Map<String, Object> params(CaseSet set) {
        var all = new HashMap<String, Object>(Map.of("kinds", set.kinds().toArray(String[]::new)));
        set.codes().forEach((axis, code) -> all.put(axis.column(), code));
        all.put("units", set.units().stream().map(UnitId::value).toArray(Long[]::new));
        put(all, "receivedFirst", first(set.received().first()));
        put(all, "receivedLast", first(set.received().last()));
        put(all, "endedFirst", first(set.ended().first()));
        put(all, "endedLast", first(set.ended().last()));
        put(all, "dayFirst", set.days().first());
        put(all, "dayLast", set.days().last());
        put(all, "village", set.village());
        if (!set.fates().isEmpty()) {
            all.put("fates", set.fates().stream().map(Fate::name).toArray(String[]::new));
        }
        return all;
    }

    private static @Nullable LocalDate first(@Nullable YearMonth month) {
        return month == null ? null : month.atDay(1);
    }

    private static void put(Map<String, Object> all, String name, @Nullable Object value) {
        if (value != null) {
            all.put(name, value);
        }
    }
}
