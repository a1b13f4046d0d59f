package org.yizhan.content;

import java.util.ArrayList;

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
        leave(edition);
        standing.decider()
                .ifPresent(decider -> sql.sql("""
                        insert into content.waiting (token, changed_at, edition_id, barred, site_id, column_id, state)
                        select token, :changed, :id, :barred, :site, :column, :state from unnest(:tokens) token""")
                        .param("site", edition.siteId())
                        .param("column", edition.columnId())
                        .param("state", edition.state().name())
                        .param("tokens", tokens(decider, edition.state()))
                        .param("changed", Editions.at(edition.changedAt()))
                        .param("id", edition.id())
                        .param("barred", standing.barred().toArray(Long[]::new))
                        .update());
    }

    /** The same for what is exactly this unit's turn, and not the turn of a unit below it. */
    static String ownToken(String permission, long unit) {
        return token(permission, unit) + "!";
    }

    /** Publishing and the secrecy review are everybody's turn who holds the right, because no unit is named for them. */
    private static String[] tokens(Standing.Decider decider, EditionState state) {
        var tokens = new ArrayList<String>();
        for (String step : decider.unit().value().substring(1).split("/")) {
            long unit = Long.parseLong(step);
            tokens.add(token(decider.permission(), unit));
            if (state != EditionState.REVIEW || unit == decider.unit().unit().value()) {
                tokens.add(ownToken(decider.permission(), unit));
            }
        }
        return tokens.toArray(String[]::new);
    }

    void leave(Edition edition) {
        sql.sql("delete from content.waiting where edition_id = :id").param("id", edition.id()).update();
    }

    /** For a column that now belongs to another unit, whose people decide from here on. */
    void placeAllOf(long columnId) {
        sql.sql("""
                select id from content.edition e where column_id = :column and state in ('SECRECY', 'READY')
                    and exists (select 1 from content.waiting w where w.edition_id = e.id)""")
                .param("column", columnId)
                .query(Long.class)
                .list()
                .forEach(id -> editions.byId(id)
                        .ifPresent(edition -> place(edition, editions.standing(edition))));
    }
}
