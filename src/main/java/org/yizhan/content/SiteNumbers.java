package org.yizhan.content;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gives out index numbers (索引号): one statement takes the next, so that two publications never get the same. */
@Component
class SiteNumbers {
    private final JdbcClient sql;

    SiteNumbers(JdbcClient sql) {
        this.sql = sql;
    }

    String next(long siteId, int year) {
        return sql.sql("""
                insert into content.index_sequence as s (prefix, year, last)
                select coalesce(nullif(id_code, ''), 'S' || id), :year, 1 from content.site where id = :site
                on conflict (prefix, year) do update set last = s.last + 1
                returning prefix || '/' || year || '-' || lpad(last::text, greatest(5, length(last::text)), '0')""")
                .param("site", siteId)
                .param("year", year)
                .query(String.class)
                .single();
    }
}
