package org.yizhan.content;

import java.util.Optional;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;

/** Publishing and withdrawing (发布与撤稿) by hand, at once. */
@Service
@Transactional
public class PublishingDesk {
    private final Acts acts;
    private final Release release;

    PublishingDesk(Acts acts, Release release) {
        this.acts = acts;
        this.release = release;
    }

    /** Makes the text public, and takes the place of the edition that was live. */
    public Optional<Refusal> publish(Actor actor, Turn turn) {
        return acts.act(actor, ContentAction.PUBLISH, ContentAct.PUBLISHED, turn, (edition, standing, now) -> {
            var hindrance = release.hindrance(edition);
            if (hindrance.isPresent()) {
                return hindrance;
            }
            release.goLive(actor, ContentAction.PUBLISH, ContentAct.PUBLISHED, edition, actor.ref().id(), now, "");
            return Optional.empty();
        });
    }

    /** Takes the article off: gone from page, list, search, feed, attachment and cache in this one act. */
    public Optional<Refusal> withdraw(Actor actor, long documentId, Withdrawal how) {
        return acts.onLive(actor, ContentAction.WITHDRAW, ContentAct.WITHDRAWN, documentId, (live, standing, now) -> {
            var refusal = Release.refusal(how);
            if (refusal.isPresent()) {
                return refusal;
            }
            Withdrawal clean = Release.clean(how);
            release.takeOff(actor, ContentAct.WITHDRAWN, live, clean, actor.ref().id(), now, clean.reason());
            return Optional.empty();
        });
    }
}
