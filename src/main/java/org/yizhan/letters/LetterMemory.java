package org.yizhan.letters;

import java.sql.Array;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.calendar.CountyClock;
import org.yizhan.search.Dictionary;
import org.yizhan.search.Keywords;
import org.yizhan.shared.SqlLimit;

/**
 * Learns from what the office decides which words go with which unit and subject (转办经验). An act only notes the lesson; lessons are
 * learned together a moment later, by one node at a time. Who is corrected forgets what was wrong.
 */
@Component
class LetterMemory {
    private static final LocalDate BEGINNING = LocalDate.of(2020, 1, 1);

    /** After two years, what was learned counts half as much as what is learned then. */
    private static final double HALF_LIFE_DAYS = 730;

    private static final String EVERY_LETTER = "";
    private static final int MOST_WORDS = 40;
    private static final int AT_A_TIME = 500;
    private static final long LOCK = 7_302_801;

    private final JdbcClient sql;
    private final CountyClock clock;
    private final TransactionTemplate transaction;

    LetterMemory(JdbcClient sql, CountyClock clock, TransactionTemplate transaction) {
        this.sql = sql;
        this.clock = clock;
        this.transaction = transaction;
    }

    private record Lesson(long id, long letter, Topic.Kind kind, @Nullable Long topic, List<String> words,
            LocalDate day) {}

    private record Taught(long topic, double weight) {}

    private record Key(String word, Topic.Kind kind, long topic) {}

    private record Place(long letter, Topic.Kind kind) {}

    /** Words that can say what the letter is about: what it says of when and how teaches nothing about whose it is. */
    static List<String> words(String letter) {
        Map<String, Double> words = Keywords.of(letter);
        words.keySet().removeIf(word -> !Dictionary.canNameAMatter(word));
        return Keywords.strongest(words, MOST_WORDS);
    }

    /**
     * In the transaction of the act. Once more for the same letter corrects what was said before.
     *
     * @param letter its text as it was written, the same at each call
     */
    void note(long letterId, Topic topic, String letter) {
        note(letterId, topic.kind(), topic.id(), letter);
    }

    /** What was decided on that day. */
    record Noted(long letter, Topic topic, String text, LocalDate day) {}

    /** The same for many at once. */
    void note(List<Noted> lessons) {
        sql.sql("""
                insert into letters.lesson (letter, kind, topic, words, day)
                select letter, kind, topic, string_to_array(words, ' '), day
                from unnest(:letters::bigint[], :kinds::text[], :topics::bigint[], :words::text[], :days::date[])
                     as noted (letter, kind, topic, words, day)""")
                .param("letters", lessons.stream().map(Noted::letter).toArray(Long[]::new))
                .param("kinds", lessons.stream().map(it -> it.topic.kind().name()).toArray(String[]::new))
                .param("topics", lessons.stream().map(it -> it.topic.id()).toArray(Long[]::new))
                .param("words", lessons.stream().map(it -> String.join(" ", words(it.text))).toArray(String[]::new))
                .param("days", lessons.stream().map(it -> it.day.toString()).toArray(String[]::new))
                .update();
    }

    /** For a letter that teaches nothing after all, such as one that was sent by mistake. */
    void forget(long letterId, Topic.Kind kind, String letter) {
        note(letterId, kind, null, letter);
    }

    private void note(long letterId, Topic.Kind kind, @Nullable Long topic, String letter) {
        sql.sql("""
                insert into letters.lesson (letter, kind, topic, words, day)
                values (:letter, :kind, :topic, :words, :day)""")
                .param("letter", letterId)
                .param("kind", kind.name())
                .param("topic", topic, java.sql.Types.BIGINT)
                .param("words", words(letter).toArray(String[]::new))
                .param("day", clock.today())
                .update();
    }

    @Scheduled(fixedDelay = 20_000, initialDelay = 30_000)
    void study() {
        while (Boolean.TRUE.equals(transaction.execute(status -> studySome()))) {
            // until nothing is left
        }
    }

    /** Whether more may be left. */
    private boolean studySome() {
        if (!sql.sql("select pg_try_advisory_xact_lock(:key)").param("key", LOCK).query(Boolean.class).single()) {
            return false;
        }
        List<Lesson> lessons = sql
                .sql(SqlLimit.of(AT_A_TIME,
                        "select id, letter, kind, topic, words, day from letters.lesson order by id limit :rows"))
                .query((row, n) -> new Lesson(row.getLong("id"), row.getLong("letter"),
                        Topic.Kind.valueOf(row.getString("kind")), row.getObject("topic", Long.class),
                        texts(row.getArray("words")), row.getObject("day", LocalDate.class)))
                .list();
        if (lessons.isEmpty()) {
            return false;
        }
        learn(lessons);
        sql.sql("delete from letters.lesson where id = any(:ids)")
                .param("ids", lessons.stream().map(Lesson::id).toArray(Long[]::new))
                .update();
        return lessons.size() == AT_A_TIME;
    }

    private void learn(List<Lesson> lessons) {
        Map<Place, Taught> taught = taughtBy(lessons);
        var words = new LinkedHashMap<Key, Double>();
        for (Lesson lesson : lessons) {
            var place = new Place(lesson.letter, lesson.kind);
            Taught before = taught.remove(place);
            if (before != null) {
                add(words, lesson, before.topic, -before.weight);
            }
            if (lesson.topic != null) {
                double weight = weight(lesson.day);
                add(words, lesson, lesson.topic, weight);
                taught.put(place, new Taught(lesson.topic, weight));
            }
        }
        write(words);
        keep(lessons, taught);
    }

    private static void add(Map<Key, Double> words, Lesson lesson, long topic, double weight) {
        words.merge(new Key(EVERY_LETTER, lesson.kind, topic), weight, Double::sum);
        lesson.words.forEach(word -> words.merge(new Key(word, lesson.kind, topic), weight, Double::sum));
    }

    private void write(Map<Key, Double> words) {
        sql.sql("""
                insert into letters.learned_word as known (word, kind, topic, weight)
                select * from unnest(:words::text[], :kinds::text[], :topics::bigint[], :weights::float8[])
                on conflict (word, kind, topic) do update set weight = known.weight + excluded.weight""")
                .param("words", words.keySet().stream().map(Key::word).toArray(String[]::new))
                .param("kinds", words.keySet().stream().map(key -> key.kind.name()).toArray(String[]::new))
                .param("topics", words.keySet().stream().map(Key::topic).toArray(Long[]::new))
                .param("weights", words.values().toArray(Double[]::new))
                .update();
    }

    private Map<Place, Taught> taughtBy(List<Lesson> lessons) {
        var taught = new HashMap<Place, Taught>();
        sql.sql("select letter, kind, topic, weight from letters.learned where letter = any(:letters)")
                .param("letters", letters(lessons))
                .query((row, n) -> taught.put(
                        new Place(row.getLong("letter"), Topic.Kind.valueOf(row.getString("kind"))),
                        new Taught(row.getLong("topic"), row.getDouble("weight"))))
                .list();
        return taught;
    }

    private void keep(List<Lesson> lessons, Map<Place, Taught> taught) {
        sql.sql("delete from letters.learned where letter = any(:letters)").param("letters", letters(lessons)).update();
        sql.sql("""
                insert into letters.learned (letter, kind, topic, weight)
                select * from unnest(:letters::bigint[], :kinds::text[], :topics::bigint[], :weights::float8[])""")
                .param("letters", taught.keySet().stream().map(Place::letter).toArray(Long[]::new))
                .param("kinds", taught.keySet().stream().map(place -> place.kind.name()).toArray(String[]::new))
                .param("topics", taught.values().stream().map(Taught::topic).toArray(Long[]::new))
                .param("weights", taught.values().stream().map(Taught::weight).toArray(Double[]::new))
                .update();
    }

    private static Long[] letters(List<Lesson> lessons) {
        return lessons.stream().map(Lesson::letter).distinct().toArray(Long[]::new);
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    /** What is known of these words, as of today. */
    Learned of(Topic.Kind kind, List<String> words) {
        var letters = new HashMap<Long, Double>();
        var known = new HashMap<String, Map<Long, Double>>();
        var asked = new ArrayList<>(words);
        asked.add(EVERY_LETTER);
        sql.sql("""
                select word, topic, weight from letters.learned_word
                where word = any(:words) and kind = :kind and weight > 0""")
                .param("words", asked.toArray(String[]::new))
                .param("kind", kind.name())
                .query((row, n) -> {
                    String word = row.getString(1);
                    return word.isEmpty()
                            ? letters.put(row.getLong(2), row.getDouble(3))
                            : known.computeIfAbsent(word, w -> new HashMap<>())
                                    .put(row.getLong(2), row.getDouble(3));
                })
                .list();
        return new Learned(letters, known, weight(clock.today()));
    }

    private static double weight(LocalDate day) {
        return Math.pow(2, ChronoUnit.DAYS.between(BEGINNING, day) / HALF_LIFE_DAYS);
    }
}
