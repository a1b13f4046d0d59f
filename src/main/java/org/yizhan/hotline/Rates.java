package org.yizhan.hotline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.Share;
import org.yizhan.shared.SqlLimit;
import org.yizhan.shared.UnitPath;

/**
 * Whether people were answered, whether it is solved, and whether they are satisfied (响应率、解决率、满意率): three rates, each with a
 * denominator of its own, of what was asked about answers of some days. Who left no number, and who was never reached, is counted or left
 * out as the settings say; each figure opens exactly the call-backs that it counts.
 */
@Component
@Transactional(readOnly = true)
public class Rates {
    private static final int PAGE = 30;
    private static final Pattern KEY = Pattern.compile("(n?)([0-9]{1,7})-([0-9]{1,18})");

    private final JdbcClient sql;
    private final HotlineSetup setup;
    private final Directory directory;

    Rates(JdbcClient sql, HotlineSetup setup, Directory directory) {
        this.sql = sql;
        this.setup = setup;
        this.directory = directory;
    }

    /** What one figure counts. */
    public enum Figure {
        ALL("答复后应回访和抽查的", "true"),
        OPEN("待回访", "state = 'OPEN'"),
        NOT_DRAWN("没有抽中", "state = 'NOT_DRAWN'"),
        OVERTAKEN("已重新办理，不再回访", "state = 'OVERTAKEN'"),
        DONE("已回访或本人评价", "state = 'DONE'"),
        ANONYMOUS("匿名", "state = 'UNREACHABLE' and anonymous"),
        UNREACHABLE("联系不上", "state = 'UNREACHABLE' and not anonymous"),
        RESPONDED_OF("响应率的分母", "(state = 'DONE' and responded is not null or {beside})"),
        RESPONDED("联系过", "(state = 'DONE' and responded)"),
        SOLVED_OF("解决率的分母", "(state = 'DONE' and solved is not null or {beside})"),
        SOLVED("已解决", "(state = 'DONE' and solved)"),
        SATISFIED_OF("满意率的分母", "(state = 'DONE' and satisfaction is not null or {beside})"),
        SATISFIED("满意", "(state = 'DONE' and satisfaction >= {from})");

        private final String label;
        private final String condition;

        Figure(String label, String condition) {
            this.label = label;
            this.condition = condition;
        }

        public String label() {
            return label;
        }

        String where(HotlineSettings settings) {
            var beside = new ArrayList<String>();
            if (!settings.withoutAnonymous()) {
                beside.add(ANONYMOUS.condition);
            }
            if (!settings.withoutUnreachable()) {
                beside.add(UNREACHABLE.condition);
            }
            return condition.replace("{beside}", beside.isEmpty() ? "false" : "(" + String.join(" or ", beside) + ")")
                    .replace("{from}", Integer.toString(settings.satisfiedFrom()));
        }

        public static Optional<Figure> of(String name) {
            return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
        }
    }

    /** @param unit null for all together */
    public record Line(@Nullable Long unit, String name, Map<Figure, Long> counts) {
        public Line {
            counts = Map.copyOf(counts);
        }

        public long count(Figure figure) {
            return counts.getOrDefault(figure, 0L);
        }

        /** In words; where nothing was asked there is no rate. */
        public String rate(Figure part, Figure of) {
            return count(of) == 0 ? "—" : Share.of(count(part), count(of));
        }
    }

    /** Whose figures somebody sees: null for all units, otherwise these and those below them. */
    record Scope(@Nullable List<Long> units) {}

    private Optional<Scope> scope(Actor actor) {
        UnitPath home = setup.now().home();
        boolean all = List.of(HotlinePermissions.SEE, HotlinePermissions.OFFICE, HotlinePermissions.CALL_BACK)
                .stream()
                .anyMatch(permission -> actor.may(permission, home));
        if (!actor.isStaff() || !all && !actor.mayAnywhere(HotlinePermissions.HANDLE)) {
            return Optional.empty();
        }
        return Optional.of(new Scope(all
                ? null
                : directory.units()
                        .stream()
                        .filter(unit -> actor.may(HotlinePermissions.HANDLE, unit.path()))
                        .map(unit -> unit.id().value())
                        .toList()));
    }

    /** First all together, then each unit that answered anything, in the county's order. */
    public List<Line> of(Actor actor, LocalDate from, LocalDate until) {
        Optional<Scope> scope = scope(actor);
        if (scope.isEmpty()) {
            return List.of();
        }
        HotlineSettings settings = setup.now();
        var columns = new ArrayList<String>();
        for (Figure figure : Figure.values()) {
            columns.add("count(*) filter (where " + figure.where(settings) + ") as " + figure.name());
        }
        var query = sql.sql("select unit_id, " + String.join(", ", columns) + """
                 from hotline.call_back where answered_on between :from and :until
                """ + (scope.get().units() == null ? "" : " and unit_id = any(:units)") + " group by unit_id")
                .param("from", from)
                .param("until", until);
        if (scope.get().units() != null) {
            query = query.param("units", scope.get().units().toArray(Long[]::new));
        }
        var byUnit = new HashMap<Long, Map<Figure, Long>>();
        var total = new HashMap<Figure, Long>();
        query.query(row -> {
            var counts = new HashMap<Figure, Long>();
            for (Figure figure : Figure.values()) {
                long count = row.getLong(figure.name().toLowerCase(java.util.Locale.ROOT));
                counts.put(figure, count);
                total.merge(figure, count, Long::sum);
            }
            byUnit.put(row.getLong("unit_id"), counts);
        });
        var lines = new ArrayList<Line>();
        lines.add(new Line(null, "合计", total));
        for (Unit unit : directory.units()) {
            Map<Figure, Long> counts = byUnit.remove(unit.id().value());
            if (counts != null) {
                lines.add(new Line(unit.id().value(), unit.shortName(), counts));
            }
        }
        byUnit.forEach((unit, counts) -> lines.add(new Line(unit, "已撤销的单位", counts)));
        return lines;
    }

    /** The call-backs behind a figure, those answered last first. */
    public KeyPage<CallBacks.CallBack> behind(Actor actor, Figure figure, LocalDate from, LocalDate until,
            @Nullable Long unit, @Nullable String key) {
        Optional<Scope> scope = scope(actor);
        List<Long> units = scope.map(Scope::units).orElse(null);
        if (scope.isEmpty() || units != null && unit != null && !units.contains(unit)) {
            return new KeyPage<>(List.of(), null, null);
        }
        Optional<Matcher> begin = Optional.ofNullable(key).map(KEY::matcher).filter(Matcher::matches);
        boolean newer = begin.isPresent() && !begin.get().group(1).isEmpty();
        var where = new StringBuilder(" where answered_on between :from and :until and "
                + figure.where(setup.now()));
        if (unit != null) {
            where.append(" and unit_id = :unit");
        } else if (units != null) {
            where.append(" and unit_id = any(:units)");
        }
        if (begin.isPresent()) {
            where.append(" and (answered_on, id) ").append(newer ? ">" : "<").append(" (:day, :id)");
        }
        var query = sql.sql(SqlLimit.of(PAGE + 1, CallBacks.FIELDS + where
                + (newer ? " order by answered_on, id" : " order by answered_on desc, id desc") + " limit :rows"))
                .param("from", from)
                .param("until", until);
        if (unit != null) {
            query = query.param("unit", unit);
        } else if (units != null) {
            query = query.param("units", units.toArray(Long[]::new));
        }
        if (begin.isPresent()) {
            query = query.param("day", LocalDate.ofEpochDay(Long.parseLong(begin.get().group(2))))
                    .param("id", Long.parseLong(begin.get().group(3)));
        }
        List<CallBacks.CallBack> read = query.query((row, n) -> CallBacks.callBack(row)).list();
        return KeyPage.of(read, PAGE, newer, begin.isPresent(), one -> one.answeredOn().toEpochDay() + "-" + one.id(),
                one -> one);
    }
}
