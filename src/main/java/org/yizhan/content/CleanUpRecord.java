package org.yizhan.content;

import java.time.YearMonth;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.shared.Actor;
import org.yizhan.shared.UnitPath;

/**
 * What every unit cleaned up in a month (月度清理记录): found by the nightly looking over, mended, left with a reason, and taken off
 * the website. Counted from what is on record, so that nobody keeps a ledger beside it.
 */
@Service
@Transactional(readOnly = true)
public class CleanUpRecord {
    private final JdbcClient sql;
    private final CountyClock clock;

    CleanUpRecord(JdbcClient sql, CountyClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * A unit's month.
     *
     * @param found in the month, also what is mended by now
     * @param accepted left as it is, with a reason
     * @param open what is not dealt with today, whenever it was found
     */
    public record Line(UnitPath unit, int found, int mended, int accepted, int withdrawn, int open) {
        Line plus(Line other) {
            return new Line(unit, found + other.found, mended + other.mended, accepted + other.accepted,
                    withdrawn + other.withdrawn, open + other.open);
        }
    }

    /** Of the units that this person looks after, in the order of the county's tree; units without anything are left out. */
    public List<Line> of(Actor actor, YearMonth month) {
        return sql
                .sql("""
                        with counted as (
                            select unit_path, count(*) as found, 0 as mended, 0 as accepted, 0 as withdrawn, 0 as open
                            from content.hygiene_finding where found_at >= :from and found_at < :until group by unit_path
                            union all
                            select unit_path, 0, count(*) filter (where state = 'MENDED'), count(*) filter (where state = 'ACCEPTED'), 0, 0
                            from content.hygiene_finding where state <> 'OPEN' and changed_at >= :from and changed_at < :until
                            group by unit_path
                            union all
                            select unit_path, 0, 0, 0, 0, count(*) from content.hygiene_finding where state = 'OPEN' group by unit_path
                            union all
                            select c.unit_path, 0, 0, 0, count(*), 0 from content.withdrawal w
                            join content.edition e on e.id = w.edition_id join content.column_ c on c.id = e.column_id
                            where w.at >= :from and w.at < :until group by c.unit_path)
                        select unit_path, sum(found)::int, sum(mended)::int, sum(accepted)::int, sum(withdrawn)::int, sum(open)::int
                        from counted where unit_path like any (:scopes) group by unit_path order by unit_path""")
                .param("from", Editions.at(month.atDay(1).atStartOfDay(clock.zone()).toInstant()))
                .param("until", Editions.at(month.plusMonths(1).atDay(1).atStartOfDay(clock.zone()).toInstant()))
                .param("scopes", HygieneDesk.scopes(actor).toArray(String[]::new))
                .query((row, _) -> new Line(new UnitPath(row.getString(1)), row.getInt(2), row.getInt(3),
                        row.getInt(4), row.getInt(5), row.getInt(6)))
                .list();
    }

    /** All units together; its unit is of no meaning. */
    public static Line sum(List<Line> lines) {
        return lines.stream().reduce(new Line(new UnitPath("/0/"), 0, 0, 0, 0, 0), Line::plus);
    }
}
