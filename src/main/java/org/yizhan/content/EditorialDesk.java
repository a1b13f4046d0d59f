package org.yizhan.content;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.SecrecyFinding.Mark;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/**
 * The editors' desk (采编): the only way by which an article becomes public. Every act takes the lock of its document, asks the
 * rules again, and leaves its trail in the same transaction.
 */
@Service
@Transactional
public class EditorialDesk {
    private final Editions editions;
    private final ColumnShelf columns;
    private final TextReader reader;
    private final FileRights fileRights;
    private final Checks checks;
    private final SiteNumbers numbers;
    private final PublicSide publicSide;
    private final Trail trail;
    private final Directory directory;
    private final CountyClock clock;

    EditorialDesk(Editions editions, ColumnShelf columns, TextReader reader, FileRights fileRights, Checks checks,
            SiteNumbers numbers, PublicSide publicSide, Trail trail, Directory directory, CountyClock clock) {
        this.editions = editions;
        this.columns = columns;
        this.reader = reader;
        this.fileRights = fileRights;
        this.checks = checks;
        this.numbers = numbers;
        this.publicSide = publicSide;
        this.trail = trail;
        this.directory = directory;
        this.clock = clock;
    }

    /** The version of the document that is the present one; for callers that act at once and need not compare. */
    @Transactional(readOnly = true)
    public Turn turn(long documentId) {
        return editions.current(documentId)
                .map(Edition::turn)
                .orElseThrow(() -> new IllegalArgumentException("no document " + documentId));
    }

    /** Begins a new document in the column. */
    public Saved draft(Actor actor, long columnId, Draft draft) {
        var column = columns.open(columnId);
        if (column.isEmpty()) {
            return refused("这个栏目不存在或已关闭，请另选栏目。");
        }
        var refusal = ContentRules.refusal(ContentAction.WRITE, actor, column.get().unit());
        if (refusal.isPresent()) {
            return new Saved.Refused(refusal.get());
        }
        return switch (read(actor, null, draft)) {
            case TextReader.Read.Unreadable unreadable -> new Saved.Refused(unreadable.why());
            case TextReader.Read.Readable readable -> {
                Instant now = clock.now();
                long document = editions.newDocument(column.get().siteId(), actor.ref().id(), now);
                editions.insert(document, columnId, readable.text(), actor.ref().id(), now);
                Edition after = present(document);
                trail.leave(actor, ContentAct.DRAFTED, after, now, "");
                yield new Saved.Done(after.turn());
            }
        };
    }

    /** Stores the text over the one that {@code turn} names. Whoever saves second gets both texts back and loses nothing. */
    public Saved save(Actor actor, Turn turn, long columnId, Draft draft) {
        var found = locked(turn.documentId());
        if (found.isEmpty()) {
            return refused("这篇稿件不存在。");
        }
        Edition edition = found.get();
        var refusal = ContentRules.refusal(ContentAction.SAVE, actor, editions.standing(edition));
        if (refusal.isPresent()) {
            return new Saved.Refused(refusal.get());
        }
        var column = columns.open(columnId);
        if (column.isEmpty() || column.get().siteId() != edition.siteId()) {
            return refused("这个栏目不存在、已关闭或属于别的站点，请另选栏目。");
        }
        var elsewhere = ContentRules.refusal(ContentAction.WRITE, actor, column.get().unit());
        if (elsewhere.isPresent()) {
            return new Saved.Refused(elsewhere.get());
        }
        TextReader.Read read = read(actor, edition, draft);
        if (read instanceof TextReader.Read.Unreadable unreadable) {
            return new Saved.Refused(unreadable.why());
        }
        Text text = ((TextReader.Read.Readable) read).text();
        if (edition.version() != turn.version()) {
            if (text.digest(columnId).equals(edition.digest())) {
                return new Saved.Done(edition.turn());
            }
            return new Saved.Overtaken(edition.turn(), lastHand(edition), edition.draft(), draft);
        }
        Instant now = clock.now();
        editions.update(edition, columnId, text, actor.ref().id(), now);
        Edition after = present(edition.documentId());
        trail.leave(actor, ContentAct.SAVED, after, now, "");
        return new Saved.Done(after.turn());
    }

    /**
     * Hands the text in for review. Blocks of the checks stop it, unless each is taken upon oneself with a reason; the mark of a
     * secrecy grade always stops it.
     */
    public Optional<Refusal> submit(Actor actor, Turn turn, List<CheckOverride> overrides) {
        return act(actor, ContentAction.SUBMIT, ContentAct.SUBMITTED, turn, (edition, standing, now) -> {
            var blocked = checks.refusal(edition, overrides);
            if (blocked.isPresent()) {
                return blocked;
            }
            for (Finding finding : checks.overridden(edition, overrides)) {
                editions.override(edition, finding.check(), actor.ref().id(), checks.reason(finding, overrides), now);
                trail.leave(actor, ContentAct.CHECK_OVERRIDDEN, edition, now, checks.reason(finding, overrides));
            }
            List<ReviewStep> chain = editions.chainOf(edition.columnId());
            EditionState next = chain.isEmpty() ? EditionState.SECRECY : EditionState.REVIEW;
            Workflow.go(edition.state(), ContentAction.SUBMIT, next);
            editions.submit(edition, next, actor.ref().id(), now);
            editions.openSheet(edition.id(), edition.round() + 1, chain);
            return settle(actor, ContentAct.SUBMITTED, edition, now, "");
        });
    }

    public Optional<Refusal> takeBack(Actor actor, Turn turn) {
        return act(actor, ContentAction.TAKE_BACK, ContentAct.TAKEN_BACK, turn, (edition, standing, now) -> {
            editions.moveTo(edition, Workflow.go(edition.state(), ContentAction.TAKE_BACK, EditionState.DRAFT), now);
            return settle(actor, ContentAct.TAKEN_BACK, edition, now, "");
        });
    }

    /** Signs the step whose turn it is. */
    public Optional<Refusal> approve(Actor actor, Turn turn, String remark) {
        return act(actor, ContentAction.APPROVE, ContentAct.APPROVED, turn, (edition, standing, now) -> {
            if (!edition.digestNow().equals(edition.digest())) {
                return tampered();
            }
            Standing.Line line = standing.open().orElseThrow();
            editions.sign(edition, line.step(), "APPROVED", actor.ref().id(), now, words(remark));
            boolean last = standing.sheet().stream().filter(l -> l.signedBy() == null).count() == 1;
            EditionState next = last ? EditionState.SECRECY : EditionState.REVIEW;
            editions.moveTo(edition, Workflow.go(edition.state(), ContentAction.APPROVE, next), now);
            return settle(actor, ContentAct.APPROVED, edition, now, line.name() + join(remark));
        });
    }

    /** Gives it back to the author, from a review step or instead of publishing. */
    public Optional<Refusal> giveBack(Actor actor, Turn turn, String remark) {
        return act(actor, ContentAction.RETURN, ContentAct.RETURNED, turn, (edition, standing, now) -> {
            if (words(remark).isEmpty()) {
                return refuse("请写明退回的意见，让作者知道要改什么。");
            }
            if (edition.state() == EditionState.REVIEW) {
                Standing.Line line = standing.open().orElseThrow();
                editions.sign(edition, line.step(), "RETURNED", actor.ref().id(), now, words(remark));
            }
            editions.moveTo(edition, Workflow.go(edition.state(), ContentAction.RETURN, EditionState.RETURNED), now);
            return settle(actor, ContentAct.RETURNED, edition, now, words(remark));
        });
    }

    /**
     * The secrecy review, signed by the leader and put into the archive for exactly this text. All clear passes; something found
     * refuses; something doubtful goes to the secrecy department, and passes only with the department's answer.
     */
    public Optional<Refusal> secrecy(Actor actor, Turn turn, SecrecyFinding finding) {
        var clean = new SecrecyFinding(finding.stateSecret(), finding.tradeSecret(), finding.privacy(), finding.other(),
                words(finding.opinion()),
                finding.departmentAnswer() == null || words(finding.departmentAnswer()).isEmpty()
                        ? null
                        : words(finding.departmentAnswer()));
        if (clean.has(Mark.FOUND)) {
            return refuseSecrecy(actor, turn, clean);
        }
        if (clean.has(Mark.DOUBTFUL)) {
            return askSecrecy(actor, turn, clean);
        }
        return act(actor, ContentAction.CLEAR_SECRECY, ContentAct.SECRECY_PASSED, turn, (edition, standing, now) -> {
            if (!edition.digestNow().equals(edition.digest())) {
                return tampered();
            }
            boolean asked = editions.secrecyResult(edition).filter("ASKED"::equals).isPresent();
            if (asked && clean.departmentAnswer() == null) {
                return refuse("这篇稿件已商请保密部门审定，请先填写保密部门的答复，再作结论。");
            }
            editions.archiveSecrecy(edition, actor.ref().id(), now, clean, "PASSED");
            editions.moveTo(edition, Workflow.go(edition.state(), ContentAction.CLEAR_SECRECY, EditionState.READY),
                    now);
            return settle(actor, ContentAct.SECRECY_PASSED, edition, now, clean.opinion());
        });
    }

    private Optional<Refusal> refuseSecrecy(Actor actor, Turn turn, SecrecyFinding finding) {
        return act(actor, ContentAction.REFUSE_SECRECY, ContentAct.SECRECY_REFUSED, turn, (edition, standing, now) -> {
            if (finding.opinion().isEmpty()) {
                return refuse("请写明不能公开的内容和理由。");
            }
            editions.archiveSecrecy(edition, actor.ref().id(), now, finding, "REFUSED");
            editions.moveTo(edition, Workflow.go(edition.state(), ContentAction.REFUSE_SECRECY, EditionState.RETURNED),
                    now);
            return settle(actor, ContentAct.SECRECY_REFUSED, edition, now, finding.opinion());
        });
    }

    private Optional<Refusal> askSecrecy(Actor actor, Turn turn, SecrecyFinding finding) {
        return act(actor, ContentAction.ASK_SECRECY, ContentAct.SECRECY_ASKED, turn, (edition, standing, now) -> {
            if (finding.opinion().isEmpty()) {
                return refuse("请写明难以确定的内容，以便商请保密部门审定。");
            }
            editions.archiveSecrecy(edition, actor.ref().id(), now, finding, "ASKED");
            editions.moveTo(edition, Workflow.go(edition.state(), ContentAction.ASK_SECRECY, EditionState.SECRECY),
                    now);
            return settle(actor, ContentAct.SECRECY_ASKED, edition, now, finding.opinion());
        });
    }

    /** Makes the text public, and takes the place of the edition that was live. */
    public Optional<Refusal> publish(Actor actor, Turn turn) {
        return act(actor, ContentAction.PUBLISH, ContentAct.PUBLISHED, turn, (edition, standing, now) -> {
            if (edition.nature() != Nature.VOLUNTARY) {
                return refuse("只有“主动公开”的内容可以发布到网站，这篇稿件是“"
                        + (edition.nature() == null ? "未定" : edition.nature().label()) + "”。");
            }
            if (!edition.digestNow().equals(edition.digest())) {
                return tampered();
            }
            if (!editions.wholeSheetApproved(edition)) {
                return refuse("审核环节没有全部签署，不能发布。请退回后重新提交。");
            }
            if (editions.secrecyResult(edition).filter("PASSED"::equals).isEmpty()) {
                return refuse("没有针对当前内容的保密审查记录，不能发布。请退回后重新提交审查。");
            }
            if (columns.open(edition.columnId()).isEmpty()) {
                return refuse("栏目“" + edition.columnName() + "”已关闭，不能发布。请退回后改选栏目。");
            }
            Workflow.go(edition.state(), ContentAction.PUBLISH, EditionState.LIVE);
            Set<Long> formerFiles = editions.live(edition.documentId())
                    .map(live -> fileIds(live))
                    .orElse(Set.of());
            long orderKey = publicSide.nextOrderKey(edition.siteId(), now);
            String number = edition.indexNumber() == null && edition.disclosure()
                    ? numbers.next(edition.siteId(), clock.local(now).getYear())
                    : null;
            editions.publish(edition, actor.ref().id(), now, orderKey, number);
            Optional<Refusal> none = settle(actor, ContentAct.PUBLISHED, edition, now, "");
            Edition live = editions.live(edition.documentId()).orElseThrow();
            publicSide.show(live, orderKey, now, editions.attachmentText(fileIds(live)), formerFiles);
            return none;
        });
    }

    /** Takes the article off: gone from page, list, search, feed, attachment and cache in this one act. */
    public Optional<Refusal> withdraw(Actor actor, long documentId, Withdrawal how) {
        if (!editions.lock(documentId)) {
            return refuse("这篇稿件不存在。");
        }
        var found = editions.live(documentId);
        if (found.isEmpty()) {
            boolean wasOwn = editions.current(documentId)
                    .filter(e -> editions.alreadyDone(documentId, ContentAct.WITHDRAWN, actor.ref().id(), e.version()))
                    .isPresent();
            return Refusal.when(!wasOwn, "这篇稿件没有在网站上发布，不用撤稿。");
        }
        Edition live = found.get();
        var refusal = ContentRules.refusal(ContentAction.WITHDRAW, actor, editions.standing(live));
        if (refusal.isPresent()) {
            return refusal;
        }
        String reason = words(how.reason());
        if (reason.isEmpty()) {
            return refuse("请写明撤稿的原因。");
        }
        String successor = how.successor() == null ? "" : how.successor().strip();
        boolean needsSuccessor = how.kind() == Withdrawn.Kind.REDIRECT || how.kind() == Withdrawn.Kind.REPLACED;
        if (needsSuccessor && !successor.matches("/(?!/)[^\\s\"<>\\\\]{0,500}")) {
            return refuse("请填写读者改看的本站地址，以“/”开头，例如 /tzgg/202611/123.html。");
        }
        Instant now = clock.now();
        Workflow.go(live.state(), ContentAction.WITHDRAW, EditionState.WITHDRAWN);
        editions.takeOff(live, new Withdrawal(how.kind(), reason, needsSuccessor ? successor : null), actor.ref().id(),
                now);
        Edition after = editions.byId(live.id()).orElseThrow();
        trail.leave(actor, ContentAct.WITHDRAWN, after, now, reason);
        publicSide.hide(live);
        return Optional.empty();
    }

    /** Opens the next edition, with the text of the last; what is live stays as it is. */
    public Saved revise(Actor actor, long documentId) {
        var found = locked(documentId);
        if (found.isEmpty()) {
            return refused("这篇稿件不存在。");
        }
        Edition last = found.get();
        if (last.state().inWork() && last.number() > 1 && last.authors().contains(actor.ref().id())) {
            return new Saved.Done(last.turn());
        }
        var refusal = last.state().inWork()
                ? Optional.of(new Refusal("这篇稿件已有一个正在修改的版本（" + last.state().label() + "），请在那里继续。"))
                : ContentRules.refusal(ContentAction.REVISE, actor, editions.standing(last));
        if (refusal.isPresent()) {
            return new Saved.Refused(refusal.get());
        }
        Instant now = clock.now();
        editions.insert(documentId, last.columnId(), textOf(last), actor.ref().id(), now);
        Edition after = present(documentId);
        trail.leave(actor, ContentAct.REVISED, after, now, "");
        return new Saved.Done(after.turn());
    }

    /** Gives up a text that is not wanted any more; it stays in the history. */
    public Optional<Refusal> drop(Actor actor, Turn turn) {
        return act(actor, ContentAction.DROP, ContentAct.DROPPED, turn, (edition, standing, now) -> {
            editions.moveTo(edition, Workflow.go(edition.state(), ContentAction.DROP, EditionState.DROPPED), now);
            Edition after = editions.byId(edition.id()).orElseThrow();
            trail.leave(actor, ContentAct.DROPPED, after, now, "");
            trail.turn(actor, after, editions.standing(after), "");
            return Optional.empty();
        });
    }

    private interface Deed {
        Optional<Refusal> on(Edition edition, Standing standing, Instant now);
    }

    private Optional<Refusal> act(Actor actor, ContentAction action, ContentAct act, Turn turn, Deed deed) {
        var found = locked(turn.documentId());
        if (found.isEmpty()) {
            return refuse("这篇稿件不存在。");
        }
        Edition edition = found.get();
        if (edition.version() != turn.version()) {
            return Refusal.when(
                    !editions.alreadyDone(turn.documentId(), act, actor.ref().id(), turn.version() + 1),
                    "这篇稿件刚被别人处理过，请看过最新的内容再决定。");
        }
        Standing standing = editions.standing(edition);
        var refusal = ContentRules.refusal(action, actor, standing);
        return refusal.isPresent() ? refusal : deed.on(edition, standing, clock.now());
    }

    /** Leaves the trail of an act on an edition that has just moved on. */
    private Optional<Refusal> settle(Actor actor, ContentAct act, Edition before, Instant now, String words) {
        Edition after = editions.byId(before.id()).orElseThrow();
        trail.leave(actor, act, after, now, words);
        trail.turn(actor, after, editions.standing(after), words);
        return Optional.empty();
    }

    private Optional<Edition> locked(long documentId) {
        return editions.lock(documentId) ? editions.current(documentId) : Optional.empty();
    }

    private Edition present(long documentId) {
        return editions.current(documentId).orElseThrow();
    }

    private TextReader.Read read(Actor actor, @Nullable Edition edition, Draft draft) {
        TextReader.Read read = reader.read(draft);
        if (read instanceof TextReader.Read.Readable readable) {
            var refusal = fileRights.refusal(actor, edition == null ? null : edition.documentId(), readable.text());
            if (refusal.isPresent()) {
                return new TextReader.Read.Unreadable(refusal.get());
            }
        }
        return read;
    }

    private String lastHand(Edition edition) {
        return editions.history(edition.documentId())
                .stream()
                .findFirst()
                .flatMap(last -> directory.person(new PersonId(last.person())))
                .map(Person::name)
                .orElse("另一位同志");
    }

    private static Text textOf(Edition edition) {
        return new Text(edition.title(), edition.summary(), new CleanHtml(edition.bodyHtml(), edition.bodyText(),
                List.of()), edition.source(), edition.author(), edition.editor(), edition.issuingBody(),
                edition.documentNumber(), edition.issuedOn(), edition.keywords(), edition.nature(), edition.ground(),
                edition.picture(), edition.files());
    }

    private static Set<Long> fileIds(Edition edition) {
        return edition.files().stream().map(EditionFile::fileId).collect(Collectors.toCollection(HashSet::new));
    }

    private static String words(String typed) {
        String words = PlainText.lines(typed);
        return words.codePointCount(0, words.length()) <= 2000
                ? words
                : words.substring(0, words.offsetByCodePoints(0, 2000));
    }

    private static String join(String remark) {
        String words = words(Objects.requireNonNullElse(remark, ""));
        return words.isEmpty() ? "" : "：" + words;
    }

    private static Optional<Refusal> tampered() {
        return refuse("稿件内容与记录的摘要不一致，可能被绕过系统改动，不能继续。请联系系统管理员和安全审计员。");
    }

    private static Optional<Refusal> refuse(String text) {
        return Optional.of(new Refusal(text));
    }

    private static Saved refused(String text) {
        return new Saved.Refused(new Refusal(text));
    }
}
