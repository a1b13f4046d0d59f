package org.yizhan.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.calendar.YearNotLoaded;
import org.yizhan.casework.flow.CaseProcess;
import org.yizhan.casework.flow.Token;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.UnitPath;

/** Begins, moves and ends the limits of a case with what happens to it. */
@Component
class LimitKeeper {
    private final LimitRules rules;
    private final Clockwork clockwork;
    private final CaseLog log;
    private final RunningLimits running;
    private final CountyClock clock;

    LimitKeeper(LimitRules rules, Clockwork clockwork, CaseLog log, RunningLimits running, CountyClock clock) {
        this.rules = rules;
        this.clockwork = clockwork;
        this.log = log;
        this.running = running;
        this.clock = clock;
    }

    /** Where a step of the process begins or has ended a limit of its own. */
    record Steps(CaseProcess process, List<Token> ended, List<Token> opened) {}

    /** After the events and the steps of an act; what falls due with its end is told as an event of its own. */
    void follow(CaseKind kind, CaseFile file, Steps steps, Instant at) {
        Set<String> types = file.fresh().stream().flatMap(past -> types(past.event())).collect(Collectors.toSet());
        end(file, types, steps, at);
        if (file.state().isOpen()) {
            if (file.fresh().stream().anyMatch(past -> movesClocks(past.event()))) {
                move(file);
            }
            begin(kind, file, types, steps, at);
        }
        owes(file);
    }

    /** By what rules name an event: its type, and a decision by what was decided too. */
    private static Stream<String> types(CaseEvent event) {
        return event instanceof CaseEvent.Decided decided
                ? Stream.of(event.type(), event.type() + ":" + decided.decision())
                : Stream.of(event.type());
    }

    /** The earliest of what runs for the whole case is what the case is due by. */
    static void owes(CaseFile file) {
        Instant earliest = file.openLimits()
                .stream()
                .filter(Running::isOfTheCase)
                .map(Running::deadline)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        file.owes(earliest);
    }

    private void end(CaseFile file, Set<String> types, Steps steps, Instant at) {
        Set<Long> endedTasks = steps.ended().stream().map(Token::id).collect(Collectors.toSet());
        for (Running limit : file.openLimits()) {
            boolean done = limit.task() == null
                    ? limit.rule().ends().stream().anyMatch(types::contains)
                    : endedTasks.contains(limit.task());
            boolean anew = limit.rule().nature() == LimitNature.WINDOW
                    && limit.rule().begins().stream().anyMatch(types::contains);
            if (!done && !anew && file.state().isOpen()) {
                continue;
            }
            int by = clockwork.lateBy(limit.rule(), limit.deadline(), at);
            if (by > 0 && limit.isOfTheCase() && !limit.wasSaidToBeLate()) {
                fell(file, limit, at);
            }
            file.changes(limit.ended(at, by));
        }
    }

    /** Once for each limit: by the sweep, or by the act that ends it too late. */
    void fell(CaseFile file, Running limit, Instant at) {
        file.happened(new CaseEvent.FellDue(limit.rule().code(),
                clockwork.dueDay(Objects.requireNonNull(limit.deadline()))), at, ActorRef.PROGRAM,
                null,
                "", false);
    }

    /** Says of every limit of the whole case that passed before that moment, at the moment when it did. */
    void passUntil(CaseFile file, Instant until) {
        file.openLimits()
                .stream()
                .filter(limit -> limit.isOfTheCase() && limit.isLateAt(until) && !limit.wasSaidToBeLate())
                .sorted(Comparator.comparing(Running::deadline, Comparator.nullsLast(Comparator.naturalOrder())))
                .forEach(limit -> {
                    Instant deadline = Objects.requireNonNull(limit.deadline());
                    fell(file, limit, deadline);
                    Clockwork.Warning next = clockwork.nextWarning(limit.rule(), deadline, LimitRule.LATE);
                    file.changes(limit.until(deadline, next == null ? null : next.at(), LimitRule.LATE));
                });
    }

    static boolean movesClocks(CaseEvent event) {
        return switch (event) {
            case CaseEvent.Suspended _,CaseEvent.Resumed _,CaseEvent.Restarted _,CaseEvent.SupplementAsked _,CaseEvent.SupplementReceived _,CaseEvent.ExtensionGranted _,CaseEvent.DateGiven _ ->
                true;
            default -> false;
        };
    }

    private void move(CaseFile file) {
        List<PastEvent> all = new ArrayList<>(log.of(file.id()));
        all.addAll(file.fresh());
        boolean granted = file.fresh().stream().anyMatch(past -> past.event() instanceof CaseEvent.ExtensionGranted);
        for (Running limit : file.openLimits()) {
            Running moved = again(limit, all);
            boolean extends_ = granted && file.fresh()
                    .stream()
                    .anyMatch(past -> past.event() instanceof CaseEvent.ExtensionGranted one
                            && one.limit().equals(limit.rule().code()));
            if (extends_) {
                moved = moved.extended();
            }
            if (!moved.equals(limit)) {
                file.changes(moved);
            }
        }
    }

    /** The same limit with its date counted anew; what was said of a date that no longer holds is said again when it is time. */
    Running again(Running limit, List<PastEvent> events) {
        Instant deadline = deadline(limit.rule(), limit.begunAt(), limit.beginning(), events);
        if (Objects.equals(deadline, limit.deadline())) {
            return limit;
        }
        Integer said = stillSaid(limit, deadline);
        Clockwork.Warning next = clockwork.nextWarning(limit.rule(), deadline, said);
        return limit.until(deadline, next == null ? null : next.at(), said);
    }

    /** Counts the open limits of this code anew from where the kind now says that they count, and tells which date changed. */
    void recount(CaseKind kind, CaseFile file, String code, ActorRef who, String why, Instant at) {
        List<PastEvent> events = log.of(file.id());
        for (Running limit : file.openLimits()) {
            Instant from = kind.countsFrom(file.view(), limit.rule(), limit.begunAt());
            if (!limit.rule().code().equals(code) || from.equals(limit.begunAt())) {
                continue;
            }
            Running moved = again(limit.from(from), events);
            file.changes(moved);
            file.happened(new CaseEvent.Redated(code, dueDay(limit), dueDay(moved)), at, who, null, why,
                    limit.isOfTheCase());
        }
        owes(file);
    }

    private @Nullable LocalDate dueDay(Running limit) {
        Instant deadline = limit.deadline();
        return deadline == null ? null : clockwork.dueDay(deadline);
    }

    private @Nullable Integer stillSaid(Running limit, @Nullable Instant deadline) {
        if (deadline == null || limit.warned() == null) {
            return limit.warned();
        }
        Instant now = clock.now();
        Integer said = null;
        for (int stage : limit.rule().warnings()) {
            Clockwork.Warning one = clockwork.nextWarning(limit.rule(), deadline, stage - 1);
            if (one != null && one.stage() == stage && stage <= limit.warned() && !one.at().isAfter(now)) {
                said = stage;
            }
        }
        return said;
    }

    private void begin(CaseKind kind, CaseFile file, Set<String> types, Steps steps, Instant at) {
        CaseView view = file.view();
        LocalDate today = clock.local(at).toLocalDate();
        Collection<LimitRule> known = rules.of(view.kind(), kind.limitClass(view),
                clock.local(view.receivedAt()).toLocalDate());
        for (LimitRule rule : known) {
            if (rule.begins().stream().anyMatch(types::contains)
                    && file.openLimits().stream().noneMatch(one -> one.rule().code().equals(rule.code()))) {
                UnitPath unit = rule.begins().contains("ASSIGNED") ? view.lead() : null;
                kind.term(view, rule, today)
                        .ifPresent(term -> begin(file, rule.lasting(term), null, unit, beginning(file, rule),
                                kind.countsFrom(view, rule, at)));
            }
        }
        for (Token token : steps.opened()) {
            steps.process()
                    .task(token.node())
                    .map(node -> node.limit())
                    .flatMap(code -> find(known, code))
                    .ifPresent(rule -> kind.term(view, rule, today)
                            .ifPresent(term -> begin(file, rule.lasting(term), token.id(),
                                    token.whom() == null ? view.lead() : new UnitPath(token.whom()), file.events(),
                                    at)));
        }
    }

    private static Optional<LimitRule> find(Collection<LimitRule> rules, @Nullable String code) {
        return rules.stream().filter(rule -> rule.code().equals(code)).findFirst();
    }

    private static int beginning(CaseFile file, LimitRule rule) {
        return file.fresh()
                .stream()
                .filter(past -> types(past.event()).anyMatch(rule.begins()::contains))
                .mapToInt(PastEvent::number)
                .findFirst()
                .orElse(file.events());
    }

    private void begin(CaseFile file, LimitRule rule, @Nullable Long task, @Nullable UnitPath unit, int event,
            Instant at) {
        boolean waits = file.view().waits() != null;
        List<PastEvent> events = new ArrayList<>();
        if (waits) {
            events.addAll(log.of(file.id()));
        }
        events.addAll(file.fresh());
        Instant deadline = deadline(rule, at, event, events);
        Clockwork.Warning next = clockwork.nextWarning(rule, deadline, null);
        file.begins(
                new Running(running.newId(), file.id(), rule, task, unit, at, event, deadline, null, null, null, 0,
                        null, next == null ? null : next.at()));
    }

    /** Null while it is suspended, and while the notice of a year on its way is missing: no date is better than a wrong one. */
    private @Nullable Instant deadline(LimitRule rule, Instant begunAt, int beginning, List<PastEvent> events) {
        try {
            return clockwork.deadline(clockwork.reckon(rule, begunAt, beginning, events));
        } catch (YearNotLoaded e) {
            return null;
        }
    }
}
