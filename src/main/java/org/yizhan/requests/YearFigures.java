package org.yizhan.requests;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.casework.CaseId;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.SqlLimit;

/** What the annual report counts (公开年报数据), for one body or for the county, and the requests behind each figure. */
@Component
@Transactional(readOnly = true)
public class YearFigures {
    /** Stands for all bodies together. */
    public static final long COUNTY = 0;
    private static final int PAGE = 50;

    private final JdbcClient sql;

    YearFigures(JdbcClient sql) {
        this.sql = sql;
    }

    /** Said by the statement itself, so that it is planned for the index that it needs. */
    private static String of(long body) {
        return body == COUNTY ? "cast(:body as bigint) = 0 " : "body_id = :body ";
    }

    public YearTable requests(long body, int year) {
        var count = new YearTable.Count();
        // Whatever was received by the end of the year and had not ended before its beginning is in the table twice: as it came, and as it went.
        sql.sql("""
                select applicant_class, received_on < :first as carried,
                    case when ended_on < :next then outcome end as outcome, count(*)
                from requests.request
                where""" + " " + of(body) + """
                    and received_on < :next and (ended_on is null or ended_on >= :first)
                group by 1, 2, 3""")
                .param("body", body)
                .param("first", LocalDate.of(year, 1, 1))
                .param("next", LocalDate.of(year + 1, 1, 1))
                .query(row -> {
                    ApplicantClass clazz = ApplicantClass.find(row.getString(1)).orElseThrow();
                    int many = row.getInt(4);
                    count.add(row.getBoolean(2) ? YearTable.Line.Whole.CARRIED : YearTable.Line.Whole.RECEIVED, clazz,
                            many);
                    Optional<Outcome> outcome = Optional.ofNullable(row.getString(3)).flatMap(Outcome::find);
                    if (outcome.isPresent()) {
                        count.add(new YearTable.Line.Result(outcome.get().row(), outcome.get().line()), clazz, many);
                        count.add(YearTable.Line.Whole.ENDED, clazz, many);
                    } else {
                        count.add(YearTable.Line.Whole.OPEN, clazz, many);
                    }
                });
        return count.table();
    }

    /** Table four: reviews and lawsuits that ended in the year by their result, and those that had not at its end. */
    public Map<Dispute.Kind, Map<Dispute.Result, Integer>> disputes(long body, int year) {
        var counts = new EnumMap<Dispute.Kind, Map<Dispute.Result, Integer>>(Dispute.Kind.class);
        sql.sql("""
                select kind, case when decided_on < :next then result else 'PENDING' end, count(*) from requests.dispute
                where""" + " " + of(body) + """
                    and begun_on < :next and (decided_on is null or decided_on >= :first)
                group by 1, 2""")
                .param("body", body)
                .param("first", LocalDate.of(year, 1, 1))
                .param("next", LocalDate.of(year + 1, 1, 1))
                .query(row -> {
                    counts.computeIfAbsent(Dispute.Kind.valueOf(row.getString(1)),
                            _ -> new EnumMap<>(Dispute.Result.class))
                            .put(Dispute.Result.valueOf(row.getString(2)), row.getInt(3));
                });
        return counts;
    }

    /** By the day on which it came, or ended. */
    private record Found(LocalDate day, long id) {
        String key() {
            return day + "." + id;
        }

        /** Null for what no list wrote: the first page. */
        static @Nullable Found read(String key) {
            if (!key.matches("20\\d{2}-\\d{2}-\\d{2}\\.\\d{1,18}")) {
                return null;
            }
            try {
                return new Found(LocalDate.parse(key.substring(0, 10)), Long.parseLong(key.substring(11)));
            } catch (DateTimeException e) {
                return null;
            }
        }
    }

    /** The requests behind one figure, the newest first. */
    public KeyPage<CaseId> behind(long body, int year, YearTable.Line line, @Nullable ApplicantClass clazz,
            @Nullable String key) {
        String which = switch (line) {
            case YearTable.Line.Whole whole -> switch (whole) {
                case RECEIVED -> "received_on >= :first and received_on < :next";
                case CARRIED -> "received_on < :first and (ended_on is null or ended_on >= :first)";
                case ENDED -> "ended_on >= :first and ended_on < :next";
                case OPEN -> "received_on < :next and (ended_on is null or ended_on >= :next)";
            };
            case YearTable.Line.Result _ -> "ended_on >= :first and ended_on < :next and outcome = any(:outcomes)";
        };
        boolean asEnded = line == YearTable.Line.Whole.ENDED || line instanceof YearTable.Line.Result;
        String day = asEnded ? "ended_on" : "received_on";
        boolean back = key != null && key.startsWith("n");
        Found from = Found.read(key == null ? "" : back ? key.substring(1) : key);
        boolean newer = back && from != null;
        String after = from == null ? "" : " and (%s, case_id) %s (:day, :id)".formatted(day, newer ? ">" : "<");
        List<Found> found = sql
                .sql(SqlLimit.of(PAGE + 1, "select case_id, " + day + " as day from requests.request where " + of(body)
                        + "and " + which + (clazz == null ? "" : " and applicant_class = :class") + after
                        + " order by " + day + (newer ? ", case_id" : " desc, case_id desc") + " limit :rows"))
                .param("body", body)
                .param("first", LocalDate.of(year, 1, 1))
                .param("next", LocalDate.of(year + 1, 1, 1))
                .param("outcomes", line instanceof YearTable.Line.Result result
                        ? java.util.Arrays.stream(Outcome.values())
                                .filter(result::counts)
                                .map(Outcome::name)
                                .toArray(String[]::new)
                        : new String[0])
                .param("class", clazz == null ? "" : clazz.code())
                .param("day", from == null ? LocalDate.EPOCH : from.day())
                .param("id", from == null ? 0 : from.id())
                .query((row, n) -> new Found(row.getObject("day", LocalDate.class), row.getLong("case_id")))
                .list();
        return KeyPage.of(found, PAGE, newer, from != null, Found::key, one -> new CaseId(one.id()));
    }

    /** The disputes behind one figure of table four. */
    public List<Dispute> behind(long body, int year, Dispute.Kind kind, Dispute.Result result) {
        return sql.sql(SqlLimit.of(500, "select * from requests.dispute where " + of(body) + """
                    and kind = :kind and begun_on < :next and (decided_on is null or decided_on >= :first)
                    and case when decided_on < :next then result else 'PENDING' end = :result
                order by begun_on desc, id desc limit :rows"""))
                .param("body", body)
                .param("first", LocalDate.of(year, 1, 1))
                .param("next", LocalDate.of(year + 1, 1, 1))
                .param("kind", kind.name())
                .param("result", result.name())
                .query(Disputes::dispute)
                .list();
    }
}
