package org.yizhan.casework;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.flow.Token;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/** The door to cases of all kinds: they are registered here, and everything that is done with them is done here. */
@Component
public class CaseDesk {
    private final CaseRows rows;
    private final CaseRules rules;
    private final Kinds kinds;
    private final Handling handling;
    private final Journal journal;
    private final CountyClock clock;

    CaseDesk(CaseRows rows, CaseRules rules, Kinds kinds, Handling handling, Journal journal, CountyClock clock) {
        this.rows = rows;
        this.rules = rules;
        this.kinds = kinds;
        this.handling = handling;
        this.journal = journal;
        this.clock = clock;
    }

    /** The answer to an act: the case as it is now, or why nothing was done. */
    public sealed interface Result {
        record Done(CaseView view) implements Result {}

        record Refused(Refusal why) implements Result {}

        default Optional<Refusal> refusal() {
            return this instanceof Refused refused ? Optional.of(refused.why()) : Optional.empty();
        }
    }

    /** Registers a case; it has its number and its code, and its process has begun. Whether it may is the kind's decision. */
    @Transactional
    public CaseView open(NewCase wanted, ActorRef who) {
        return open(wanted, who, clock.now());
    }

    /** The same for one that came in earlier; one with a history of its own is for {@link TakenOver}. */
    @Transactional
    public CaseView open(NewCase wanted, ActorRef who, Instant received) {
        CaseView now = handling.register(wanted, who, received).view();
        registered(now, who);
        return now;
    }

    /** @param seen the version that the person saw when deciding; null when it does not matter what changed meanwhile */
    @Transactional
    public Result act(Actor actor, CaseId id, CaseAct act, @Nullable Integer seen) {
        CaseId other = act.other();
        if (other != null) {
            rows.hold(List.of(id, other));
        }
        Optional<CaseFile> found = rows.lock(id);
        if (found.isEmpty()) {
            return new Result.Refused(new Refusal("没有这件办件，或不在您可以查看的范围内。"));
        }
        CaseFile file = found.get();
        CaseView view = file.view();
        Optional<Refusal> refusal = rules.whyNot(actor, view, file.marking(), act.action());
        if (refusal.isEmpty()) {
            refusal = other == null
                    ? rules.whyNotAs(actor, view, act)
                    : rules.whyNotWith(actor, rows.find(other));
        }
        if (refusal.isEmpty() && seen != null && seen != view.version()) {
            refusal = Optional.of(new Refusal("您打开页面以后，这件办件又有了新的情况。请先看一看最新的办理记录，再提交；您写的内容还在。"));
        }
        if (refusal.isPresent()) {
            return new Result.Refused(refusal.get());
        }
        var hand = new Handling.Hand(actor.ref(), unitOf(actor, view), act.action().isTiedToTask()
                ? rules.task(actor, view, file.marking(), act.action()).orElseThrow()
                : null, rules.asLeader(actor, view), false);
        return done(file, act, hand, CaseworkAct.ACTED);
    }

    /** Something the writer does, who has shown the query code or is signed in as the writer. */
    @Transactional
    public Result actAsWriter(ActorRef writer, CaseId id, CaseAct act) {
        if (act.action().power() != Power.WRITER) {
            throw new IllegalArgumentException(act.action() + " is not for writers");
        }
        CaseFile file = rows.lock(id).orElseThrow();
        if (!act.action().isPossibleIn(file.state())) {
            return new Result.Refused(new Refusal(
                    "您的" + kinds.of(file.view().kind()).label() + "现在是“" + file.state().label() + "”，不能"
                            + act.action().label() + "。"));
        }
        return done(file, act, new Handling.Hand(writer, null, null), CaseworkAct.WRITER_ACTED);
    }

    /**
     * What is done with a case while it is taken in, on the word of the kind's door that this person may: a clerk who answers at once
     * need not hold the office's power over every case (ADR 0150).
     */
    @Transactional
    public Result actAtDoor(ActorRef who, CaseId id, CaseAct act) {
        CaseFile file = rows.lock(id).orElseThrow();
        Optional<Token> task = kinds.openTask(file.view(), file.marking(), act.action());
        if (!act.action().isPossibleIn(file.state()) || act.action().isTiedToTask() && task.isEmpty()) {
            return new Result.Refused(
                    new Refusal("这件办件现在是“" + file.state().label() + "”，不能" + act.action().label() + "。"));
        }
        return done(file, act,
                new Handling.Hand(who, null, act.action().isTiedToTask() ? task.orElseThrow() : null),
                CaseworkAct.ACTED);
    }

    /** Something that follows from an act on another case, with nobody's right but that act's. */
    @Transactional
    public Result actAsProgram(CaseId id, CaseAct act) {
        return actAsProgram(id, act, clock.now());
    }

    /** The same for what follows from the mere passing of time (ADR 0176), at the moment when that passed, however late it is noticed. */
    @Transactional
    public Result actAsProgram(CaseId id, CaseAct act, Instant at) {
        CaseFile file = rows.lock(id).orElseThrow();
        if (!act.action().isPossibleIn(file.state())) {
            return new Result.Refused(
                    new Refusal("这件办件现在是“" + file.state().label() + "”，不能" + act.action().label() + "。"));
        }
        return done(file, act, new Handling.Hand(ActorRef.PROGRAM, null, null), CaseworkAct.ACTED, at);
    }

    /**
     * Counts a limit anew that runs, because the kind has learnt from when it counts ({@link CaseKind#countsFrom}): nobody acts on the
     * case, but its dates change.
     */
    @Transactional
    public void recount(ActorRef who, CaseId id, String limit, String why) {
        handling.recount(rows.lock(id).orElseThrow(), limit, who, why, clock.now());
    }

    private Result done(CaseFile file, CaseAct act, Handling.Hand hand, CaseworkAct entry) {
        return done(file, act, hand, entry, clock.now());
    }

    private Result done(CaseFile file, CaseAct act, Handling.Hand hand, CaseworkAct entry, Instant at) {
        Optional<Refusal> refusal = handling.act(file, act, hand, at);
        if (refusal.isPresent()) {
            return new Result.Refused(refusal.get());
        }
        CaseView now = file.view();
        journal.record(hand.who(), entry, file.id().ref(),
                Map.of("action", act.action().code(), "events",
                        shortened(file.fresh()
                                .stream()
                                .map(past -> past.event().type())
                                .collect(Collectors.joining(",")))));
        file.fresh().forEach(past -> {
            if (past.event() instanceof CaseEvent.Split split) {
                rows.find(split.into()).ifPresent(made -> registered(made, hand.who()));
            }
        });
        return new Result.Done(now);
    }

    private void registered(CaseView made, ActorRef who) {
        journal.record(who, CaseworkAct.REGISTERED, made.id().ref(),
                Map.of("number", made.number(), "kind", made.kind()));
    }

    private static String shortened(String text) {
        return text.length() > 200 ? text.substring(0, 200) : text;
    }

    /** For which of the case's units the person acts; the own one when it is none of them. */
    private static @Nullable UnitPath unitOf(Actor actor, CaseView view) {
        return actor.unit() == null
                ? null
                : view.units()
                        .stream()
                        .filter(unit -> unit.contains(actor.unit()))
                        .max(java.util.Comparator.comparingInt(unit -> unit.value().length()))
                        .orElse(actor.unit());
    }
}
