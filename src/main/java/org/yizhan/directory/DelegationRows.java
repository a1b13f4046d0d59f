package org.yizhan.directory;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.shared.PersonId;

/** The rows of delegations. */
@Component
class DelegationRows {
    private static final String SELECT = """
            select d.*, f.name as from_name, t.name as to_name,
                (select array_agg(dp.post order by dp.post) from directory.delegation_post dp
                    where dp.delegation = d.id) as posts,
                (select array_agg(u.name || o.title order by dp.post) from directory.delegation_post dp
                    join directory.post o on o.id = dp.post join directory.unit u on u.id = o.unit
                    where dp.delegation = d.id) as post_names
            from directory.delegation d join directory.person f on f.id = d.from_person
            join directory.person t on t.id = d.to_person\s""";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    DelegationRows(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    Optional<Delegation> byId(long id) {
        return read(jdbc.sql(SELECT + "where d.id = ?").param(id)).stream().findFirst();
    }

    /** Those of and for the person, the latest first. */
    List<Delegation> about(PersonId person) {
        return read(jdbc.sql(SELECT + "where d.from_person = :id or d.to_person = :id order by d.id desc limit 50")
                .param("id", person.value()));
    }

    /** Not revoked, and not over on the day. */
    List<Delegation> from(PersonId person, LocalDate day) {
        return read(
                jdbc.sql(SELECT + "where d.from_person = ? and d.revoked_at is null and d.to_day >= ? order by d.id")
                        .params(person.value(), day));
    }

    /** Not revoked, and not over on the day. */
    List<Delegation> to(PersonId person, LocalDate day) {
        return read(jdbc.sql(SELECT + "where d.to_person = ? and d.revoked_at is null and d.to_day >= ? order by d.id")
                .params(person.value(), day));
    }

    private static List<Delegation> read(JdbcClient.StatementSpec statement) {
        return statement.query((row, _) -> {
            OffsetDateTime revoked = row.getObject("revoked_at", OffsetDateTime.class);
            return new Delegation(row.getLong("id"), new PersonId(row.getLong("from_person")),
                    row.getString("from_name"), new PersonId(row.getLong("to_person")), row.getString("to_name"),
                    row.getObject("from_day", LocalDate.class), row.getObject("to_day", LocalDate.class),
                    revoked == null ? null : revoked.toInstant(),
                    Arrays.stream((Long[]) row.getArray("posts").getArray()).map(PostId::new).toList(),
                    Arrays.asList((String[]) row.getArray("post_names").getArray()));
        }).list();
    }

    long insert(PersonId from, PersonId to, LocalDate fromDay, LocalDate toDay, List<PostId> posts, Instant now) {
        long id = jdbc.sql("""
                insert into directory.delegation (from_person, to_person, from_day, to_day, made_at)
                values (?, ?, ?, ?, ?) returning id""")
                .params(from.value(), to.value(), fromDay, toDay, now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
        template.batchUpdate("insert into directory.delegation_post (delegation, post) values (?, ?)",
                posts.stream().distinct().map(post -> new Object[]{id, post.value()}).toList());
        return id;
    }

    void revoke(long id, Instant now) {
        jdbc.sql("update directory.delegation set revoked_at = ? where id = ? and revoked_at is null")
                .params(now.atOffset(ZoneOffset.UTC), id)
                .update();
    }
}
