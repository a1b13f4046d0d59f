package org.yizhan.hotline;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.WriterMarks;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/** Numbers to which a call is handed over (联动号码): 110, 119, 120, 122 and the hotlines of departments; the list is the office's. */
@Component
@Transactional
public class LinkedNumbers {
    private static final int LONGEST_WORDS = 500;

    private final JdbcClient sql;
    private final CallNotes notes;
    private final WriterMarks marks;
    private final HotlineSetup setup;
    private final CaseReading cases;
    private final Journal journal;
    private final CountyClock clock;

    LinkedNumbers(JdbcClient sql, CallNotes notes, WriterMarks marks, HotlineSetup setup, CaseReading cases,
            Journal journal, CountyClock clock) {
        this.sql = sql;
        this.notes = notes;
        this.marks = marks;
        this.setup = setup;
        this.cases = cases;
        this.journal = journal;
        this.clock = clock;
    }

    public record LinkedNumber(long id, String name, String number, String note, boolean emergency, boolean retired) {}

    /** Emergencies first, what is not used any more last. */
    public List<LinkedNumber> all() {
        return sql.sql("""
                select id, name, number, note, emergency, retired from hotline.linked_number
                order by retired, emergency desc, ordering, id""")
                .query((row, n) -> new LinkedNumber(row.getLong("id"), row.getString("name"), row.getString("number"),
                        row.getString("note"), row.getBoolean("emergency"), row.getBoolean("retired")))
                .list();
    }

    public List<LinkedNumber> inUse() {
        return all().stream().filter(one -> !one.retired()).toList();
    }

    /** A call that was handed over: when, to whom, and what it was about. */
    public record HandOff(LocalDateTime at, String name, String number, String words) {}

    /** The last ones, the newest first. */
    public List<HandOff> recent(Actor actor) {
        return actor.may(HotlinePermissions.AGENT, setup.now().home())
                ? notes.handedOff()
                        .stream()
                        .map(note -> new HandOff(clock.local(note.at()), note.party(), note.number(), note.words()))
                        .toList()
                : List.of();
    }

    public Optional<Refusal> add(Actor actor, String typedName, String typedNumber, String typedNote,
            boolean emergency) {
        String name = PlainText.line(typedName);
        String number = PlainText.line(typedNumber);
        String note = PlainText.line(typedNote);
        Optional<Refusal> refusal = refusal(actor)
                .or(() -> Refusal.when(name.isEmpty() || name.length() > 30, "名称应为 1 到 30 字。"))
                .or(() -> Refusal.when(!number.matches("[0-9][0-9-]{2,19}"), "号码只写数字和短横线，例如 12333。"))
                .or(() -> Refusal.when(note.length() > 100, "说明最多 100 字。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        Optional<Long> id = sql.sql("""
                insert into hotline.linked_number (name, number, note, emergency, ordering)
                values (:name, :number, :note, :emergency, 500) on conflict do nothing returning id""")
                .param("name", name)
                .param("number", number)
                .param("note", note)
                .param("emergency", emergency)
                .query(Long.class)
                .optional();
        id.ifPresent(made -> record(actor, made, "added"));
        return Refusal.when(id.isEmpty(), "已有这个号码，停用了的可以重新启用。");
    }

    public Optional<Refusal> retire(Actor actor, long id, boolean retired) {
        Optional<Refusal> refusal = refusal(actor).or(() -> Refusal.when(
                sql.sql("update hotline.linked_number set retired = :retired, version = version + 1 where id = :id")
                        .param("retired", retired)
                        .param("id", id)
                        .update() == 0,
                "没有这个号码。"));
        if (refusal.isEmpty()) {
            record(actor, id, retired ? "retired" : "restored");
        }
        return refusal;
    }

    private static Optional<Refusal> refusal(Actor actor) {
        return Refusal.when(!HotlineSetup.may(actor), "联动号码由热线办维护，您没有这项权限。");
    }

    private void record(Actor actor, long id, String how) {
        journal.record(actor.ref(), HotlineAct.NUMBER_CHANGED, new ObjectRef("hotline.number", id),
                Map.of("how", how));
    }

    /**
     * Writes down that a call was handed over, and to whom. Nothing is asked before: whoever is in danger does not wait for a form.
     *
     * @param about number of the ticket; empty for a call without one
     */
    public Optional<Refusal> handOff(Actor actor, long id, String phone, String about, String typedWords) {
        String words = PlainText.lines(typedWords);
        Optional<LinkedNumber> to = inUse().stream().filter(one -> one.id() == id).findFirst();
        @Nullable
        CaseView ticket = about.isBlank()
                ? null
                : cases.byNumber(PlainText.line(about))
                        .filter(view -> view.kind().equals(TicketKind.CODE))
                        .orElse(null);
        Optional<Refusal> refusal = Refusal
                .when(!actor.may(HotlinePermissions.AGENT, setup.now().home()), "您没有接听来电的权限。")
                .or(() -> Refusal.when(to.isEmpty(), "请选择转接给哪个号码。"))
                .or(() -> Refusal.when(!about.isBlank() && ticket == null, "没有这个编号的工单，请核对。"))
                .or(() -> Refusal.when(words.length() > LONGEST_WORDS, "情况最多写 500 字。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        @Nullable
        CaseId caseId = ticket == null ? null : ticket.id();
        long note = notes.add(CallNotes.Nature.HAND_OFF, caseId, to.orElseThrow().name(), to.orElseThrow().number(),
                words, marks.of(Caller.number(phone), ""), actor.ref(), clock.now());
        journal.record(actor.ref(), HotlineAct.HANDED_OFF, new ObjectRef("hotline.call-note", note),
                Map.of("number", to.orElseThrow().number()));
        return Optional.empty();
    }
}
