package org.yizhan.directory;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of roles. */
@Component
class Roles {
    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    Roles(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /** All of them; there are a few dozen at most. */
    List<Role> all() {
        return jdbc.sql("""
                select r.*, coalesce((select array_agg(rp.permission) from directory.role_permission rp
                    where rp.role = r.code), '{}') as permissions
                from directory.role r order by r.ordering, r.name""").query((row, _) -> {
            String kind = row.getString("admin_kind");
            return new Role(row.getString("code"), row.getString("name"), row.getString("note"),
                    kind == null ? null : AdminKind.valueOf(kind), row.getBoolean("built_in"),
                    Set.copyOf(Arrays.asList((String[]) row.getArray("permissions").getArray())),
                    row.getInt("version"));
        }).list();
    }

    Optional<Role> byCode(String code) {
        return all().stream().filter(role -> role.code().equals(code)).findFirst();
    }

    String freshCode() {
        return "role-" + jdbc.sql("select nextval('directory.stamps')").query(Long.class).single();
    }

    /** False when the name is taken. */
    boolean insert(String code, String name, String note, Collection<String> permissions) {
        boolean added = jdbc
                .sql("insert into directory.role (code, name, note) values (?, ?, ?) on conflict do nothing")
                .params(code, name, note)
                .update() == 1;
        if (added) {
            insertPermissions(code, permissions);
        }
        return added;
    }

    /** False when someone else has changed it since. */
    boolean update(String code, String name, String note, Collection<String> permissions, int version) {
        boolean changed = jdbc.sql("""
                update directory.role set name = ?, note = ?, version = version + 1
                where code = ? and version = ? and admin_kind is null""")
                .params(name, note, code, version)
                .update() == 1;
        if (changed) {
            jdbc.sql("delete from directory.role_permission where role = ?").param(code).update();
            insertPermissions(code, permissions);
        }
        return changed;
    }

    private void insertPermissions(String code, Collection<String> permissions) {
        template.batchUpdate("insert into directory.role_permission (role, permission) values (?, ?)",
                permissions.stream().distinct().map(permission -> new Object[]{code, permission}).toList());
    }

    /** How many people hold each role now. */
    Map<String, Integer> holders() {
        return jdbc.sql("""
                select pr.role, count(distinct o.person) as people from directory.post_role pr
                join directory.post o on o.id = pr.post where o.ended_on is null group by pr.role""")
                .query((row, _) -> Map.entry(row.getString("role"), row.getInt("people")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
