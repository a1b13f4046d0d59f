package org.yizhan.directory;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.journal.ActorNames;
import org.yizhan.shared.ActorRef;

/** Tells the auditor who stands behind the ids of staff, those who left included. */
@Component
class StaffNames implements ActorNames {
    private final JdbcClient jdbc;

    StaffNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<ActorRef, String> names(Collection<ActorRef> people) {
        Long[] ids = people.stream()
                .filter(ref -> ref.kind() == ActorRef.Kind.STAFF)
                .map(ActorRef::id)
                .distinct()
                .toArray(Long[]::new);
        if (ids.length == 0) {
            return Map.of();
        }
        return jdbc.sql("""
                select p.id, p.name, (select u.short_name from directory.unit u where u.id = p.unit) as short_name
                from directory.person p where p.id = any(?)""")
                .param(ids)
                .query((row, _) -> Map.entry(ActorRef.staff(row.getLong("id")),
                        row.getString("name") + "（" + row.getString("short_name") + "）"))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
