package org.yizhan.casework;

import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/** Filters of lists that a person keeps under a name (常用筛选); nobody else sees them. */
@Component
public class SavedFilters {
    private static final int MOST = 20;

    private final JdbcClient sql;

    SavedFilters(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param query what follows the address of the list */
    public record Line(long id, String name, String query) {}

    public List<Line> of(Actor actor, String kind) {
        return sql
                .sql("select id, name, query from casework.saved_filter where person_id = :person and kind = :kind order by name")
                .param("person", actor.ref().id())
                .param("kind", kind)
                .query((row, n) -> new Line(row.getLong("id"), row.getString("name"), row.getString("query")))
                .list();
    }

    /** Under the name of one that is kept already, it takes its place. */
    @Transactional
    public Optional<Refusal> keep(Actor actor, String kind, String name, String query) {
        String line = PlainText.line(name);
        List<Line> kept = of(actor, kind);
        Optional<Refusal> refusal = Refusal.when(line.isEmpty() || line.length() > 20, "请给这个筛选起一个名字，1 到 20 字。")
                .or(() -> Refusal.when(kept.size() >= MOST && kept.stream().noneMatch(one -> one.name().equals(line)),
                        "最多保存 " + MOST + " 个筛选，请先删去不用的。"));
        if (refusal.isEmpty()) {
            sql.sql("""
                    insert into casework.saved_filter (person_id, kind, name, query) values (:person, :kind, :name, :query)
                    on conflict (person_id, kind, name) do update set query = excluded.query""")
                    .param("person", actor.ref().id())
                    .param("kind", kind)
                    .param("name", line)
                    .param("query", query)
                    .update();
        }
        return refusal;
    }

    @Transactional
    public void drop(Actor actor, long id) {
        sql.sql("delete from casework.saved_filter where id = :id and person_id = :person")
                .param("id", id)
                .param("person", actor.ref().id())
                .update();
    }
}
