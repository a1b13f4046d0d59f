package org.yizhan.content;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.content.BulkDesk.Decision;
import org.yizhan.content.BulkDesk.Outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.doThrow;

/** One decision about several articles: each on its own, with a result for each. */
class BulkTests extends ContentDatabaseTest {
    @Autowired
    BulkDesk bulk;
    @Autowired
    PlanRunner runner;

    private EditionState state(Turn turn) {
        return EditionState.valueOf(sql.sql("""
                select state from content.edition where document_id = ? order by number desc limit 1""")
                .param(turn.documentId())
                .query(String.class)
                .single());
    }

    @Test
    void oneWithoutRightsNeverSpoilsTheOthers() {
        Turn mine = submitted(aDraft());
        Turn alsoMine = submitted(aDraft());
        long elsewhere = columns
                .create(Office.ADMINISTRATOR,
                        new NewColumn(site, null, "school", "学校", "", "", "", Office.SCHOOLS, null,
                                "", null, false, false, 0, List.of(new ReviewStep("审核", ContentPermissions.REVIEW,
                                        Office.SCHOOLS))))
                .orThrow();
        Turn foreign = drafting.draft(Office.TEACHER, elsewhere, Draft.of("学校的事", "<p>内容</p>", "教育局")).orThrow();
        yes(review.submit(Office.TEACHER, foreign, List.of()));
        foreign = drafting.turn(foreign.documentId());

        List<Outcome> outcomes = bulk.decide(Office.HEAD, Decision.APPROVE,
                List.of(mine, foreign, new Turn(987_654_321, 1), alsoMine, mine), "同意", null);

        assertThat(outcomes).extracting(Outcome::done).containsExactly(true, false, false, true);
        assertThat(outcomes.get(0).title()).isEqualTo("关于防汛的通知");
        assertThat(outcomes.get(1).title()).as("what is hidden from him stays hidden").isEmpty();
        assertThat(outcomes.get(2).why()).contains("不存在");
        assertThat(sql.sql("select count(*) from content.review where edition_id in (select id from content.edition "
                + "where document_id in (?, ?)) and verdict = 'APPROVED'")
                .params(mine.documentId(), alsoMine.documentId())
                .query(Integer.class)
                .single()).isEqualTo(2);
        assertThat(state(foreign)).isEqualTo(EditionState.REVIEW);
    }

    @Test
    void aFormSentTwiceChangesNothing() {
        Turn first = submitted(aDraft());
        Turn second = submitted(aDraft());
        assertThat(bulk.decide(Office.HEAD, Decision.APPROVE, List.of(first, second), "", null))
                .allMatch(Outcome::done);
        Turn after = drafting.turn(first.documentId());

        assertThat(bulk.decide(Office.HEAD, Decision.APPROVE, List.of(first, second), "", null))
                .allMatch(Outcome::done);

        assertThat(drafting.turn(first.documentId())).isEqualTo(after);
    }

    @Test
    void whatHasChangedSinceItWasSeenIsLeftAlone() {
        Turn seen = submitted(aDraft());
        yes(review.takeBack(Office.CLERK, seen));
        yes(review.submit(Office.CLERK, drafting.turn(seen.documentId()), List.of()));

        assertThat(bulk.decide(Office.HEAD, Decision.APPROVE, List.of(seen), "", null).getFirst().why())
                .contains("刚被别人处理过");
    }

    @Test
    void severalAreReturnedWithARemarkAndNoneWithoutOne() {
        Turn first = submitted(aDraft());
        Turn second = ready(reviewed(submitted(aDraft())));
        assertThat(bulk.decide(Office.COUNTY_OFFICE, Decision.RETURN, List.of(first, second), " ", null))
                .noneMatch(Outcome::done);

        assertThat(bulk.decide(Office.COUNTY_OFFICE, Decision.RETURN, List.of(second), "请补附件", null))
                .allMatch(Outcome::done);
        assertThat(state(second)).isEqualTo(EditionState.RETURNED);
    }

    @Test
    void severalArePublishedAndOneThatFailsIsNamed() {
        Turn fine = ready(reviewed(submitted(aDraft())));
        Turn failing = ready(reviewed(submitted(aDraft())));
        Turn early = submitted(aDraft());
        doThrow(new IllegalStateException("index is away")).when(search)
                .put(argThat(document -> document != null && document.id() == failing.documentId()));

        List<Outcome> outcomes = bulk.decide(Office.PUBLISHER, Decision.PUBLISH, List.of(failing, early, fine), "",
                null);

        assertThat(outcomes).extracting(Outcome::done).containsExactly(false, false, true);
        assertThat(state(failing)).isEqualTo(EditionState.READY);
        assertThat(published.article(fine.documentId())).isPresent();
        assertThat(published.article(failing.documentId())).isEmpty();
    }

    @Test
    void aWholeSectionGoesLiveAtOneTime() {
        Turn one = ready(reviewed(submitted(aDraft())));
        Turn two = ready(reviewed(submitted(aDraft())));
        Instant at = Instant.parse("2026-12-01T00:00:00Z");
        assertThat(bulk.decide(Office.PUBLISHER, Decision.GO_LIVE_AT, List.of(one, two), "", null))
                .noneMatch(Outcome::done);

        assertThat(bulk.decide(Office.PUBLISHER, Decision.GO_LIVE_AT, List.of(one, two), "", at))
                .allMatch(Outcome::done);
        assertThat(published.list(column, null, 10).items()).isEmpty();
        clock.set(at);
        runner.sweep();
        assertThat(published.list(column, null, 10).items()).hasSize(2);
    }

    @Test
    void theSecrecyReviewIsNotAmongTheDecisions() {
        Turn waiting = reviewed(submitted(aDraft()));
        for (Decision decision : Decision.values()) {
            assertThat(bulk.decide(Office.EVERYTHING, decision, List.of(waiting), "同意",
                    Instant.parse("2026-12-01T00:00:00Z"))).noneMatch(Outcome::done);
        }
        assertThat(state(waiting)).isEqualTo(EditionState.SECRECY);
    }
}
