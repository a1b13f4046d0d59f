package org.yizhan.casework;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.calendar.Limit;
import org.yizhan.calendar.TimeLimit;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/**
 * Changes how long things may take, and the grounds that people choose from. A rule is never edited: it ends, and another begins on a
 * day to come; cases that have begun keep theirs.
 */
@Component
public class RuleDesk {
    private final LimitRules rules;
    private final Kinds kinds;
    private final JdbcClient sql;
    private final Journal journal;
    private final CountyClock clock;

    RuleDesk(LimitRules rules, Kinds kinds, JdbcClient sql, Journal journal, CountyClock clock) {
        this.rules = rules;
        this.kinds = kinds;
        this.sql = sql;
        this.journal = journal;
        this.clock = clock;
    }

    /** @param inForce whether it holds today; otherwise it has ended, or has not begun */
    public record Line(LimitRule rule, String clazz, boolean inForce, boolean ended) {}

    /** @param clazz empty for all that have no rule of their own */
    public record Change(long id, String clazz, String term, boolean stops, String extensions, String most,
            String warnings, String basis, @Nullable LocalDate from) {}

    public record GroundLine(long id, CaseKind.Ground.Purpose purpose, String text, String basis, boolean retired) {}

    public static boolean may(Actor actor) {
        return actor.isStaff() && actor.mayEverywhere(CaseworkPermissions.RULES);
    }

    public List<Line> of(String kind) {
        LocalDate today = clock.today();
        Map<String, String> classes = kinds.of(kind).limitClasses();
        return rules.all()
                .values()
                .stream()
                .filter(rule -> rule.kind().equals(kind))
                .map(rule -> new Line(rule, classes.getOrDefault(rule.clazz(), rule.clazz()), rule.isValidOn(today),
                        rule.validUntil() != null && rule.validUntil().isBefore(today)))
                .toList();
    }

    public Optional<LimitRule> find(long id) {
        return Optional.ofNullable(rules.all().get(id));
    }

    /** Ends the rule with the day before and puts the new one in its place; for another class of cases it stays beside it. */
    @Transactional
    public Optional<Refusal> change(Actor actor, Change to) {
        LimitRule old = find(to.id()).orElse(null);
        Optional<Refusal> refusal = refusal(actor).or(() -> old == null || old.validUntil() != null
                ? Optional.of(new Refusal("这条期限已被其他同志修改，请从最新的一条改起。"))
                : whyNot(old, to));
        if (refusal.isPresent() || old == null || to.from() == null) {
            return refusal;
        }
        String term = Limit.read(to.term()).orElseThrow().written();
        if (to.clazz().equals(old.clazz())) {
            rules.end(old.id(), to.from().minusDays(1));
        }
        long id = rules.add(old.kind(),
                new CaseKind.NewLimitRule(old.code(), old.name(), old.nature(), to.clazz(),
                        String.join(",", old.begins()),
                        String.join(",", old.ends()), term, to.stops(), number(to.extensions()),
                        number(to.most()), warnings(to.warnings()).orElseThrow(), to.basis().strip()),
                to.from());
        journal.record(actor.ref(), CaseworkAct.RULE_CHANGED, new ObjectRef("limit-rule", id),
                Map.of("kind", old.kind(), "code", old.code(), "class", to.clazz(), "term", term, "from",
                        to.from().toString()));
        return Optional.empty();
    }

    private Optional<Refusal> refusal(Actor actor) {
        return Refusal.when(!may(actor), "办理期限和办理理由由全县统一维护，您没有这项权限。");
    }

    private Optional<Refusal> whyNot(LimitRule old, Change to) {
        Optional<Limit> term = Limit.read(to.term());
        boolean known = to.clazz().isEmpty() || to.clazz().equals(old.clazz())
                || kinds.of(old.kind()).limitClasses().containsKey(to.clazz());
        LocalDate from = to.from();
        return Refusal.when(term.isEmpty(), "期限请写成 10个工作日、30天、24小时、4个工作小时 这样。")
                .or(() -> Refusal.when(term.get() instanceof TimeLimit == old.isInHours(),
                        "原来按" + (old.isInHours() ? "小时" : "天") + "算的期限，不能改成按" + (old.isInHours() ? "天" : "小时") + "算。"))
                .or(() -> Refusal.when(!known, "没有这个类型。"))
                .or(() -> Refusal.when(number(to.extensions()) < 0 || number(to.extensions()) > 9, "可以延期的次数应为 0 到 9。"))
                .or(() -> Refusal.when(number(to.most()) < 0 || number(to.most()) > 3660, "延期合计应为 0 到 3660。"))
                .or(() -> Refusal.when(number(to.extensions()) > 0 && number(to.most()) == 0, "可以延期的，请写明延期合计最多多少。"))
                .or(() -> Refusal.when(warnings(to.warnings()).isEmpty(),
                        "提醒的时间写成逗号隔开的数字，例如 -2,0,3：提前两天、当天、超期三天。"))
                .or(() -> Refusal.when(to.basis().length() > 500, "依据不能超过 500 字。"))
                .or(() -> Refusal.when(from == null || !from.isAfter(clock.today()), "从哪一天起改，应在今天以后；已经在办的件仍按原来的期限。"))
                .or(() -> Refusal.when(from != null && to.clazz().equals(old.clazz()) && !from.isAfter(old.validFrom()),
                        "新的期限应从现在这一条生效以后开始。"));
    }

    private static int number(String typed) {
        return typed.strip().matches("\\d{1,4}") ? Integer.parseInt(typed.strip()) : -1;
    }

    private static Optional<List<Integer>> warnings(String typed) {
        var stages = new ArrayList<Integer>();
        for (String one : typed.strip().split("[,，、\\s]+")) {
            if (one.isEmpty()) {
                continue;
            }
            if (!one.matches("-?\\d{1,3}")) {
                return Optional.empty();
            }
            stages.add(Integer.valueOf(one));
        }
        return stages.size() > 10 ? Optional.empty() : Optional.of(stages);
    }

    public List<GroundLine> grounds(String kind) {
        return sql.sql("""
                select id, purpose, text, basis, retired from casework.ground where kind = :kind
                order by purpose, retired, ordering, id""")
                .param("kind", kind)
                .query((row, n) -> new GroundLine(row.getLong("id"),
                        CaseKind.Ground.Purpose.valueOf(row.getString("purpose")), row.getString("text"),
                        row.getString("basis"), row.getBoolean("retired")))
                .list();
    }

    /** One that was retired comes back. */
    @Transactional
    public Optional<Refusal> addGround(Actor actor, String kind, CaseKind.Ground ground) {
        String text = PlainText.line(ground.text());
        Optional<Refusal> refusal = refusal(actor)
                .or(() -> Refusal.when(text.isEmpty() || text.length() > 100, "理由应为 1 到 100 字。"));
        if (refusal.isEmpty()) {
            long id = sql
                    .sql("""
                            insert into casework.ground (kind, purpose, text, basis, ordering) values (:kind, :purpose, :text, :basis, 1000)
                            on conflict (kind, purpose, text) do update set retired = false, basis = excluded.basis returning id""")
                    .param("kind", kinds.of(kind).code())
                    .param("purpose", ground.purpose().name())
                    .param("text", text)
                    .param("basis", PlainText.line(ground.basis()))
                    .query(Long.class)
                    .single();
            journal.record(actor.ref(), CaseworkAct.GROUNDS_CHANGED, new ObjectRef("ground", id),
                    Map.of("kind", kind, "how", "added"));
        }
        return refusal;
    }

    /** Nobody can choose it any more; what was decided on it keeps it. */
    @Transactional
    public Optional<Refusal> retireGround(Actor actor, long id) {
        Optional<Refusal> refusal = refusal(actor);
        if (refusal.isEmpty()) {
            sql.sql("update casework.ground set retired = true where id = :id").param("id", id).update();
            journal.record(actor.ref(), CaseworkAct.GROUNDS_CHANGED, new ObjectRef("ground", id),
                    Map.of("how", "retired"));
        }
        return refusal;
    }
}
