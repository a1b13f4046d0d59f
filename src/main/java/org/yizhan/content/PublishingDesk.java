package org.yizhan.content;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;

/** Publishing and withdrawing (发布与撤稿): the only way by which an article becomes public, and by which it stops being so. */
@Service
@Transactional
public class PublishingDesk {
    private final Acts acts;
    private final Editions editions;
    private final ColumnShelf columns;
    private final IndexNumbers numbers;
    private final PublicSide publicSide;
    private final List<PublicationGate> gates;

    PublishingDesk(Acts acts, Editions editions, ColumnShelf columns, IndexNumbers numbers, PublicSide publicSide,
            List<PublicationGate> gates) {
        this.acts = acts;
        this.editions = editions;
        this.columns = columns;
        this.numbers = numbers;
        this.publicSide = publicSide;
        this.gates = List.copyOf(gates);
    }

    /** Makes the text public, and takes the place of the edition that was live. */
    public Optional<Refusal> publish(Actor actor, Turn turn) {
        return acts.act(actor, ContentAction.PUBLISH, ContentAct.PUBLISHED, turn, (edition, standing, now) -> {
            if (edition.nature() != Nature.VOLUNTARY) {
                return Acts.refuse("只有“主动公开”的内容可以发布到网站，这篇稿件是“"
                        + (edition.nature() == null ? "未定" : edition.nature().label()) + "”。");
            }
            var tampering = Acts.tampering(edition);
            if (tampering.isPresent()) {
                return tampering;
            }
            if (!editions.wholeSheetApproved(edition)) {
                return Acts.refuse("审核环节没有全部签署，不能发布。请退回后重新提交。");
            }
            if (editions.secrecyResult(edition).filter("PASSED"::equals).isEmpty()) {
                return Acts.refuse("没有针对当前内容的保密审查记录，不能发布。请退回后重新提交审查。");
            }
            if (columns.open(edition.columnId()).isEmpty()) {
                return Acts.refuse("栏目“" + edition.columnName() + "”已关闭，不能发布。请退回后改选栏目。");
            }
            var objection = objection(edition);
            if (objection.isPresent()) {
                return objection;
            }
            Workflow.go(edition.state(), ContentAction.PUBLISH, EditionState.LIVE);
            Set<Long> formerFiles = editions.live(edition.documentId()).map(Edition::fileIds).orElse(Set.of());
            long orderKey = publicSide.nextOrderKey(edition.siteId(), now);
            String number = edition.indexNumber() == null && edition.disclosure()
                    ? numbers.next(new IndexRule.Newcomer(edition.documentId(), edition.siteId(), edition.columnId(),
                            edition.unit(), now))
                    : null;
            editions.publish(edition, actor.ref().id(), now, orderKey, number);
            Optional<Refusal> none = acts.settle(actor, ContentAct.PUBLISHED, edition, now, "");
            Edition live = editions.live(edition.documentId()).orElseThrow();
            publicSide.show(live, now, editions.attachmentText(live.fileIds()), formerFiles);
            return none;
        });
    }

    private Optional<Refusal> objection(Edition edition) {
        var candidate = new PublicationGate.Candidate(edition.documentId(), edition.columnId(), null, edition.title(),
                edition.disclosure());
        return gates.stream().flatMap(gate -> gate.refusal(candidate).stream()).findFirst();
    }

    /** Takes the article off: gone from page, list, search, feed, attachment and cache in this one act. */
    public Optional<Refusal> withdraw(Actor actor, long documentId, Withdrawal how) {
        return acts.onLive(actor, ContentAction.WITHDRAW, ContentAct.WITHDRAWN, documentId, (live, standing, now) -> {
            String reason = Acts.words(how.reason());
            if (reason.isEmpty()) {
                return Acts.refuse("请写明撤稿的原因。");
            }
            String successor = how.successor() == null ? "" : how.successor().strip();
            boolean needsSuccessor = how.kind() == Withdrawn.Kind.REDIRECT || how.kind() == Withdrawn.Kind.REPLACED;
            if (needsSuccessor && !successor.matches("/(?!/)[^\\s\"<>\\\\]{0,500}")) {
                return Acts.refuse("请填写读者改看的本站地址，以“/”开头，例如 /tzgg/202611/123.html。");
            }
            Workflow.go(live.state(), ContentAction.WITHDRAW, EditionState.WITHDRAWN);
            editions.takeOff(live, new Withdrawal(how.kind(), reason, needsSuccessor ? successor : null),
                    actor.ref().id(), now);
            acts.note(actor, ContentAct.WITHDRAWN, editions.byId(live.id()).orElseThrow(), now, reason);
            publicSide.hide(live, new Withdrawal(how.kind(), reason, needsSuccessor ? successor : null), now);
            return Optional.empty();
        });
    }
}
