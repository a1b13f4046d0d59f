package org.yizhan.statistics;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.Kinds;
import org.yizhan.journal.Journal;
import org.yizhan.search.Dictionary;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SqlLimit;
import org.yizhan.shared.TypedDay;

/**
 * Words of which cases speak (热词、新词). Each case is read once, some minutes after it came: how often a word occurs in a month is a row, and
 * in which cases another. Guarded cases are never read. A word of few cases is not shown, so that it names nobody.
 */
@Component
public class CaseWords {
    /** In fewer cases it may be somebody's name. */
    static final int LEAST = 3;
    static final int LONGEST_WORD = 20;
    private static final int BATCH = 500;
    /** Seconds between two batches, so that reading a million old cases does not keep those waiting who work. */
    private static final int BREATH = 1;
    private static final int SHOWN = 20;
    private static final int TOO_USUAL = 6_000;
    private static final int LONGEST_TEXT = 600;
    private static final int MOST_OF_A_CASE = 24;
    /** New is what was at most so often a month in the year before: a third of now. */
    private static final int TIMES = 3;

    private final JdbcClient sql;
    private final CaseReading cases;
    private final Kinds kinds;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final CountyClock clock;

    CaseWords(JdbcClient sql, CaseReading cases, Kinds kinds, Journal journal, TransactionTemplate transaction,
            CountyClock clock) {
        this.sql = sql;
        this.cases = cases;
        this.kinds = kinds;
        this.journal = journal;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param before in how many cases of the twelve months before */
    public record Word(String word, long count, long before) {}

    /** Words of which many cases of these months speak and hardly any before. */
    List<Word> fresh(Set<String> of, Grain.Span span) {
        return words(of, span, "and n >= :times * before * :months / 12.0 order by n desc, before, word");
    }

    List<Word> hot(Set<String> of, Grain.Span span) {
        return words(of, span, "order by n desc, word");
    }

    private List<Word> words(Set<String> of, Grain.Span span, String which) {
        LocalDate first = span.first().withDayOfMonth(1);
        LocalDate last = span.last().withDayOfMonth(1);
        long months = ChronoUnit.MONTHS.between(first, last) + 1;
        return sql
                .sql(SqlLimit.of(SHOWN,
                        """
                                select word, n, before from (
                                    select word, sum(n) as n from statistics.word_use u where kind = any(:kinds) and month between :first and :last
                                        and not exists (select from statistics.silent_word s where s.word = u.word)
                                    group by word having sum(n) >= :least) now
                                cross join lateral (select coalesce(sum(b.n), 0) as before from statistics.word_use b
                                    where b.word = now.word and b.kind = any(:kinds) and b.month >= :from and b.month < :first) earlier
                                where true %s limit :rows"""
                                .formatted(which)))
                .param("kinds", of.toArray(String[]::new))
                .param("first", first)
                .param("last", last)
                .param("from", first.minusMonths(12))
                .param("least", LEAST)
                .param("times", TIMES)
                .param("months", months)
                .query((row, n) -> new Word(row.getString("word"), row.getLong("n"), row.getLong("before")))
                .list();
    }

    record Found(LocalDate day, long id) {
        String key() {
            return day + "." + id;
        }
    }

    /** Of the months of the span, the newest first; {@code newer} turns it round. What the reader may see of them is for the oracle to say. */
    List<Found> casesOf(Set<String> of, String word, Grain.Span span, @Nullable String key, boolean newer, int most) {
        String from = key == null ? "" : newer ? key.substring(1) : key;
        boolean begun = from.matches("[12]\\d{3}-\\d{2}-\\d{2}\\.\\d{1,18}");
        int dot = from.indexOf('.');
        return sql
                .sql(SqlLimit.of(most,
                        """
                                select day, case_id from statistics.word_case
                                where kind = any(:kinds) and word = :word and day between :first and :last and (day, case_id) %s (:day, :id)
                                order by %s limit :rows"""
                                .formatted(newer ? ">" : "<", newer ? "day, case_id" : "day desc, case_id desc")))
                .param("kinds", of.toArray(String[]::new))
                .param("word", word)
                .param("first", span.first().withDayOfMonth(1))
                .param("last", span.last().withDayOfMonth(1).plusMonths(1).minusDays(1))
                .param("day", begun
                        ? TypedDay.of(from.substring(0, dot)).orElse(span.last())
                        : newer ? LocalDate.of(1900, 1, 1) : LocalDate.of(2200, 1, 1))
                .param("id", begun ? Long.parseLong(from.substring(dot + 1)) : 0L)
                .query((row, n) -> new Found(row.getObject("day", LocalDate.class), row.getLong("case_id")))
                .list();
    }

    public boolean isSilent(String word) {
        return sql.sql("select count(*) from statistics.silent_word where word = :word")
                .param("word", word)
                .query(Integer.class)
                .single() > 0;
    }

    /** A word that tells nothing is shown no more, or again. */
    public Optional<Refusal> silence(Actor actor, String word, boolean silent) {
        if (!Materials.mayPick(actor)) {
            return Optional.of(new Refusal("您没有调整热词的权限。"));
        }
        if (word.isEmpty() || word.length() > LONGEST_WORD) {
            return Optional.of(new Refusal("请从热词里点一个词。"));
        }
        sql.sql(silent
                ? "insert into statistics.silent_word (word) values (:word) on conflict do nothing"
                : "delete from statistics.silent_word where word = :word").param("word", word).update();
        journal.record(actor.ref(), StatisticsAct.SILENT_WORDS_CHANGED, new ObjectRef("word", 0),
                Map.of("word", word, "silent", Boolean.toString(silent)));
        return Optional.empty();
    }

    @Scheduled(initialDelay = 90_000, fixedDelay = 120_000)
    void regularly() {
        try {
            while (readSome()) {
                TimeUnit.SECONDS.sleep(BREATH);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Some of what has come since, up to what was there the last time; so none is passed over that was still being written then.
     *
     * @return whether there is more
     */
    boolean readSome() {
        return Boolean.TRUE.equals(transaction.execute(status -> batch()));
    }

    private boolean batch() {
        record Read(long until, long seen) {}
        List<Read> held = sql.sql("select until, seen from statistics.words_read for update skip locked")
                .query((row, n) -> new Read(row.getLong("until"), row.getLong("seen")))
                .list();
        if (held.isEmpty()) {
            return false;
        }
        Read read = held.getFirst();
        List<CaseView> next = cases.after(read.until(), read.seen(), BATCH);
        next.stream().filter(view -> !view.guarded()).forEach(this::read);
        boolean more = next.size() == BATCH;
        sql.sql("update statistics.words_read set until = :until, seen = :seen")
                .param("until", more ? next.getLast().id().value() : read.seen())
                .param("seen", more ? read.seen() : Math.max(read.seen(), cases.last()))
                .update();
        return more;
    }

    private void read(CaseView view) {
        Set<String> found = of(view.title(), kinds.of(view.kind()).asked(view));
        if (found.isEmpty()) {
            return;
        }
        LocalDate day = clock.local(view.receivedAt()).toLocalDate();
        sql.sql("""
                with fresh as (insert into statistics.word_case (kind, word, day, case_id)
                    select :kind, word, :day, :id from unnest(:words) word on conflict do nothing returning word)
                insert into statistics.word_use as u (kind, month, word, n)
                select :kind, :month, word, 1 from fresh order by word on conflict (kind, month, word) do update set n = u.n + 1""")
                .param("kind", view.kind())
                .param("day", day)
                .param("month", day.withDayOfMonth(1))
                .param("id", view.id().value())
                .param("words", found.toArray(String[]::new))
                .update();
    }

    /** Telling words of the title and of the beginning of the text; two that stand together in the title are one more. */
    static Set<String> of(String title, String text) {
        var found = new LinkedHashSet<String>();
        var pairs = new HashSet<String>();
        cut(title).forEach(run -> {
            for (int i = 0; i < run.size(); i++) {
                if (tells(run.get(i))) {
                    found.add(run.get(i));
                }
                if (i > 0 && isPair(run.get(i - 1), run.get(i))) {
                    pairs.add(run.get(i - 1) + run.get(i));
                }
            }
        });
        found.addAll(pairs);
        cut(text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text)
                .forEach(run -> run.stream().filter(CaseWords::tells).forEach(found::add));
        return found.stream().limit(MOST_OF_A_CASE).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Words one after the other, without what stands between them. */
    private static List<List<String>> cut(String text) {
        String plain = Dictionary.simplified(text);
        var runs = new ArrayList<List<String>>();
        runs.add(new ArrayList<>());
        Dictionary.cut(plain, (from, to) -> {
            String word = plain.substring(from, to);
            if (word.codePoints().allMatch(Character::isIdeographic)) {
                runs.getLast().add(word);
            } else if (!runs.getLast().isEmpty()) {
                runs.add(new ArrayList<>());
            }
        });
        return runs;
    }

    private static boolean tells(String word) {
        return word.length() >= 2 && Dictionary.frequency(word) < TOO_USUAL
                && word.chars().anyMatch(c -> "一二三四五六七八九十百千万个年月日号几两第".indexOf(c) < 0);
    }

    /** 充电 and 桩 are two words of the dictionary and one of the day. */
    private static boolean isPair(String one, String next) {
        return one.length() + next.length() <= 6 && one.length() >= 2 && Dictionary.frequency(one) < TOO_USUAL
                && Dictionary.frequency(next) < 4 * TOO_USUAL && next.length() <= 3;
    }
}
