package org.yizhan.content;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.search.Visibility;

/** Tells the search which articles are live at this moment. */
@Component
class ArticleVisibility implements Visibility {
    private final JdbcClient sql;

    ArticleVisibility(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public String kind() {
        return PublicSide.KIND;
    }

    @Override
    public Set<Long> visible(Collection<Long> ids, String audience) {
        if (ids.isEmpty() || !audience.equals("public")) {
            return Set.of();
        }
        return new HashSet<>(sql.sql("""
                select e.document_id from content.edition e
                where e.document_id = any(:ids) and e.state = 'LIVE'""")
                .param("ids", ids.toArray(Long[]::new))
                .query((row, n) -> row.getLong(1))
                .list());
    }
}
