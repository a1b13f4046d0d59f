package org.yizhan.content;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.yizhan.content.ArticleBoard.Shelf;
import org.yizhan.shared.Actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verify;

/** What is approved for a time: it goes live and is taken off then, by that approval, and not otherwise. */
class PlanTests extends ContentDatabaseTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T01:00:00Z");
    private static final Withdrawal PERIOD_OVER = new Withdrawal(Withdrawn.Kind.NOTICE, "公示期满", null);

    @Autowired
    PlanDesk plans;
    @Autowired
    PlanRunner runner;
    @Autowired
    PlanBoard board;
    @Autowired
    ArticleBoard articles;

    private Turn aReadyArticle() {
        return ready(reviewed(submitted(aDraft())));
    }

    private long planned(Instant at) {
        Turn ready = aReadyArticle();
        yes(plans.goLiveAt(Office.PUBLISHER, ready, at, null, null));
        return ready.documentId();
    }

    private boolean isPublic(long document) {
        return published.article(document).isPresent();
    }

    private Plan plan(long document) {
        return board.of(Office.PUBLISHER, document).getFirst().plan();
    }

    private boolean waitsFor(Actor actor, long document) {
        return articles.list(actor, Shelf.TO_DECIDE, null, null, 100)
                .items()
                .stream()
                .anyMatch(line -> line.documentId() == document);
    }

    @Test
    void whatIsApprovedForATimeGoesLiveThenAndNotBefore() {
        long document = planned(MONDAY);
        assertThat(waitsFor(Office.PUBLISHER, document)).isFalse();

        clock.set(MONDAY.minusSeconds(10));
        runner.sweep();
        assertThat(isPublic(document)).isFalse();
        clock.set(MONDAY);
        runner.sweep();

        assertThat(isPublic(document)).isTrue();
        assertThat(published.list(column, null, 10).items()).extracting(ArticleLine::id).containsExactly(document);
        assertThat(announcements.has("column:" + column)).isTrue();
        assertThat(plan(document).state()).isEqualTo(Plan.State.DONE);
        assertThat(sql.sql("select published_by from content.edition where document_id = ? and state = 'LIVE'")
                .param(document)
                .query(Long.class)
                .single()).isEqualTo(Office.PUBLISHER.ref().id());
        verify(journal).record(eq(Actor.PROGRAM.ref()), eq(ContentAct.PUBLISHED_AS_PLANNED), any(), any());
    }

    @Test
    void theFirstAuthorNeedsNoRightAndTheApproverNeedsNoneAnyMoreWhenTheTimeHasCome() {
        long document = planned(MONDAY);
        assertThat(Office.CLERK.may(ContentPermissions.PUBLISH, Office.WATER)).isFalse();
        doReturn(Optional.empty()).when(directory).person(any());

        clock.set(MONDAY);
        runner.sweep();

        assertThat(isPublic(document)).isTrue();
    }

    @Test
    void onlyWhoMayPublishNowApprovesForLaterAndNotForTheirOwnWork() {
        Turn ready = aReadyArticle();
        for (Actor other : List.of(Office.CLERK, Office.HEAD, Office.DEPUTY, Office.LEADER, Office.TEACHER)) {
            assertThat(plans.goLiveAt(other, ready, MONDAY, null, null)).as(other.name()).isPresent();
        }
        Turn early = submitted(aDraft());
        assertThat(plans.goLiveAt(Office.PUBLISHER, early, MONDAY, null, null)).isPresent();
        assertThat(plans.goLiveAt(Office.PUBLISHER, ready, MONDAY, MONDAY.plusSeconds(60), null)).isEmpty();
        assertThat(plan(ready.documentId()).kind()).isEqualTo(Plan.Kind.GO_LIVE);
    }

    @Test
    void aTimeThatIsOverOrTooFarIsRefusedAndNothingGoesPublic() {
        Turn ready = aReadyArticle();
        Instant now = clock.instant();

        for (Instant at : List.of(now.minusSeconds(60), now, now.plus(Duration.ofDays(400)))) {
            assertThat(plans.goLiveAt(Office.PUBLISHER, ready, at, null, null)).as(at.toString()).isPresent();
        }
        assertThat(plans.goLiveAt(Office.PUBLISHER, ready, MONDAY, MONDAY.minusSeconds(1), PERIOD_OVER)).isPresent();
        runner.sweep();
        assertThat(isPublic(ready.documentId())).isFalse();
        assertThat(board.of(Office.PUBLISHER, ready.documentId())).isEmpty();
    }

    @Test
    void aFormSentTwicePlansOnceAndAnotherTimeTakesThePlaceOfTheFirst() {
        Turn ready = aReadyArticle();
        yes(plans.goLiveAt(Office.PUBLISHER, ready, MONDAY, null, null));
        yes(plans.goLiveAt(Office.PUBLISHER, ready, MONDAY, null, null));
        assertThat(board.of(Office.PUBLISHER, ready.documentId())).hasSize(1);

        Turn now = drafting.turn(ready.documentId());
        yes(plans.goLiveAt(Office.COUNTY_OFFICE, now, MONDAY.plus(Duration.ofDays(1)), null, null));
        clock.set(MONDAY);
        runner.sweep();
        assertThat(isPublic(ready.documentId())).isFalse();
        clock.set(MONDAY.plus(Duration.ofDays(1)));
        runner.sweep();
        assertThat(isPublic(ready.documentId())).isTrue();
    }

    @Test
    void aProgramThatWasDownAtTheTimeMakesUpForItAndSaysSo() {
        long document = planned(MONDAY);

        clock.set(MONDAY.plus(Duration.ofHours(9)));
        runner.sweep();

        assertThat(isPublic(document)).isTrue();
        assertThat(plan(document).words()).contains("原定2026年11月23日 09:00");
        assertThat(published.article(document).orElseThrow().publishedAt())
                .isAfter(MONDAY.plus(Duration.ofHours(9)));
    }

    @Test
    void aClockSetBackAcrossTheTimeNeitherRepeatsNorHastensAnything() {
        long first = planned(MONDAY);
        clock.set(MONDAY);
        runner.sweep();
        clock.set(MONDAY.minus(Duration.ofDays(2)));
        long second = planned(MONDAY);
        runner.sweep();
        assertThat(isPublic(first)).isTrue();
        assertThat(isPublic(second)).isFalse();

        clock.set(MONDAY.plusSeconds(1));
        runner.sweep();
        runner.sweep();

        assertThat(isPublic(second)).isTrue();
        assertThat(
                sql.sql("select count(*) from content.history where document_id = ? and act = 'PUBLISHED_AS_PLANNED'")
                        .param(first)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(published.list(column, null, 10).items()).extracting(ArticleLine::id).containsExactly(second, first);
    }

    @Test
    void whatOneOfSeveralNodesDoesTheOthersDoNotDoAgain() throws Exception {
        long document = planned(MONDAY);
        clock.set(MONDAY);
        try (var nodes = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> sweeps = List.of(nodes.submit(runner::sweep), nodes.submit(runner::sweep),
                    nodes.submit(runner::sweep), nodes.submit(runner::sweep));
            for (Future<Integer> sweep : sweeps) {
                sweep.get();
            }
        }
        assertThat(isPublic(document)).isTrue();
        assertThat(
                sql.sql("select count(*) from content.history where document_id = ? and act = 'PUBLISHED_AS_PLANNED'")
                        .param(document)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aTextChangedBehindTheProgramStaysOffAndATodoSaysSo() {
        long document = planned(MONDAY);
        sql.sql("update content.edition set title = '关于防洪的通知' where document_id = ?").param(document).update();

        clock.set(MONDAY);
        runner.sweep();

        assertThat(isPublic(document)).isFalse();
        assertThat(plan(document).state()).isEqualTo(Plan.State.REFUSED);
        assertThat(plan(document).words()).contains("摘要");
        verify(todos).add(argThat(todo -> todo.key().equals("article-plan:" + document)
                && todo.what().startsWith("定时发布没有执行")));
        assertThat(waitsFor(Office.PUBLISHER, document)).isTrue();
    }

    @Test
    void aColumnClosedMeanwhileAndAnObjectionKeepItOff() {
        long closed = planned(MONDAY);
        long objected = planned(MONDAY);
        objections.all.put(objected, "还没有配政策解读。");
        clock.set(MONDAY);
        runner.sweep();
        assertThat(isPublic(objected)).isFalse();
        assertThat(plan(objected).words()).isEqualTo("还没有配政策解读。");
        assertThat(isPublic(closed)).isTrue();

        long late = planned(MONDAY.plus(Duration.ofDays(1)));
        yes(columns.close(Office.ADMINISTRATOR, column));
        clock.set(MONDAY.plus(Duration.ofDays(1)));
        runner.sweep();
        assertThat(isPublic(late)).isFalse();
        assertThat(plan(late).words()).contains("已关闭");
    }

    @Test
    void aFailureOfOnePlanIsTriedAgainAndKeepsNoOtherWaiting() {
        long failing = planned(MONDAY);
        long fine = planned(MONDAY.plusSeconds(1));
        clock.set(MONDAY.plusSeconds(5));
        doThrow(new IllegalStateException("index is away")).when(search).put(argThat(d -> d.id() == failing));
        runner.sweep();
        assertThat(isPublic(failing)).isFalse();
        assertThat(isPublic(fine)).isTrue();
        assertThat(plan(failing).state()).isEqualTo(Plan.State.WAITING);

        reset(search);
        runner.sweep();
        assertThat(isPublic(failing)).isFalse();
        clock.set(MONDAY.plus(Duration.ofMinutes(3)));
        runner.sweep();
        assertThat(isPublic(failing)).isTrue();
    }

    @Test
    void whatIsCalledOffWaitsForItsPublisherAgain() {
        long document = planned(MONDAY);
        long id = plan(document).id();
        for (Actor other : List.of(Office.CLERK, Office.HEAD, Office.TEACHER)) {
            assertThat(plans.cancel(other, id)).as(other.name()).isPresent();
        }

        yes(plans.cancel(Office.COUNTY_OFFICE, id));
        yes(plans.cancel(Office.COUNTY_OFFICE, id));
        clock.set(MONDAY);
        runner.sweep();

        assertThat(isPublic(document)).isFalse();
        assertThat(plan(document).state()).isEqualTo(Plan.State.CANCELLED);
        assertThat(waitsFor(Office.PUBLISHER, document)).isTrue();
        verify(todos, atLeastOnce()).add(argThat(todo -> todo.key().equals("article:" + document)
                && todo.what().startsWith("发布：")));
        assertThat(plans.cancel(Office.COUNTY_OFFICE, 999_999_999L)).isPresent();
    }

    @Test
    void whoeverReturnsOrPublishesItByHandCallsThePlanOff() {
        long returned = planned(MONDAY);
        yes(review.giveBack(Office.PUBLISHER, drafting.turn(returned), "日期有误"));
        long atOnce = planned(MONDAY);
        yes(publishing.publish(Office.COUNTY_OFFICE, drafting.turn(atOnce)));

        assertThat(plan(returned).state()).isEqualTo(Plan.State.CANCELLED);
        assertThat(plan(atOnce).state()).isEqualTo(Plan.State.CANCELLED);
        clock.set(MONDAY);
        runner.sweep();
        assertThat(isPublic(returned)).isFalse();
    }

    @Test
    void aNoticeGoesLiveAndIsTakenOffByOneApproval() {
        Turn ready = aReadyArticle();
        Instant end = MONDAY.plus(Duration.ofDays(7));
        yes(plans.goLiveAt(Office.PUBLISHER, ready, MONDAY, end, PERIOD_OVER));
        clock.set(MONDAY);
        runner.sweep();
        assertThat(isPublic(ready.documentId())).isTrue();

        clock.set(end);
        runner.sweep();

        assertThat(isPublic(ready.documentId())).isFalse();
        assertThat(published.withdrawn(ready.documentId()).orElseThrow().reason()).isEqualTo("公示期满");
        verify(search).remove("article", ready.documentId());
        verify(journal).record(eq(Actor.PROGRAM.ref()), eq(ContentAct.WITHDRAWN_AS_PLANNED), any(), any());
    }

    @Test
    void expiryNeedsTheRightToWithdrawAReasonAndATextThatIsStillTheSame() {
        Turn live = aLiveArticle();
        long document = live.documentId();
        assertThat(plans.takeOffAt(Office.CLERK, document, MONDAY, PERIOD_OVER)).isPresent();
        assertThat(plans.takeOffAt(Office.PUBLISHER, document, MONDAY, new Withdrawal(Withdrawn.Kind.NOTICE, " ",
                null))).isPresent();
        yes(plans.takeOffAt(Office.PUBLISHER, document, MONDAY, PERIOD_OVER));
        yes(plans.takeOffAt(Office.PUBLISHER, document, MONDAY, PERIOD_OVER));
        assertThat(board.of(Office.PUBLISHER, document)).hasSize(1);

        Turn next = drafting.revise(Office.CLERK, document).orThrow();
        next = drafting.save(Office.CLERK, next, column, Draft.of("关于防汛的通知（修订）", "<p>新</p>", "水利局")).orThrow();
        live(ready(reviewed(submitted(next))));
        assertThat(board.of(Office.PUBLISHER, document).getFirst().stands()).isFalse();
        clock.set(MONDAY);
        runner.sweep();

        assertThat(isPublic(document)).isTrue();
        assertThat(plan(document).state()).isEqualTo(Plan.State.REFUSED);
        verify(todos).add(argThat(todo -> todo.key().equals("article-plan:" + document)
                && todo.what().startsWith("到期撤下没有执行")));
    }

    @Test
    void anArticleWithdrawnByHandHasNothingPlannedAnyMore() {
        Turn live = aLiveArticle();
        yes(plans.takeOffAt(Office.PUBLISHER, live.documentId(), MONDAY, PERIOD_OVER));
        yes(publishing.withdraw(Office.COUNTY_OFFICE, live.documentId(),
                new Withdrawal(Withdrawn.Kind.GONE, "内容有误", null)));

        assertThat(plan(live.documentId()).state()).isEqualTo(Plan.State.CANCELLED);
    }

    @Test
    void approvalsAreKeptAsTheyWereGiven() {
        long document = planned(MONDAY);
        for (String change : List.of("update content.plan set at = now() where document_id = ?",
                "update content.plan set approver = 11 where document_id = ?",
                "delete from content.plan where document_id = ?")) {
            assertThatThrownBy(() -> sql.sql(change).param(document).update()).as(change)
                    .isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void theListShowsWhatIsPlannedInTheOwnUnitsAndPagesBothWays() {
        for (int i = 0; i < 7; i++) {
            planned(MONDAY.plus(Duration.ofHours(i)));
        }
        var first = board.list(Office.PUBLISHER, Plan.State.WAITING, null, 3);
        assertThat(first.items()).hasSize(3);
        assertThat(first.items().getFirst().mayCancel()).isTrue();
        var second = board.list(Office.PUBLISHER, Plan.State.WAITING, first.older(), 3);
        assertThat(second.items()).doesNotContainAnyElementsOf(first.items());
        assertThat(board.list(Office.PUBLISHER, Plan.State.WAITING, second.newer(), 3).items())
                .isEqualTo(first.items());
        assertThat(board.list(Office.TEACHER, Plan.State.WAITING, null, 100).items())
                .noneMatch(line -> line.siteName().equals("云岭县水利局"));
        assertThat(board.list(Office.PUBLISHER, Plan.State.DONE, "n1", 3)).isNotNull();
    }
}
