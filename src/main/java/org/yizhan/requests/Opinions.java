package org.yizhan.requests;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.casework.CaseId;
import org.yizhan.shared.ActorRef;

/** The rows of opinions; whose they are is sealed like the applicant. */
@Component
class Opinions {
    private final JdbcClient sql;
    private final RequestRows requests;

    Opinions(JdbcClient sql, RequestRows requests) {
        this.sql = sql;
        this.requests = requests;
    }

    List<Opinion> of(CaseId id) {
        return of(List.of(id)).getOrDefault(id, List.of());
    }

    Map<CaseId, List<Opinion>> of(Collection<CaseId> ids) {
        var all = new HashMap<CaseId, List<Opinion>>();
        sql.sql("select * from requests.opinion where case_id = any(:ids) order by id")
                .param("ids", RequestRows.values(ids))
                .query(row -> {
                    all.computeIfAbsent(new CaseId(row.getLong("case_id")), id -> new ArrayList<>()).add(opinion(row));
                });
        return all;
    }

    private Opinion opinion(ResultSet row) throws SQLException {
        String answer = row.getString("answer");
        return new Opinion(row.getLong("id"), Opinion.Side.valueOf(row.getString("side")),
                requests.open(row.getBytes("whom")), row.getObject("asked_on", LocalDate.class),
                row.getObject("delivered_on", LocalDate.class),
                answer == null ? null : Opinion.Answer.valueOf(answer), row.getString("words"),
                row.getObject("answered_on", LocalDate.class));
    }

    void ask(CaseId id, Opinion.Side side, String whom, LocalDate on, @Nullable LocalDate delivered, ActorRef by) {
        sql.sql("""
                insert into requests.opinion (case_id, side, whom, asked_on, asked_by, delivered_on)
                values (:id, :side, :whom, :on, :by, :delivered)""")
                .param("id", id.value())
                .param("side", side.name())
                .param("whom", requests.seal(whom))
                .param("on", on)
                .param("by", by.id())
                .param("delivered", delivered)
                .update();
    }

    /** When it was received by whom it asks: from then on its working days count. */
    void delivered(CaseId id, Opinion.Side side, String whom, LocalDate on) {
        of(id).stream()
                .filter(one -> one.side() == side && one.whom().equals(whom) && one.answer() == null)
                .forEach(one -> sql.sql("update requests.opinion set delivered_on = :on where id = :id")
                        .param("on", on)
                        .param("id", one.id())
                        .update());
    }

    void answer(CaseId id, long opinion, Opinion.Answer answer, String words, LocalDate on) {
        sql.sql("""
                update requests.opinion set answer = :answer, words = :words, answered_on = :on
                where id = :opinion and case_id = :id""")
                .param("answer", answer.name())
                .param("words", words)
                .param("on", on)
                .param("opinion", opinion)
                .param("id", id.value())
                .update();
    }
}
