package org.yizhan.hotline;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseDesk;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseOracle;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.CommonWords;
import org.yizhan.casework.LimitClass;
import org.yizhan.casework.Matters;
import org.yizhan.casework.NewCase;
import org.yizhan.casework.Power;
import org.yizhan.casework.WriterMarks;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/** The door through which tickets come in, and what only tickets need afterwards. */
@Component
@Transactional
public class HotlineDesk {
    public static final int LONGEST_TITLE = 50;
    public static final int LONGEST_TEXT = 3000;
    private static final int SHORTEST_TEXT = 4;
    private static final int TITLE_OF_TEXT = 30;
    private static final int LONGEST_ANSWER = 5000;

    private final TicketRows rows;
    private final OpenTickets open;
    private final OutsideNews outside;
    private final CallNotes notes;
    private final HotlineSetup setup;
    private final Matters matters;
    private final WriterMarks marks;
    private final CaseDesk desk;
    private final CaseReading cases;
    private final CaseOracle oracle;
    private final TicketNotices notices;
    private final Journal journal;
    private final CountyClock clock;

    HotlineDesk(TicketRows rows, OpenTickets open, OutsideNews outside, CallNotes notes, HotlineSetup setup,
            Matters matters, WriterMarks marks, CaseDesk desk, CaseReading cases, CaseOracle oracle,
            TicketNotices notices, Journal journal, CountyClock clock) {
        this.rows = rows;
        this.open = open;
        this.outside = outside;
        this.notes = notes;
        this.setup = setup;
        this.matters = matters;
        this.marks = marks;
        this.desk = desk;
        this.cases = cases;
        this.oracle = oracle;
        this.notices = notices;
        this.journal = journal;
        this.clock = clock;
    }

    /** What is done with a ticket before the call ends. */
    public sealed interface First {
        /** Answered on the spot (直办). */
        record Answered(TicketResult result, String words) implements First {}

        /** Given to a unit at once. */
        record Given(UnitPath lead, List<UnitPath> assisting, String words) implements First {
            public Given {
                assisting = List.copyOf(assisting);
            }
        }

        /** Left to the office. */
        record Left() implements First {}
    }

    public sealed interface Receipt {
        /** @param again whether the same form had been sent before: it is the same ticket */
        record Taken(CaseView view, boolean again) implements Receipt {}

        /** @param problems by field of the form, in its order; the empty field is the form as a whole */
        record Refused(Map<String, Refusal> problems) implements Receipt {}
    }

    /** A ticket that an agent takes down. */
    public Receipt take(Actor agent, NewTicket typed, First first) {
        HotlineSettings settings = setup.now();
        boolean office = agent.may(HotlinePermissions.OFFICE, settings.home());
        if (!agent.isStaff() || !office && !agent.may(HotlinePermissions.AGENT, settings.home())) {
            return refused("", "您没有接听来电的权限。");
        }
        Optional<Receipt.Taken> known = known(typed);
        if (known.isPresent()) {
            return known.get();
        }
        if (first instanceof First.Given && !office && !settings.agentsDispatch()) {
            return refused("unit", "现在由热线办派单，请选择“交热线办派单”。");
        }
        return take(typed, first, agent.ref(), settings);
    }

    /**
     * A ticket from another system, on the word of the door that knows the system and has asked whether the ticket is
     * {@linkplain #known known}.
     */
    Receipt receive(NewTicket typed, ActorRef who) {
        return take(typed, new First.Left(), who, setup.now());
    }

    /** The ticket of the same form or the same number outside. */
    Optional<Receipt.Taken> known(NewTicket typed) {
        return rows.known(typed).flatMap(cases::find).map(view -> new Receipt.Taken(view, true));
    }

    private Receipt take(NewTicket typed, First first, ActorRef who, HotlineSettings settings) {
        NewTicket ticket = cleaned(typed);
        Map<String, Refusal> problems = problems(ticket, first);
        if (!problems.isEmpty()) {
            return new Receipt.Refused(problems);
        }
        LimitClass urgency = urgency(ticket);
        CaseView view = desk.open(wanted(ticket, urgency, settings), who);
        rows.insert(view.id(), ticket, urgency, who, view.receivedAt());
        if (ticket.outside() != null) {
            outside.begins(view.id(), ticket.outside(), view.receivedAt());
        }
        open.add(view.id(), OpenTickets.About.of(ticket.title(), ticket));
        if (!ticket.subject().isEmpty()) {
            matters.about(view.id(), ticket.subject(), ticket.title() + "\n" + ticket.text());
        }
        notices.received(view, ticket.caller());
        return first(view, first, who);
    }

    LimitClass urgency(NewTicket ticket) {
        return Objects.requireNonNullElseGet(ticket.urgency(),
                () -> ticket.subject().isEmpty() ? LimitClass.ORDINARY : matters.urgency(ticket.subject()));
    }

    NewCase wanted(NewTicket ticket, LimitClass urgency, HotlineSettings settings) {
        boolean guarded = ticket.secret() || ticket.clazz().equals(TicketClass.REPORT.code());
        return new NewCase(TicketKind.CODE, ticket.title(), ticket.clazz(), ticket.subject(), ticket.region(),
                ticket.channel().code(), marks.of(ticket.caller().phone(), ""), guarded, settings.home(),
                Map.of(CommonWords.SIGN_OFF, "false", TicketKind.URGENCY, urgency.name(), CommonWords.VILLAGE,
                        village(ticket.village())),
                List.of());
    }

    /** Only a name; empty for anything else that was typed. */
    private static String village(String typed) {
        return typed.matches("\\p{IsHan}{2,30}") ? typed : "";
    }

    /** What the agent has promised the caller is done, or nothing is taken. */
    private Receipt first(CaseView view, First first, ActorRef who) {
        CaseDesk.Result result = switch (first) {
            case First.Left _ -> new CaseDesk.Result.Done(view);
            case First.Answered answered -> {
                rows.result(view.id(), answered.result());
                yield desk.actAtDoor(who, view.id(), new CaseAct.DraftReply(answered.words().strip(), List.of()));
            }
            case First.Given given -> desk.actAtDoor(who, view.id(), new CaseAct.Dispatch(given.lead(),
                    given.assisting(), false, false, given.words()));
        };
        return switch (result) {
            case CaseDesk.Result.Done done -> new Receipt.Taken(done.view(), false);
            case CaseDesk.Result.Refused refused -> {
                TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
                yield refused(first instanceof First.Given ? "unit" : "answer", refused.why().text());
            }
        };
    }

    /** Without a title the beginning of the text serves, up to its first stop. */
    static NewTicket cleaned(NewTicket typed) {
        String text = PlainText.lines(typed.text());
        String title = PlainText.line(typed.title());
        if (title.isEmpty()) {
            String begin = text.split("[。！？!?\\n]", 2)[0].strip();
            title = PlainText.length(begin) <= TITLE_OF_TEXT
                    ? begin
                    : begin.substring(0, begin.offsetByCodePoints(0, TITLE_OF_TEXT)) + "…";
        }
        NewTicket.Outside outside = typed.outside();
        return new NewTicket(typed.once(), typed.channel(), typed.clazz(), typed.urgency(), title, text,
                typed.subject(), typed.region(), PlainText.line(typed.village()), PlainText.line(typed.place()),
                typed.latitude(), typed.longitude(), typed.happenedOn(), typed.secret(), typed.reported(),
                typed.caller().cleaned(), PlainText.line(typed.recording()), outside);
    }

    /** What would be said against a ticket that is left to the office. */
    Map<String, Refusal> problems(NewTicket typed) {
        return problems(cleaned(typed.markedBy("not yet taken in")), new First.Left());
    }

    Map<String, Refusal> problems(NewTicket ticket, First first) {
        var problems = new LinkedHashMap<String, Refusal>();
        Caller caller = ticket.caller();
        if (ticket.once().length() < 16 || ticket.once().length() > 64) {
            put(problems, "", "页面已经过期，请刷新后再提交。");
        }
        if (!caller.phone().isEmpty() && !caller.phone().matches("[0-9]{3,20}")) {
            put(problems, "phone", "来电号码只写数字，固定电话带区号；不知道的可以不填。");
        }
        length(problems, "name", caller.name(), 0, 30, "姓名");
        length(problems, "address", caller.address(), 0, 100, "联系地址");
        if (TicketClass.of(ticket.clazz()).isEmpty()) {
            put(problems, "kind", "请选择诉求类型。");
        }
        length(problems, "text", ticket.text(), SHORTEST_TEXT, LONGEST_TEXT, "诉求内容");
        length(problems, "title", ticket.title(), 0, LONGEST_TITLE, "标题");
        if (!ticket.subject().isEmpty() && !matters.subjects().containsKey(ticket.subject())) {
            put(problems, "subject", "请从列表里选择关于什么，或者不选。");
        }
        if (!ticket.region().isEmpty() && !matters.regions().containsKey(ticket.region())) {
            put(problems, "region", "请从列表里选择乡镇，或者不选。");
        }
        length(problems, "village", ticket.village(), 0, 30, "村、社区");
        length(problems, "place", ticket.place(), 0, 100, "具体地点");
        if ((ticket.latitude() == null) != (ticket.longitude() == null) || !isOnEarth(ticket)) {
            put(problems, "place", "位置不对，请重新选择，或只写文字。");
        }
        LocalDate happened = ticket.happenedOn();
        if (happened != null && happened.isAfter(clock.today())) {
            put(problems, "happened", "发生日期不能晚于今天。");
        }
        length(problems, "recording", ticket.recording(), 0, 60, "录音编号");
        if (first instanceof First.Answered answered) {
            length(problems, "answer", answered.words().strip(), 2, LONGEST_ANSWER, "答复内容");
        }
        return problems;
    }

    private static boolean isOnEarth(NewTicket ticket) {
        return ticket.latitude() == null || ticket.longitude() == null
                || Math.abs(ticket.latitude().doubleValue()) <= 90 && Math.abs(ticket.longitude().doubleValue()) <= 180;
    }

    private static void length(Map<String, Refusal> problems, String field, String text, int least, int most,
            String name) {
        int length = PlainText.length(text);
        if (length < least) {
            put(problems, field, length == 0 ? "请填写" + name + "。" : name + "至少 " + least + " 个字。");
        } else if (length > most) {
            put(problems, field, name + "最多 " + most + " 个字，现在有 " + length + " 个，请精简。");
        }
    }

    private static void put(Map<String, Refusal> problems, String field, String text) {
        problems.putIfAbsent(field, new Refusal(text));
    }

    private static Receipt refused(String field, String text) {
        return new Receipt.Refused(Map.of(field, new Refusal(text)));
    }

    /** What is wrong with a matter that is taken out of a ticket. */
    static List<Refusal> matter(String title, String text) {
        var problems = new LinkedHashMap<String, Refusal>();
        length(problems, "title", title, 2, LONGEST_TITLE, "标题");
        length(problems, "text", text, SHORTEST_TEXT, LONGEST_TEXT, "内容");
        return List.copyOf(problems.values());
    }

    /** A ticket that this person may see. */
    public Optional<CaseView> find(Actor actor, CaseId id) {
        return cases.find(id)
                .filter(view -> view.kind().equals(TicketKind.CODE) && oracle.sight(actor, view).isAny());
    }

    public Optional<Ticket> ticket(CaseId id) {
        return rows.find(id);
    }

    /** Open tickets that speak of the same, near by; titles of what is guarded are for those alone who may see them. */
    public List<CaseView> near(Actor actor, String text, String subject, String region, String village) {
        if (!actor.mayAnywhere(HotlinePermissions.AGENT)) {
            return List.of();
        }
        List<CaseId> ids = open.like(new OpenTickets.About(text, subject, region, village.strip(), null, null), null);
        Map<CaseId, CaseView> found = new LinkedHashMap<>();
        cases.find(ids.stream().map(CaseId::value).toList()).forEach(view -> found.put(view.id(), view));
        return ids.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .filter(view -> oracle.sight(actor, view).isAny())
                .toList();
    }

    /** The unit hands in its answer and says with what the matter ended; the reply check may stand against it. */
    public CaseDesk.Result finish(Actor actor, CaseId id, @Nullable Integer seen, @Nullable TicketResult result,
            CaseAct.DraftReply reply) {
        if (result == null) {
            return new CaseDesk.Result.Refused(new Refusal("请选择办结类型。"));
        }
        if (find(actor, id).isEmpty()) {
            return new CaseDesk.Result.Refused(new Refusal("没有这件工单，或不在您可以查看的范围内。"));
        }
        rows.result(id, result);
        CaseDesk.Result done = desk.act(actor, id, reply, seen);
        if (done instanceof CaseDesk.Result.Refused) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        }
        return done;
    }

    /** How soon it has to be handled is seen differently; limits that run already keep their dates. */
    public Optional<Refusal> urgency(Actor actor, CaseId id, @Nullable LimitClass urgency, String words,
            @Nullable LocalDate until) {
        Optional<CaseView> view = find(actor, id);
        Optional<Ticket> ticket = rows.find(id);
        Optional<Refusal> refusal = Refusal
                .when(view.isEmpty() || ticket.isEmpty() || !oracle.has(actor, Power.OFFICE, view.get()),
                        "调整紧急程度由热线办决定，您没有这项权限。")
                .or(() -> Refusal.when(!view.orElseThrow().state().isOpen(), "这件工单已经结束。"))
                .or(() -> Refusal.when(urgency == null || urgency == ticket.orElseThrow().urgency(), "请选择改为什么紧急程度。"))
                .or(() -> Refusal.when(words.isBlank(), "请写明调整的原因。"));
        if (refusal.isPresent() || urgency == null) {
            return refusal;
        }
        String before = ticket.orElseThrow().urgency().label();
        rows.urgency(id, urgency);
        Optional<Refusal> noted = desk.act(actor, id, new CaseAct.Note(
                "紧急程度由“" + before + "”改为“" + urgency.label() + "”：" + words.strip()), null)
                .refusal()
                .or(() -> until == null
                        ? Optional.empty()
                        : desk.act(actor, id, new CaseAct.GiveDate(until, "紧急程度改为“" + urgency.label() + "”"), null)
                                .refusal());
        if (noted.isPresent()) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            return noted;
        }
        journal.record(actor.ref(), HotlineAct.URGENCY_CHANGED, id.ref(), Map.of("to", urgency.name()));
        return Optional.empty();
    }

    /** The caller calls once more because nothing has happened (来电催办). */
    public Optional<Refusal> urge(Actor agent, CaseId id) {
        Optional<CaseView> view = find(agent, id);
        return Refusal.when(view.isEmpty() || !agent.may(HotlinePermissions.AGENT, view.get().home()),
                "没有这件工单，或您没有接听来电的权限。")
                .or(() -> desk.actAsWriter(agent.ref(), id, new CaseAct.UrgeAsWriter()).refusal());
    }

    /** Agent, caller and department have spoken together (三方通话). */
    public Optional<Refusal> threeParty(Actor actor, CaseId id, String typedParty, String typedWords) {
        String party = PlainText.line(typedParty);
        String words = PlainText.lines(typedWords);
        Optional<CaseView> view = find(actor, id);
        Optional<Refusal> refusal = Refusal
                .when(view.isEmpty() || !actor.may(HotlinePermissions.AGENT, view.get().home()),
                        "没有这件工单，或您没有接听来电的权限。")
                .or(() -> Refusal.when(party.isEmpty() || party.length() > 50, "请写明和谁通话：哪个单位、哪一位，最多 50 字。"))
                .or(() -> Refusal.when(words.isEmpty(), "请写明通话的内容和结果。"))
                .or(() -> Refusal.when(PlainText.length(words) > 2000, "通话内容最多 2000 字，请精简。"));
        if (refusal.isEmpty()) {
            notes.add(CallNotes.Nature.THREE_PARTY, id, party, "", words, "", actor.ref(), clock.now());
            journal.record(actor.ref(), HotlineAct.THREE_PARTY, id.ref(), Map.of());
        }
        return refusal;
    }
}
