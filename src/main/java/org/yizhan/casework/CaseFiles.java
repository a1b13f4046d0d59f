package org.yizhan.casework;

import java.util.Collection;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was attached to a case, and by which event. */
@Component
public class CaseFiles {
    private final JdbcClient sql;

    CaseFiles(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param name under which people know it */
    public record Attached(long file, String name) {}

    /** @param event number of the event with which it came; {@code open} whether the writer may fetch it */
    public record Line(long file, String name, int event, boolean open) {}

    void attach(CaseId id, int event, Collection<Attached> files, boolean open) {
        if (files.isEmpty()) {
            return;
        }
        sql.sql("""
                insert into casework.attachment (case_id, file_id, event_number, name, open)
                select :id, file, :event, name, :open from unnest(:files, :names) as f (file, name) on conflict do nothing""")
                .param("id", id.value())
                .param("event", event)
                .param("open", open)
                .param("files", files.stream().map(Attached::file).toArray(Long[]::new))
                .param("names", files.stream().map(Attached::name).toArray(String[]::new))
                .update();
    }

    /** What of one case belongs to another as well, each with its name and whether the writer may fetch it. */
    void share(CaseId from, CaseId to, Collection<Long> files) {
        if (files.isEmpty()) {
            return;
        }
        sql.sql("""
                insert into casework.attachment (case_id, file_id, event_number, name, open)
                select :to, file_id, 1, name, open from casework.attachment
                where case_id = :from and file_id = any(:files) on conflict do nothing""")
                .param("from", from.value())
                .param("to", to.value())
                .param("files", files.toArray(Long[]::new))
                .update();
    }

    public List<Line> of(CaseId id) {
        return sql.sql("""
                select file_id, name, event_number, open from casework.attachment where case_id = :id
                order by event_number, file_id""")
                .param("id", id.value())
                .query((row, n) -> new Line(row.getLong("file_id"), row.getString("name"), row.getInt("event_number"),
                        row.getBoolean("open")))
                .list();
    }
}
