package org.yizhan.casework;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.flow.CaseProcess;
import org.yizhan.casework.flow.Token;
import org.yizhan.journal.Journal;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/**
 * Takes over cases with all that happened to them (历史办件), such as from the system before this one: by the same process, rules and
 * limits as if it had happened here, each step at its own moment. Nobody is told of what is past; what is still to be done stands in the
 * to-do lists.
 */
@Component
public class TakenOver {
    private final Handling handling;
    private final LimitKeeper limits;
    private final Kinds kinds;
    private final CaseTodos todos;
    private final Journal journal;
    private final CountyClock clock;

    TakenOver(Handling handling, LimitKeeper limits, Kinds kinds, CaseTodos todos, Journal journal, CountyClock clock) {
        this.handling = handling;
        this.limits = limits;
        this.kinds = kinds;
        this.todos = todos;
        this.journal = journal;
        this.clock = clock;
    }

    /** @param unit for which the person acted; null for the writer and the program */
    public record Step(Instant at, ActorRef who, @Nullable UnitPath unit, CaseAct act) {}

    /**
     * Whether the people had the right to do what they did is not asked.
     *
     * @param own writes what only the kind keeps, before the first step
     * @throws IllegalArgumentException when a step cannot have happened, naming it
     */
    @Transactional
    public CaseView takeOver(NewCase wanted, ActorRef by, Instant received, List<Step> steps, Consumer<CaseView> own) {
        CaseFile file = handling.register(wanted, by, received, true);
        own.accept(file.view());
        Instant last = received;
        for (Step step : steps) {
            file = file.next();
            if (step.at().isBefore(last) || step.at().isAfter(clock.now())) {
                throw impossible(file, step, "before the step before it, or not yet");
            }
            limits.passUntil(file, step.at());
            Optional<Refusal> refusal = act(file, step);
            if (refusal.isPresent()) {
                throw impossible(file, step, refusal.get().text());
            }
            last = step.at();
        }
        CaseView now = untilNow(file.next());
        journal.record(by, CaseworkAct.TAKEN_OVER, now.id().ref(), Map.of("number", now.number(), "kind", now.kind()));
        return now;
    }

    private Optional<Refusal> act(CaseFile file, Step step) {
        CaseAction action = step.act().action();
        CaseView view = file.view();
        if (!action.isPossibleIn(view.state())) {
            return Optional.of(new Refusal("“" + view.state().label() + "”时不能" + action.label()));
        }
        if (!action.isTiedToTask()) {
            return handling.act(file, step.act(), new Handling.Hand(step.who(), step.unit(), null, true), step.at());
        }
        Optional<Token> task = task(file, step);
        return task.isEmpty()
                ? Optional.of(new Refusal("当时的环节不能" + action.label()))
                : handling.act(file, step.act(), new Handling.Hand(step.who(), step.unit(), task.get(), true),
                        step.at());
    }

    private Optional<Token> task(CaseFile file, Step step) {
        CaseProcess process = kinds.process(file.view().kind(), file.view().process());
        return file.marking()
                .open()
                .stream()
                .filter(token -> process.taskOf(token).actions().contains(step.act().action().code()))
                .filter(token -> token.whom() == null
                        || step.unit() != null && new UnitPath(token.whom()).contains(step.unit()))
                .findFirst();
    }

    /** What passed since the last step, and what is to be done now. */
    private CaseView untilNow(CaseFile file) {
        if (file.state().isOpen()) {
            limits.passUntil(file, clock.now());
            handling.tellPassed(file);
            todos.begin(kinds.of(file.view().kind()), kinds.process(file.view().kind(), file.view().process()), file);
        }
        return file.view();
    }

    private static IllegalArgumentException impossible(CaseFile file, Step step, String why) {
        return new IllegalArgumentException(
                file.view().number() + ": " + step.act().action().code() + " at " + step.at() + ": " + why);
    }
}
