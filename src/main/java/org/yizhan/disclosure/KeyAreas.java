package org.yizhan.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/** Key areas (重点领域): each has a body that answers for it, and the columns in which it shows. */
@Service
@Transactional
public class KeyAreas {
    private final JdbcClient sql;
    private final Journal journal;
    private final Announcer announcer;

    KeyAreas(JdbcClient sql, Journal journal, Announcer announcer) {
        this.sql = sql;
        this.journal = journal;
        this.announcer = announcer;
    }

    /** @param pilot whether it is one of the fields of the grass-roots standard directories */
    public record Area(long id, String name, boolean pilot, @Nullable Long body, @Nullable String bodyName,
            int position, boolean open, List<Long> columns) {}

    @Transactional(readOnly = true)
    public List<Area> all() {
        return sql
                .sql("""
                        select a.*, b.name as body_name, array(select column_id from disclosure.area_column c where c.area_id = a.id
                            order by column_id) as columns
                        from disclosure.area a left join disclosure.body b on b.unit_id = a.body_id order by a.position, a.id""")
                .query((row, n) -> new Area(row.getLong("id"), row.getString("name"), row.getBoolean("pilot"),
                        row.getObject("body_id", Long.class), row.getString("body_name"), row.getInt("position"),
                        row.getBoolean("open"),
                        new ArrayList<>(List.of((Long[]) row.getArray("columns").getArray()))))
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Area> find(long id) {
        return all().stream().filter(area -> area.id() == id).findFirst();
    }

    /** Changes the area, or adds one for the id 0. */
    public Optional<Refusal> put(Actor actor, long id, String typed, boolean pilot, @Nullable Long body, boolean open,
            Set<Long> columns) {
        String name = PlainText.line(typed);
        var refusal = DisclosureRules.ofCounty(actor)
                .or(() -> Refusal.when(name.isEmpty() || PlainText.length(name) > 30, "请填写领域名称，最多30个字。"))
                .or(() -> Refusal.when(columns.size() > 50, "一个领域最多对应50个栏目。"))
                .or(() -> Refusal.when(id != 0 && find(id).isEmpty(), "没有这个重点领域。"))
                .or(() -> Refusal.when(body != null && sql
                        .sql("select not exists (select 1 from disclosure.body where unit_id = :id)")
                        .param("id", body)
                        .query(Boolean.class)
                        .single(), "请选择责任单位。"))
                .or(() -> Refusal.when(all().stream().anyMatch(a -> a.id() != id && a.name().equals(name)),
                        "已有同名的领域。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        long area = id != 0
                ? id
                : sql.sql("""
                        insert into disclosure.area (name, position)
                        values (:name, (select coalesce(max(position), 0) + 1 from disclosure.area)) returning id""")
                        .param("name", name)
                        .query(Long.class)
                        .single();
        sql.sql("update disclosure.area set name = :name, pilot = :pilot, body_id = :body, open = :open where id = :id")
                .param("id", area)
                .param("name", name)
                .param("pilot", pilot)
                .param("body", body)
                .param("open", open)
                .update();
        sql.sql("delete from disclosure.area_column where area_id = :id").param("id", area).update();
        columns.forEach(column -> sql
                .sql("insert into disclosure.area_column (area_id, column_id) values (:id, :column)")
                .param("id", area)
                .param("column", column)
                .update());
        announcer.say(Announcer.SETUP);
        journal.record(actor.ref(), DisclosureAct.AREA_CHANGED, new ObjectRef("area", area), Map.of());
        return Optional.empty();
    }
}
