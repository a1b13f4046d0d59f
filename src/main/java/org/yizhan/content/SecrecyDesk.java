package org.yizhan.content;

import java.util.Optional;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.content.SecrecyFinding.Mark;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;

/** The secrecy review (保密审查), which no text passes by. */
@Service
@Transactional
public class SecrecyDesk {
    private final Acts acts;
    private final Editions editions;

    SecrecyDesk(Acts acts, Editions editions) {
        this.acts = acts;
        this.editions = editions;
    }

    /**
     * The secrecy review, signed by the leader and put into the archive for exactly this text. All clear passes; something found
     * refuses; something doubtful goes to the secrecy department, and passes only with the department's answer.
     */
    public Optional<Refusal> conclude(Actor actor, Turn turn, SecrecyFinding finding) {
        var clean = new SecrecyFinding(finding.stateSecret(), finding.tradeSecret(), finding.privacy(), finding.other(),
                Acts.words(finding.opinion()),
                finding.departmentAnswer() == null || Acts.words(finding.departmentAnswer()).isEmpty()
                        ? null
                        : Acts.words(finding.departmentAnswer()));
        if (clean.has(Mark.FOUND)) {
            return refuseIt(actor, turn, clean);
        }
        if (clean.has(Mark.DOUBTFUL)) {
            return askDepartment(actor, turn, clean);
        }
        return acts.act(actor, ContentAction.CLEAR_SECRECY, ContentAct.SECRECY_PASSED, turn,
                (edition, standing, now) -> {
                    var tampering = Acts.tampering(edition);
                    if (tampering.isPresent()) {
                        return tampering;
                    }
                    boolean asked = editions.secrecyResult(edition).filter("ASKED"::equals).isPresent();
                    if (asked && clean.departmentAnswer() == null) {
                        return Acts.refuse("这篇稿件已商请保密部门审定，请先填写保密部门的答复，再作结论。");
                    }
                    editions.archiveSecrecy(edition, actor.ref().id(), now, clean, "PASSED");
                    editions.moveTo(edition,
                            Workflow.go(edition.state(), ContentAction.CLEAR_SECRECY, EditionState.READY),
                            now);
                    return acts.settle(actor, ContentAct.SECRECY_PASSED, edition, now, clean.opinion());
                });
    }

    private Optional<Refusal> refuseIt(Actor actor, Turn turn, SecrecyFinding finding) {
        return acts.act(actor, ContentAction.REFUSE_SECRECY, ContentAct.SECRECY_REFUSED, turn,
                (edition, standing, now) -> {
                    if (finding.opinion().isEmpty()) {
                        return Acts.refuse("请写明不能公开的内容和理由。");
                    }
                    editions.archiveSecrecy(edition, actor.ref().id(), now, finding, "REFUSED");
                    editions.moveTo(edition,
                            Workflow.go(edition.state(), ContentAction.REFUSE_SECRECY, EditionState.RETURNED),
                            now);
                    return acts.settle(actor, ContentAct.SECRECY_REFUSED, edition, now, finding.opinion());
                });
    }

    private Optional<Refusal> askDepartment(Actor actor, Turn turn, SecrecyFinding finding) {
        return acts.act(actor, ContentAction.ASK_SECRECY, ContentAct.SECRECY_ASKED, turn, (edition, standing, now) -> {
            if (finding.opinion().isEmpty()) {
                return Acts.refuse("请写明难以确定的内容，以便商请保密部门审定。");
            }
            editions.archiveSecrecy(edition, actor.ref().id(), now, finding, "ASKED");
            editions.moveTo(edition, Workflow.go(edition.state(), ContentAction.ASK_SECRECY, EditionState.SECRECY),
                    now);
            return acts.settle(actor, ContentAct.SECRECY_ASKED, edition, now, finding.opinion());
        });
    }
}
