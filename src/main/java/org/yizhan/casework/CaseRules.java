package org.yizhan.casework;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;
import org.yizhan.casework.flow.CaseProcess;
import org.yizhan.casework.flow.Marking;
import org.yizhan.casework.flow.TaskNode;
import org.yizhan.casework.flow.Token;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/** Who may do what with a case now; asked by the page before it shows a button, and by the door before it does it. */
@Component
class CaseRules {
    /** Who a task of a process may be for, as its file names them. */
    enum Who {
        /** The office that received it. */
        OFFICE("office", Power.OFFICE),
        /** The unit that answers. */
        LEAD("lead", Power.HANDLE),
        /** A unit that helps it. */
        ASSISTING("assisting", Power.HANDLE),
        /** The leader who signs. */
        LEADER("leader", Power.LEAD);

        final String code;
        final Power power;

        Who(String code, Power power) {
            this.code = code;
            this.power = power;
        }

        static Who of(String code) {
            return Stream.of(values()).filter(one -> one.code.equals(code)).findFirst().orElseThrow();
        }
    }

    private static final Set<CaseAction> ONLY_WAITING_OR_NOT = Set.of(CaseAction.SUSPEND, CaseAction.RESUME,
            CaseAction.ASK_SUPPLEMENT);
    static final String NO_OTHER = "没有另一件办件，或不在您可以查看的范围内，请核对编号。";
    private final CaseOracle oracle;
    private final Kinds kinds;

    CaseRules(CaseOracle oracle, Kinds kinds) {
        this.oracle = oracle;
        this.kinds = kinds;
    }

    /** What stands open to the person, in the order of the table. */
    List<CaseAction> possible(Actor actor, CaseView view, Marking marking) {
        return Stream.of(CaseAction.values())
                .filter(action -> action.power() != Power.WRITER && whyNot(actor, view, marking, action).isEmpty())
                .toList();
    }

    Optional<Refusal> whyNot(Actor actor, CaseView view, Marking marking, CaseAction action) {
        if (!oracle.sight(actor, view).isAny()) {
            return refused("没有这件办件，或不在您可以查看的范围内。");
        }
        CaseKind kind = kinds.of(view.kind());
        String word = kind.word(action);
        if (!action.isPossibleIn(view.state())) {
            return refused("这件办件现在是“" + kind.stateWord(view) + "”，不能" + word + "。请刷新页面查看最新情况。");
        }
        if (!kind.takes(action, view)) {
            return refused(kind.label() + "是“" + kind.stateWord(view) + "”，不能" + word + "。");
        }
        if (action == CaseAction.ADD_ASSISTING
                && kinds.process(view.kind(), view.process()).taskOver(CommonWords.ASSISTING).isEmpty()) {
            return refused(kind.label() + "没有协办的环节，不能" + word + "。");
        }
        if (action.isTiedToTask()) {
            if (task(actor, view, marking, action).isEmpty()) {
                return refused(isOpen(view, marking, action)
                        ? "“" + word + "”由其他岗位的同志办理，您没有这项权限。"
                        : "现在的环节不能" + word + "，可能已由其他同志办理。请刷新页面查看最新情况。");
            }
        } else if (!oracle.has(actor, action.power(), view)
                && !(action == CaseAction.URGE && oracle.has(actor, Power.LEAD, view))
                && !(action == CaseAction.INSTRUCT && oracle.has(actor, Power.OFFICE, view))) {
            return refused("您没有对这件办件“" + word + "”的权限。");
        }
        return waiting(view, action, kind.writerWord());
    }

    /** Whoever enters what a leader wrote says which leader it was. */
    Optional<Refusal> whyNotAs(Actor actor, CaseView view, CaseAct act) {
        return Refusal.when(act instanceof CaseAct.Instruct instruct && instruct.leader() == null
                && !oracle.has(actor, Power.LEAD, view), "请填写是谁批示的。");
    }

    /** Whether this person acts on the case as a leader, and not for the office that received it. */
    boolean asLeader(Actor actor, CaseView view) {
        return oracle.has(actor, Power.LEAD, view) && !oracle.has(actor, Power.OFFICE, view);
    }

    /** Of two cases that are brought together, whoever does it sees both; one that he does not see is as one that is not there. */
    Optional<Refusal> whyNotWith(Actor actor, Optional<CaseView> other) {
        return Refusal.when(other.filter(view -> oracle.sight(actor, view).isAny()).isEmpty(), NO_OTHER);
    }

    private static Optional<Refusal> waiting(CaseView view, CaseAction action, String writer) {
        if (action == CaseAction.ASK_EXTENSION) {
            return Refusal.when(view.waits() == CaseView.Wait.SUPPLEMENT,
                    "正在等" + writer + "补充材料，补齐后期限重新计算，到时还需要再申请延期。");
        }
        if (!ONLY_WAITING_OR_NOT.contains(action)) {
            return Optional.empty();
        }
        boolean suspended = view.waits() == CaseView.Wait.SUSPENDED;
        return action == CaseAction.RESUME
                ? Refusal.when(!suspended, "这件办件没有中止计时，不需要恢复。")
                : Refusal.when(view.waits() != null, "这件办件已经在" + (suspended ? "中止计时" : "等待" + writer + "补充材料") + "。");
    }

    /** The open task at which this person may do this. */
    Optional<Token> task(Actor actor, CaseView view, Marking marking, CaseAction action) {
        CaseProcess process = kinds.process(view.kind(), view.process());
        return marking.open()
                .stream()
                .filter(token -> process.taskOf(token).actions().contains(action.code()))
                .filter(token -> isFor(actor, view, process.taskOf(token), token))
                .findFirst();
    }

    private boolean isOpen(CaseView view, Marking marking, CaseAction action) {
        CaseProcess process = kinds.process(view.kind(), view.process());
        return marking.open().stream().anyMatch(token -> process.taskOf(token).actions().contains(action.code()));
    }

    /** Whether the task is this person's to do. */
    boolean isFor(Actor actor, CaseView view, TaskNode task, Token token) {
        Who who = Who.of(task.who());
        UnitPath unit = unitOf(view, who, token);
        if (who.power == Power.HANDLE) {
            return oracle.mayHandle(actor, view, unit);
        }
        return oracle.has(actor, who.power, view);
    }

    /** The unit whose people do the task. */
    static UnitPath unitOf(CaseView view, Who who, Token token) {
        return switch (who) {
            case OFFICE, LEADER -> view.home();
            case LEAD -> view.lead() == null ? view.home() : view.lead();
            case ASSISTING -> token.whom() == null ? view.home() : new UnitPath(token.whom());
        };
    }

    private static Optional<Refusal> refused(String text) {
        return Optional.of(new Refusal(text));
    }
}
