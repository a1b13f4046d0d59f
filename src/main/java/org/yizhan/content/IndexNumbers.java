package org.yizhan.content;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;

/**
 * Gives out index numbers (索引号): one statement takes the next of a prefix, so that two publications never get the same. What was
 * given once is never given again, and stays with its document however that is edited or moved.
 */
@Component
class IndexNumbers {
    private static final int DIGITS = 5;

    private final JdbcClient sql;
    private final CountyClock clock;
    private final ObjectProvider<IndexRule> rule;

    IndexNumbers(JdbcClient sql, CountyClock clock, ObjectProvider<IndexRule> rule) {
        this.sql = sql;
        this.clock = clock;
        this.rule = rule;
    }

    String next(IndexRule.Newcomer newcomer) {
        return next(List.of(newcomer)).getFirst();
    }

    /** A number for each, in order; the serials of one prefix are taken together. */
    List<String> next(List<IndexRule.Newcomer> newcomers) {
        if (newcomers.isEmpty()) {
            return List.of();
        }
        List<IndexRule.Pattern> patterns = patterns(newcomers);
        // Always in the same order, so that two bulks never wait for each other.
        var wanted = new TreeMap<String, Integer>();
        patterns.forEach(pattern -> wanted.merge(pattern.prefix(), 1, Integer::sum));
        Map<String, Long> serial = new HashMap<>();
        wanted.forEach((prefix, count) -> serial.put(prefix, take(prefix, count) - count));
        return patterns.stream()
                .map(pattern -> pattern.number(serial.merge(pattern.prefix(), 1L, Long::sum)))
                .toList();
    }

    private List<IndexRule.Pattern> patterns(List<IndexRule.Newcomer> newcomers) {
        IndexRule bodies = rule.getIfAvailable();
        List<IndexRule.@Nullable Pattern> ruled = bodies == null ? List.of() : bodies.patterns(newcomers);
        var codes = new HashMap<Long, String>();
        var patterns = new ArrayList<IndexRule.Pattern>(newcomers.size());
        for (int i = 0; i < newcomers.size(); i++) {
            IndexRule.Newcomer one = newcomers.get(i);
            IndexRule.Pattern pattern = i < ruled.size() ? ruled.get(i) : null;
            patterns.add(Objects.requireNonNullElseGet(pattern, () -> new IndexRule.Pattern(
                    codes.computeIfAbsent(one.siteId(), this::codeOf) + '/' + clock.local(one.published()).getYear()
                            + '-',
                    DIGITS)));
        }
        return patterns;
    }

    private String codeOf(long site) {
        return sql.sql("select coalesce(nullif(id_code, ''), 'S' || id) from content.site where id = :site")
                .param("site", site)
                .query(String.class)
                .single();
    }

    /** The last of {@code count} serials of the prefix, all of which are the caller's. */
    private long take(String prefix, int count) {
        return sql.sql("""
                insert into content.index_counter as c (prefix, last) values (:prefix, :count)
                on conflict (prefix) do update set last = c.last + excluded.last returning last""")
                .param("prefix", prefix)
                .param("count", count)
                .query(Long.class)
                .single();
    }
}
