package org.yizhan.content;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;

/**
 * One decision about several articles (批量办理). Each is decided in a transaction of its own by the desk that decides it singly, so
 * that the rules are the same and one that cannot be done keeps no other from being done. The secrecy review is not among the
 * decisions: the law asks that each text be looked at and signed for.
 */
@Service
public class BulkDesk {
    private static final Logger LOG = LoggerFactory.getLogger(BulkDesk.class);
    /** As many as one page of the list can hold. */
    public static final int MOST = 100;

    private final ReviewDesk review;
    private final PublishingDesk publishing;
    private final PlanDesk plans;
    private final Editions editions;

    BulkDesk(ReviewDesk review, PublishingDesk publishing, PlanDesk plans, Editions editions) {
        this.review = review;
        this.publishing = publishing;
        this.plans = plans;
        this.editions = editions;
    }

    /** What can be decided about several at once. */
    public enum Decision {
        APPROVE("同意"), RETURN("退回修改"), PUBLISH("发布"), GO_LIVE_AT("定时发布");

        private final String label;

        Decision(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * What became of one article. Serializable, because it passes through the session's row.
     *
     * @param title empty for something that this person may not see
     * @param why why not; null when it was done
     */
    public record Outcome(long documentId, String title, @Nullable String why) implements Serializable {
        public boolean done() {
            return why == null;
        }
    }

    /**
     * @param remark for those that go back to their authors, and for those approved
     * @param at for {@link Decision#GO_LIVE_AT}
     */
    public List<Outcome> decide(Actor actor, Decision decision, List<Turn> turns, String remark,
            @Nullable Instant at) {
        var outcomes = new ArrayList<Outcome>();
        for (Turn turn : new LinkedHashSet<>(turns)) {
            String title = title(actor, turn.documentId());
            outcomes.add(new Outcome(turn.documentId(), title, one(actor, decision, turn, remark, at)));
        }
        return outcomes;
    }

    private @Nullable String one(Actor actor, Decision decision, Turn turn, String remark, @Nullable Instant at) {
        try {
            Optional<Refusal> refusal = switch (decision) {
                case APPROVE -> review.approve(actor, turn, remark);
                case RETURN -> review.giveBack(actor, turn, remark);
                case PUBLISH -> publishing.publish(actor, turn);
                case GO_LIVE_AT -> at == null
                        ? Acts.refuse("请填写发布的日期和时间。")
                        : plans.goLiveAt(actor, turn, at, null, null);
            };
            return refusal.map(Refusal::text).orElse(null);
        } catch (RuntimeException e) {
            LOG.error("{} of article {} failed among others", decision, turn.documentId(), e);
            return "程序出错，这一件没有办成，请打开单独办理。";
        }
    }

    /** Read before the decision, after which the right to see it may be gone. */
    private String title(Actor actor, long documentId) {
        return editions.current(documentId)
                .filter(edition -> ContentRules.refusal(ContentAction.READ, actor, editions.standing(edition))
                        .isEmpty())
                .map(Edition::title)
                .orElse("");
    }
}
