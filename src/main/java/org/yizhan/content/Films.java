package org.yizhan.content;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What has become of the films (视频): the queue of those to be made into what every browser plays, and what was made. */
@Repository
class Films {
    static final int MOST_ATTEMPTS = 2;

    private final JdbcClient sql;

    Films(JdbcClient sql) {
        this.sql = sql;
    }

    record Film(long file, String state, @Nullable Long web, @Nullable Long poster, String note) {}

    void ask(long file, Instant now) {
        sql.sql("""
                insert into content.film (file_id, state, asked_at, changed_at) values (:file, 'WAITING', :now, :now)
                on conflict do nothing""").param("file", file).param("now", Editions.at(now)).update();
    }

    /** The next one, which is this machine's now; one whose machine went away in the middle is next again after a while. */
    Optional<Long> claim(Instant now, Duration longest) {
        return sql.sql("""
                update content.film set state = 'RUNNING', attempts = attempts + 1, changed_at = :now
                where file_id = (select file_id from content.film
                    where state = 'WAITING' or state = 'RUNNING' and changed_at < :lost
                    order by asked_at limit 1 for update skip locked)
                returning file_id""")
                .param("now", Editions.at(now))
                .param("lost", Editions.at(now.minus(longest)))
                .query(Long.class)
                .optional();
    }

    /** Whatever was being made when the program ended is to be made again. */
    int again(Instant now) {
        return sql.sql("update content.film set state = 'WAITING', changed_at = :now where state = 'RUNNING'")
                .param("now", Editions.at(now))
                .update();
    }

    void done(long file, long web, @Nullable Long poster, Instant now) {
        sql.sql("""
                update content.film set state = 'DONE', web_file_id = :web, poster_file_id = :poster, changed_at = :now
                where file_id = :file""")
                .param("file", file)
                .param("web", web)
                .param("poster", poster)
                .param("now", Editions.at(now))
                .update();
    }

    /** Tried again later, unless it was tried often enough. */
    void failed(long file, String note, Instant now) {
        sql.sql("""
                update content.film set state = case when attempts >= :most then 'FAILED' else 'WAITING' end, note = :note,
                    changed_at = :now where file_id = :file""")
                .param("file", file)
                .param("note", note)
                .param("most", MOST_ATTEMPTS)
                .param("now", Editions.at(now))
                .update();
    }

    Map<Long, Film> of(Collection<Long> files) {
        var found = new HashMap<Long, Film>();
        if (!files.isEmpty()) {
            sql.sql("""
                    select file_id, state, web_file_id, poster_file_id, note from content.film
                    where file_id in (:files)""")
                    .param("files", files)
                    .query(row -> {
                        found.put(row.getLong(1), new Film(row.getLong(1), row.getString(2),
                                row.getObject(3, Long.class), row.getObject(4, Long.class), row.getString(5)));
                    });
        }
        return found;
    }

    /** The public articles that show the film. */
    java.util.List<Long> liveArticles(long file) {
        return sql.sql("""
                select distinct e.document_id from content.edition_file f
                join content.edition e on e.id = f.edition_id and e.state = 'LIVE' where f.file_id = :file""")
                .param("file", file)
                .query((row, n) -> row.getLong(1))
                .list();
    }
}
