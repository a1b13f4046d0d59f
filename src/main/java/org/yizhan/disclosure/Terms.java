package org.yizhan.disclosure;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.journal.Journal;
import org.yizhan.search.Dictionary;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/** The terms of the axes (目录分类词). The law's lists are the seed; the county edits them. */
@Service
@Transactional
public class Terms {
    private final JdbcClient sql;
    private final Journal journal;
    private final Announcer announcer;

    Terms(JdbcClient sql, Journal journal, Announcer announcer) {
        this.sql = sql;
        this.journal = journal;
        this.announcer = announcer;
    }

    /** In the county's order, closed ones too. */
    @Transactional(readOnly = true)
    public List<Term> all() {
        return sql.sql("select * from disclosure.term order by axis, position, code")
                .query((row, n) -> new Term(Axis.valueOf(row.getString("axis")), row.getString("code"),
                        row.getString("name"), row.getString("words"), row.getInt("position"), row.getBoolean("open")))
                .list();
    }

    @Transactional(readOnly = true)
    public List<Term> of(Axis axis) {
        return all().stream().filter(term -> term.axis() == axis).toList();
    }

    /** Adds the term, or changes the one with its code; a code never changes its meaning by being deleted. */
    public Optional<Refusal> put(Actor actor, Term typed) {
        var term = new Term(typed.axis(), PlainText.line(typed.code()).strip(), PlainText.line(typed.name()).strip(),
                PlainText.line(typed.words()).strip(), typed.position(), typed.open());
        var refusal = DisclosureRules.ofCounty(actor)
                .or(() -> Refusal.when(!term.code().matches("[0-9A-Za-z]{1,6}"), "代码用字母和数字，最多6位。"))
                .or(() -> Refusal.when(term.name().isEmpty() || PlainText.length(term.name()) > 40, "请填写名称，最多40个字。"))
                .or(() -> Refusal.when(PlainText.length(term.words()) > 500, "识别用词最多500个字。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        sql.sql("""
                insert into disclosure.term (axis, code, name, words, position, open)
                values (:axis, :code, :name, :words, :position, :open)
                on conflict (axis, code) do update set name = excluded.name, words = excluded.words,
                    position = excluded.position, open = excluded.open""")
                .param("axis", term.axis().name())
                .param("code", term.code())
                .param("name", term.name())
                .param("words", term.words())
                .param("position", term.position())
                .param("open", term.open())
                .update();
        announcer.say(Announcer.EVERYWHERE);
        journal.record(actor.ref(), DisclosureAct.TERM_CHANGED, new ObjectRef("term", term.position()),
                Map.of("axis", term.axis().name(), "code", term.code()));
        return Optional.empty();
    }

    /** The term for what no other term of the axis names (其他), null where the county keeps none. */
    static @Nullable String rest(List<Term> terms, Axis axis) {
        return terms.stream()
                .filter(term -> term.axis() == axis && term.takesTheRest())
                .map(Term::code)
                .findFirst()
                .orElse(null);
    }

    /**
     * A text, and where the words in it begin and end: 人民政府 has no 民政, and 居民政策 has none either.
     *
     * @param edges before each of these characters a word ends and another begins
     */
    record Wording(String text, BitSet edges) {
        static Wording of(String text) {
            var edges = new BitSet();
            Dictionary.cut(text, (from, to) -> {
                edges.set(from);
                edges.set(to);
            });
            return new Wording(text, edges);
        }

        /** Where the sign stands for the last time as a word, or as the beginning or end of one; -1 where it does not. */
        int last(String sign) {
            int at = text.lastIndexOf(sign);
            while (at >= 0 && !edges.get(at) && !edges.get(at + sign.length())) {
                at = text.lastIndexOf(sign, at - 1);
            }
            return at;
        }
    }

    /** The term that the text speaks of most plainly: the longest of its words, and of equals the one that stands last. */
    static @Nullable String named(List<Term> terms, Axis axis, Wording text) {
        String best = null;
        int length = 0;
        int place = -1;
        for (Term term : terms) {
            if (term.axis() != axis || !term.open()) {
                continue;
            }
            for (String word : term.signs()) {
                int at = text.last(word);
                if (at >= 0 && (word.length() > length || word.length() == length && at > place)) {
                    best = term.code();
                    length = word.length();
                    place = at;
                }
            }
        }
        return best;
    }
}
