package org.yizhan.content;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yizhan.content.CheckWord.Level;
import org.yizhan.shared.Kept;
import org.yizhan.shared.SqlLimit;
import org.yizhan.shared.UnitPath;

/** Words in the database. */
@Repository
class CheckWordRows {
    private final JdbcClient sql;
    private final Kept<WordMatcher> inForce = new Kept<>(this::readInForce);

    CheckWordRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** Every save asks for all words that are in force. */
    WordMatcher inForce() {
        return inForce.now();
    }

    private WordMatcher readInForce() {
        return new WordMatcher(sql.sql("select * from content.check_word where not retired order by id")
                .query(CheckWordRows::word)
                .list());
    }

    /** Newest first, or the other way round towards newer ones. */
    List<CheckWord> page(String words, CheckWords.Shelf shelf, @Nullable Long from, boolean towardsNewer, int size) {
        return sql
                .sql(SqlLimit.of(size,
                        "select * from content.check_word where retired = :retired and shipped = any (:shipped) and position(:words in folded) > 0 and id "
                                + (towardsNewer ? "> :from order by id" : "< :from order by id desc") + " limit :rows"))
                .param("retired", shelf == CheckWords.Shelf.RETIRED)
                .param("shipped", switch (shelf) {
                    case OWN -> new Boolean[]{false};
                    case SHIPPED -> new Boolean[]{true};
                    case RETIRED, USED -> new Boolean[]{false, true};
                })
                .param("words", WordMatcher.folded(words))
                .param("from", from == null ? Long.MAX_VALUE : from)
                .query(CheckWordRows::word)
                .list();
    }

    Optional<CheckWord> byId(long id) {
        return sql.sql("select * from content.check_word where id = :id")
                .param("id", id)
                .query(CheckWordRows::word)
                .optional();
    }

    Optional<CheckWord> byWord(UnitPath unit, String word) {
        return sql.sql("select * from content.check_word where unit_path = :unit and folded = :folded")
                .param("unit", unit.value())
                .param("folded", WordMatcher.folded(word))
                .query(CheckWordRows::word)
                .optional();
    }

    /** How many of them were new. */
    int insertShipped(List<NewCheckWord> words) {
        inForce.changed();
        int added = 0;
        for (NewCheckWord word : words) {
            added += bound("""
                    insert into content.check_word (unit_path, word, folded, level, replacement, note, shipped)
                    values (:unit, :word, :folded, :level, :replacement, :note, true) on conflict do nothing""", word)
                    .update();
        }
        return added;
    }

    /** Empty when the unit has the word already. */
    Optional<Long> insert(NewCheckWord word) {
        inForce.changed();
        return bound("""
                insert into content.check_word (unit_path, word, folded, level, replacement, note)
                values (:unit, :word, :folded, :level, :replacement, :note)
                on conflict do nothing returning id""", word).query(Long.class).optional();
    }

    /** False when somebody else was faster. */
    boolean update(long id, int version, NewCheckWord word) {
        inForce.changed();
        return bound("""
                update content.check_word set unit_path = :unit, word = :word, folded = :folded, level = :level,
                    replacement = :replacement, note = :note, retired = false, shipped = false, version = version + 1
                where id = :id and version = :version""", word).param("id", id).param("version", version).update() == 1;
    }

    void retire(long id, boolean retired) {
        inForce.changed();
        sql.sql("update content.check_word set retired = :retired, version = version + 1 where id = :id")
                .param("id", id)
                .param("retired", retired)
                .update();
    }

    private JdbcClient.StatementSpec bound(String statement, NewCheckWord word) {
        return sql.sql(statement)
                .param("unit", word.unit().value())
                .param("word", word.word())
                .param("folded", WordMatcher.folded(word.word()))
                .param("level", word.level() == null ? null : word.level().name())
                .param("replacement", word.replacement())
                .param("note", word.note());
    }

    private static CheckWord word(ResultSet row, int n) throws SQLException {
        return new CheckWord(row.getLong("id"), new UnitPath(row.getString("unit_path")), row.getString("word"),
                Level.valueOf(row.getString("level")), row.getString("replacement"), row.getString("note"),
                row.getBoolean("retired"), row.getInt("version"));
    }
}
