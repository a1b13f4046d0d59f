package org.yizhan.requests;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.TimeLimit;
import org.yizhan.calendar.WorkingCalendar;
import org.yizhan.calendar.YearNotLoaded;
import org.yizhan.casework.CaseId;
import org.yizhan.shared.ActorRef;

/** The rows of fees, and of what was charged. */
@Component
class Charges {
    private final JdbcClient sql;
    private final WorkingCalendar calendar;

    Charges(JdbcClient sql, WorkingCalendar calendar) {
        this.sql = sql;
        this.calendar = calendar;
    }

    /** The table that holds on that day; empty before there was one. */
    List<Fees.Row> table(Fees.Basis basis, LocalDate day) {
        return sql.sql("""
                select first, price, step, rise from requests.fee
                where basis = :basis and valid_from = (select max(valid_from) from requests.fee
                    where basis = :basis and valid_from <= :day)
                order by first""")
                .param("basis", basis.name())
                .param("day", day)
                .query((row, n) -> new Fees.Row(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4)))
                .list();
    }

    /** A table is never changed: another holds from a later day on; one of the same day, that nothing has used yet, is replaced. */
    void put(Fees.Basis basis, LocalDate from, List<Fees.Row> rows) {
        sql.sql("delete from requests.fee where basis = :basis and valid_from = :from")
                .param("basis", basis.name())
                .param("from", from)
                .update();
        rows.forEach(row -> sql
                .sql("""
                        insert into requests.fee (basis, valid_from, first, price, step, rise)
                        values (:basis, :from, :first, :price, :step, :rise)""")
                .param("basis", basis.name())
                .param("from", from)
                .param("first", row.first())
                .param("price", row.price())
                .param("step", row.step())
                .param("rise", row.rise())
                .update());
    }

    Optional<Charge> find(CaseId id) {
        return Optional.ofNullable(of(List.of(id)).get(id));
    }

    /** There is one at most for each. */
    Map<CaseId, Charge> of(Collection<CaseId> ids) {
        var all = new HashMap<CaseId, Charge>();
        sql.sql("""
                select case_id, basis, pieces, amount, asked_on, term, due, paid_on from requests.charge where case_id = any(:ids)""")
                .param("ids", RequestRows.values(ids))
                .query(row -> {
                    all.put(new CaseId(row.getLong("case_id")), charge(row));
                });
        return all;
    }

    private Charge charge(ResultSet row) throws SQLException {
        LocalDate asked = row.getObject("asked_on", LocalDate.class);
        TimeLimit term = TimeLimit.parse(row.getString("term")).orElseThrow();
        LocalDate due = row.getObject("due", LocalDate.class);
        return new Charge(Fees.Basis.valueOf(row.getString("basis")), row.getInt("pieces"), row.getInt("amount"),
                asked, term, due == null ? due(asked, term) : due, row.getObject("paid_on", LocalDate.class));
    }

    /** The last day; null while the holidays on the way are not known. */
    @Nullable
    LocalDate due(LocalDate asked, TimeLimit term) {
        try {
            return calendar.due(asked, term).due();
        } catch (YearNotLoaded unknown) {
            return null;
        }
    }

    /** One that is not paid yet. */
    Optional<Charge> open(CaseId id) {
        return find(id).filter(charge -> charge.paidOn() == null);
    }

    /** @param due as it was told; null when nobody could say it yet */
    void ask(CaseId id, Fees.Basis basis, int pieces, int amount, LocalDate on, TimeLimit term,
            @Nullable LocalDate due, ActorRef by) {
        sql.sql("""
                insert into requests.charge (case_id, basis, pieces, amount, asked_on, asked_by, term, due)
                values (:id, :basis, :pieces, :amount, :on, :by, :term, :due)""")
                .param("id", id.value())
                .param("basis", basis.name())
                .param("pieces", pieces)
                .param("amount", amount)
                .param("on", on)
                .param("by", by.id())
                .param("term", term.written())
                .param("due", due)
                .update();
    }

    void paid(CaseId id, LocalDate on, ActorRef by) {
        sql.sql("update requests.charge set paid_on = :on, paid_by = :by where case_id = :id and paid_on is null")
                .param("on", on)
                .param("by", by.id())
                .param("id", id.value())
                .update();
    }
}
