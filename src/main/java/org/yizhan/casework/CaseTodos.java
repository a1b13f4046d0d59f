package org.yizhan.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseRules.Who;
import org.yizhan.casework.flow.CaseProcess;
import org.yizhan.casework.flow.Move;
import org.yizhan.casework.flow.TaskNode;
import org.yizhan.casework.flow.Token;
import org.yizhan.messaging.NewTodo;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.UnitPath;

/** Keeps the to-do list true to where a case stands: one to-do for each open task. */
@Component
class CaseTodos {
    private final TodoList todos;
    private final CountyClock clock;

    CaseTodos(TodoList todos, CountyClock clock) {
        this.todos = todos;
        this.clock = clock;
    }

    void follow(CaseKind kind, CaseProcess process, CaseFile file, Move.Step step, ActorRef by) {
        CaseView now = file.view();
        boolean wasOpen = file.before().state().isOpen();
        if (!now.state().isOpen() && wasOpen) {
            todos.doneAll("case:" + now.id().value() + ":", by);
            return;
        }
        if (file.fresh().stream().anyMatch(CaseTodos::tellsTheWriter)) {
            todos.done(notReachedKey(now), by);
        }
        if (!now.state().isOpen()) {
            return;
        }
        var done = new ArrayList<String>();
        var opened = new ArrayList<NewTodo>();
        step.ended().stream().filter(Token::isOpen).forEach(token -> done.add(key(now, token)));
        boolean redated = !Objects.equals(file.before().due(), now.due())
                || file.fresh()
                        .stream()
                        .anyMatch(past -> LimitKeeper.movesClocks(past.event())
                                || past.event() instanceof CaseEvent.Corrected);
        for (Token token : redated ? file.marking().open() : step.opened()) {
            opened.add(todo(kind, process.taskOf(token), file, token));
        }
        extension(kind, file, done, opened);
        if (file.fresh().stream().anyMatch(past -> past.event() instanceof CaseEvent.Instructed)) {
            UnitPath unit = now.lead() == null ? now.home() : now.lead();
            Power power = now.lead() == null ? Power.OFFICE : Power.HANDLE;
            opened.add(new NewTodo("case:" + now.id().value() + ":instruction:" + file.events(),
                    "按领导批示办理：" + name(now), kind.label() + " " + now.number() + " 有新的批示", day(now.due()), href(now),
                    List.of(new NewTodo.Audience.Holders(kind.permission(power), unit.value())), true));
        }
        todos.change(done, opened, by);
    }

    /** What is to be done about a case that was taken over as it stands. */
    void begin(CaseKind kind, CaseProcess process, CaseFile file) {
        var opened = new ArrayList<NewTodo>();
        file.marking().open().forEach(token -> opened.add(todo(kind, process.taskOf(token), file, token)));
        if (ActRules.asked(file).isPresent()) {
            opened.add(extension(kind, file.view()));
        }
        todos.change(List.of(), opened, ActorRef.PROGRAM);
    }

    /** A notice did not reach whoever wrote it: who deals with the case tells it in another way. */
    void notReached(CaseKind kind, CaseView view, String words) {
        UnitPath lead = view.lead();
        Power power = view.guarded() ? Power.GUARDED : lead == null ? Power.OFFICE : Power.HANDLE;
        todos.add(new NewTodo(notReachedKey(view), "请另行告知" + kind.writerWord() + "：" + name(view), words, null,
                href(view) + "#act-note", List.of(new NewTodo.Audience.Holders(kind.permission(power),
                        (lead == null || view.guarded() ? view.home() : lead).value()))));
    }

    private static boolean tellsTheWriter(PastEvent past) {
        return !past.who().equals(ActorRef.PROGRAM) && switch (past.event()) {
            case CaseEvent.Contacted _,CaseEvent.Noted _ -> true;
            default -> false;
        };
    }

    private static String notReachedKey(CaseView view) {
        return "case:" + view.id().value() + ":not-reached";
    }

    private void extension(CaseKind kind, CaseFile file, List<String> done, List<NewTodo> opened) {
        for (PastEvent past : file.fresh()) {
            switch (past.event()) {
                case CaseEvent.ExtensionAsked _ -> opened.add(extension(kind, file.view()));
                case CaseEvent.ExtensionGranted _,CaseEvent.ExtensionDenied _ -> done.add(extensionKey(file.view()));
                default -> {
                }
            }
        }
    }

    private NewTodo extension(CaseKind kind, CaseView now) {
        return new NewTodo(extensionKey(now), "审批延期：" + name(now), kind.label() + " " + now.number() + " 申请延期",
                day(now.due()), href(now),
                List.of(new NewTodo.Audience.Holders(kind.permission(Power.OFFICE), now.home().value())));
    }

    private static String extensionKey(CaseView view) {
        return "case:" + view.id().value() + ":extension";
    }

    private NewTodo todo(CaseKind kind, TaskNode task, CaseFile file, Token token) {
        CaseView now = file.view();
        Who who = Who.of(task.who());
        Instant until = file.openLimits()
                .stream()
                .filter(limit -> Objects.equals(limit.task(), token.id()))
                .map(Running::deadline)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(now.due());
        return new NewTodo(key(now, token), task.name() + "：" + name(now), kind.label() + " " + now.number(),
                day(until),
                href(now), List.of(new NewTodo.Audience.Holders(kind.permission(who.power),
                        CaseRules.unitOf(now, who, token).value())));
    }

    /** A guarded case is named by its number alone, because others read the list too. */
    private static String name(CaseView view) {
        return view.guarded() ? "保密件" : view.title();
    }

    private static String key(CaseView view, Token token) {
        return "case:" + view.id().value() + ":" + token.id();
    }

    private static String href(CaseView view) {
        return "/desk/cases/" + view.id().value();
    }

    private @Nullable LocalDate day(@Nullable Instant deadline) {
        return deadline == null ? null : clock.local(deadline.minusNanos(1000)).toLocalDate();
    }
}
