package org.yizhan.hotline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.yizhan.calendar.CountyClock;
import org.yizhan.calendar.Limit;
import org.yizhan.calendar.WorkingCalendar;
import org.yizhan.calendar.YearNotLoaded;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseDesk;
import org.yizhan.casework.CaseEvent;
import org.yizhan.casework.CaseFace;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.PastEvent;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SqlLimit;

/**
 * Asks people afterwards whether it helped (回访): all who demanded something, and a share of those who only asked. A case has ended
 * with its answer; a call-back is no part of its process, so that nobody who cannot be reached keeps it open (ADR 0152). What is not
 * solved is handled again.
 */
@Component
@Transactional
public class CallBacks {
    private static final int PAGE = 30;
    private static final int LONGEST = 1000;
    private static final int SHARES = 100;
    private static final Pattern KEY = Pattern.compile("(n?)([0-9]{1,7})-([0-9]{1,18})");
    static final String FIELDS = """
            select id, case_id, round, unit_id, anonymous, due, answered_on, state, itself, responded, solved, satisfaction, tries, words,
                at, version from hotline.call_back
            """;

    private static final LocalDate NEVER = LocalDate.of(9999, 12, 31);
    private static final String LAST_DAY = "coalesce(due, date '9999-12-31')";

    private final JdbcClient sql;
    private final TicketRows rows;
    private final HotlineSetup setup;
    private final Questions questions;
    private final CaseDesk desk;
    private final CaseReading cases;
    private final WorkingCalendar calendar;
    private final Journal journal;
    private final CountyClock clock;

    CallBacks(JdbcClient sql, TicketRows rows, HotlineSetup setup, Questions questions, CaseDesk desk,
            CaseReading cases, WorkingCalendar calendar, Journal journal, CountyClock clock) {
        this.sql = sql;
        this.rows = rows;
        this.setup = setup;
        this.questions = questions;
        this.desk = desk;
        this.cases = cases;
        this.calendar = calendar;
        this.journal = journal;
        this.clock = clock;
    }

    /** How far a call-back has come. */
    public enum State {
        OPEN("待回访"), DONE("已回访"), UNREACHABLE("联系不上"), NOT_DRAWN("没有抽中"), OVERTAKEN("已重新办理");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * @param itself whether the caller said it without being asked, on the page of the own case
     * @param responded whether the unit had spoken with the caller
     */
    public record CallBack(long id, CaseId caseId, int round, long unit, boolean anonymous, @Nullable LocalDate due,
            LocalDate answeredOn, State state, boolean itself, @Nullable Boolean responded, @Nullable Boolean solved,
            @Nullable Integer satisfaction, int tries, String words, @Nullable Instant at, int version) {}

    /**
     * What was said.
     *
     * @param satisfaction null when somebody does not want to say
     * @param said answers by question of the script
     */
    public record Said(@Nullable Boolean responded, @Nullable Boolean solved, @Nullable Integer satisfaction,
            String words, Map<Long, String> said) {
        public Said {
            said = Map.copyOf(said);
        }
    }

    /** What was asked of a caller at an earlier time, and with what success; {@code said} is null when nobody was reached. */
    public record Asked(Instant at, ActorRef by, int tries, @Nullable Said said) {}

    static State first(CaseId id, String clazz, boolean anonymous, HotlineSettings settings) {
        boolean drawn = Math.floorMod(id.value() * 0x9E3779B97F4A7C15L >>> 32, SHARES) < settings
                .share(TicketClass.of(clazz).orElse(TicketClass.OTHER));
        return anonymous ? State.UNREACHABLE : drawn ? State.OPEN : State.NOT_DRAWN;
    }

    /** A unit's answer has left: whether the caller is asked is decided now. */
    void due(CaseView view, Instant at) {
        Optional<Ticket> ticket = rows.find(view.id());
        if (view.lead() == null || ticket.isEmpty()) {
            return;
        }
        HotlineSettings settings = setup.now();
        boolean anonymous = ticket.get().anonymous();
        State state = first(view.id(), view.clazz(), anonymous, settings);
        LocalDateTime answered = clock.local(at);
        sql.sql("""
                insert into hotline.call_back (case_id, round, unit_id, anonymous, due, answered_on, state)
                values (:case, :round, :unit, :anonymous, :due, :answered, :state) on conflict do nothing""")
                .param("case", view.id().value())
                .param("round", view.reopenings() + 1)
                .param("unit", view.lead().unit().value())
                .param("anonymous", anonymous)
                .param("due", state == State.OPEN ? lastDay(answered, settings) : null, java.sql.Types.DATE)
                .param("answered", answered.toLocalDate())
                .param("state", state.name())
                .update();
    }

    /** A ticket that was taken over; {@code asked} after its first answer, after its second, and so on. */
    record Past(CaseView view, List<PastEvent> events, boolean anonymous, List<Asked> asked) {}

    void past(List<Past> pasts) {
        HotlineSettings settings = setup.now();
        List<Row> all = pasts.stream()
                .filter(past -> past.view().lead() != null)
                .flatMap(past -> rows(past, settings).stream())
                .toList();
        sql.sql("""
                insert into hotline.call_back (case_id, round, unit_id, anonymous, due, answered_on, state, itself, responded, solved,
                    satisfaction, tries, words, by_id, at)
                select * from unnest(:cases, :rounds, :units, :anonymous, cast(:due as date[]), cast(:answered as date[]), :states,
                    :itself, :responded, :solved, :satisfaction, :tries, :words, :by, cast(:at as timestamptz[]))""")
                .param("cases", all.stream().map(row -> row.id().value()).toArray(Long[]::new))
                .param("rounds", all.stream().map(Row::round).toArray(Integer[]::new))
                .param("units", all.stream().map(Row::unit).toArray(Long[]::new))
                .param("anonymous", all.stream().map(Row::anonymous).toArray(Boolean[]::new))
                .param("due", texts(all, Row::due))
                .param("answered", texts(all, Row::answered))
                .param("states", texts(all, Row::state))
                .param("itself", all.stream().map(Row::itself).toArray(Boolean[]::new))
                .param("responded", all.stream().map(row -> row.said().responded()).toArray(Boolean[]::new))
                .param("solved", all.stream().map(row -> row.said().solved()).toArray(Boolean[]::new))
                .param("satisfaction", all.stream().map(row -> row.said().satisfaction()).toArray(Integer[]::new))
                .param("tries", all.stream().map(Row::tries).toArray(Integer[]::new))
                .param("words", all.stream().map(row -> row.said().words()).toArray(String[]::new))
                .param("by", all.stream().map(Row::by).toArray(Long[]::new))
                .param("at", texts(all, Row::at))
                .update();
    }

    private record Row(CaseId id, int round, long unit, boolean anonymous, @Nullable LocalDate due, LocalDate answered,
            State state, boolean itself, Said said, int tries, @Nullable Long by, @Nullable Instant at) {}

    private static final Said NOTHING = new Said(null, null, null, "", Map.of());

    private static @Nullable String[] texts(List<Row> rows, Function<Row, @Nullable Object> of) {
        return rows.stream().map(row -> {
            Object one = of.apply(row);
            return one == null ? null : one.toString();
        }).toArray(String[]::new);
    }

    /** One for each answer; what the caller then said on the own page comes before what somebody asked. */
    private List<Row> rows(Past past, HotlineSettings settings) {
        var rows = new ArrayList<Row>();
        for (PastEvent one : past.events()) {
            if (one.event() instanceof CaseEvent.ReplySent) {
                rows.add(row(past, rows.size(), clock.local(one.at()), settings));
            } else if (one.event() instanceof CaseEvent.Rated rated && one.who().kind() != ActorRef.Kind.STAFF
                    && !rows.isEmpty()) {
                Row last = rows.removeLast();
                rows.add(new Row(last.id(), last.round(), last.unit(), last.anonymous(), last.due(), last.answered(),
                        State.DONE, true, new Said(null, rated.solved(), rated.satisfaction(), "", Map.of()), 0, null,
                        one.at()));
            }
        }
        return rows;
    }

    private Row row(Past past, int place, LocalDateTime answered, HotlineSettings settings) {
        CaseView view = past.view();
        State first = first(view.id(), view.clazz(), past.anonymous(), settings);
        LocalDate due = first == State.OPEN ? lastDay(answered, settings) : null;
        Asked asked = first == State.OPEN && place < past.asked().size() ? past.asked().get(place) : null;
        State state = asked == null
                ? first
                : asked.said() != null
                        ? State.DONE
                        : asked.tries() >= settings.tries() ? State.UNREACHABLE : State.OPEN;
        return new Row(view.id(), place + 1, Objects.requireNonNull(view.lead()).unit().value(), past.anonymous(), due,
                answered.toLocalDate(), state, false, asked == null || asked.said() == null ? NOTHING : asked.said(),
                asked == null ? 0 : asked.tries(), asked == null ? null : asked.by().id(),
                asked == null ? null : asked.at());
    }

    /** Null while the calendar of a year on the way is missing. */
    private @Nullable LocalDate lastDay(LocalDateTime from, HotlineSettings settings) {
        try {
            return calendar.reckon(from, Limit.parse(settings.callBackTerm()).orElseThrow(), List.of()).due();
        } catch (YearNotLoaded e) {
            return null;
        }
    }

    /** The caller said it on the own page before anybody asked. */
    void rated(CaseView view, CaseEvent.Rated rated, PastEvent past) {
        sql.sql("""
                update hotline.call_back set state = 'DONE', itself = true, solved = :solved, satisfaction = :satisfaction, at = :at,
                    version = version + 1
                where case_id = :case and state in ('OPEN', 'NOT_DRAWN', 'UNREACHABLE')
                    and round = (select max(round) from hotline.call_back where case_id = :case)""")
                .param("case", view.id().value())
                .param("solved", rated.solved(), java.sql.Types.BOOLEAN)
                .param("satisfaction", rated.satisfaction())
                .param("at", past.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** It is handled again before anybody asked. */
    void overtaken(CaseView view) {
        sql.sql("""
                update hotline.call_back set state = 'OVERTAKEN', version = version + 1
                where case_id = :case and state = 'OPEN'""").param("case", view.id().value()).update();
    }

    boolean mayBeHandledAgain(CaseView view) {
        return view.lead() != null && view.reopenings() < setup.now().rounds()
                && rows.find(view.id()).map(Ticket::result).filter(TicketResult.NOT_OURS::equals).isEmpty();
    }

    List<CaseFace.Line> words(CaseId id) {
        var lines = new ArrayList<CaseFace.Line>();
        for (CallBack one : of(id)) {
            if (one.state() != State.OVERTAKEN) {
                lines.add(new CaseFace.Line(one.round() > 1 ? "第 " + one.round() + " 次回访" : "回访", words(one)));
            }
        }
        return lines;
    }

    private static String words(CallBack one) {
        if (one.state() != State.DONE) {
            return one.anonymous() ? "匿名，无法回访" : one.state().label();
        }
        var words = new ArrayList<String>();
        words.add(one.itself() ? "本人自行评价" : "已回访");
        if (one.responded() != null) {
            words.add(one.responded() ? "联系过" : "没有联系过");
        }
        if (one.solved() != null) {
            words.add(one.solved() ? "已解决" : "没有解决");
        }
        if (one.satisfaction() != null) {
            words.add(satisfied(one.satisfaction()));
        }
        return String.join("，", words);
    }

    public static String satisfied(int degree) {
        return switch (degree) {
            case 5 -> "非常满意";
            case 4 -> "满意";
            case 3 -> "基本满意";
            case 2 -> "不满意";
            default -> "很不满意";
        };
    }

    public List<CallBack> of(CaseId id) {
        return sql.sql(FIELDS + "where case_id = :id order by round")
                .param("id", id.value())
                .query((row, n) -> callBack(row))
                .list();
    }

    public Optional<CallBack> find(long id) {
        return sql.sql(FIELDS + "where id = :id").param("id", id).query((row, n) -> callBack(row)).optional();
    }

    static CallBack callBack(ResultSet row) throws SQLException {
        java.sql.Timestamp at = row.getTimestamp("at");
        return new CallBack(row.getLong("id"), new CaseId(row.getLong("case_id")), row.getInt("round"),
                row.getLong("unit_id"), row.getBoolean("anonymous"), row.getObject("due", LocalDate.class),
                row.getObject("answered_on", LocalDate.class), State.valueOf(row.getString("state")),
                row.getBoolean("itself"), row.getObject("responded", Boolean.class),
                row.getObject("solved", Boolean.class), row.getObject("satisfaction", Integer.class),
                row.getInt("tries"), row.getString("words"), at == null ? null : at.toInstant(),
                row.getInt("version"));
    }

    static boolean may(Actor actor, HotlineSettings settings) {
        return actor.isStaff() && actor.may(HotlinePermissions.CALL_BACK, settings.home());
    }

    record Open(int all, int late) {
        /** No more are counted. */
        static final int MOST = 99;

        static String words(int number) {
            return number > MOST ? MOST + "+" : Integer.toString(number);
        }
    }

    /** How many are to be asked, as far as anybody counts; empty for whoever asks nobody. Everybody's first page asks it. */
    Optional<Open> open(Actor actor) {
        if (!actor.mayAnywhere(HotlinePermissions.CALL_BACK) || !may(actor, setup.now())) {
            return Optional.empty();
        }
        return sql.sql(SqlLimit.of(Open.MOST + 1, """
                select count(*), count(*) filter (where day < :today)
                from (select coalesce(due, date '9999-12-31') as day from hotline.call_back where state = 'OPEN'
                      order by coalesce(due, date '9999-12-31'), id limit :rows) as first"""))
                .param("today", clock.today())
                .query((row, n) -> new Open(row.getInt(1), row.getInt(2)))
                .optional();
    }

    /** Who is to be asked, what is due first in front; what has no date comes last. */
    public KeyPage<CallBack> waiting(Actor actor, @Nullable String key) {
        if (!may(actor, setup.now())) {
            return new KeyPage<>(List.of(), null, null);
        }
        Optional<Matcher> from = Optional.ofNullable(key).map(KEY::matcher).filter(Matcher::matches);
        boolean newer = from.isPresent() && !from.get().group(1).isEmpty();
        var query = sql.sql(SqlLimit.of(PAGE + 1, FIELDS + "where state = 'OPEN' "
                + (from.isEmpty() ? "" : "and (" + LAST_DAY + ", id) " + (newer ? "<" : ">") + " (:due, :id) ")
                + "order by " + LAST_DAY + (newer ? " desc, id desc" : ", id") + " limit :rows"));
        if (from.isPresent()) {
            query = query.param("due", LocalDate.ofEpochDay(Long.parseLong(from.get().group(2))))
                    .param("id", Long.parseLong(from.get().group(3)));
        }
        List<CallBack> read = query.query((row, n) -> callBack(row)).list();
        return KeyPage.of(read, PAGE, newer, from.isPresent(),
                one -> (one.due() == null ? NEVER : one.due()).toEpochDay() + "-" + one.id(), one -> one);
    }

    /** Writes down what was said; what is not solved is handled again. */
    public Optional<Refusal> record(Actor actor, long id, int seen, Said said) {
        Optional<Refusal> refusal = whyNot(actor, id, seen).or(() -> whyNot(said));
        if (refusal.isPresent()) {
            return refusal;
        }
        CallBack one = find(id).orElseThrow();
        String words = PlainText.lines(said.words());
        sql.sql("""
                update hotline.call_back set state = 'DONE', responded = :responded, solved = :solved, satisfaction = :satisfaction,
                    tries = tries + 1, words = :words, by_id = :by, at = :at, version = version + 1 where id = :id""")
                .param("responded", said.responded(), java.sql.Types.BOOLEAN)
                .param("solved", said.solved(), java.sql.Types.BOOLEAN)
                .param("satisfaction", said.satisfaction(), java.sql.Types.INTEGER)
                .param("words", words)
                .param("by", actor.ref().id())
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
        questions.say(id, said.said());
        journal.record(actor.ref(), HotlineAct.CALLED_BACK, one.caseId().ref(),
                Map.of("round", Integer.toString(one.round()), "solved", String.valueOf(said.solved()), "satisfaction",
                        String.valueOf(said.satisfaction())));
        return tell(actor, one, said, words);
    }

    /** As the case hears it. */
    static CaseAct.Rate heard(Said said) {
        String words = PlainText.lines(said.words());
        return new CaseAct.Rate(said.solved(), Objects.requireNonNull(said.satisfaction()),
                words.isEmpty() ? "回访时说明" : "回访：" + words);
    }

    /** The case hears it as the caller's own rating. */
    private Optional<Refusal> tell(Actor actor, CallBack one, Said said, String words) {
        Optional<Refusal> refusal = Optional.empty();
        if (said.satisfaction() != null) {
            refusal = desk.actAsWriter(actor.ref(), one.caseId(),
                    heard(said)).refusal();
        } else if (Boolean.FALSE.equals(said.solved()) && cases.find(one.caseId())
                .filter(this::mayBeHandledAgain)
                .isPresent()) {
            refusal = desk.actAtDoor(actor.ref(), one.caseId(), new CaseAct.Reopen("回访时来电人说没有解决。" + words)).refusal();
        }
        refusal.ifPresent(_ -> TransactionAspectSupport.currentTransactionStatus().setRollbackOnly());
        return refusal;
    }

    /** Called in vain; after so many times nobody tries again. */
    public Optional<Refusal> inVain(Actor actor, long id, int seen) {
        Optional<Refusal> refusal = whyNot(actor, id, seen);
        if (refusal.isEmpty()) {
            sql.sql("""
                    update hotline.call_back set tries = tries + 1, version = version + 1, by_id = :by, at = :at,
                        state = case when tries + 1 >= :most then 'UNREACHABLE' else 'OPEN' end
                    where id = :id""")
                    .param("by", actor.ref().id())
                    .param("at", clock.now().atOffset(ZoneOffset.UTC))
                    .param("most", setup.now().tries())
                    .param("id", id)
                    .update();
        }
        return refusal;
    }

    /** Locks the row, so that two who call at once do not both write. */
    private Optional<Refusal> whyNot(Actor actor, long id, int seen) {
        if (!may(actor, setup.now())) {
            return Optional.of(new Refusal("您没有回访的权限。"));
        }
        Optional<CallBack> found = sql.sql(FIELDS + "where id = :id for update")
                .param("id", id)
                .query((row, n) -> callBack(row))
                .optional();
        if (found.isEmpty() || !maySpeakWith(actor, found.get())) {
            return Optional.of(new Refusal("没有这件回访，或者来电人要求保密，要由受理保密件的同志回访。"));
        }
        return Refusal.when(found.get().state() != State.OPEN || found.get().version() != seen,
                "这件回访刚刚由其他同志登记过，请看一看最新的情况；您写的内容还在。");
    }

    private boolean maySpeakWith(Actor actor, CallBack one) {
        return cases.find(one.caseId())
                .filter(view -> !view.guarded() || actor.may(HotlinePermissions.GUARDED, view.home()))
                .isPresent();
    }

    private static Optional<Refusal> whyNot(Said said) {
        Integer satisfaction = said.satisfaction();
        return Refusal.when(said.responded() == null, "请问清楚承办单位有没有联系过来电人。")
                .or(() -> Refusal.when(said.solved() == null, "请问清楚事情有没有解决。"))
                .or(() -> Refusal.when(satisfaction != null && (satisfaction < 1 || satisfaction > 5), "请从列表中选择满意程度。"))
                .or(() -> Refusal.when(PlainText.length(said.words()) > LONGEST, "回访记录最多 1000 字，请精简。"));
    }

    /** Who is to be called, if this person may. */
    public Optional<Caller> caller(Actor actor, CallBack one) {
        return may(actor, setup.now()) && maySpeakWith(actor, one)
                ? Optional.of(rows.caller(one.caseId()))
                : Optional.empty();
    }
}
