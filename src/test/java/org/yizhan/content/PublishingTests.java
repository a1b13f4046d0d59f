package org.yizhan.content;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.yizhan.files.FileId;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.KeyPage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.verify;

/** From the clerk's draft to the public, and back. */
class PublishingTests extends ContentDatabaseTest {
    @Test
    void whatPassedReviewAndSecrecyReviewIsPublicAndFoundInEveryList() {
        Turn live = aLiveArticle();

        ArticleView article = published.article(live.documentId()).orElseThrow();
        assertThat(article.title()).isEqualTo("关于防汛的通知");
        assertThat(article.href()).isEqualTo("/" + siteSlug + "/tzgg/202611/" + live.documentId() + ".html");
        assertThat(article.indexNumber()).isEqualTo("520624" + siteSlug.substring(1) + "/2026-00001");
        assertThat(published.list(column, null, 10).items()).extracting(ArticleLine::id)
                .containsExactly(live.documentId());
        assertThat(published.latest(site, 10)).extracting(ArticleLine::id).containsExactly(live.documentId());
        verify(search).put(argThat(found -> found.id() == live.documentId() && found.body().contains("防汛准备")));
        assertThat(announcements.has("article:" + live.documentId())).isTrue();
        assertThat(announcements.has("column:" + column)).isTrue();
        assertThat(announcements.has("site:" + site)).isTrue();
        verify(journal).record(eq(Office.PUBLISHER.ref()), eq(ContentAct.PUBLISHED), any(), any());
    }

    @Test
    void nothingIsPublicBeforeItIsPublished() {
        Turn ready = ready(reviewed(submitted(aDraft())));

        assertThat(published.article(ready.documentId())).isEmpty();
        assertThat(published.list(column, null, 10).items()).isEmpty();
        assertThat(published.latest(site, 10)).isEmpty();
    }

    @Test
    void whatAnotherModuleObjectsToStaysOffUntilItDoesNot() {
        Turn ready = ready(reviewed(submitted(aDraft())));
        objections.all.put(ready.documentId(), "还没有配政策解读。");

        assertThat(publishing.publish(Office.PUBLISHER, ready).orElseThrow().text()).isEqualTo("还没有配政策解读。");
        assertThat(published.article(ready.documentId())).isEmpty();
        assertThat(drafting.turn(ready.documentId())).isEqualTo(ready);

        objections.all.clear();
        live(ready);
        assertThat(published.article(ready.documentId())).isPresent();
        assertThat(objections.asked).last()
                .isEqualTo(new PublicationGate.Candidate(ready.documentId(), column, Draft.NEWS, "关于防汛的通知", true));
    }

    @Test
    void everyStepOpensATodoForThoseWhoMayDecide() {
        Turn draft = aDraft();
        submitted(draft);

        verify(todos).add(argThat(todo -> todo.key().equals("article:" + draft.documentId())
                && todo.href().equals("/desk/articles/" + draft.documentId()) && todo.what().contains("审核")));
        reviewed(drafting.turn(draft.documentId()));
        verify(todos).add(argThat(todo -> todo.what().startsWith("保密审查")));
        verify(todos, atLeastOnce()).done(eq("article:" + draft.documentId()), any(ActorRef.class));
    }

    @Test
    void withdrawingTakesItFromEverySurface() {
        clock.set(Instant.parse("2026-11-20T02:00:00Z"));
        sql.sql("insert into content.upload (file_id, person_id, at) values (3, 11, now()) on conflict do nothing")
                .update();
        Turn draft = drafting.draft(Office.CLERK, column, Draft.of("带附件的通知", "<p>见附件。</p>", "水利局")
                .withFiles(null, List.of(new FileId(3)))).orThrow();
        Turn live = live(ready(reviewed(submitted(draft))));
        assertThat(published.isPublic(new FileId(3))).isTrue();
        announcements.all.clear();

        yes(publishing.withdraw(Office.PUBLISHER, live.documentId(),
                new Withdrawal(Withdrawn.Kind.NOTICE, "内容有误", null)));

        assertThat(published.article(live.documentId())).isEmpty();
        assertThat(published.isPublic(new FileId(3))).isFalse();
        assertThat(published.list(column, null, 10).items()).isEmpty();
        assertThat(published.latest(site, 10)).isEmpty();
        verify(search).remove("article", live.documentId());
        assertThat(announcements.has("article:" + live.documentId())).isTrue();
        assertThat(announcements.has("file:3")).isTrue();
        assertThat(published.withdrawn(live.documentId()).orElseThrow().reason()).isEqualTo("内容有误");
    }

    @Test
    void tellsTheReasonOfAWithdrawalOnlyWhenTheKindSaysSo() {
        Turn live = aLiveArticle();
        yes(publishing.withdraw(Office.PUBLISHER, live.documentId(),
                new Withdrawal(Withdrawn.Kind.GONE, "涉及个人隐私", null)));

        assertThat(published.withdrawn(live.documentId()).orElseThrow().reason()).isNull();
    }

    @Test
    void aWithdrawalNeedsAReasonAndASuccessorThatIsOurs() {
        Turn live = aLiveArticle();

        assertThat(publishing.withdraw(Office.PUBLISHER, live.documentId(),
                new Withdrawal(Withdrawn.Kind.GONE, "  ", null)))
                .isPresent();
        for (String elsewhere : List.of("", "https://example.com/", "//example.com/", "javascript:alert(1)", "/a\"b")) {
            assertThat(publishing.withdraw(Office.PUBLISHER, live.documentId(),
                    new Withdrawal(Withdrawn.Kind.REDIRECT, "改版", elsewhere))).as(elsewhere).isPresent();
        }
        assertThat(published.article(live.documentId())).isPresent();
    }

    @Test
    void theLiveEditionStaysWhileTheNextIsWritten() {
        Turn live = aLiveArticle();

        Turn next = drafting.revise(Office.CLERK, live.documentId()).orThrow();
        next = drafting.save(Office.CLERK, next, column, Draft.of("关于防汛的通知（修订）", "<p>新内容</p>", "水利局")).orThrow();
        assertThat(published.article(live.documentId()).orElseThrow().title()).isEqualTo("关于防汛的通知");
        String number = published.article(live.documentId()).orElseThrow().indexNumber();
        live(ready(reviewed(submitted(next))));

        assertThat(published.article(live.documentId()).orElseThrow().title()).isEqualTo("关于防汛的通知（修订）");
        assertThat(published.article(live.documentId()).orElseThrow().indexNumber()).isEqualTo(number);
        assertThat(published.list(column, null, 10).items()).hasSize(1);
        assertThat(sql.sql("select count(*) from content.edition where document_id = ? and state = 'LIVE'")
                .param(live.documentId())
                .query(Integer.class)
                .single()).isEqualTo(1);
    }

    @Test
    void whatWasWithdrawnCanBeRevisedAndPublishedAgain() {
        Turn live = aLiveArticle();
        yes(publishing.withdraw(Office.PUBLISHER, live.documentId(),
                new Withdrawal(Withdrawn.Kind.NOTICE, "内容有误", null)));

        Turn next = drafting.revise(Office.CLERK, live.documentId()).orThrow();
        live(ready(reviewed(submitted(next))));

        assertThat(published.article(live.documentId())).isPresent();
        assertThat(published.withdrawn(live.documentId())).isEmpty();
    }

    @Test
    void theDatabaseRefusesTwoLiveEditionsAndTwoInWork() {
        Turn live = aLiveArticle();
        String copy = """
                insert into content.edition (document_id, number, state, column_id, title, nature, digest, authors, created_at,
                    changed_at, published_at, order_key)
                select document_id, number + ?, ?, column_id, title, nature, digest, authors, created_at, changed_at,
                    published_at, order_key from content.edition where document_id = ? and state = 'LIVE'""";

        assertThatThrownBy(() -> sql.sql(copy).params(10, "LIVE", live.documentId()).update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("one_live_edition");
        sql.sql(copy).params(11, "DRAFT", live.documentId()).update();
        assertThatThrownBy(() -> sql.sql(copy).params(12, "REVIEW", live.documentId()).update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("one_edition_in_work");
        assertThatThrownBy(
                () -> sql.sql("update content.edition set nature = 'CLOSED' where document_id = ? and state = 'LIVE'")
                        .param(live.documentId())
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void archivesCannotBeAlteredBySql() {
        Turn live = aLiveArticle();
        yes(publishing.withdraw(Office.PUBLISHER, live.documentId(),
                new Withdrawal(Withdrawn.Kind.NOTICE, "内容有误", null)));
        for (String attempt : List.of("update content.secrecy_review set result = 'REFUSED'",
                "delete from content.secrecy_review", "truncate content.secrecy_review",
                "update content.withdrawal set reason = 'x'", "delete from content.withdrawal",
                "truncate content.withdrawal", "update content.history set words = 'x'", "delete from content.history",
                "update content.review set remark = 'x'", "delete from content.review")) {
            assertThatThrownBy(() -> sql.sql(attempt).update()).as(attempt)
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("kept unchanged");
        }
    }

    @Test
    void aTextChangedBehindTheProgramIsNotPublished() {
        Turn ready = ready(reviewed(submitted(aDraft())));
        sql.sql("update content.edition set body_html = '<p>别的内容</p>' where document_id = ?")
                .param(ready.documentId())
                .update();

        assertThat(publishing.publish(Office.PUBLISHER, ready).orElseThrow().text()).contains("摘要不一致");
        assertThat(published.article(ready.documentId())).isEmpty();
    }

    @Test
    void theSecrecyReviewHoldsForTheReviewedTextAlone() {
        Turn ready = ready(reviewed(submitted(aDraft())));
        String changed = Edition.digest(column, "关于防汛的通知", "", "<p>别的内容</p>", "云岭县水利局", null, null, null, null, null,
                "", Nature.VOLUNTARY, "", null, List.of(), Draft.NEWS, Map.of());
        sql.sql("update content.edition set body_html = '<p>别的内容</p>', digest = ? where document_id = ?")
                .params(changed, ready.documentId())
                .update();

        assertThat(publishing.publish(Office.PUBLISHER, ready)).isPresent();
        assertThat(published.article(ready.documentId())).isEmpty();
    }

    @Test
    void anEditAfterTheSecrecyReviewNeedsANewOne() {
        Turn ready = ready(reviewed(submitted(aDraft())));
        assertThat(drafting.save(Office.CLERK, ready, column, Draft.of("改", "<p>改</p>", "水利局")))
                .isInstanceOf(Saved.Refused.class);
        yes(review.giveBack(Office.PUBLISHER, ready, "请补充联系电话"));

        Turn again = drafting.turn(ready.documentId());
        again = drafting.save(Office.CLERK, again, column, Draft.of("关于防汛的通知", "<p>联系电话0856-1</p>", "水利局")).orThrow();
        Turn reviewed = reviewed(submitted(again));

        assertThat(publishing.publish(Office.PUBLISHER, reviewed)).isPresent();
        live(ready(reviewed));
        assertThat(sql.sql("select count(*) from content.secrecy_review where document_id = ?")
                .param(ready.documentId())
                .query(Integer.class)
                .single()).isEqualTo(2);
    }

    @Test
    void whatIsDoubtfulPassesOnlyWithTheAnswerOfTheSecrecyDepartment() {
        Turn reviewed = reviewed(submitted(aDraft()));
        var doubtful = new SecrecyFinding(SecrecyFinding.Mark.DOUBTFUL, SecrecyFinding.Mark.CLEAR,
                SecrecyFinding.Mark.CLEAR, SecrecyFinding.Mark.CLEAR, "水库位置是否涉密不能确定", null);
        yes(secrecy.conclude(Office.LEADER, reviewed, doubtful));
        Turn asked = drafting.turn(reviewed.documentId());

        assertThat(secrecy.conclude(Office.LEADER, asked, SecrecyFinding.clear("同意"))).isPresent();
        assertThat(publishing.publish(Office.PUBLISHER, asked)).isPresent();
        yes(secrecy.conclude(Office.LEADER, asked,
                new SecrecyFinding(SecrecyFinding.Mark.CLEAR, SecrecyFinding.Mark.CLEAR,
                        SecrecyFinding.Mark.CLEAR, SecrecyFinding.Mark.CLEAR, "同意", "县保密局复函：不属于国家秘密")));
        live(drafting.turn(reviewed.documentId()));
    }

    @Test
    void whatTheLeaderFindsSecretGoesBackAndIsArchived() {
        Turn reviewed = reviewed(submitted(aDraft()));
        yes(secrecy.conclude(Office.LEADER, reviewed, new SecrecyFinding(SecrecyFinding.Mark.FOUND,
                SecrecyFinding.Mark.CLEAR, SecrecyFinding.Mark.CLEAR, SecrecyFinding.Mark.CLEAR, "涉及国家秘密", null)));

        assertThat(publishing.publish(Office.PUBLISHER, drafting.turn(reviewed.documentId()))).isPresent();
        assertThat(sql.sql("select state from content.edition where document_id = ?")
                .param(reviewed.documentId())
                .query(String.class)
                .single()).isEqualTo("RETURNED");
        assertThat(sql.sql("select result from content.secrecy_review where document_id = ?")
                .param(reviewed.documentId())
                .query(String.class)
                .list()).containsExactly("REFUSED");
    }

    @Test
    void onlyWhatIsToBeDisclosedVoluntarilyGoesPublic() {
        Turn draft = drafting.draft(Office.CLERK, column, Draft.of("内部情况", "<p>内容</p>", "水利局")
                .withNature(Nature.ON_REQUEST, "政府信息公开条例第十三条")).orThrow();
        Turn ready = ready(reviewed(submitted(draft)));

        assertThat(publishing.publish(Office.PUBLISHER, ready).orElseThrow().text()).contains("主动公开");
    }

    @Test
    void nothingIsSubmittedWithoutItsDisclosureNature() {
        Turn draft = drafting.draft(Office.CLERK, column,
                Draft.of("通知", "<p>内容</p>", "水利局").withNature(null, "")).orThrow();

        assertThat(review.submit(Office.CLERK, draft, List.of()).orElseThrow().text()).contains("公开属性");
    }

    @Test
    void theSecondOfTwoEditorsGetsBothTextsAndNothingIsLost() {
        Turn draft = aDraft();
        Turn first = drafting.save(Office.CLERK, draft, column, Draft.of("甲的标题", "<p>甲</p>", "水利局")).orThrow();

        Saved second = drafting.save(Office.COLLEAGUE, draft, column, Draft.of("乙的标题", "<p>乙</p>", "水利局"));

        assertThat(second).isInstanceOfSatisfying(Saved.Overtaken.class, overtaken -> {
            assertThat(overtaken.theirs().title()).isEqualTo("甲的标题");
            assertThat(overtaken.yours().title()).isEqualTo("乙的标题");
            assertThat(overtaken.byWhom()).isEqualTo("同志11");
            assertThat(overtaken.now()).isEqualTo(first);
        });
        assertThat(drafting.save(Office.CLERK, draft, column, Draft.of("甲的另一个窗口", "<p>丙</p>", "水利局")))
                .isInstanceOfSatisfying(Saved.Overtaken.class,
                        overtaken -> assertThat(overtaken.byWhom()).isEqualTo("您自己在另一个窗口"));
        drafting.save(Office.COLLEAGUE, first, column, Draft.of("两人的标题", "<p>甲乙</p>", "水利局")).orThrow();
    }

    @Test
    void aFormSentTwiceActsOnce() {
        Turn draft = aDraft();
        Draft text = Draft.of("新标题", "<p>新</p>", "水利局");
        Turn saved = drafting.save(Office.CLERK, draft, column, text).orThrow();
        assertThat(drafting.save(Office.CLERK, draft, column, text).orThrow()).isEqualTo(saved);

        yes(review.submit(Office.CLERK, saved, List.of()));
        yes(review.submit(Office.CLERK, saved, List.of()));
        Turn submitted = drafting.turn(draft.documentId());
        yes(review.approve(Office.HEAD, submitted, "同意"));
        yes(review.approve(Office.HEAD, submitted, "同意"));
        assertThat(sql.sql(
                "select count(*) from content.review r join content.edition e on e.id = r.edition_id where e.document_id = ? and verdict = 'APPROVED'")
                .param(draft.documentId())
                .query(Integer.class)
                .single()).isEqualTo(1);
        yes(review.approve(Office.COUNTY_OFFICE, drafting.turn(draft.documentId()), ""));
        Turn ready = ready(drafting.turn(draft.documentId()));
        yes(publishing.publish(Office.PUBLISHER, ready));
        yes(publishing.publish(Office.PUBLISHER, ready));
        yes(publishing.withdraw(Office.PUBLISHER, draft.documentId(), new Withdrawal(Withdrawn.Kind.GONE, "有误", null)));
        yes(publishing.withdraw(Office.PUBLISHER, draft.documentId(), new Withdrawal(Withdrawn.Kind.GONE, "有误", null)));
        assertThat(sql.sql("select count(*) from content.withdrawal where document_id = ?")
                .param(draft.documentId())
                .query(Integer.class)
                .single()).isEqualTo(1);
    }

    @Test
    void nobodyDecidesAboutATextThatHasChangedInTheMeantime() {
        Turn draft = aDraft();
        Turn seen = submitted(draft);
        yes(review.takeBack(Office.CLERK, seen));
        Turn changed = drafting.save(Office.CLERK, drafting.turn(draft.documentId()), column,
                Draft.of("换了内容", "<p>换</p>", "水利局")).orThrow();
        submitted(changed);

        assertThat(review.approve(Office.HEAD, seen, "同意").orElseThrow().text()).contains("刚被别人处理过");
    }

    @Test
    void whenTheJournalCannotBeWrittenNothingHappens() {
        Turn ready = ready(reviewed(submitted(aDraft())));
        doThrow(new IllegalStateException("disk full")).when(journal)
                .record(any(), eq(ContentAct.PUBLISHED), any(), any());

        assertThatThrownBy(() -> publishing.publish(Office.PUBLISHER, ready)).isInstanceOf(IllegalStateException.class);

        assertThat(published.article(ready.documentId())).isEmpty();
        assertThat(published.list(column, null, 10).items()).isEmpty();
        assertThat(drafting.turn(ready.documentId())).isEqualTo(ready);
    }

    @Test
    void theNewestStandsFirstAlsoWhenTheClockWasSetBack() {
        Turn first = aLiveArticle();
        clock.set(Instant.parse("2025-01-01T00:00:00Z"));
        Turn second = aLiveArticle();

        assertThat(published.list(column, null, 10).items()).extracting(ArticleLine::id)
                .containsExactly(second.documentId(), first.documentId());
        assertThat(published.article(second.documentId()).orElseThrow().publishedAt())
                .isBefore(Instant.parse("2025-02-01T00:00:00Z"));
    }

    @Test
    void listsPageByKeyInBothDirectionsAndTakeInTheColumnsBelow() {
        long below = aColumn(column, "below", List.of());
        var ids = new java.util.ArrayList<Long>();
        for (int i = 0; i < 5; i++) {
            Turn draft = drafting.draft(Office.CLERK, i % 2 == 0 ? column : below, Draft.of("第" + i, "<p>x</p>", "局"))
                    .orThrow();
            Turn submitted = submitted(draft);
            Turn reviewed = i % 2 == 0 ? reviewed(submitted) : submitted;
            ids.addFirst(live(ready(reviewed)).documentId());
        }
        KeyPage<ArticleLine> one = published.list(column, null, 2);
        KeyPage<ArticleLine> two = published.list(column, one.older(), 2);
        KeyPage<ArticleLine> three = published.list(column, two.older(), 2);

        assertThat(one.items()).extracting(ArticleLine::id).containsExactlyElementsOf(ids.subList(0, 2));
        assertThat(one.newer()).isNull();
        assertThat(two.items()).extracting(ArticleLine::id).containsExactlyElementsOf(ids.subList(2, 4));
        assertThat(three.items()).extracting(ArticleLine::id).containsExactlyElementsOf(ids.subList(4, 5));
        assertThat(three.older()).isNull();
        assertThat(published.list(column, three.newer(), 2).items()).isEqualTo(two.items());
        assertThat(published.list(column, two.newer(), 2)).isEqualTo(one);
        assertThat(published.list(below, null, 10).items()).hasSize(2);
        for (String broken : List.of("x", "1", "99999999999999999999-1", "-1--1", "1-2-3", "n", "';--")) {
            assertThat(published.list(column, broken, 2)).as(broken).isEqualTo(one);
        }
    }

    @Test
    void aFileOfAnotherUnitsDraftCannotBeTakenOverByItsNumber() {
        sql.sql("insert into content.upload (file_id, person_id, at) values (77, 19, now()) on conflict do nothing")
                .update();

        Saved saved = drafting.draft(Office.CLERK, column,
                Draft.of("通知", "<p>x</p>", "局").withFiles(null, List.of(new FileId(77))));

        assertThat(saved).isInstanceOf(Saved.Refused.class);
        assertThat(drafting.draft(Office.CLERK, column, Draft.of("通知", "<p><img src='/files/78/a.png'></p>", "局")))
                .isInstanceOf(Saved.Refused.class);
    }
}
