package org.yizhan.letters;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Kept;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.Refusal;

/** Checks replies as strictly as the county wants it, and the door to saying so. */
@Service
public class ReplyStrictness {
    private final JdbcClient sql;
    private final Journal journal;
    private final Kept<Map<ReplyRule, Strictness>> set = new Kept<>(this::read);

    ReplyStrictness(JdbcClient sql, Journal journal) {
        this.sql = sql;
        this.journal = journal;
    }

    /** @param fixed whether the law leaves no choice */
    public record Line(String code, String label, String purpose, Strictness strictness, boolean fixed) {}

    List<ReplyFinding> look(Reply reply) {
        return weigh(ReplyCheck.look(reply));
    }

    List<ReplyFinding> weigh(List<ReplyFinding> found) {
        return found.stream().flatMap(one -> of(one.rule()).of(one).stream()).toList();
    }

    private Strictness of(ReplyRule rule) {
        return set.now().getOrDefault(rule, Strictness.SHIPPED);
    }

    public List<Line> lines() {
        return Arrays.stream(ReplyRule.values())
                .map(rule -> new Line(rule.name(), rule.label(), rule.purpose(), of(rule), rule.isFixed()))
                .toList();
    }

    @Transactional
    public Optional<Refusal> change(Actor actor, String code, String strictness) {
        Optional<ReplyRule> rule = named(ReplyRule.values(), code);
        Optional<Strictness> wanted = named(Strictness.values(), strictness);
        Optional<Refusal> refusal = RuleRefusals.of(actor)
                .or(() -> Refusal.when(rule.isEmpty() || wanted.isEmpty(), "请选择检查哪一项、按什么尺度。"))
                .or(() -> Refusal.when(rule.get().isFixed(), "个人信息受法律保护，这一项不能放宽。"));
        if (refusal.isEmpty()) {
            set.changed();
            sql.sql("""
                    insert into letters.reply_strictness (rule, strictness) values (:rule, :strictness)
                    on conflict (rule) do update set strictness = excluded.strictness""")
                    .param("rule", rule.get().name())
                    .param("strictness", wanted.get().name())
                    .update();
            journal.record(actor.ref(), RuleAct.STRICTNESS_CHANGED, new ObjectRef("reply-rule", rule.get().ordinal()),
                    Map.of("rule", rule.get().name(), "strictness", wanted.get().name()));
        }
        return refusal;
    }

    private static <E extends Enum<E>> Optional<E> named(E[] all, String name) {
        return Arrays.stream(all).filter(one -> one.name().equals(name)).findFirst();
    }

    private Map<ReplyRule, Strictness> read() {
        var read = new EnumMap<ReplyRule, Strictness>(ReplyRule.class);
        sql.sql("select rule, strictness from letters.reply_strictness").query(row -> {
            Optional<ReplyRule> rule = named(ReplyRule.values(), row.getString("rule"));
            Optional<Strictness> strictness = named(Strictness.values(), row.getString("strictness"));
            rule.ifPresent(one -> read.put(one, strictness.orElse(Strictness.SHIPPED)));
        });
        return read;
    }
}
