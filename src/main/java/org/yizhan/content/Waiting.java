package org.yizhan.content;

import java.util.Arrays;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Rows of editions that wait for a decision, written in the act that says who decides next. */
@Component
class Waiting {
    private final JdbcClient sql;
    private final Editions editions;

    Waiting(JdbcClient sql, Editions editions) {
        this.sql = sql;
        this.editions = editions;
    }

    /** The token under which a right over a unit finds what waits there and below. */
    static String token(String permission, long unit) {
        return permission + "@" + unit;
    }

    /** As the edition stands now: under its next decider, or nowhere. */
    void place(Edition edition, Standing standing) {
        sql.sql("delete from content.waiting where edition_id = :id").param("id", edition.id()).update();
        standing.decider()
                .ifPresent(decider -> sql.sql("""
                        insert into content.waiting (token, changed_at, edition_id, barred)
                        select token, :changed, :id, :barred from unnest(:tokens) token""")
                        .param("tokens", Arrays.stream(decider.unit().value().substring(1).split("/"))
                                .map(unit -> token(decider.permission(), Long.parseLong(unit)))
                                .toArray(String[]::new))
                        .param("changed", Editions.at(edition.changedAt()))
                        .param("id", edition.id())
                        .param("barred", standing.barred().toArray(Long[]::new))
                        .update());
    }

    /** For a column that now belongs to another unit, whose people decide from here on. */
    void placeAllOf(long columnId) {
        sql.sql("select id from content.edition where column_id = :column and state in ('SECRECY', 'READY')")
                .param("column", columnId)
                .query(Long.class)
                .list()
                .forEach(id -> editions.byId(id)
                        .ifPresent(edition -> place(edition, editions.standing(edition))));
    }
}
