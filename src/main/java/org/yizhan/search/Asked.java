package org.yizhan.search;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.SqlLimit;

/**
 * Counts what visitors ask for, and what of it finds nothing (检索词). Nothing is kept of who asked; questions that look like a
 * number of a person or a phone are not kept at all. Counted in memory and written together, so that no search waits for it.
 */
@Component
class Asked {
    private static final int LONGEST = 30;
    private static final int MOST_AT_A_TIME = 300;
    private static final int MOST_SUCCESSFUL = 2000;
    private static final int WELL_KNOWN = 3;
    private static final Pattern PERSONAL = Pattern.compile("\\d{6}");

    private final JdbcClient sql;
    private final CountyClock clock;
    private final Map<String, Times> waiting = new ConcurrentHashMap<>();

    Asked(JdbcClient sql, CountyClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    private record Times(int all, int empty) {
        Times plus(Times other) {
            return new Times(all + other.all, empty + other.empty);
        }
    }

    void note(String typed, boolean found) {
        String words = ChineseAnalyzer.normalise(PlainText.line(typed));
        if (words.isEmpty() || PlainText.length(words) > LONGEST || PERSONAL.matcher(words).find()) {
            return;
        }
        if (waiting.size() < MOST_AT_A_TIME || waiting.containsKey(words)) {
            waiting.merge(words, new Times(1, found ? 0 : 1), Times::plus);
        }
    }

    @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
    void write() {
        var taken = new HashMap<String, Times>();
        waiting.keySet().forEach(words -> {
            Times times = waiting.remove(words);
            if (times != null) {
                taken.put(words, times);
            }
        });
        if (taken.isEmpty()) {
            return;
        }
        String[] words = taken.keySet().toArray(String[]::new);
        Integer[] all = new Integer[words.length];
        Integer[] empty = new Integer[words.length];
        for (int i = 0; i < words.length; i++) {
            Times times = taken.getOrDefault(words[i], new Times(0, 0));
            all[i] = times.all();
            empty[i] = times.empty();
        }
        sql.sql("""
                insert into search.asked (words, times, empty, last_asked)
                select one.words, one.times, one.empty, :day
                from unnest(:words::text[], :all::int[], :empties::int[]) one (words, times, empty)
                on conflict (words) do update set times = search.asked.times + excluded.times,
                    empty = case when excluded.empty = 0 then 0 else search.asked.empty + excluded.empty end,
                    settled = search.asked.settled and excluded.empty = 0, last_asked = excluded.last_asked""")
                .param("words", words)
                .param("all", all)
                .param("empties", empty)
                .param("day", clock.today())
                .update();
    }

    /** What was asked only once and a while ago, or not at all for half a year, tells nobody anything. */
    @Scheduled(cron = "0 23 3 * * *")
    void forget() {
        LocalDate today = clock.today();
        sql.sql("delete from search.asked where last_asked < :long or last_asked < :short and times = 1")
                .param("long", today.minusDays(180))
                .param("short", today.minusDays(14))
                .update();
    }

    /** Questions that several asked and that found something, with how often. */
    Map<String, Integer> successful() {
        var times = new HashMap<String, Integer>();
        sql.sql(SqlLimit.of(MOST_SUCCESSFUL, """
                select words, times from search.asked where empty = 0 and times >= :known
                order by times desc, words limit :rows"""))
                .param("known", WELL_KNOWN)
                .query((row, n) -> times.put(row.getString(1), row.getInt(2)))
                .list();
        return times;
    }
}
