package org.yizhan.disclosure;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;

/** How the public policy documents are classified and explained (政策文件数据), for those who evaluate. */
@Component
public class PolicyFigures {
    private final JdbcClient sql;
    private final CountyClock clock;

    PolicyFigures(JdbcClient sql, CountyClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * A public policy document.
     *
     * @param ways in how many ways it is explained: as text, picture, questions, press conference; 0 when it is not
     * @param text whether a text is among them
     * @param decided whether somebody has said that it is a policy; otherwise its kind of text decides
     * @param promisedFor until when somebody owes the explanation; null when nobody does
     */
    public record Policy(long documentId, LocalDate publishedOn, boolean decided, boolean classified, int ways,
            boolean text,
            @Nullable LocalDate promisedFor) {}

    /** Those that became public since the day, the newest first; and documents of the library of which nobody has said what they are. */
    public List<Policy> since(LocalDate day) {
        return sql
                .sql("""
                        select e.document_id, cast(e.first_published_at at time zone :zone as date),
                            e.policy is not null, e.subject is not null and e.genre is not null,
                            (select count(distinct l.kind) from disclosure.link l
                                where l.to_id = e.document_id and l.kind in ('INTERPRETS', 'ILLUSTRATES', 'ANSWERS', 'PRESENTS')),
                            exists (select 1 from disclosure.link l where l.to_id = e.document_id and l.kind = 'INTERPRETS'),
                            (select p.due_on from disclosure.promise p
                                where p.document_id = e.document_id and p.kept_at is null)
                        from disclosure.entry e where e.live and e.policy is distinct from false and (e.policy or e.validity is not null)
                            and e.first_published_at >= :day
                        order by e.first_published_at desc, e.document_id desc""")
                .param("day", Timestamp.from(day.atStartOfDay(clock.zone()).toInstant()))
                .param("zone", clock.zone().getId())
                .query((row, n) -> new Policy(row.getLong(1), row.getObject(2, LocalDate.class), row.getBoolean(3),
                        row.getBoolean(4), row.getInt(5), row.getBoolean(6), row.getObject(7, LocalDate.class)))
                .list();
    }
}
