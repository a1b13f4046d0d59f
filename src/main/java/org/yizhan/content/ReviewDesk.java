package org.yizhan.content;

import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;

/** Review (审核): a text is handed in, signed step by step as its column asks, or given back. */
@Service
@Transactional
public class ReviewDesk {
    private final Acts acts;
    private final Editions editions;
    private final Checks checks;

    ReviewDesk(Acts acts, Editions editions, Checks checks) {
        this.acts = acts;
        this.editions = editions;
        this.checks = checks;
    }

    /**
     * Hands the text in for review. Blocks of the checks stop it, unless each is taken upon oneself with a reason; the mark of a
     * secrecy grade always stops it.
     */
    public Optional<Refusal> submit(Actor actor, Turn turn, List<CheckOverride> overrides) {
        return acts.act(actor, ContentAction.SUBMIT, ContentAct.SUBMITTED, turn, (edition, standing, now) -> {
            var blocked = checks.refusal(edition, overrides);
            if (blocked.isPresent()) {
                return blocked;
            }
            for (Finding finding : checks.overridden(edition, overrides)) {
                editions.override(edition, finding.check(), actor.ref().id(), checks.reason(finding, overrides), now);
                acts.note(actor, ContentAct.CHECK_OVERRIDDEN, edition, now, checks.reason(finding, overrides));
            }
            List<ReviewStep> chain = editions.chainOf(edition.columnId());
            EditionState next = chain.isEmpty() ? EditionState.SECRECY : EditionState.REVIEW;
            Workflow.go(edition.state(), ContentAction.SUBMIT, next);
            editions.submit(edition, next, actor.ref().id(), now);
            editions.openSheet(edition.id(), edition.round() + 1, chain);
            return acts.settle(actor, ContentAct.SUBMITTED, edition, now, "");
        });
    }

    public Optional<Refusal> takeBack(Actor actor, Turn turn) {
        return acts.act(actor, ContentAction.TAKE_BACK, ContentAct.TAKEN_BACK, turn, (edition, standing, now) -> {
            editions.moveTo(edition, Workflow.go(edition.state(), ContentAction.TAKE_BACK, EditionState.DRAFT), now);
            return acts.settle(actor, ContentAct.TAKEN_BACK, edition, now, "");
        });
    }

    /** Signs the step whose turn it is. */
    public Optional<Refusal> approve(Actor actor, Turn turn, String remark) {
        return acts.act(actor, ContentAction.APPROVE, ContentAct.APPROVED, turn, (edition, standing, now) -> {
            var tampering = Acts.tampering(edition);
            if (tampering.isPresent()) {
                return tampering;
            }
            Standing.Line line = standing.open().orElseThrow();
            editions.sign(edition, line.step(), "APPROVED", actor.ref().id(), now, Acts.words(remark));
            boolean last = standing.sheet().stream().filter(l -> l.signedBy() == null).count() == 1;
            EditionState next = last ? EditionState.SECRECY : EditionState.REVIEW;
            editions.moveTo(edition, Workflow.go(edition.state(), ContentAction.APPROVE, next), now);
            return acts.settle(actor, ContentAct.APPROVED, edition, now, line.name() + join(remark));
        });
    }

    /** Gives it back to the author, from a review step or instead of publishing. */
    public Optional<Refusal> giveBack(Actor actor, Turn turn, String remark) {
        return acts.act(actor, ContentAction.RETURN, ContentAct.RETURNED, turn, (edition, standing, now) -> {
            if (Acts.words(remark).isEmpty()) {
                return Acts.refuse("请写明退回的意见，让作者知道要改什么。");
            }
            if (edition.state() == EditionState.REVIEW) {
                Standing.Line line = standing.open().orElseThrow();
                editions.sign(edition, line.step(), "RETURNED", actor.ref().id(), now, Acts.words(remark));
            }
            editions.moveTo(edition, Workflow.go(edition.state(), ContentAction.RETURN, EditionState.RETURNED), now);
            return acts.settle(actor, ContentAct.RETURNED, edition, now, Acts.words(remark));
        });
    }

    private static String join(String remark) {
        String words = Acts.words(remark);
        return words.isEmpty() ? "" : "：" + words;
    }
}
