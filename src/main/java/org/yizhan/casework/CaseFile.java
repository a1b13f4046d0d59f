package org.yizhan.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.yizhan.casework.flow.Marking;
import org.yizhan.casework.flow.Move;
import org.yizhan.casework.flow.Token;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.UnitPath;

/**
 * One case while it is acted on: its row, where it stands in its process, and its limits, held under the row's lock. What is
 * done is told as events; each changes the row, and nothing else does.
 */
final class CaseFile {
    /** Outcomes that are not the kind's own. */
    static final String REFUSED = "refused";
    static final String TRANSFERRED = "transferred";
    static final String MERGED = "merged";

    private final CaseView before;
    private final int eventsBefore;
    private final List<PastEvent> fresh = new ArrayList<>();

    private String title;
    private String clazz;
    private String subject;
    private String region;
    private boolean guarded;
    private int process;
    private @Nullable UnitPath lead;
    private final Set<UnitPath> assisting;
    private CaseState state;
    private @Nullable String outcome;
    private CaseView.@Nullable Wait waits;
    private boolean bound;
    private @Nullable Instant answeredAt;
    private @Nullable Instant endedAt;
    private @Nullable Instant due;
    private boolean late;
    private int returns;
    private int reopenings;
    private int urges;
    private final Map<String, String> facts;
    private final boolean past;
    private Marking marking;
    private List<Token> ended = List.of();
    private List<Token> begun = List.of();
    private final List<Running> limits;
    private final Map<Long, Running> changedLimits = new LinkedHashMap<>();
    private final Map<Long, Running> begunLimits = new LinkedHashMap<>();
    private Replies.@Nullable Reply answer;
    private boolean answered;

    CaseFile(CaseView row, int events, Marking marking, List<Running> limits) {
        this(row, events, marking, limits, null, false);
    }

    /** @param answer the last one, whether or not it has left */
    CaseFile(CaseView row, int events, Marking marking, List<Running> limits, Replies.@Nullable Reply answer) {
        this(row, events, marking, limits, answer, false);
    }

    private CaseFile(CaseView row, int events, Marking marking, List<Running> limits, Replies.@Nullable Reply answer,
            boolean past) {
        this.past = past;
        this.answer = answer;
        before = row;
        eventsBefore = events;
        title = row.title();
        clazz = row.clazz();
        subject = row.subject();
        region = row.region();
        guarded = row.guarded();
        process = row.process();
        lead = row.lead();
        assisting = new LinkedHashSet<>(row.assisting());
        state = row.state();
        outcome = row.outcome();
        waits = row.waits();
        bound = row.bound();
        answeredAt = row.answeredAt();
        endedAt = row.endedAt();
        due = row.due();
        late = row.late();
        returns = row.returns();
        reopenings = row.reopenings();
        urges = row.urges();
        facts = new HashMap<>(row.facts());
        this.marking = marking;
        this.limits = new ArrayList<>(limits);
    }

    /** For what happened long ago: nobody is told of it, and nobody has to do anything about it. */
    static CaseFile ofThePast(CaseView row, int events, Marking marking, List<Running> limits) {
        return new CaseFile(row, events, marking, limits, null, true);
    }

    /** The same case after this act was written. */
    CaseFile next() {
        return new CaseFile(view(), events(), marking, limits, answer, past);
    }

    boolean isPast() {
        return past;
    }

    /** Writes it down and lets it change the row. */
    PastEvent happened(CaseEvent event, Instant at, ActorRef who, @Nullable UnitPath unit, String words, boolean open) {
        change(event, at);
        var past = new PastEvent(eventsBefore + fresh.size() + 1, at, event, who, unit,
                words.isBlank() ? null : words, open);
        fresh.add(past);
        return past;
    }

    /** What an event makes of the row; the same for an old event as for a new one. */
    private void change(CaseEvent event, Instant at) {
        switch (event) {
            case CaseEvent.Submitted _ -> state = CaseState.SUBMITTED;
            case CaseEvent.Accepted _ -> state = CaseState.ACCEPTED;
            case CaseEvent.Refused _ -> end(CaseState.REFUSED, REFUSED, at);
            case CaseEvent.Assigned assigned -> give(assigned.lead(), assigned.assisting(), false);
            case CaseEvent.Arbitrated decided -> give(decided.lead(), decided.assisting(), true);
            case CaseEvent.Returned _ -> {
                returns++;
                state = CaseState.ACCEPTED;
                lead = null;
                assisting.clear();
            }
            case CaseEvent.AssistingAdded added -> assisting.add(added.unit());
            case CaseEvent.AssistingRemoved removed -> assisting.remove(removed.unit());
            case CaseEvent.SupplementAsked _ -> waits = CaseView.Wait.SUPPLEMENT;
            case CaseEvent.Suspended _ -> waits = CaseView.Wait.SUSPENDED;
            case CaseEvent.SupplementReceived _,CaseEvent.Resumed _,CaseEvent.Restarted _ -> waits = null;
            case CaseEvent.Urged _ -> urges++;
            case CaseEvent.ReplySent _ -> {
                state = CaseState.ANSWERED;
                answeredAt = at;
            }
            case CaseEvent.Transferred _ -> end(CaseState.CLOSED, TRANSFERRED, at);
            case CaseEvent.Merged _ -> end(CaseState.CLOSED, MERGED, at);
            case CaseEvent.Closed closed -> end(CaseState.CLOSED, closed.outcome(), at);
            case CaseEvent.Withdrawn _ -> end(CaseState.WITHDRAWN, null, at);
            case CaseEvent.Reopened _ -> {
                reopenings++;
                state = lead == null ? CaseState.SUBMITTED : CaseState.HANDLING;
                outcome = null;
                endedAt = null;
                waits = null;
            }
            case CaseEvent.Carried carried -> process = carried.process();
            case CaseEvent.FellDue _ -> late = true;
            case CaseEvent.Corrected corrected -> correct(corrected);
            case CaseEvent.SignedFor _,CaseEvent.OpinionGiven _,CaseEvent.MaterialAdded _,CaseEvent.ExtensionAsked _,CaseEvent.ExtensionGranted _,CaseEvent.ExtensionDenied _,CaseEvent.DateGiven _,CaseEvent.Instructed _,CaseEvent.ReplyDrafted _,CaseEvent.ReplySentBack _,CaseEvent.ReplyApproved _,CaseEvent.Decided _,CaseEvent.Published _,CaseEvent.Unpublished _,CaseEvent.Rated _,CaseEvent.Noted _,CaseEvent.Reported _,CaseEvent.Contacted _,CaseEvent.TookIn _,CaseEvent.Linked _,CaseEvent.Split _,CaseEvent.TakenOut _,CaseEvent.Moved _,CaseEvent.Redated _ ->
                {
                }
        }
    }

    private void give(UnitPath to, List<UnitPath> helping, boolean decided) {
        lead = to;
        assisting.clear();
        assisting.addAll(helping);
        bound = decided;
        state = CaseState.HANDLING;
    }

    private void end(CaseState how, @Nullable String with, Instant at) {
        state = how;
        outcome = with;
        endedAt = at;
        waits = null;
    }

    private void correct(CaseEvent.Corrected corrected) {
        switch (corrected.field()) {
            case TITLE -> title = corrected.after();
            case CLASS -> clazz = corrected.after();
            case SUBJECT -> subject = corrected.after();
            case REGION -> region = corrected.after();
            case GUARDED -> guarded = Boolean.parseBoolean(corrected.after());
        }
    }

    void remember(String fact, String value) {
        facts.put(fact, value);
    }

    void forget(String fact) {
        facts.remove(fact);
    }

    @Nullable
    String fact(String name) {
        return facts.get(name);
    }

    void moves(Move.Step step) {
        marking = step.after();
        ended = step.ended();
        begun = step.begun();
    }

    /** A limit that ran before runs differently now, or has ended. */
    void changes(Running limit) {
        limits.removeIf(one -> one.id() == limit.id());
        limits.add(limit);
        (begunLimits.containsKey(limit.id()) ? begunLimits : changedLimits).put(limit.id(), limit);
    }

    /** A limit that runs from now on. */
    void begins(Running limit) {
        limits.add(limit);
        begunLimits.put(limit.id(), limit);
    }

    /** The last answer is this one from now on. */
    void answers(Replies.Reply now) {
        answer = now;
        answered = true;
    }

    /** The last answer, whether or not it has left. */
    Optional<Replies.Reply> answer() {
        return Optional.ofNullable(answer);
    }

    /** The answer that the act wrote or changed. */
    Optional<Replies.Reply> changedAnswer() {
        return answered ? answer() : Optional.empty();
    }

    void owes(@Nullable Instant until) {
        due = until;
    }

    CaseView view() {
        return new CaseView(before.id(), before.kind(), before.number(), before.code(), process, title, clazz, subject,
                region, before.channel(), before.writer(), guarded, before.home(), lead, assisting, state, outcome,
                waits,
                bound, before.receivedAt(), answeredAt, endedAt, due, late, returns, reopenings, urges, facts,
                before.version() + (fresh.isEmpty() ? 0 : 1));
    }

    /** The row as it was when the act began. */
    CaseView before() {
        return before;
    }

    CaseId id() {
        return before.id();
    }

    CaseState state() {
        return state;
    }

    Marking marking() {
        return marking;
    }

    List<Running> openLimits() {
        return limits.stream().filter(Running::isOpen).toList();
    }

    List<Token> ended() {
        return ended;
    }

    List<Token> begun() {
        return begun;
    }

    Collection<Running> changedLimits() {
        return changedLimits.values();
    }

    Collection<Running> begunLimits() {
        return begunLimits.values();
    }

    List<PastEvent> fresh() {
        return fresh;
    }

    int events() {
        return eventsBefore + fresh.size();
    }
}
