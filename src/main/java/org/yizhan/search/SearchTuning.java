package org.yizhan.search;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yizhan.calendar.CountyClock;
import org.yizhan.shared.AfterCommit;
import org.yizhan.shared.SqlLimit;

/** What editors have set for the search, in the database; what every question needs of it, in memory. */
@Repository
class SearchTuning {
    private static final long OLDEST_NANOS = 5_000_000_000L;

    private final JdbcClient sql;
    private final CountyClock clock;
    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable InForce last;

    SearchTuning(JdbcClient sql, CountyClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** @param change how many changes were known before it was read */
    private record InForce(Synonyms synonyms, List<Promoted> promoted, long change, long at) {}

    private InForce inForce() {
        InForce found = last;
        if (found == null || found.change() != changes.get() || System.nanoTime() - found.at() > OLDEST_NANOS) {
            long change = changes.get();
            long at = System.nanoTime();
            List<String> groups = sql.sql("select words from search.synonym order by id").query(String.class).list();
            found = new InForce(Synonyms.with(groups), promoted(), change, at);
            last = found;
        }
        return found;
    }

    Synonyms synonyms() {
        return inForce().synonyms();
    }

    /** What is put first for these words today. */
    List<Promoted> promotedFor(String words) {
        String asked = folded(words);
        LocalDate today = clock.today();
        return inForce().promoted()
                .stream()
                .filter(one -> one.until() == null || !one.until().isBefore(today))
                .filter(one -> List.of(one.words().split(" ")).stream().anyMatch(word -> asked.contains(folded(word))))
                .toList();
    }

    static String folded(String words) {
        return ChineseAnalyzer.normalise(words).replace(" ", "");
    }

    List<Promoted> promoted() {
        return sql.sql("select id, words, title, href, note, until from search.promoted order by words, id")
                .query((row, n) -> new Promoted(row.getLong(1), row.getString(2), row.getString(3), row.getString(4),
                        row.getString(5), row.getObject(6, LocalDate.class)))
                .list();
    }

    long countPromoted() {
        return sql.sql("select count(*) from search.promoted").query(Long.class).single();
    }

    long promote(Promoted wanted) {
        changed();
        return sql
                .sql("""
                        insert into search.promoted (words, title, href, note, until)
                        values (:words, :title, :href, :note, :until) returning id""")
                .param("words", wanted.words())
                .param("title", wanted.title())
                .param("href", wanted.href())
                .param("note", wanted.note())
                .param("until", wanted.until())
                .query(Long.class)
                .single();
    }

    boolean demote(long id) {
        changed();
        return sql.sql("delete from search.promoted where id = :id").param("id", id).update() == 1;
    }

    record Group(long id, String words) {}

    List<Group> groups() {
        return sql.sql("select id, words from search.synonym order by id desc")
                .query((row, n) -> new Group(row.getLong(1), row.getString(2)))
                .list();
    }

    /** Empty when the same group is there already. */
    Optional<Long> addGroup(String words) {
        changed();
        return sql.sql("insert into search.synonym (words) values (:words) on conflict do nothing returning id")
                .param("words", words)
                .query(Long.class)
                .optional();
    }

    boolean removeGroup(long id) {
        changed();
        return sql.sql("delete from search.synonym where id = :id").param("id", id).update() == 1;
    }

    /** Asked for in vain, the most often first. */
    List<InVain> inVain(int empty, String words, int size) {
        return sql.sql(SqlLimit.of(size, """
                select words, empty, last_asked from search.asked
                where empty > 0 and not settled and empty <= :empty and (empty < :empty or words > :words)
                order by empty desc, words limit :rows"""))
                .param("empty", empty)
                .param("words", words)
                .query((row, n) -> new InVain(row.getString(1), row.getInt(2), row.getObject(3, LocalDate.class)))
                .list();
    }

    /** Off the list until somebody asks in vain again. */
    boolean settle(String words) {
        return sql.sql("update search.asked set settled = true where words = :words and not settled")
                .param("words", words)
                .update() == 1;
    }

    private void changed() {
        AfterCommit.run(changes::incrementAndGet);
    }
}
