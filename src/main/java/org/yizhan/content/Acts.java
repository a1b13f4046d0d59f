package org.yizhan.content;

import java.time.Instant;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/**
 * The frame of every act on an article: it takes the lock of the document, sees that the text is still the one that its person
 * saw, asks the rules again, and leaves its trail in the same transaction.
 */
@Component
class Acts {
    private static final int LONGEST_REMARK = 2000;

    private final Editions editions;
    private final Waiting waiting;
    private final Trail trail;
    private final Plans plans;
    private final CountyClock clock;
    private final DailyCounts counts;

    Acts(Editions editions, Waiting waiting, Trail trail, Plans plans, CountyClock clock, DailyCounts counts) {
        this.plans = plans;
        this.editions = editions;
        this.waiting = waiting;
        this.trail = trail;
        this.clock = clock;
        this.counts = counts;
    }

    /** What an act does once it is allowed. */
    interface Deed {
        Optional<Refusal> on(Edition edition, Standing standing, Instant now);
    }

    Optional<Refusal> act(Actor actor, ContentAction action, ContentAct act, Turn turn, Deed deed) {
        var found = locked(turn.documentId());
        if (found.isEmpty()) {
            return notThere();
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

    /** An act on what is public now; nobody edits that, so there is no version to compare. */
    Optional<Refusal> onLive(Actor actor, ContentAction action, ContentAct act, long documentId, Deed deed) {
        if (!editions.lock(documentId)) {
            return notThere();
        }
        var live = editions.live(documentId);
        if (live.isEmpty()) {
            boolean wasOwn = editions.current(documentId)
                    .filter(e -> editions.alreadyDone(documentId, act, actor.ref().id(), e.version()))
                    .isPresent();
            return Refusal.when(!wasOwn, "这篇稿件没有在网站上发布，不能" + action.label() + "。");
        }
        Standing standing = editions.standing(live.get());
        var refusal = ContentRules.refusal(action, actor, standing);
        return refusal.isPresent() ? refusal : deed.on(live.get(), standing, clock.now());
    }

    /** Leaves the trail of a text that has just been stored. */
    Saved stored(Actor actor, ContentAct act, long documentId, Instant now, String words) {
        Edition after = editions.current(documentId).orElseThrow();
        note(actor, act, after, now, words);
        return new Saved.Done(after.turn());
    }

    /** What an author learns who saves over the text of somebody faster. */
    Saved overtaken(Actor actor, Edition theirs, Draft yours) {
        return new Saved.Overtaken(theirs.turn(), trail.lastHand(actor, theirs), theirs.changedAt(), theirs.draft(),
                yours);
    }

    /** Leaves the trail of something that leaves open whose turn it is. */
    void note(Actor actor, ContentAct act, Edition after, Instant now, String words) {
        trail.leave(actor, act, after, now, words);
    }

    /** Leaves the trail of an act on an edition that has just moved on, and says whose turn it is now. */
    Optional<Refusal> settle(Actor actor, ContentAct act, Edition before, Instant now, String words) {
        editions.holdColumn(before.columnId());
        Edition after = editions.byId(before.id()).orElseThrow();
        Standing standing = editions.standing(after);
        note(actor, act, after, now, words);
        counts.acted(act, after, now);
        waiting.place(after, standing);
        plans.overtaken(after, after.state(), actor, now);
        trail.turn(actor, after, standing, words);
        return Optional.empty();
    }

    /** Somebody has decided what happens to it, only not yet: it waits for nobody. */
    void decidedForLater(Actor actor, ContentAct act, Edition before, Instant now, String words) {
        Edition after = editions.byId(before.id()).orElseThrow();
        note(actor, act, after, now, words);
        waiting.leave(after);
        trail.over(actor, after);
    }

    /** What had been decided for later does not happen: it waits for a decision again. */
    void undecided(Actor actor, ContentAct act, Edition edition, Instant now, String words) {
        editions.holdColumn(edition.columnId());
        Edition after = editions.byId(edition.id()).orElseThrow();
        Standing standing = editions.standing(after);
        note(actor, act, after, now, words);
        waiting.place(after, standing);
        trail.turn(actor, after, standing, words);
    }

    /** The present edition of the document, whose lock is taken. */
    Optional<Edition> locked(long documentId) {
        return editions.lock(documentId) ? editions.current(documentId) : Optional.empty();
    }

    /** A remark as it is kept: cleaned, and not longer than anyone would read. */
    static String words(String typed) {
        String words = PlainText.lines(typed);
        return PlainText.length(words) <= LONGEST_REMARK
                ? words
                : words.substring(0, words.offsetByCodePoints(0, LONGEST_REMARK));
    }

    static Optional<Refusal> notThere() {
        return refuse("这篇稿件不存在。");
    }

    /** Why a text that is not the one that was signed for goes no further; empty when it is. */
    static Optional<Refusal> tampering(Edition edition) {
        return Refusal.when(!edition.digestNow().equals(edition.digest()),
                "稿件内容与记录的摘要不一致，可能被绕过系统改动，不能继续。请联系系统管理员和安全审计员。");
    }

    static Optional<Refusal> refuse(String text) {
        return Optional.of(new Refusal(text));
    }
}
