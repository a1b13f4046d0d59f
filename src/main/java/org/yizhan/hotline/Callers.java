package org.yizhan.hotline;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.WriterMarks;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SqlLimit;

/**
 * What is known of a number that calls (来电人): what came from it before, of every kind, and what agents were told of it. A mark has a
 * reason, a name and an end; it is shown and stops nobody, for the next call may be about a fire.
 */
@Component
@Transactional
public class Callers {
    private static final int MOST = 10;
    private static final int LONGEST_REASON = 300;
    private static final int MOST_DAYS = 366;

    private final JdbcClient sql;
    private final CaseReading cases;
    private final WriterMarks marks;
    private final HotlineSetup setup;
    private final Journal journal;
    private final CountyClock clock;

    Callers(JdbcClient sql, CaseReading cases, WriterMarks marks, HotlineSetup setup, Journal journal,
            CountyClock clock) {
        this.sql = sql;
        this.cases = cases;
        this.marks = marks;
        this.setup = setup;
        this.journal = journal;
        this.clock = clock;
    }

    /** What agents are told of a number. */
    public enum Nature {
        REPEATED("重复来电"), MALICIOUS("恶意来电");

        private final String label;

        Nature(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        public static Optional<Nature> of(String name) {
            return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
        }
    }

    public record Mark(long id, Nature nature, String reason, LocalDate until, long by) {}

    /** @param before the last ones first; what was to stay secret is not among them */
    public record Known(String phone, List<CaseView> before, List<Mark> marks) {
        public Known {
            before = List.copyOf(before);
            marks = List.copyOf(marks);
        }
    }

    /** Looking somebody up is journalled, for it tells what a person has to do with the offices. */
    public Optional<Known> lookUp(Actor actor, String typed) {
        String phone = Caller.number(typed);
        if (!phone.matches("[0-9]{3,20}") || !actor.may(HotlinePermissions.AGENT, setup.now().home())) {
            return Optional.empty();
        }
        String mark = marks.of(phone, "");
        List<CaseView> before = cases.ofWriter(mark, MOST);
        if (!before.isEmpty()) {
            journal.record(actor.ref(), HotlineAct.CALLER_LOOKED_UP, before.getFirst().id().ref(),
                    Map.of("cases", Integer.toString(before.size())));
        }
        return Optional.of(new Known(phone, before, marksOf(mark)));
    }

    /** What agents are told of whoever called for this ticket; nothing of a guarded one. */
    List<Nature> marks(CaseView view, Caller caller) {
        return view.guarded() || caller.phone().isEmpty()
                ? List.of()
                : marksOf(marks.of(caller.phone(), "")).stream().map(Mark::nature).distinct().toList();
    }

    private List<Mark> marksOf(String mark) {
        return sql.sql(SqlLimit.of(MOST,
                """
                        select id, nature, reason, until, by_id from hotline.caller_mark
                        where phone_mark = :mark and until >= :today and lifted_at is null order by until desc, id limit :rows"""))
                .param("mark", mark)
                .param("today", clock.today())
                .query((row, n) -> new Mark(row.getLong("id"), Nature.valueOf(row.getString("nature")),
                        row.getString("reason"), row.getObject("until", LocalDate.class), row.getLong("by_id")))
                .list();
    }

    public Optional<Refusal> mark(Actor actor, String typed, @Nullable Nature nature, String typedReason,
            @Nullable LocalDate until) {
        String phone = Caller.number(typed);
        String reason = PlainText.lines(typedReason);
        Optional<Refusal> refusal = Refusal
                .when(!actor.may(HotlinePermissions.AGENT, setup.now().home()), "您没有接听来电的权限。")
                .or(() -> Refusal.when(!phone.matches("[0-9]{3,20}"), "请填写来电号码，只写数字。"))
                .or(() -> Refusal.when(nature == null, "请选择是重复来电还是恶意来电。"))
                .or(() -> Refusal.when(reason.isEmpty(), "请写明理由，例如哪几次来电、说了什么。"))
                .or(() -> Refusal.when(PlainText.length(reason) > LONGEST_REASON, "理由最多 300 字，请精简。"))
                .or(() -> Refusal.when(until == null || until.isBefore(clock.today())
                        || until.isAfter(clock.today().plusDays(MOST_DAYS)), "标记到哪一天为止：从今天起，最长一年。"));
        if (refusal.isPresent() || nature == null) {
            return refusal;
        }
        long id = sql.sql("""
                insert into hotline.caller_mark (phone_mark, nature, reason, until, by_id, at)
                values (:mark, :nature, :reason, :until, :by, :at) returning id""")
                .param("mark", marks.of(phone, ""))
                .param("nature", nature.name())
                .param("reason", reason)
                .param("until", until)
                .param("by", actor.ref().id())
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
        journal.record(actor.ref(), HotlineAct.CALLER_MARKED, new ObjectRef("hotline.caller-mark", id),
                Map.of("nature", nature.name(), "until", String.valueOf(until)));
        return Optional.empty();
    }

    /** By whoever set it, or by the office. */
    public Optional<Refusal> lift(Actor actor, long id) {
        Optional<Long> by = sql.sql("select by_id from hotline.caller_mark where id = :id and lifted_at is null")
                .param("id", id)
                .query(Long.class)
                .optional();
        boolean may = actor.isStaff() && by.filter(one -> one == actor.ref().id()).isPresent()
                || actor.may(HotlinePermissions.OFFICE, setup.now().home());
        if (by.isEmpty() || !may) {
            return Optional.of(new Refusal("没有这条标记，或者只有标记的人和热线办可以解除。"));
        }
        sql.sql("update hotline.caller_mark set lifted_by = :by, lifted_at = :at where id = :id")
                .param("by", actor.ref().id())
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
        journal.record(actor.ref(), HotlineAct.MARK_LIFTED, new ObjectRef("hotline.caller-mark", id), Map.of());
        return Optional.empty();
    }
}
