package org.yizhan.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.flow.CaseProcess;
import org.yizhan.casework.flow.Token;
import org.yizhan.journal.Journal;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;
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
    private final PastRows rows;
    private final Journal journal;
    private final CountyClock clock;

    TakenOver(Handling handling, LimitKeeper limits, Kinds kinds, CaseTodos todos, PastRows rows, Journal journal,
            CountyClock clock) {
        this.handling = handling;
        this.limits = limits;
        this.kinds = kinds;
        this.todos = todos;
        this.rows = rows;
        this.journal = journal;
        this.clock = clock;
    }

    /** @param unit for which the person acted; null for the writer and the program */
    public record Step(Instant at, ActorRef who, @Nullable UnitPath unit, CaseAct act) {}

    /**
     * @param by who wrote it down
     * @param steps what was done about it, told when it has its number
     */
    public record Past(NewCase wanted, ActorRef by, Instant received, Function<CaseView, List<Step>> steps) {}

    /** A case as it stands now, with all that happened to it. */
    public record Told(CaseView view, List<PastEvent> events) {
        public Told {
            events = List.copyOf(events);
        }
    }

    /** One case; see {@link #takeOverAll}. */
    @Transactional
    public CaseView takeOver(NewCase wanted, ActorRef by, Instant received, List<Step> steps, Consumer<CaseView> own) {
        return takeOverAll(List.of(new Past(wanted, by, received, _ -> steps)), by,
                views -> own.accept(views.getFirst())).getFirst().view();
    }

    /**
     * Whether the people had the right to do what they did is not asked. Cases of one call are written together at its end; a step that
     * names another case needs one that was taken over before.
     *
     * @param own writes what only the kind keeps, before the first steps
     * @throws IllegalArgumentException when a step cannot have happened, naming it
     */
    @Transactional
    public List<Told> takeOverAll(List<Past> pasts, ActorRef by, Consumer<List<CaseView>> own) {
        return Chronicle.keeping(() -> {
            List<CaseFile> files = handling.register(pasts);
            own.accept(files.stream().map(CaseFile::view).toList());
            var now = new ArrayList<CaseFile>();
            for (int i = 0; i < files.size(); i++) {
                now.add(lived(files.get(i), pasts.get(i)));
            }
            rows.save(Chronicle.inHand());
            now.stream()
                    .filter(file -> file.state().isOpen())
                    .forEach(file -> todos.begin(kinds.of(file.view().kind()),
                            kinds.process(file.view().kind(), file.view().process()), file));
            var entries = new LinkedHashMap<ObjectRef, Map<String, String>>();
            now.forEach(file -> entries.put(file.id().ref(),
                    Map.of("number", file.view().number(), "kind", file.view().kind())));
            journal.recordAll(by, CaseworkAct.TAKEN_OVER, entries);
            return now.stream()
                    .map(file -> new Told(file.view(), Chronicle.of(file.id()).orElseThrow().events()))
                    .toList();
        });
    }

    private CaseFile lived(CaseFile registered, Past past) {
        CaseFile file = registered;
        Instant last = past.received();
        for (Step step : past.steps().apply(file.view())) {
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
        file = file.next();
        if (file.state().isOpen()) {
            limits.passUntil(file, clock.now());
            Chronicle.of(file.id()).orElseThrow().add(file, ActorRef.PROGRAM, "", clock.now());
        }
        return file;
    }

    private Optional<Refusal> act(CaseFile file, Step step) {
        CaseAction action = step.act().action();
        CaseView view = file.view();
        if (!action.isPossibleIn(view.state())) {
            return Optional.of(new Refusal("“" + view.state().label() + "”时不能" + action.label()));
        }
        if (!action.isTiedToTask()) {
            return handling.act(file, step.act(), new Handling.Hand(step.who(), step.unit(), null, false, true),
                    step.at());
        }
        Optional<Token> task = task(file, step);
        return task.isEmpty()
                ? Optional.of(new Refusal("当时的环节不能" + action.label()))
                : handling.act(file, step.act(), new Handling.Hand(step.who(), step.unit(), task.get(), false, true),
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

    private static IllegalArgumentException impossible(CaseFile file, Step step, String why) {
        return new IllegalArgumentException(
                file.view().number() + ": " + step.act().action().code() + " at " + step.at() + ": " + why);
    }
}
