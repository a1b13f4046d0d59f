package org.yizhan.casework;

import java.time.Instant;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.SqlLimit;

/** What belongs together (关联、并件、拆分): cases of the same matter, and what became of them. */
@Component
public class CaseTies {
    private final JdbcClient sql;

    CaseTies(JdbcClient sql) {
        this.sql = sql;
    }

    public enum Nature {
        LINKED("相关办件"), MERGED("已并入"), SPLIT("拆分为"), ORDERED("督办对象");

        private final String label;

        Nature(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** @param from whether this case is the one that was tied to the other */
    public record Line(CaseId other, Nature nature, boolean from) {
        /** What the other is to this case. */
        String how() {
            return from ? nature.label() : switch (nature) {
                case MERGED -> "并入这一件";
                case SPLIT -> "拆分自";
                case LINKED, ORDERED -> nature.label();
            };
        }
    }

    public void tie(CaseId id, CaseId other, Nature nature, ActorRef who, Instant at) {
        sql.sql("""
                insert into casework.tie (case_id, other_id, nature, at, who_id) values (:id, :other, :nature, :at, :who)
                on conflict do nothing""")
                .param("id", id.value())
                .param("other", other.value())
                .param("nature", nature.name())
                .param("at", Moments.time(at))
                .param("who", who.id())
                .update();
    }

    /** The earliest ones. */
    public List<Line> of(CaseId id, int most) {
        return sql
                .sql(SqlLimit.of(most, """
                        select * from (select other_id as other, nature, true as from_here, at from casework.tie
                            where case_id = :id order by at, other_id limit :rows) tied
                        union all
                        select * from (select case_id, nature, false, at from casework.tie
                            where other_id = :id order by at, case_id limit :rows) tied_to
                        order by at, other limit :rows"""))
                .param("id", id.value())
                .query((row, n) -> new Line(new CaseId(row.getLong("other")), Nature.valueOf(row.getString("nature")),
                        row.getBoolean("from_here")))
                .list();
    }

    int count(CaseId id) {
        return sql.sql("""
                select (select count(*) from casework.tie where case_id = :id)
                    + (select count(*) from casework.tie where other_id = :id)""")
                .param("id", id.value())
                .query(Integer.class)
                .single();
    }
}
