package org.yizhan.content;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.springframework.stereotype.Component;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;

/**
 * What happens when an edition goes live and when it is taken off (上线与下线), however that was decided: by hand, at a time approved
 * beforehand, or in an emergency. To be called under the lock of the document.
 */
@Component
class Release {
    private final Acts acts;
    private final Editions editions;
    private final ColumnShelf columns;
    private final IndexNumbers numbers;
    private final PublicSide publicSide;
    private final Plans plans;
    private final List<PublicationGate> gates;

    Release(Acts acts, Editions editions, ColumnShelf columns, IndexNumbers numbers, PublicSide publicSide, Plans plans,
            List<PublicationGate> gates) {
        this.acts = acts;
        this.editions = editions;
        this.columns = columns;
        this.numbers = numbers;
        this.publicSide = publicSide;
        this.plans = plans;
        this.gates = List.copyOf(gates);
    }

    /** Why the edition cannot go live now; empty when everything is there that must be. */
    Optional<Refusal> hindrance(Edition edition) {
        return unfit(edition).or(() -> Refusal.when(!editions.wholeSheetApproved(edition),
                "审核环节没有全部签署，不能发布。请退回后重新提交。"))
                .or(() -> Refusal.when(!secrecyPassed(edition), "没有针对当前内容的保密审查记录，不能发布。请退回后重新提交审查。"))
                .or(() -> objections(edition).stream().findFirst());
    }

    /** What holds even in an emergency: only what is meant for the public, as it was signed for, into a column that is open. */
    Optional<Refusal> unfit(Edition edition) {
        if (edition.nature() != Nature.VOLUNTARY) {
            return Acts.refuse("只有“主动公开”的内容可以发布到网站，这篇稿件是“"
                    + (edition.nature() == null ? "未定" : edition.nature().label()) + "”。");
        }
        return Acts.tampering(edition)
                .or(() -> Refusal.when(columns.open(edition.columnId()).isEmpty(),
                        "栏目“" + edition.columnName() + "”已关闭，不能发布。请退回后改选栏目。"));
    }

    boolean secrecyPassed(Edition edition) {
        return editions.secrecyResult(edition).filter("PASSED"::equals).isPresent();
    }

    /** What other modules miss. */
    List<Refusal> objections(Edition edition) {
        var candidate = new PublicationGate.Candidate(edition.documentId(), edition.columnId(), edition.model(),
                edition.title(),
                edition.disclosure());
        return gates.stream().flatMap(gate -> gate.refusal(candidate).stream()).toList();
    }

    /**
     * Makes the text public, and takes the place of the edition that was live.
     *
     * @param publisher who decided it, which at a planned time is not the one who acts
     */
    void goLive(Actor actor, ContentAction action, ContentAct act, Edition edition, long publisher, Instant now,
            String words) {
        Workflow.go(edition.state(), action, EditionState.LIVE);
        Set<Long> formerFiles = editions.live(edition.documentId()).map(Edition::fileIds).orElse(Set.of());
        long orderKey = publicSide.nextOrderKey(edition.siteId(), now);
        String number = edition.indexNumber() == null && edition.disclosure()
                ? numbers.next(new IndexRule.Newcomer(edition.documentId(), edition.siteId(), edition.columnId(),
                        edition.unit(), now))
                : null;
        editions.publish(edition, publisher, now, orderKey, number);
        acts.settle(actor, act, edition, now, words);
        Edition live = editions.live(edition.documentId()).orElseThrow();
        publicSide.show(live, now, editions.attachmentText(live), formerFiles);
    }

    /** The withdrawal as it is kept, or why it cannot be. */
    static Optional<Refusal> refusal(Withdrawal how) {
        if (Acts.words(how.reason()).isEmpty()) {
            return Acts.refuse("请写明撤稿的原因。");
        }
        String successor = how.successor() == null ? "" : how.successor().strip();
        return Refusal.when(needsSuccessor(how) && !successor.matches("/(?!/)[^\\s\"<>\\\\]{0,500}"),
                "请填写读者改看的本站地址，以“/”开头，例如 /tzgg/202611/123.html。");
    }

    static Withdrawal clean(Withdrawal how) {
        return new Withdrawal(how.kind(), Acts.words(how.reason()),
                needsSuccessor(how) && how.successor() != null ? how.successor().strip() : null);
    }

    private static boolean needsSuccessor(Withdrawal how) {
        return how.kind() == Withdrawn.Kind.REDIRECT || how.kind() == Withdrawn.Kind.REPLACED;
    }

    /**
     * Takes the article off every surface.
     *
     * @param how as {@link #clean} left it
     */
    void takeOff(Actor actor, ContentAct act, Edition live, Withdrawal how, long person, Instant now, String words) {
        Workflow.go(live.state(), ContentAction.WITHDRAW, EditionState.WITHDRAWN);
        editions.takeOff(live, how, person, now);
        plans.overtaken(live, EditionState.WITHDRAWN, actor, now);
        acts.note(actor, act, editions.byId(live.id()).orElseThrow(), now, words);
        publicSide.hide(live, how, now);
    }
}
