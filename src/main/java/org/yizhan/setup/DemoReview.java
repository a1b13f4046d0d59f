package org.yizhan.setup;

import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.disclosure.Bodies;
import org.yizhan.disclosure.Body;
import org.yizhan.disclosure.ReviewRound;
import org.yizhan.disclosure.ReviewRound.Conclusion;
import org.yizhan.disclosure.ReviewRounds;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;

/** A review of the demonstration's normative documents whose result is published: most hold on. */
@Component
class DemoReview {
    private static final int MOST = 5000;
    private static final int AMENDED_OF = 11;
    private static final int REPEALED_OF = 13;

    private final ReviewRounds rounds;
    private final Bodies bodies;
    private final CountyClock clock;

    DemoReview(ReviewRounds rounds, Bodies bodies, CountyClock clock) {
        this.rounds = rounds;
        this.bodies = bodies;
        this.clock = clock;
    }

    void publish() {
        long round = rounds.open(Actor.PROGRAM, clock.today().getYear() + "年度行政规范性文件清理", null, clock.today())
                .orThrow();
        for (Body body : bodies.all()) {
            List<ReviewRound.Item> items = rounds.items(round, body.id(), null, MOST).items();
            conclude(round, items, Conclusion.REPEAL, "所依据的上位文件已经修订，由新的规定代替");
            conclude(round, items, Conclusion.AMEND, "部分条款与现行机构职责不一致，列入明年修改计划");
            conclude(round, items, Conclusion.KEEP, "与上位法一致，仍有执行必要");
        }
        rounds.publish(Actor.PROGRAM, round).ifPresent(DemoReview::fail);
    }

    private void conclude(long round, List<ReviewRound.Item> items, Conclusion conclusion, String reason) {
        items.stream()
                .filter(item -> of(item) == conclusion)
                .map(item -> rounds.conclude(Actor.PROGRAM, round, item.documentId(), conclusion, reason))
                .flatMap(Optional::stream)
                .forEach(DemoReview::fail);
    }

    private static Conclusion of(ReviewRound.Item item) {
        int mark = Math.floorMod(item.title().hashCode(), AMENDED_OF * REPEALED_OF);
        return mark % REPEALED_OF == 0
                ? Conclusion.REPEAL
                : mark % AMENDED_OF == 0 ? Conclusion.AMEND : Conclusion.KEEP;
    }

    private static void fail(Refusal why) {
        throw new IllegalStateException(why.text());
    }
}
