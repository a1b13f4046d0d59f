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
        Verdict verdict = clean.has(Mark.FOUND)
                ? Verdict.REFUSED
                : clean.has(Mark.DOUBTFUL) ? Verdict.ASKED : Verdict.PASSED;
        return acts.act(actor, verdict.action, verdict.act, turn, (edition, standing, now) -> {
            var missing = missing(verdict, edition, clean);
            if (missing.isPresent()) {
                return missing;
            }
            editions.archiveSecrecy(edition, actor.ref().id(), now, clean, verdict.name());
            editions.moveTo(edition, Workflow.go(edition.state(), verdict.action, verdict.next), now);
            return acts.settle(actor, verdict.act, edition, now, clean.opinion());
        });
    }

    /** How a review ends, as the archive says it, and what becomes of the text. */
    private enum Verdict {
        PASSED(ContentAction.CLEAR_SECRECY, ContentAct.SECRECY_PASSED, EditionState.READY),
        ASKED(ContentAction.ASK_SECRECY, ContentAct.SECRECY_ASKED, EditionState.SECRECY),
        REFUSED(ContentAction.REFUSE_SECRECY, ContentAct.SECRECY_REFUSED, EditionState.RETURNED);

        private final ContentAction action;
        private final ContentAct act;
        private final EditionState next;

        Verdict(ContentAction action, ContentAct act, EditionState next) {
            this.action = action;
            this.act = act;
            this.next = next;
        }
    }

    private Optional<Refusal> missing(Verdict verdict, Edition edition, SecrecyFinding finding) {
        return switch (verdict) {
            case PASSED -> Acts.tampering(edition)
                    .or(() -> Refusal.when(finding.departmentAnswer() == null && wasAsked(edition),
                            "这篇稿件已商请保密部门审定，请先填写保密部门的答复，再作结论。"));
            case ASKED -> Refusal.when(finding.opinion().isEmpty(), "请写明难以确定的内容，以便商请保密部门审定。");
            case REFUSED -> Refusal.when(finding.opinion().isEmpty(), "请写明不能公开的内容和理由。");
        };
    }

    private boolean wasAsked(Edition edition) {
        return editions.secrecyResult(edition).filter(Verdict.ASKED.name()::equals).isPresent();
    }
}
