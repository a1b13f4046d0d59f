package org.yizhan.requests;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.calendar.DayWords;
import org.yizhan.calendar.When;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.disclosure.Bodies;
import org.yizhan.disclosure.Body;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.SqlLimit;

/**
 * The requests of all bodies, for who answers for them or supervises them (公开申请监督). It shows and does nothing, and never who asked:
 * that is told on the page of a case, for a reason.
 */
@Component
@Transactional(readOnly = true)
public class Oversight {
    private static final int PAGE = 50;

    private final JdbcClient sql;
    private final Bodies bodies;
    private final CaseReading cases;
    private final DayWords words;
    private final CountyClock clock;

    Oversight(JdbcClient sql, Bodies bodies, CaseReading cases, DayWords words, CountyClock clock) {
        this.sql = sql;
        this.bodies = bodies;
        this.cases = cases;
        this.words = words;
        this.clock = clock;
    }

    /** How disputes narrow the list. */
    public enum Disputed {
        ANY("有复议或者诉讼"), PENDING("尚未审结"), CORRECTED("结果纠正");

        private final String label;

        Disputed(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** What is asked for; null and 0 narrow nothing. */
    public record Wanted(long body, @Nullable Standing standing, boolean late, Outcome.@Nullable Row outcome,
            @Nullable Disputed disputed) {
        public static final Wanted ALL = new Wanted(0, null, false, null, null);
    }

    /**
     * @param due the day that is owed; null while none is
     * @param outcome in words; empty while there is none
     * @param disputes how many reviews and lawsuits there were
     */
    public record Line(CaseView view, String body, @Nullable LocalDate received, @Nullable When due, String outcome,
            int disputes) {}

    /** What of a body is open, and how much of that is late. */
    public record Load(long body, String name, int open, int late) {}

    /** The bodies whose requests this person sees, the county first. */
    public Map<Long, String> bodies(Actor actor) {
        var names = new LinkedHashMap<Long, String>();
        bodies.all()
                .stream()
                .filter(body -> actor.may(RequestPermissions.SEE, body.unit()))
                .forEach(body -> names.put(body.id(), body.name()));
        return names;
    }

    /** What is open, of the bodies that have any. */
    public List<Load> loads(Actor actor) {
        record Open(int all, int late) {}
        var open = new HashMap<Long, Open>();
        sql.sql("""
                select body_id, count(*), count(*) filter (where late) from requests.request
                where standing <> 'ENDED' group by body_id""")
                .query(row -> {
                    open.put(row.getLong(1), new Open(row.getInt(2), row.getInt(3)));
                });
        return bodies(actor).entrySet().stream().filter(body -> open.containsKey(body.getKey())).map(body -> {
            Open of = Objects.requireNonNull(open.get(body.getKey()));
            return new Load(body.getKey(), body.getValue(), of.all(), of.late());
        }).toList();
    }

    /** The newest first. */
    public KeyPage<Line> page(Actor actor, Wanted wanted, @Nullable String key) {
        Map<Long, String> seen = bodies(actor);
        boolean all = bodies.all().stream().map(Body::id).allMatch(seen::containsKey);
        RequestRows.CaseKey from = RequestRows.CaseKey.of(key);
        var where = new ArrayList<String>();
        where.add(from.where());
        if (wanted.body() != 0) {
            where.add("body_id = :body");
        }
        if (!all) {
            where.add("body_id = any(:seen)");
        }
        if (wanted.standing() != null) {
            where.add("standing = :standing");
        }
        if (wanted.late()) {
            where.add("late");
        }
        if (wanted.outcome() != null) {
            where.add("outcome = any(:outcomes)");
        }
        if (wanted.disputed() != null) {
            where.add("case_id in (select case_id from requests.dispute where :result in ('ANY', result))");
        }
        List<Long> read = sql
                .sql(SqlLimit.of(PAGE + 1, "select case_id from requests.request where " + String.join(" and ", where)
                        + " order by case_id " + from.order() + " limit :rows"))
                .param("key", from.id())
                .param("body", wanted.body())
                .param("seen", seen.keySet().toArray(Long[]::new))
                .param("standing", wanted.standing() == null ? "" : wanted.standing().name())
                .param("outcomes", Arrays.stream(Outcome.values())
                        .filter(one -> one.row() == wanted.outcome())
                        .map(Outcome::name)
                        .toArray(String[]::new))
                .param("result", wanted.disputed() == null ? "" : wanted.disputed().name())
                .query(Long.class)
                .list();
        KeyPage<CaseId> page = from.page(read, PAGE);
        return new KeyPage<>(lines(page.items(), seen), page.older(), page.newer());
    }

    private List<Line> lines(List<CaseId> ids, Map<Long, String> names) {
        record Own(long body, @Nullable LocalDate received, @Nullable String outcome, int disputes) {}
        Long[] keys = ids.stream().map(CaseId::value).toArray(Long[]::new);
        var own = new HashMap<CaseId, Own>();
        sql.sql("""
                select case_id, body_id, received_on, outcome,
                    (select count(*) from requests.dispute d where d.case_id = r.case_id)
                from requests.request r where case_id = any(:ids)""")
                .param("ids", keys)
                .query(row -> {
                    own.put(new CaseId(row.getLong(1)), new Own(row.getLong(2), row.getObject(3, LocalDate.class),
                            row.getString(4), row.getInt(5)));
                });
        Map<Long, CaseView> views = cases.byId(List.of(keys));
        return ids.stream().filter(id -> views.containsKey(id.value())).map(id -> {
            CaseView view = Objects.requireNonNull(views.get(id.value()));
            Own it = Objects.requireNonNull(own.get(id));
            return new Line(view, names.getOrDefault(it.body(), ""), it.received(), due(view),
                    Optional.ofNullable(it.outcome()).flatMap(Outcome::find).map(Outcome::label).orElse(""),
                    it.disputes());
        }).toList();
    }

    private @Nullable When due(CaseView view) {
        return view.due() == null || !view.state().isOpen()
                ? null
                : words.due(clock.local(view.due().minusNanos(1000)).toLocalDate());
    }
}
