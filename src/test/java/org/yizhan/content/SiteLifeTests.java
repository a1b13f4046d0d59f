package org.yizhan.content;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.shared.Actor;

import static org.assertj.core.api.Assertions.assertThat;

/** How sites rest and end, and that no address is lost by it. */
class SiteLifeTests extends ContentDatabaseTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    @Autowired
    SiteLife life;
    @Autowired
    WorkPages pages;
    @Autowired
    SiteDays days;
    @Autowired
    ArticleVisibility visibility;

    @Test
    void aSiteRestsFromItsFirstDayToItsLast() {
        yes(rest(TODAY.plusDays(1), TODAY.plusDays(30)));

        SiteFacts facts = view().facts();
        assertThat(facts.rests(TODAY)).isFalse();
        assertThat(facts.rests(TODAY.plusDays(1))).isTrue();
        assertThat(facts.rests(TODAY.plusDays(30))).isTrue();
        assertThat(facts.rests(TODAY.plusDays(31))).isFalse();
        assertThat(announcements.has("all")).isTrue();
    }

    @Test
    void aRestIsLimitedInLengthAndNumber() {
        assertThat(rest(TODAY, TODAY.plusDays(30)).orElseThrow().text()).contains("最多30天");
        assertThat(rest(TODAY.minusDays(1), TODAY)).isPresent();
        assertThat(rest(TODAY.plusDays(3), TODAY.plusDays(2))).isPresent();
        assertThat(life.rest(Office.ADMINISTRATOR, site, TODAY, TODAY, " ", "县政府")).isPresent();
        assertThat(life.rest(Office.ADMINISTRATOR, site, TODAY, TODAY, "升级", "")).isPresent();
        assertThat(life.rest(Office.TEACHER, site, TODAY, TODAY, "升级", "县政府")).isPresent();
        assertThat(life.rest(at(Office.WATER, 61, ContentPermissions.SITES), site, TODAY, TODAY, "升级", "县政府"))
                .isPresent();
        assertThat(life.rests(site)).isEmpty();

        yes(rest(TODAY, TODAY.plusDays(2)));
        assertThat(rest(TODAY.plusDays(10), TODAY.plusDays(11)).orElseThrow().text()).contains("每年最多1次");
        yes(rest(LocalDate.of(2027, 1, 4), LocalDate.of(2027, 1, 5)));
    }

    @Test
    void aRestCanEndBeforeItsTimeAndCountsAllTheSame() {
        yes(rest(TODAY, TODAY.plusDays(9)));
        long id = life.rests(site).getFirst().id();
        assertThat(life.wake(Office.TEACHER, site, id)).isPresent();

        yes(life.wake(Office.ADMINISTRATOR, site, id));

        assertThat(view().facts().rests(TODAY)).isFalse();
        assertThat(life.wake(Office.ADMINISTRATOR, site, id)).isPresent();
        assertThat(rest(TODAY.plusDays(10), TODAY.plusDays(11))).isPresent();
    }

    @Test
    void aRestCalledOffBeforeItBeganDoesNotCount() {
        yes(rest(TODAY.plusDays(5), TODAY.plusDays(9)));
        yes(life.wake(Office.ADMINISTRATOR, site, life.rests(site).getFirst().id()));

        yes(rest(TODAY.plusDays(10), TODAY.plusDays(11)));
    }

    @Test
    void thePagesAreRenewedOnTheDayARestBeginsAndTheDayAfterItEnded() {
        yes(rest(TODAY.plusDays(200), TODAY.plusDays(203)));
        assertThat(life.turnsOn(TODAY.plusDays(199))).isFalse();
        assertThat(life.turnsOn(TODAY.plusDays(200))).isTrue();
        assertThat(life.turnsOn(TODAY.plusDays(203))).isFalse();
        assertThat(life.turnsOn(TODAY.plusDays(204))).isTrue();
        days.look();
        announcements.all.clear();
        clock.set(Instant.parse("2027-06-07T17:00:00Z"));
        days.look();
        assertThat(announcements.has("all")).isTrue();
    }

    @Test
    void anEndIsAnnouncedInTimeAndCanBeCalledOff() {
        assertThat(end(TODAY.plusDays(29), Map.of()).orElseThrow().text()).contains("30天");
        assertThat(life.announceEnd(Office.TEACHER, site, newEnd(TODAY.plusDays(30), "/slj/", Map.of()))).isPresent();
        assertThat(life.announceEnd(Office.ADMINISTRATOR, site,
                newEnd(TODAY.plusDays(30), "javascript:x", Map.of()))).isPresent();
        yes(end(TODAY.plusDays(30), Map.of()));
        assertThat(view().facts().closing()).isNotNull();
        assertThat(end(TODAY.plusDays(40), Map.of())).isPresent();
        assertThat(life.endDue(Actor.PROGRAM)).isEmpty();

        yes(life.cancelEnd(Office.ADMINISTRATOR, site));
        assertThat(life.cancelEnd(Office.ADMINISTRATOR, site)).isPresent();
        assertThat(view().facts().closing()).isNull();
        yes(end(TODAY.plusDays(40), Map.of()));
    }

    @Test
    void anEndedSiteStaysToBeReadAndTakesNothingNew() {
        Turn live = aLiveArticle();
        Turn draft = aDraft();
        Turn waiting = ready(reviewed(submitted(aDraft())));
        yes(end(TODAY.plusDays(30), Map.of()));
        clock.set(Instant.parse("2026-12-20T02:00:00Z"));

        assertThat(life.endDue(Actor.PROGRAM)).contains("云岭县水利局");

        assertThat(view().facts().archivedOn()).isEqualTo(TODAY.plusDays(30));
        assertThat(published.unitSites()).extracting(SiteView::slug).doesNotContain(siteSlug);
        assertThat(published.archivedSites()).extracting(SiteView::slug).contains(siteSlug);
        assertThat(published.article(live.documentId())).isPresent();
        assertThat(published.list(column, null, 10).items()).hasSize(1);
        assertThat(visibility.visible(List.of(live.documentId()), "public")).hasSize(1);
        assertThat(drafting.draft(Office.CLERK, column, Draft.of("新", "<p>x</p>", "局")))
                .isInstanceOf(Saved.Refused.class);
        assertThat(publishing.publish(Office.PUBLISHER, waiting)).contains(ContentRules.ARCHIVED);
        assertThat(drafting.revise(Office.CLERK, live.documentId()))
                .as("before a form asks for a column that is not there")
                .isEqualTo(new Saved.Refused(ContentRules.ARCHIVED));
        assertThat(drafting.save(Office.CLERK, draft, column, Draft.of("改", "<p>x</p>", "局")))
                .isEqualTo(new Saved.Refused(ContentRules.ARCHIVED));
        assertThat(pages.show(Office.CLERK, live.documentId())).isInstanceOfSatisfying(WorkPages.Shown.Page.class,
                shown -> assertThat(shown.page().archived()).contains(ContentRules.ARCHIVED));
        assertThat(columns.create(Office.ADMINISTRATOR, there(site, "new"))).isInstanceOf(Made.Refused.class);
        assertThat(rest(TODAY.plusDays(60), TODAY.plusDays(61))).isPresent();
        assertThat(life.cancelEnd(Office.ADMINISTRATOR, site)).isPresent();
        assertThat(life.endDue(Actor.PROGRAM)).isEmpty();
    }

    @Test
    void aMergedColumnTakesItsArticlesWithItAndItsAddressKeepsLeadingThere() {
        long below = aColumn(column, "below", List.of());
        Turn live = aLiveArticle();
        Turn deeper = live(ready(submitted(drafting.draft(Office.CLERK, below,
                Draft.of("下级栏目的文章", "<p>x</p>", "局")).orThrow())));
        String former = published.article(live.documentId()).orElseThrow().href();
        long other = sites.create(Office.ADMINISTRATOR, aSite("m" + siteSlug)).orThrow();
        long into = columns.create(Office.ADMINISTRATOR, there(other, "tzgg")).orThrow();

        assertThat(life.alike(site, other)).containsOnly(Map.entry(column, into));
        assertThat(life.alike(other, other)).as("not into itself").isEmpty();

        assertThat(end(TODAY.plusDays(30), Map.of(column, column))).isPresent();
        assertThat(end(TODAY.plusDays(30), Map.of(into, column))).isPresent();
        assertThat(end(TODAY.plusDays(30), Map.of(below, into))).isPresent();
        yes(end(TODAY.plusDays(30), Map.of(column, into)));
        clock.set(Instant.parse("2026-12-20T02:00:00Z"));
        life.endDue(Actor.PROGRAM);

        ArticleView article = published.article(live.documentId()).orElseThrow();
        assertThat(article.siteId()).isEqualTo(other);
        assertThat(article.href()).startsWith("/m" + siteSlug + "/" + siteSlug + "-tzgg/").isNotEqualTo(former);
        assertThat(published.list(into, null, 10).items()).extracting(ArticleLine::id)
                .containsExactlyInAnyOrder(live.documentId(), deeper.documentId());
        assertThat(published.latest(other, 10)).hasSize(2);
        assertThat(published.latest(site, 10)).isEmpty();
        assertThat(published.formerColumn(view(), "tzgg")).contains("/m" + siteSlug + "/tzgg/");
        assertThat(published.formerColumn(view(), "nothing")).isEmpty();
        assertThat(sql.sql("select count(*) from content.column_listing where document_id = ? and site_id <> ?")
                .param(live.documentId())
                .param(other)
                .query(Integer.class)
                .single()).isZero();
        org.mockito.Mockito.verify(search, org.mockito.Mockito.atLeastOnce())
                .put(org.mockito.ArgumentMatchers.argThat(found -> found.href().equals(article.href())));
    }

    private static NewColumn there(long site, String slug) {
        return new NewColumn(site, null, slug, "通知公告", "", "", "", Office.WATER, null, "", null, false, false, 0,
                List.of());
    }

    private SiteView view() {
        return published.siteBySlug(siteSlug).orElseThrow();
    }

    private java.util.Optional<org.yizhan.shared.Refusal> rest(LocalDate from, LocalDate until) {
        return life.rest(Office.ADMINISTRATOR, site, from, until, "机房改造", "云政办批〔2026〕12号");
    }

    private java.util.Optional<org.yizhan.shared.Refusal> end(LocalDate on, Map<Long, Long> moving) {
        return life.announceEnd(Office.ADMINISTRATOR, site, newEnd(on, "/", moving));
    }

    private static SiteLife.NewEnd newEnd(LocalDate on, String goTo, Map<Long, Long> moving) {
        return new SiteLife.NewEnd(on, "机构改革，职责并入县农业农村局", "云政办批〔2026〕12号", goTo, "云岭县人民政府", moving);
    }
}
