package org.yizhan.content;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SqlLimit;

/**
 * How the county writes its own names in traditional characters (繁体用字). Pages are converted by a dictionary of the language,
 * which cannot know whether the 云 of a village is a cloud or the 里 of a township a mile; these words go before it.
 */
@Service
public class TraditionalWords {
    private static final int MOST = 500;
    private static final int LONGEST = 20;
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}+");

    private final JdbcClient sql;
    private final Journal journal;
    private final ApplicationEventPublisher events;

    TraditionalWords(JdbcClient sql, Journal journal, ApplicationEventPublisher events) {
        this.sql = sql;
        this.journal = journal;
        this.events = events;
    }

    /** One word in both scripts; Chinese characters alone, so that it never meets the markup of a page. */
    public record Word(String simplified, String traditional) {}

    /** All of them. */
    public List<Word> list() {
        return sql.sql(SqlLimit.of(MOST, """
                select simplified, traditional from content.traditional_word
                order by simplified limit :rows"""))
                .query((row, n) -> new Word(row.getString(1), row.getString(2)))
                .list();
    }

    public boolean mayChange(Actor actor) {
        return check(actor).isEmpty();
    }

    private static Optional<Refusal> check(Actor actor) {
        return Refusal.when(!actor.mayEverywhere(ContentPermissions.WORDS), "繁体用字由管理全县用词的人维护，您没有这个权限。");
    }

    /** A word that is there already is written as it says now. */
    @Transactional
    public Optional<Refusal> put(Actor actor, Word typed) {
        var word = new Word(PlainText.line(typed.simplified()), PlainText.line(typed.traditional()));
        int length = PlainText.length(word.simplified());
        var refusal = check(actor)
                .or(() -> Refusal.when(!HAN.matcher(word.simplified()).matches()
                        || !HAN.matcher(word.traditional()).matches(), "简体和繁体都只写汉字，一次写一个词，例如“云溪”和“雲溪”。"))
                .or(() -> Refusal.when(length > LONGEST, "一个词最多" + LONGEST + "个字，请只写容易转错的那几个字。"))
                .or(() -> Refusal.when(length != PlainText.length(word.traditional()), "简体和繁体的字数不一样，请核对。"))
                .or(() -> Refusal.when(list().size() >= MOST, "词已经有" + MOST + "个，请先删去不用的。"));
        if (refusal.isEmpty()) {
            sql.sql("""
                    insert into content.traditional_word (simplified, traditional) values (:simplified, :traditional)
                    on conflict (simplified) do update set traditional = excluded.traditional""")
                    .param("simplified", word.simplified())
                    .param("traditional", word.traditional())
                    .update();
            changed(actor, ContentAct.TRADITIONAL_WORD_KEPT, word.simplified());
        }
        return refusal;
    }

    @Transactional
    public Optional<Refusal> remove(Actor actor, String simplified) {
        var refusal = check(actor);
        if (refusal.isEmpty()
                && sql.sql("delete from content.traditional_word where simplified = ?")
                        .param(simplified)
                        .update() == 1) {
            changed(actor, ContentAct.TRADITIONAL_WORD_REMOVED, simplified);
        }
        return refusal;
    }

    private void changed(Actor actor, ContentAct act, String word) {
        journal.record(actor.ref(), act, new ObjectRef("traditional-words", 0), Map.of("word", word));
        events.publishEvent(new PublicChange(Set.of("all")));
    }
}
