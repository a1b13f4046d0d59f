package org.yizhan.requests;

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
    private static final String BODY = "(:body = 0 or body_id = :body) ";

    private final JdbcClient sql;

    YearFigures(JdbcClient sql) {
        this.sql = sql;
    }

    public YearTable requests(long body, int year) {
        var count = new YearTable.Count();
        // Whatever was received by the end of the year and had not ended before its beginning is in the table twice: as it came, and as it went.
        sql.sql("""
                select applicant_class, received_on < :first as carried,
                    case when ended_on < :next then outcome end as outcome, count(*)
                from requests.request
                where""" + " " + BODY + """
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
                where""" + " " + BODY + """
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
        boolean newer = key != null && key.matches("n\\d{1,18}");
        long from = key != null && key.matches("n?\\d{1,18}") ? Long.parseLong(key.replace("n", "")) : Long.MAX_VALUE;
        List<Long> found = sql
                .sql(SqlLimit.of(PAGE + 1, "select case_id from requests.request where " + BODY + "and " + which
                        + " and (:class = '' or applicant_class = :class) and case_id " + (newer ? ">" : "<")
                        + " :id order by case_id " + (newer ? "" : "desc ") + "limit :rows"))
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
                .param("id", from)
                .query(Long.class)
                .list();
        return KeyPage.of(found, PAGE, newer, from != Long.MAX_VALUE, id -> Long.toString(id), CaseId::new);
    }

    /** The disputes behind one figure of table four. */
    public List<Dispute> behind(long body, int year, Dispute.Kind kind, Dispute.Result result) {
        return sql.sql(SqlLimit.of(500, "select * from requests.dispute where " + BODY + """
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
