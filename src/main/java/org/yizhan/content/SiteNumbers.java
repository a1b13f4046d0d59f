package org.yizhan.content;

import java.time.Instant;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;

/** Gives out index numbers (索引号): one statement takes the next, so that two publications never get the same. */
@Component
class SiteNumbers {
    private final JdbcClient sql;
    private final CountyClock clock;

    SiteNumbers(JdbcClient sql, CountyClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** The next number of the site in the year in which {@code published} falls. */
    String next(long siteId, Instant published) {
        return sql.sql("""
                insert into content.index_sequence as s (prefix, year, last)
                select coalesce(nullif(id_code, ''), 'S' || id), :year, 1 from content.site where id = :site
                on conflict (prefix, year) do update set last = s.last + 1
                returning prefix || '/' || year || '-' || lpad(last::text, greatest(5, length(last::text)), '0')""")
                .param("site", siteId)
                .param("year", clock.local(published).getYear())
                .query(String.class)
                .single();
    }
}
