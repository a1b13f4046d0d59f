package org.yizhan.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yizhan.casework.CaseId;
import org.yizhan.shared.Once;
import org.yizhan.shared.UnitPath;

/** Orders in the database. */
@Repository
class OrderRows {
    private final JdbcClient sql;

    OrderRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** After whoever writes of the same form has finished; see {@link Once}. */
    Optional<CaseId> byOnce(String once) {
        Once.await(sql, once);
        return sql.sql("select case_id from supervision.order_sheet where once = :once")
                .param("once", once)
                .query(Long.class)
                .optional()
                .map(CaseId::new);
    }

    void insert(CaseId id, NewOrder it) {
        sql.sql("""
                insert into supervision.order_sheet (case_id, unit_path, matter, requirement, basis, instruction, finding_id, once)
                values (:id, :unit, :matter, :requirement, :basis, :instruction, :finding, :once)""")
                .param("id", id.value())
                .param("unit", it.unit().value())
                .param("matter", it.matter())
                .param("requirement", it.requirement())
                .param("basis", it.basis())
                .param("instruction", it.instruction())
                .param("finding", it.finding())
                .param("once", it.once())
                .update();
    }

    Optional<OrderSheet> find(CaseId id) {
        return sql.sql("select * from supervision.order_sheet where case_id = :id")
                .param("id", id.value())
                .query((row, n) -> sheet(row))
                .optional();
    }

    void evaluate(CaseId id, OrderResult result, String words, long by, Instant at) {
        sql.sql("""
                update supervision.order_sheet set result = :result, evaluation = :words, evaluated_by = :by, evaluated_at = :at
                where case_id = :id""")
                .param("result", result.name())
                .param("words", words)
                .param("by", by)
                .param("at", Timestamp.from(at))
                .param("id", id.value())
                .update();
    }

    /** What is handled again is evaluated again. */
    void forgetEvaluation(CaseId id) {
        sql.sql("""
                update supervision.order_sheet set result = null, evaluation = '', evaluated_by = null, evaluated_at = null
                where case_id = :id""")
                .param("id", id.value())
                .update();
    }

    /** What the check found can be ordered anew. */
    void releaseFinding(CaseId id) {
        sql.sql("update supervision.order_sheet set finding_id = null where case_id = :id")
                .param("id", id.value())
                .update();
    }

    boolean isOrdered(long finding) {
        return sql.sql("select exists (select from supervision.order_sheet where finding_id = :id)")
                .param("id", finding)
                .query(Boolean.class)
                .single();
    }

    private static OrderSheet sheet(ResultSet row) throws SQLException {
        String result = row.getString("result");
        Timestamp at = row.getTimestamp("evaluated_at");
        return new OrderSheet(new CaseId(row.getLong("case_id")), new UnitPath(row.getString("unit_path")),
                row.getString("matter"), row.getString("requirement"), row.getString("basis"),
                row.getString("instruction"), row.getObject("finding_id", Long.class),
                result == null ? null : OrderResult.valueOf(result), row.getString("evaluation"),
                row.getObject("evaluated_by", Long.class), at == null ? null : at.toInstant());
    }
}
