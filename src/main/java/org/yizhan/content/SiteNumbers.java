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
                with taken as (
                    insert into content.index_sequence as s (site_id, year, last) values (:site, :year, 1)
                    on conflict (site_id, year) do update set last = s.last + 1
                    returning last)
                select coalesce(nullif(site.id_code, ''), 'S' || site.id) || '/' || cast(:year as text)
                       || '-' || lpad(taken.last::text, greatest(5, length(taken.last::text)), '0')
                from taken, content.site where site.id = :site""")
                .param("site", siteId)
                .param("year", year)
                .query(String.class)
                .single();
    }
}
