package org.yizhan.letters;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yizhan.masking.FoldedText;
import org.yizhan.shared.Kept;
import org.yizhan.shared.SqlLimit;

/** The words in the database, and those in use in memory: every letter and every reply asks for them. */
@Repository
class RuleWordRows {
    private final JdbcClient sql;
    private final Kept<List<RuleWord>> inUse = new Kept<>(this::readInUse);

    RuleWordRows(JdbcClient sql) {
        this.sql = sql;
    }

    List<RuleWord> inUse(RuleList list) {
        return inUse.now().stream().filter(word -> word.list() == list).toList();
    }

    private List<RuleWord> readInUse() {
        return sql.sql("select * from letters.rule_word where not retired order by id")
                .query(RuleWordRows::word)
                .list();
    }

    /** Newest first, or the other way round towards newer ones. */
    List<RuleWord> page(RuleList list, String words, boolean retired, @Nullable Long from, boolean towardsNewer,
            int size) {
        return sql.sql(SqlLimit.of(size,
                "select * from letters.rule_word where list = :list and retired = :retired and (position(:words in folded) > 0 or position(:words in target) > 0) and id "
                        + (towardsNewer ? "> :from order by id" : "< :from order by id desc") + " limit :rows"))
                .param("list", list.name())
                .param("retired", retired)
                .param("words", folded(words))
                .param("from", from == null ? Long.MAX_VALUE : from)
                .query(RuleWordRows::word)
                .list();
    }

    Optional<RuleWord> byId(long id) {
        return sql.sql("select * from letters.rule_word where id = :id")
                .param("id", id)
                .query(RuleWordRows::word)
                .optional();
    }

    Optional<RuleWord> byWord(RuleWord.Typed typed) {
        return bound("select * from letters.rule_word where list = :list and folded = :folded and target = :target",
                typed).query(RuleWordRows::word).optional();
    }

    /** Empty when the list has the word already. */
    Optional<Long> insert(RuleWord.Typed typed) {
        inUse.changed();
        return bound("""
                insert into letters.rule_word (list, word, folded, weight, target, note)
                values (:list, :word, :folded, :weight, :target, :note) on conflict do nothing returning id""", typed)
                .query(Long.class)
                .optional();
    }

    /** False when somebody else was faster. */
    boolean update(long id, int version, RuleWord.Typed typed) {
        inUse.changed();
        return bound("""
                update letters.rule_word set word = :word, folded = :folded, weight = :weight, target = :target,
                    note = :note, retired = false, shipped = false, version = version + 1
                where id = :id and version = :version""", typed).param("id", id)
                .param("version", version)
                .update() == 1;
    }

    void retire(long id, boolean retired) {
        inUse.changed();
        sql.sql("update letters.rule_word set retired = :retired, version = version + 1 where id = :id")
                .param("id", id)
                .param("retired", retired)
                .update();
    }

    private JdbcClient.StatementSpec bound(String statement, RuleWord.Typed typed) {
        return sql.sql(statement)
                .param("list", typed.list().name())
                .param("word", typed.word())
                .param("folded", folded(typed.word()))
                .param("weight", typed.weight())
                .param("target", typed.target())
                .param("note", typed.note());
    }

    /** The order of the parts says nothing. */
    static String folded(String word) {
        return String.join(" ", Arrays.stream(FoldedText.of(word).text().split(" ")).sorted().toList());
    }

    private static RuleWord word(ResultSet row, int n) throws SQLException {
        return new RuleWord(row.getLong("id"), RuleList.valueOf(row.getString("list")), row.getString("word"),
                row.getInt("weight"), row.getString("target"), row.getString("note"), row.getBoolean("shipped"),
                row.getBoolean("retired"), row.getInt("version"));
    }
}
