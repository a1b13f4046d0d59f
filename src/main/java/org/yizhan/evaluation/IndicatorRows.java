package org.yizhan.evaluation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Indicators and formulas in the database. */
@Repository
class IndicatorRows {
    private final JdbcClient sql;

    IndicatorRows(JdbcClient sql) {
        this.sql = sql;
    }

    List<Indicator> all() {
        return sql.sql("select * from evaluation.indicator order by position, id")
                .query(IndicatorRows::indicator)
                .list();
    }

    Optional<Indicator> find(long id) {
        return sql.sql("select * from evaluation.indicator where id = :id")
                .param("id", id)
                .query(IndicatorRows::indicator)
                .optional();
    }

    /** False when somebody else has changed it since. */
    boolean update(Indicator it) {
        return sql.sql("""
                update evaluation.indicator set name = :name, rule = :rule, terms = :terms, fails_at = :fails,
                    warns_at = :warns, points = :points, most = :most, basis = :basis, valid_from = :from,
                    valid_until = :until, portal_only = :portal, version = version + 1
                where id = :id and version = :version""")
                .param("name", it.name())
                .param("rule", it.rule())
                .param("terms", it.terms())
                .param("fails", it.failsAt())
                .param("warns", it.warnsAt())
                .param("points", it.points())
                .param("most", it.most())
                .param("basis", it.basis())
                .param("from", it.validFrom())
                .param("until", it.validUntil())
                .param("portal", it.portalOnly())
                .param("id", it.id())
                .param("version", it.version())
                .update() == 1;
    }

    private static Indicator indicator(ResultSet row, int n) throws SQLException {
        return new Indicator(row.getLong("id"), row.getString("code"), Indicator.Part.valueOf(row.getString("part")),
                row.getString("heading"), row.getString("name"), row.getString("rule"),
                Indicator.Measure.valueOf(row.getString("measure")), row.getString("terms"),
                row.getDouble("fails_at"), row.getDouble("warns_at"), row.getDouble("points"), row.getDouble("most"),
                row.getString("basis"), row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class), row.getInt("position"), row.getInt("version"),
                row.getBoolean("portal_only"));
    }

    /** The one in force on the day: that which began last. */
    Formula formula(LocalDate day) {
        return sql
                .sql("select * from evaluation.formula where valid_from <= :day order by valid_from desc limit 1")
                .param("day", day)
                .query(IndicatorRows::formula)
                .optional()
                .orElseThrow(() -> new IllegalStateException("no formula holds on " + day));
    }

    List<Formula> formulas() {
        return sql.sql("select * from evaluation.formula order by valid_from desc limit 50")
                .query(IndicatorRows::formula)
                .list();
    }

    /** A day has one formula; writing it again replaces it. */
    void keep(Formula formula, long person) {
        sql.sql("""
                insert into evaluation.formula (valid_from, window_days, timeliness, quality, completeness, return_points,
                    finding_points, least_items, note, person_id)
                values (:from, :window, :timeliness, :quality, :completeness, :returns, :findings, :least, :note, :person)
                on conflict (valid_from) do update set window_days = excluded.window_days,
                    timeliness = excluded.timeliness, quality = excluded.quality, completeness = excluded.completeness,
                    return_points = excluded.return_points, finding_points = excluded.finding_points,
                    least_items = excluded.least_items, note = excluded.note, person_id = excluded.person_id""")
                .param("from", formula.validFrom())
                .param("window", formula.windowDays())
                .param("timeliness", formula.timeliness())
                .param("quality", formula.quality())
                .param("completeness", formula.completeness())
                .param("returns", formula.returnPoints())
                .param("findings", formula.findingPoints())
                .param("least", formula.leastItems())
                .param("note", formula.note())
                .param("person", person)
                .update();
    }

    private static Formula formula(ResultSet row, int n) throws SQLException {
        return new Formula(row.getObject("valid_from", LocalDate.class), row.getInt("window_days"),
                row.getInt("timeliness"), row.getInt("quality"), row.getInt("completeness"),
                row.getDouble("return_points"), row.getDouble("finding_points"), row.getInt("least_items"),
                row.getString("note"));
    }
}
