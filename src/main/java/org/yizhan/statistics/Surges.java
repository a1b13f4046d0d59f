package org.yizhan.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseAxis;
import org.yizhan.casework.CaseFigures;
import org.yizhan.casework.CaseFigures.Spot;
import org.yizhan.casework.CaseKind;
import org.yizhan.casework.CaseSet;
import org.yizhan.casework.Kinds;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.journal.Journal;
import org.yizhan.messaging.NewTodo;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SqlLimit;

/**
 * Notices that many cases of one matter come from one place in a short time (突增提醒), of whatever kind, and gives it to the duty officer as a
 * to-do. Each matter and place is said once until it is settled, and not again in the days of the same wave.
 */
@Service
@Transactional
public class Surges {
    /** What is usual is an average over so many days. */
    private static final int LOOKED_BACK = 84;
    private static final int PAGE = 30;
    private static final int LONGEST = 500;

    private final JdbcClient sql;
    private final CaseFigures figures;
    private final Kinds kinds;
    private final Directory directory;
    private final TodoList todos;
    private final Journal journal;
    private final CountyClock clock;

    Surges(JdbcClient sql, CaseFigures figures, Kinds kinds, Directory directory, TodoList todos, Journal journal,
            CountyClock clock) {
        this.sql = sql;
        this.figures = figures;
        this.kinds = kinds;
        this.directory = directory;
        this.todos = todos;
        this.journal = journal;
        this.clock = clock;
    }

    /** One matter at one place, however people bring it. */
    private record Place(String subject, String region) {}

    /** Looks at the days up to today; running it twice says nothing twice. */
    public void look() {
        Set<String> all = codes();
        Optional<Unit> county = directory.root();
        if (all.isEmpty() || county.isEmpty()) {
            return;
        }
        // One node at a time.
        sql.sql("select pg_advisory_xact_lock(4162)").query((row, n) -> n).single();
        LocalDate today = clock.today();
        CaseSet set = CaseSet.of(all);
        for (Surge.Rule rule : rules()) {
            if (!rule.active()) {
                continue;
            }
            LocalDate first = today.minusDays(rule.days() - 1L);
            Map<Place, Long> many = counts(figures.spots(set.days(first, today)));
            many.values().removeIf(count -> count < rule.least());
            if (many.isEmpty()) {
                continue;
            }
            Map<Place, Long> usual = counts(
                    figures.spots(set.days(first.minusDays(LOOKED_BACK), first.minusDays(1))));
            many.forEach((place, count) -> {
                long before = usual.getOrDefault(place, 0L);
                if (count * LOOKED_BACK >= (long) rule.times() * before * rule.days()) {
                    BigDecimal average = BigDecimal.valueOf(before * rule.days())
                            .divide(BigDecimal.valueOf(LOOKED_BACK), 1, RoundingMode.HALF_UP);
                    seen(place, count, first, today, average, county.get().path().value());
                }
            });
        }
    }

    private Set<String> codes() {
        return kinds.all().stream().map(CaseKind::code).collect(Collectors.toUnmodifiableSet());
    }

    /** Of all kinds together; what is about nothing or nowhere is left out. */
    private static Map<Place, Long> counts(List<Spot> spots) {
        var counts = new HashMap<Place, Long>();
        spots.stream()
                .filter(spot -> !spot.subject().isEmpty() && !spot.region().isEmpty())
                .forEach(spot -> counts.merge(new Place(spot.subject(), spot.region()), spot.count(), Long::sum));
        return counts;
    }

    private void seen(Place place, long count, LocalDate first, LocalDate today, BigDecimal usual, String county) {
        record Known(long id, boolean open, LocalDate first, int count) {}
        List<Known> known = sql
                .sql("""
                        select id, state = 'OPEN' as open, first_day, count from statistics.surge
                        where subject = :subject and region = :region and last_day >= :first
                        order by state = 'OPEN' desc, last_day desc, id desc limit 1""")
                .param("subject", place.subject())
                .param("region", place.region())
                .param("first", first)
                .query((row, n) -> new Known(row.getLong("id"), row.getBoolean("open"),
                        row.getObject("first_day", LocalDate.class), row.getInt("count")))
                .list();
        if (known.stream().anyMatch(one -> !one.open())) {
            return;
        }
        long id;
        if (known.isEmpty()) {
            id = sql.sql("""
                    insert into statistics.surge (subject, region, first_day, last_day, count, usual, seen_at)
                    values (:subject, :region, :first, :last, :count, :usual, :at)
                    on conflict (subject, region) where state = 'OPEN' do update set last_day = excluded.last_day
                    returning id""")
                    .param("subject", place.subject())
                    .param("region", place.region())
                    .param("first", first)
                    .param("last", today)
                    .param("count", count)
                    .param("usual", usual)
                    .param("at", clock.now().atOffset(ZoneOffset.UTC))
                    .query(Long.class)
                    .single();
        } else {
            Known one = known.getFirst();
            id = one.id();
            if (count <= one.count()) {
                return;
            }
            sql.sql("""
                    update statistics.surge set first_day = :first, last_day = :last, count = :count, usual = :usual where id = :id""")
                    .param("id", id)
                    .param("first", first)
                    .param("last", today)
                    .param("count", count)
                    .param("usual", usual)
                    .update();
        }
        Surge it = find(id).orElseThrow();
        todos.add(new NewTodo(todo(id), "核实突增：" + it.title() + " " + it.count() + " 件",
                "同一事项、同一地方" + days(it) + "天内 " + it.count() + " 件，平常" + it.usualWords(), today,
                "/desk/analysis/surges/" + id,
                List.of(new NewTodo.Audience.Holders(StatisticsPermissions.MATERIAL, county))));
    }

    static long days(Surge it) {
        return ChronoUnit.DAYS.between(it.first(), it.last()) + 1;
    }

    private static String todo(long id) {
        return "surge:" + id;
    }

    private static final String FIELDS = "select id, subject, region, first_day, last_day, count, usual, state, words, at from statistics.surge ";

    private Optional<Surge> find(long id) {
        return sql.sql(FIELDS + "where id = :id").param("id", id).query((row, n) -> surge(row)).optional();
    }

    private Surge surge(ResultSet row) throws SQLException {
        Timestamp at = row.getTimestamp("at");
        String subject = row.getString("subject");
        String region = row.getString("region");
        return new Surge(row.getLong("id"), codes(), subject, region, row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class), row.getInt("count"), row.getBigDecimal("usual"),
                Surge.State.valueOf(row.getString("state")), row.getString("words"),
                at == null ? null : clock.local(at.toInstant()).toLocalDate(),
                label(CaseAxis.REGION, region) + " " + label(CaseAxis.SUBJECT, subject));
    }

    /** As the first kind that knows the code calls it; subjects and places are the same for all. */
    private String label(CaseAxis axis, String code) {
        return kinds.all()
                .stream()
                .map(kind -> kind.labels().of(axis).get(code))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(code);
    }

    public static boolean maySettle(Actor actor) {
        return actor.isStaff() && actor.mayEverywhere(StatisticsPermissions.MATERIAL);
    }

    /** Whoever analyses the whole county sees its surges; whoever picks material also settles them. */
    public static boolean maySee(Actor actor) {
        return actor.isStaff() && actor.mayEverywhere(StatisticsPermissions.ANALYSIS) || maySettle(actor);
    }

    @Transactional(readOnly = true)
    public Optional<Surge> find(Actor actor, long id) {
        return maySee(actor) ? find(id) : Optional.empty();
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    public KeyPage<Surge> list(Actor actor, @Nullable String key) {
        if (!maySee(actor)) {
            return new KeyPage<>(List.of(), null, null);
        }
        boolean newer = key != null && key.startsWith("n");
        String from = key == null ? "" : newer ? key.substring(1) : key;
        boolean begun = from.matches("\\d{1,18}");
        List<Surge> read = sql
                .sql(SqlLimit.of(PAGE + 1,
                        FIELDS + (newer ? "where id > :id order by id" : "where id < :id order by id desc")
                                + " limit :rows"))
                .param("id", begun ? Long.parseLong(from) : newer ? 0 : Long.MAX_VALUE)
                .query((row, n) -> surge(row))
                .list();
        return KeyPage.of(read, PAGE, newer, begun, one -> Long.toString(one.id()), one -> one);
    }

    /** @param real whether it was one, and something was done about it */
    public Optional<Refusal> settle(Actor actor, long id, boolean real, String words) {
        if (!maySettle(actor) || find(id).isEmpty()) {
            return Optional.of(new Refusal("没有这一条提醒，或者您不能处理。"));
        }
        String said = PlainText.lines(words);
        if (said.isEmpty() || PlainText.length(said) > LONGEST) {
            return Optional.of(new Refusal("请写明核实的情况和处理的办法，最多 " + LONGEST + " 个字。"));
        }
        int settled = sql
                .sql("""
                        update statistics.surge set state = :state, words = :words, by_id = :by, at = :at where id = :id and state = 'OPEN'""")
                .param("state", (real ? Surge.State.HANDLED : Surge.State.DISMISSED).name())
                .param("words", said)
                .param("by", actor.ref().id())
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
        if (settled == 0) {
            return Optional.of(new Refusal("这一条刚被别人处理过，请看处理的情况。"));
        }
        todos.done(todo(id), actor.ref());
        journal.record(actor.ref(), StatisticsAct.SURGE_SETTLED, new ObjectRef("surge", id), Map.of());
        return Optional.empty();
    }

    @Transactional(readOnly = true)
    public List<Surge.Rule> rules() {
        return sql.sql("select id, days, least, times, active, version from statistics.surge_rule order by days")
                .query((row, n) -> new Surge.Rule(row.getLong("id"), row.getInt("days"), row.getInt("least"),
                        row.getInt("times"), row.getBoolean("active"), row.getInt("version")))
                .list();
    }

    public Optional<Refusal> change(Actor actor, Surge.Rule wanted) {
        if (!maySettle(actor)) {
            return Optional.of(new Refusal("您没有修改突增提醒标准的权限。"));
        }
        if (wanted.least() < 2 || wanted.least() > 1000 || wanted.times() < 1 || wanted.times() > 100) {
            return Optional.of(new Refusal("件数从 2 到 1000，倍数从 1 到 100。"));
        }
        int changed = sql.sql("""
                update statistics.surge_rule set least = :least, times = :times, active = :active, version = version + 1
                where id = :id and version = :version""")
                .param("least", wanted.least())
                .param("times", wanted.times())
                .param("active", wanted.active())
                .param("id", wanted.id())
                .param("version", wanted.version())
                .update();
        if (changed == 0) {
            return Optional.of(new Refusal("这个标准刚被别人改过，请看过最新的再改。"));
        }
        journal.record(actor.ref(), StatisticsAct.SURGE_RULES_CHANGED, new ObjectRef("surge-rule", wanted.id()),
                Map.of());
        return Optional.empty();
    }
}
