package org.yizhan.content;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.content.Finding.Weight;
import org.yizhan.content.proofreading.Proofreader;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Kept;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/**
 * How strictly a unit has its texts checked (检查的严格程度): what is a matter of form can be left off, what an office does not
 * tolerate can block. What the law does not tolerate, such as identity numbers and secrecy grades, is not on this list.
 */
@Service
@Transactional
public class CheckDegrees {
    /** What a unit has decided about a check. */
    public enum Degree {
        OFF("不检查"), SUGGESTION("建议"), BLOCK("须处理");

        private final String label;

        Degree(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** Checks of which the degree may be chosen, with their names. */
    static final Map<String, String> CHOOSABLE = choosable();

    private record Decided(UnitPath unit, String code, Degree degree) {}

    /**
     * @param own what this unit has decided; null where it follows
     * @param inherited what would hold otherwise: the degree of a unit above, or null for what the program says
     */
    public record Line(String code, String label, @Nullable Degree own, @Nullable Degree inherited) {}

    private final JdbcClient sql;
    private final Journal journal;
    private final Kept<List<Decided>> decided = new Kept<>(this::read);

    CheckDegrees(JdbcClient sql, Journal journal) {
        this.sql = sql;
        this.journal = journal;
    }

    private static Map<String, String> choosable() {
        var all = new java.util.LinkedHashMap<String, String>();
        for (Proofreader.Kind kind : Proofreader.Kind.values()) {
            all.put(kind.code(), kind.label());
        }
        all.put(DeadLinks.CODE, "失效的站内链接");
        all.put(DeadLinks.INNER, "指向内网或本机的链接");
        all.put(Check.MOBILE_NUMBER.code(), "手机号码");
        all.put(Check.PICTURE_TEXT.code(), "图片没有文字说明");
        all.put(Check.FILM_ATTACHED.code(), "视频放在附件里");
        return java.util.Collections.unmodifiableMap(all);
    }

    @Transactional(readOnly = true)
    public List<Line> list(UnitPath unit) {
        var own = new HashMap<String, Degree>();
        var above = new HashMap<String, Degree>();
        for (Decided one : nearestLast(unit)) {
            (one.unit.equals(unit) ? own : above).put(one.code, one.degree);
        }
        return CHOOSABLE.entrySet()
                .stream()
                .map(check -> new Line(check.getKey(), check.getValue(), own.get(check.getKey()),
                        above.get(check.getKey())))
                .toList();
    }

    /** @param degrees by code; a code that is missing follows the unit above */
    public Optional<Refusal> set(Actor actor, UnitPath unit, Map<String, Degree> degrees) {
        var refusal = ContentRules.refusal(ContentAction.MANAGE_WORDS, actor, unit);
        if (refusal.isPresent()) {
            return refusal;
        }
        decided.changed();
        sql.sql("delete from content.check_degree where unit_path = :unit").param("unit", unit.value()).update();
        degrees.forEach((code, degree) -> {
            if (CHOOSABLE.containsKey(code)) {
                sql.sql("insert into content.check_degree (unit_path, code, degree) values (:unit, :code, :degree)")
                        .param("unit", unit.value())
                        .param("code", code)
                        .param("degree", degree.name())
                        .update();
            }
        });
        journal.record(actor.ref(), ContentAct.CHECK_DEGREE_SET, new ObjectRef("unit", unit.unit().value()),
                Map.of("unit", unit.value()));
        return Optional.empty();
    }

    /** The findings as this unit wants them weighed. */
    List<Finding> weigh(UnitPath unit, List<Finding> findings) {
        var degrees = new HashMap<String, Degree>();
        nearestLast(unit).forEach(one -> degrees.put(one.code, one.degree));
        if (degrees.isEmpty()) {
            return findings;
        }
        var weighed = new ArrayList<Finding>();
        for (Finding finding : findings) {
            Degree degree = degrees.get(finding.check());
            if (degree == null || finding.weight() == Weight.FORBIDDEN) {
                weighed.add(finding);
            } else if (degree != Degree.OFF) {
                weighed.add(new Finding(finding.check(),
                        degree == Degree.BLOCK ? Weight.BLOCK : Weight.SUGGESTION, finding.place(), finding.passage(),
                        finding.advice()));
            }
        }
        return weighed;
    }

    /** Changes whenever a decision does. */
    String mark() {
        return Integer.toHexString(decided.now().hashCode());
    }

    private List<Decided> nearestLast(UnitPath unit) {
        return decided.now()
                .stream()
                .filter(one -> one.unit.contains(unit))
                .sorted(Comparator.comparingInt(one -> one.unit.value().length()))
                .toList();
    }

    private List<Decided> read() {
        return sql.sql("select unit_path, code, degree from content.check_degree order by unit_path, code")
                .query((row, n) -> new Decided(new UnitPath(row.getString(1)), row.getString(2),
                        Degree.valueOf(row.getString(3))))
                .list();
    }
}
