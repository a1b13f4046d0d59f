package org.yizhan.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

    private Map<String, CaseTally> read(CaseSet set, String axis) {
        var found = new HashMap<String, CaseTally>();
        String where = where(set, "f");
        sql.sql("""
                select %1$s as axis, fate, sum(n) as n, sum(days) as days, sum(dated) as dated, sum(returned) as returned,
                    sum(reopened) as reopened, sum(rated) as rated, sum(satisfied) as satisfied, sum(solved) as solved,
                    sum(unsolved) as unsolved
                from (select * from casework.figure f where %2$s union all select * from casework.figure_change f where %2$s) f
                group by 1, 2 having sum(n) <> 0"""
                .formatted(axis, where)).params(params(set)).query(row -> {
                    found.merge(row.getString("axis"), tally(row), CaseTally::and);
                });
        return found;
    }

    private static CaseTally tally(ResultSet row) throws SQLException {
        var fates = new EnumMap<Fate, Long>(Fate.class);
        fates.put(Fate.valueOf(row.getString("fate")), row.getLong("n"));
        return new CaseTally(fates, row.getLong("days"), row.getLong("dated"), row.getLong("returned"),
                row.getLong("reopened"), row.getLong("rated"), row.getLong("satisfied"), row.getLong("solved"),
                row.getLong("unsolved"));
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
        var conditions = new ArrayList<>(List.of(where(set, "c")));
        if (set.mark() != null) {
            conditions.add(switch (set.mark()) {
                case RETURNED -> "c.returned";
                case REOPENED -> "c.reopened";
                case RATED -> "c.satisfaction is not null";
                case SATISFIED -> "c.satisfaction >= 3";
                case DISSATISFIED -> "c.satisfaction < 3";
                case SOLVED -> "c.solved";
                case UNSOLVED -> "not c.solved";
            });
        }
        if (begun) {
            conditions.add("(c.received, c.case_id) " + (newer ? ">" : "<") + " (:from, :id)");
        }
        record Found(LocalDate received, long id, Fate fate) {
            String key() {
                return received + "." + id;
            }
        }
        var query = sql
                .sql(SqlLimit.of(PAGE + 1,
                        "select c.received, c.case_id, c.fate from casework.counted c where "
                                + String.join(" and ", conditions)
                                + (newer && begun
                                        ? " order by c.received, c.case_id limit :rows"
                                        : " order by c.received desc, c.case_id desc limit :rows")))
                .params(params(set));
        if (begun) {
            int dot = from.indexOf('.');
            query = query.param("from", LocalDate.parse(from.substring(0, dot)))
                    .param("id", Long.parseLong(from.substring(dot + 1)));
        }
        List<Found> found = query.query((row, n) -> new Found(row.getObject("received", LocalDate.class),
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
        var all = new ArrayList<>(List.of(row + ".kind = :kind"));
        if (set.clazz() != null) {
            all.add(row + ".class = :class");
        }
        if (set.unit() != null) {
            all.add(row + ".unit_id = :unit");
        }
        within(all, row + ".received", "received", set.received());
        within(all, row + ".ended", "ended", set.ended());
        if (!set.fates().isEmpty()) {
            all.add(row + ".fate = any(:fates)");
        }
        return String.join(" and ", all);
    }

    private static void within(List<String> all, String column, String name, CaseSet.Months months) {
        if (months.first() != null) {
            all.add(column + " >= :" + name + "First");
        }
        if (months.last() != null) {
            all.add(column + " <= :" + name + "Last");
        }
    }

    private static Map<String, Object> params(CaseSet set) {
        var all = new HashMap<String, Object>(Map.of("kind", set.kind()));
        put(all, "class", set.clazz());
        put(all, "unit", set.unit() == null ? null : set.unit().value());
        put(all, "receivedFirst", first(set.received().first()));
        put(all, "receivedLast", first(set.received().last()));
        put(all, "endedFirst", first(set.ended().first()));
        put(all, "endedLast", first(set.ended().last()));
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
