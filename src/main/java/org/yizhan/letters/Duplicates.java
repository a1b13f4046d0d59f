package org.yizhan.letters;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.shared.SqlLimit;

/**
 * Finds letters of the same matter (重复来信): of the same or nearly the same text. Letters that read alike form a bundle, and
 * only its first is looked for by the index, so that ten thousand copies in an hour cost each other nothing.
 */
@Component
class Duplicates {
    private static final double ALIKE = 0.75;
    private static final int MOST_OF_A_BAND = 5;

    private final JdbcClient sql;

    Duplicates(JdbcClient sql) {
        this.sql = sql;
    }

    /** An earlier letter that reads alike. */
    record Alike(long letter, long bundle, double likeness) {}

    private record First(long letter, Sketch sketch) {}

    /**
     * Keeps how a letter reads, in the transaction in which it is registered.
     *
     * @return the first letter that reads alike
     */
    @Transactional
    Optional<Alike> take(long letter, String text) {
        Sketch sketch = Sketch.of(text);
        Optional<Alike> before = alike(sketch);
        sql.sql("""
                insert into letters.signature (letter, bundle, sketch) values (:letter, :bundle, :sketch)""")
                .param("letter", letter)
                .param("bundle", before.map(Alike::bundle).orElse(letter))
                .param("sketch", boxed(sketch))
                .update();
        if (before.isEmpty()) {
            sql.sql("insert into letters.band (key, letter) select distinct key, :letter from unnest(:keys::bigint[]) key")
                    .param("letter", letter)
                    .param("keys", sketch.bands().toArray(Long[]::new))
                    .update();
        }
        return before;
    }

    /** The first letter that reads like this text, also while it is still being typed. */
    @Transactional(readOnly = true)
    Optional<Alike> alike(String text) {
        return alike(Sketch.of(text));
    }

    private Optional<Alike> alike(Sketch sketch) {
        Alike best = null;
        for (First first : firsts(sketch)) {
            double likeness = sketch.likeness(first.sketch);
            if (likeness >= ALIKE && (best == null || likeness > best.likeness)) {
                best = new Alike(first.letter, first.letter, likeness);
            }
        }
        return Optional.ofNullable(best);
    }

    /** Those that share a band, a few of each: a band that many share tells none of them apart. */
    private List<First> firsts(Sketch sketch) {
        return sql
                .sql(SqlLimit.of(MOST_OF_A_BAND,
                        """
                                select found.letter, (select sketch from letters.signature s where s.letter = found.letter) as sketch
                                from (select distinct inband.letter from unnest(:keys::bigint[]) wanted (key)
                                    cross join lateral (select letter from letters.band b where b.key = wanted.key
                                        order by letter limit :rows) inband) found
                                order by found.letter"""))
                .param("keys", sketch.bands().toArray(Long[]::new))
                .query((row, n) -> new First(row.getLong("letter"), sketch(row)))
                .list();
    }

    /** The bundle of a letter; empty when it was never taken in. */
    @Transactional(readOnly = true)
    Optional<Long> bundleOf(long letter) {
        return sql.sql("select bundle from letters.signature where letter = :letter")
                .param("letter", letter)
                .query(Long.class)
                .optional();
    }

    /** How many letters read alike. */
    @Transactional(readOnly = true)
    long sizeOf(long bundle) {
        return sql.sql("select count(*) from letters.signature where bundle = :bundle")
                .param("bundle", bundle)
                .query(Long.class)
                .single();
    }

    /** Letters of a bundle in the order in which they came, to be merged step by step however many there are. */
    @Transactional(readOnly = true)
    List<Long> lettersOf(long bundle, long after, int most) {
        return sql.sql(SqlLimit.of(most, """
                select letter from letters.signature where bundle = :bundle and letter > :after
                order by letter limit :rows"""))
                .param("bundle", bundle)
                .param("after", after)
                .query(Long.class)
                .list();
    }

    /** Takes a letter out of its bundle, because it is another matter after all; another one becomes the first of the rest. */
    @Transactional
    void setApart(long letter) {
        lettersOf(letter, letter, 1).stream().findFirst().ifPresent(next -> {
            sql.sql("update letters.signature set bundle = :next where bundle = :letter and letter <> :letter")
                    .param("next", next)
                    .param("letter", letter)
                    .update();
            sql.sql("update letters.band set letter = :next where letter = :letter")
                    .param("next", next)
                    .param("letter", letter)
                    .update();
        });
        sql.sql("update letters.signature set bundle = letter where letter = :letter")
                .param("letter", letter)
                .update();
    }

    /** Forgets a letter whose content is erased. */
    @Transactional
    void forget(long letter) {
        sql.sql("update letters.signature set sketch = '{}' where letter = :letter")
                .param("letter", letter)
                .update();
        sql.sql("delete from letters.band where letter = :letter").param("letter", letter).update();
    }

    private static Integer[] boxed(Sketch sketch) {
        return Arrays.stream(sketch.numbers()).boxed().toArray(Integer[]::new);
    }

    private static Sketch sketch(ResultSet row) throws SQLException {
        Array array = row.getArray("sketch");
        return new Sketch(Arrays.stream((Integer[]) array.getArray()).mapToInt(Integer::intValue).toArray());
    }
}
