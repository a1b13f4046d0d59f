package org.yizhan.letters;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseDesk;
import org.yizhan.casework.CaseEvent;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseLinks;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.PastEvent;
import org.yizhan.casework.Replies;
import org.yizhan.journal.Journal;
import org.yizhan.messaging.NewTodo;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/**
 * What the county owes an office above when a matter that it handed down has ended: that it is told (反馈). Its program asks and says so by
 * itself; for all others the office has a to-do until somebody enters that it was done.
 */
@Component
public class UpperResults implements CaseLinks {
    static final int LONGEST = 200;

    private final LetterRows rows;
    private final CaseReading cases;
    private final CaseDesk desk;
    private final TodoList todos;
    private final Journal journal;
    private final CountyClock clock;

    UpperResults(LetterRows rows, CaseReading cases, CaseDesk desk, TodoList todos, Journal journal,
            CountyClock clock) {
        this.rows = rows;
        this.cases = cases;
        this.desk = desk;
        this.todos = todos;
        this.journal = journal;
        this.clock = clock;
    }

    /** @param answer what was answered last, or why nothing was; null when the state says all */
    public record Owed(CaseView view, Letter.Above above, @Nullable String answer) {}

    /** Ended: it is owed. Handled again: not yet, and the new result is told anew. */
    void acted(CaseView view, List<PastEvent> events) {
        boolean again = events.stream().anyMatch(past -> past.event() instanceof CaseEvent.Reopened);
        boolean ended = !view.state().isOpen() && events.stream().anyMatch(past -> switch (past.event()) {
            case CaseEvent.Closed _,CaseEvent.Refused _,CaseEvent.Transferred _,CaseEvent.Merged _,CaseEvent.Withdrawn _ ->
                true;
            default -> false;
        });
        if (!again && !ended) {
            return;
        }
        Letter.Above above = above(view).orElse(null);
        if (above == null) {
            return;
        }
        if (again) {
            rows.owesAgain(view.id());
        }
        if (ended) {
            todos.add(new NewTodo(key(view.id()), "向" + above.body() + "反馈：" + view.title(),
                    "转办编号 " + above.number() + "，已经办结，结果还没有反馈", above.due(), page(view.id()),
                    List.of(new NewTodo.Audience.Holders(
                            view.guarded() ? LetterPermissions.GUARDED : LetterPermissions.OFFICE,
                            view.home().value()))));
        } else {
            todos.done(key(view.id()), ActorRef.PROGRAM);
        }
    }

    /** Where it was handed down from; the letter is read only when it came that way. */
    private Optional<Letter.Above> above(CaseView view) {
        return view.channel().equals(LetterChannel.ABOVE.code())
                ? rows.find(view.id()).map(Letter::above)
                : Optional.empty();
    }

    private static String key(CaseId id) {
        return "case:" + id.value() + ":report-above";
    }

    private static String page(CaseId id) {
        return "/desk/letters/" + id.value() + "/reported";
    }

    /** Asked with every page of a case: the letter is read only when something may be owed. */
    @Override
    public List<Link> beside(Actor actor, CaseView view) {
        boolean owed = !view.state().isOpen() && may(actor, view)
                && above(view).filter(above -> above.reportedBackAt() == null).isPresent();
        return owed ? List.of(new Link("记录向上级反馈", page(view.id()))) : List.of();
    }

    private static boolean may(Actor actor, CaseView view) {
        return view.kind().equals(LetterKind.CODE)
                && actor.may(view.guarded() ? LetterPermissions.GUARDED : LetterPermissions.OFFICE, view.home());
    }

    private Optional<Owed> find(Actor actor, CaseView view) {
        if (!may(actor, view)) {
            return Optional.empty();
        }
        return above(view).map(above -> {
            List<Replies.Reply> answers = cases.answers(view);
            return new Owed(view, above, answers.isEmpty() ? unanswered(view) : answers.getLast().text());
        });
    }

    private @Nullable String unanswered(CaseView view) {
        String told = null;
        for (PastEvent past : cases.events(view.id())) {
            if (past.event() instanceof CaseEvent.Refused refused) {
                told = told("不予受理：" + refused.ground(), past);
            } else if (past.event() instanceof CaseEvent.Transferred to) {
                told = told("转其他渠道：" + to.channel(), past);
            }
        }
        return told;
    }

    private static String told(String what, PastEvent past) {
        String words = past.words();
        return words == null || words.isBlank() ? what : what + '\n' + words;
    }

    /** Empty when it did not come from above, or is not this person's to report. */
    @Transactional(readOnly = true)
    public Optional<Owed> find(Actor actor, CaseId id) {
        return cases.find(id).flatMap(view -> find(actor, view));
    }

    /** @param how by which letter, call or system; stands in the course of the case */
    @Transactional
    public Optional<Refusal> enter(Actor officer, CaseId id, String how) {
        Optional<Owed> owed = find(officer, id);
        String words = PlainText.line(how);
        if (owed.isEmpty()) {
            return Optional.of(new Refusal("没有这件上级转办件，或您没有这项权限。"));
        }
        if (PlainText.length(words) > LONGEST) {
            return Optional.of(new Refusal("最多 " + LONGEST + " 字。"));
        }
        Optional<Refusal> refusal = enter(owed.get().view(), officer.ref());
        return refusal.isPresent()
                ? refusal
                : desk.act(officer, id, new CaseAct.Note("已向" + owed.get().above().body() + "反馈办理结果"
                        + (words.isEmpty() ? "。" : "：" + words)), null).refusal();
    }

    /** Whoever asks may. */
    @Transactional
    Optional<Refusal> enter(CaseView view, ActorRef who) {
        if (view.state().isOpen()) {
            return Optional.of(new Refusal("这一件还没有办结，办结后再反馈。"));
        }
        boolean first = rows.reportedBack(view.id(), clock.now());
        if (first) {
            journal.record(who, LetterAct.REPORTED_BACK, new ObjectRef("case", view.id().value()), Map.of());
            todos.done(key(view.id()), who);
        }
        return Refusal.when(!first, "这一件已经反馈过。");
    }
}
