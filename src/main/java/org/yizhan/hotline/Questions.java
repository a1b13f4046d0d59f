package org.yizhan.hotline;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/** What else is asked when calling back (回访问题), beside whether it was answered, solved and to the caller's satisfaction. */
@Component
@Transactional
public class Questions {
    private static final int MOST = 20;
    private static final int LONGEST = 100;
    private static final int LONGEST_ANSWER = 500;

    private final JdbcClient sql;
    private final Journal journal;

    Questions(JdbcClient sql, Journal journal) {
        this.sql = sql;
        this.journal = journal;
    }

    /** @param choices empty for an answer in words */
    public record Question(long id, String words, List<String> choices, boolean retired) {}

    /** In the order in which they are asked. */
    public List<Question> all() {
        return sql.sql("select id, words, choices, retired from hotline.question order by retired, ordering, id")
                .query((row, n) -> new Question(row.getLong("id"), row.getString("words"),
                        split(row.getString("choices")), row.getBoolean("retired")))
                .list();
    }

    public List<Question> asked() {
        return all().stream().filter(one -> !one.retired()).toList();
    }

    private static List<String> split(String choices) {
        return Arrays.stream(choices.split("[,，、]")).map(String::strip).filter(one -> !one.isEmpty()).toList();
    }

    public Optional<Refusal> add(Actor actor, String typed, String choices) {
        String words = PlainText.line(typed);
        String known = String.join(",", split(PlainText.line(choices)));
        Optional<Refusal> refusal = refusal(actor)
                .or(() -> Refusal.when(words.isEmpty() || words.length() > LONGEST, "问题应为 1 到 100 字。"))
                .or(() -> Refusal.when(known.length() > 200, "选项合计最多 200 字。"))
                .or(() -> Refusal.when(asked().size() >= MOST, "最多问 " + MOST + " 个问题，请先停用不问的。"));
        if (refusal.isEmpty()) {
            long id = sql.sql("""
                    insert into hotline.question (words, choices, ordering)
                    select :words, :choices, coalesce(max(ordering), 0) + 10 from hotline.question returning id""")
                    .param("words", words)
                    .param("choices", known)
                    .query(Long.class)
                    .single();
            record(actor, id, "added");
        }
        return refusal;
    }

    /** What was answered before is kept. */
    public Optional<Refusal> retire(Actor actor, long id, boolean retired) {
        Optional<Refusal> refusal = refusal(actor).or(() -> Refusal
                .when(sql.sql("update hotline.question set retired = :retired, version = version + 1 where id = :id")
                        .param("retired", retired)
                        .param("id", id)
                        .update() == 0, "没有这个问题。"));
        if (refusal.isEmpty()) {
            record(actor, id, retired ? "retired" : "restored");
        }
        return refusal;
    }

    private static Optional<Refusal> refusal(Actor actor) {
        return Refusal.when(!HotlineSetup.may(actor), "回访问题由热线办维护，您没有这项权限。");
    }

    private void record(Actor actor, long id, String how) {
        journal.record(actor.ref(), HotlineAct.QUESTION_CHANGED, new ObjectRef("hotline.question", id),
                Map.of("how", how));
    }

    void say(long callBack, Map<Long, String> said) {
        for (Question question : asked()) {
            String words = PlainText.lines(said.getOrDefault(question.id(), ""));
            if (!words.isEmpty()) {
                sql.sql("insert into hotline.said (call_back_id, question_id, words) values (:id, :question, :words)")
                        .param("id", callBack)
                        .param("question", question.id())
                        .param("words", words.length() > LONGEST_ANSWER ? words.substring(0, LONGEST_ANSWER) : words)
                        .update();
            }
        }
    }

    /** Question to answer, in the order of asking. */
    Map<String, String> said(long callBack) {
        var said = new LinkedHashMap<String, String>();
        sql.sql("""
                select q.words as question, s.words from hotline.said s join hotline.question q on q.id = s.question_id
                where s.call_back_id = :id order by q.ordering, q.id""")
                .param("id", callBack)
                .query(row -> {
                    said.put(row.getString(1), row.getString(2));
                });
        return said;
    }
}
