package org.yizhan.directory;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.shared.Grant;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;

/** The rows of posts and of the roles they carry. */
@Component
class Posts {
    private static final String SELECT = """
            select o.*, p.name as person_name, u.path as unit_path, u.name as unit_name, s.path as scope_path,
                s.name as scope_name,
                coalesce((select array_agg(pr.role) from directory.post_role pr where pr.post = o.id), '{}') as roles
            from directory.post o join directory.person p on p.id = o.person join directory.unit u on u.id = o.unit
            join directory.unit s on s.id = o.scope\s""";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final Roles roles;

    Posts(JdbcClient jdbc, JdbcTemplate template, Roles roles) {
        this.jdbc = jdbc;
        this.template = template;
        this.roles = roles;
    }

    Optional<Post> byId(PostId id) {
        return list(SELECT + "where o.id = ?", id.value()).stream().findFirst();
    }

    /** What the person holds and held, what is held first. */
    List<Post> of(PersonId person) {
        return list(SELECT + "where o.person = ? order by o.ended_on is not null, o.main desc, o.id desc limit 100",
                person.value());
    }

    List<Post> heldBy(PersonId person) {
        return list(SELECT + "where o.person = ? and o.ended_on is null order by o.main desc, o.id", person.value());
    }

    List<Post> heldIn(UnitId unit) {
        return list(SELECT + "where o.unit = ? and o.ended_on is null order by p.ordering, p.id limit 500",
                unit.value());
    }

    private List<Post> list(String sql, long id) {
        Map<String, Role> known = roles.all().stream().collect(Collectors.toMap(Role::code, Function.identity()));
        return jdbc.sql(sql).param(id).query((row, _) -> {
            String[] codes = (String[]) row.getArray("roles").getArray();
            return new Post(new PostId(row.getLong("id")), new PersonId(row.getLong("person")),
                    row.getString("person_name"), new UnitPath(row.getString("unit_path")), row.getString("unit_name"),
                    row.getString("title"), new UnitPath(row.getString("scope_path")), row.getString("scope_name"),
                    row.getBoolean("main"), row.getObject("started_on", LocalDate.class),
                    row.getObject("ended_on", LocalDate.class), known.values()
                            .stream()
                            .filter(role -> Arrays.asList(codes).contains(role.code()))
                            .toList());
        }).list();
    }

    /** Empty when the person already holds a post of this title in the unit. */
    Optional<PostId> insert(PersonId person, UnitId unit, String title, UnitId scope, boolean main, LocalDate today) {
        return jdbc.sql("""
                insert into directory.post (person, unit, title, scope, main, started_on) values (?, ?, ?, ?, ?, ?)
                on conflict (person, unit, title) where ended_on is null do nothing returning id""")
                .params(person.value(), unit.value(), title, scope.value(), main, today)
                .query((row, _) -> new PostId(row.getLong("id")))
                .optional();
    }

    void setRoles(PostId post, UnitId scope, Collection<String> codes) {
        jdbc.sql("update directory.post set scope = ? where id = ?").params(scope.value(), post.value()).update();
        jdbc.sql("delete from directory.post_role where post = ?").param(post.value()).update();
        template.batchUpdate("insert into directory.post_role (post, role) values (?, ?)",
                codes.stream().distinct().map(code -> new Object[]{post.value(), code}).toList());
    }

    void setMain(PersonId person, PostId post) {
        jdbc.sql("update directory.post set main = false where person = ? and main and ended_on is null")
                .param(person.value())
                .update();
        jdbc.sql("update directory.post set main = true where id = ?").param(post.value()).update();
    }

    void end(PostId post, LocalDate today) {
        jdbc.sql("update directory.post set ended_on = ? where id = ? and ended_on is null")
                .params(today, post.value())
                .update();
    }

    /** The rights of the person's own posts, and of posts for which the person stands in on this day. */
    Set<Grant> grants(PersonId person, LocalDate day) {
        return jdbc.sql("""
                select rp.permission, s.path
                from directory.post o join directory.post_role pr on pr.post = o.id
                join directory.role_permission rp on rp.role = pr.role join directory.unit s on s.id = o.scope
                where o.person = :person and o.ended_on is null
                union
                select rp.permission, s.path
                from directory.delegation d join directory.delegation_post dp on dp.delegation = d.id
                join directory.post o on o.id = dp.post join directory.person p on p.id = o.person
                join directory.post_role pr on pr.post = o.id
                join directory.role r on r.code = pr.role
                join directory.role_permission rp on rp.role = pr.role join directory.unit s on s.id = o.scope
                where d.to_person = :person and d.revoked_at is null and :day between d.from_day and d.to_day
                    and o.person = d.from_person and o.ended_on is null and p.left_on is null
                    and r.admin_kind is null""")
                .param("person", person.value())
                .param("day", day)
                .query((row, _) -> new Grant(row.getString("permission"), new UnitPath(row.getString("path"))))
                .set();
    }

    /** Active people with the permission for a unit, those nearest to it first; standing in counts. */
    List<Person> holders(String permission, UnitPath unit, LocalDate day) {
        Long[] upwards = Arrays.stream(unit.value().substring(1).split("/")).map(Long::valueOf).toArray(Long[]::new);
        return jdbc.sql("""
                with granted as (
                    select o.id, o.person, o.scope, r.admin_kind
                    from directory.role_permission rp join directory.post_role pr on pr.role = rp.role
                    join directory.post o on o.id = pr.post join directory.role r on r.code = pr.role
                    where rp.permission = :permission and o.ended_on is null and o.scope = any(:upwards)),
                holding as (
                    select person, scope from granted
                    union all
                    select d.to_person, g.scope from granted g
                    join directory.delegation_post dp on dp.post = g.id
                    join directory.delegation d on d.id = dp.delegation and d.from_person = g.person
                    join directory.person f on f.id = d.from_person
                    where d.revoked_at is null and :day between d.from_day and d.to_day and f.left_on is null
                        and g.admin_kind is null)
                select p.id, p.name, p.account, u.path, p.left_on
                from (select person, max(array_position(:upwards, scope)) as depth from holding group by person) h
                join directory.person p on p.id = h.person join directory.unit u on u.id = p.unit
                where p.left_on is null
                order by h.depth desc, p.ordering, p.id limit 200""")
                .param("permission", permission)
                .param("upwards", upwards)
                .param("day", day)
                .query(People.PERSON)
                .list();
    }

    /** Active people who hold this kind of administrator, for the rule that one must remain. */
    List<Long> administrators(AdminKind kind) {
        return jdbc.sql("""
                select distinct o.person from directory.role r join directory.post_role pr on pr.role = r.code
                join directory.post o on o.id = pr.post join directory.person p on p.id = o.person
                where r.admin_kind = ? and o.ended_on is null and p.left_on is null""")
                .param(kind.name())
                .query(Long.class)
                .list();
    }

    boolean anyHeldIn(UnitId unit) {
        return jdbc.sql("""
                select exists(select 1 from directory.post where unit = :unit and ended_on is null)
                    or exists(select 1 from directory.post where scope = :unit and ended_on is null)""")
                .param("unit", unit.value())
                .query(Boolean.class)
                .single();
    }
}
