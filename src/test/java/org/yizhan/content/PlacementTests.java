package org.yizhan.content;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.calendar.TimeLimit;
import org.yizhan.content.PlacementBoard.Choice;
import org.yizhan.content.PlacementBoard.Tab;
import org.yizhan.shared.Actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;

/** One article in columns of several sites: recommended upward, handed down, and never a copy. */
class PlacementTests extends ContentDatabaseTest {
    @Autowired
    PlacementDesk desk;
    @Autowired
    PlacementBoard board;
    @Autowired
    PublishingRules rules;

    private long county;
    private long top;
    private long news;
    private long notices;

    @BeforeEach
    void aSiteAboveWithATreeOfColumns() {
        String slug = "up" + siteSlug;
        NewSite like = aSite(siteSlug);
        county = sites.create(Office.ADMINISTRATOR, new NewSite(slug, null, "云岭县网站" + slug, "", like.idCode(), "", "",
                "", null, 211, Office.COUNTY, 0)).orThrow();
        top = countyColumn(null, "zwdt", "政务动态");
        news = countyColumn(top, "bmdt", "部门动态");
        notices = countyColumn(top, "tz", "部门通知");
    }

    private long countyColumn(@org.jspecify.annotations.Nullable Long parent, String slug, String name) {
        return columns.create(Office.ADMINISTRATOR, new NewColumn(county, parent, slug, name, "", "", "",
                Office.COUNTY, null, "", null, false, false, 0, List.of())).orThrow();
    }

    private List<Long> listed(long column) {
        return published.list(column, null, 100).items().stream().map(ArticleLine::id).toList();
    }

    private Placement last(long document) {
        return board.of(Office.CLERK, document).getFirst().placement();
    }

    private long accepted(long column) {
        long document = aLiveArticle().documentId();
        yes(desk.recommend(Office.CLERK, document, column, "全县通用"));
        yes(desk.decide(Office.COUNTY_OFFICE, last(document).id(), true, ""));
        return document;
    }

    @Test
    void whatTheReceivingReviewerAcceptsIsListedThereUnderItsOneAddress() {
        Turn live = aLiveArticle();
        yes(desk.recommend(Office.CLERK, live.documentId(), news, "全县通用"));
        yes(desk.recommend(Office.CLERK, live.documentId(), news, "全县通用"));
        assertThat(listed(news)).isEmpty();
        verify(todos).add(argThat(todo -> todo.key().equals("placement:" + last(live.documentId()).id())));
        announcements.all.clear();

        yes(desk.decide(Office.COUNTY_OFFICE, last(live.documentId()).id(), true, ""));
        yes(desk.decide(Office.COUNTY_OFFICE, last(live.documentId()).id(), true, ""));

        assertThat(listed(news)).containsExactly(live.documentId());
        assertThat(listed(top)).containsExactly(live.documentId());
        assertThat(listed(column)).containsExactly(live.documentId());
        ArticleLine line = published.list(news, null, 10).items().getFirst();
        assertThat(line.href()).startsWith("/" + siteSlug + "/tzgg/");
        assertThat(published.article(live.documentId()).orElseThrow().href()).isEqualTo(line.href());
        assertThat(announcements.has("column:" + news)).isTrue();
        assertThat(announcements.has("column:" + top)).isTrue();
        assertThat(announcements.has("site:" + county)).isTrue();
        assertThat(published.latest(county, 10)).as("counted and fed by its own site alone").isEmpty();
        verify(search).put(argThat(found -> found != null && found.id() == live.documentId()));
        assertThat(sql.sql("select sum(published) from content.column_day where column_id in (?, ?)")
                .params(news, column)
                .query(Integer.class)
                .single()).isEqualTo(1);
        verify(journal).record(eq(Office.COUNTY_OFFICE.ref()), eq(ContentAct.PLACEMENT_ACCEPTED), any(), argThat(
                facts -> facts.containsKey("article")));
    }

    @Test
    void aNewEditionAndAWithdrawalAreThereInTheSameAct() {
        long document = accepted(news);
        Turn next = drafting.revise(Office.CLERK, document).orThrow();
        next = drafting.save(Office.CLERK, next, column, Draft.of("关于防汛的通知（修订）", "<p>新</p>", "水利局")).orThrow();
        Turn ready = ready(reviewed(submitted(next)));
        announcements.all.clear();
        live(ready);
        assertThat(published.list(news, null, 10).items()).extracting(ArticleLine::title)
                .containsExactly("关于防汛的通知（修订）");
        assertThat(announcements.has("column:" + top)).isTrue();
        assertThat(announcements.has("site:" + county)).isTrue();
        announcements.all.clear();

        yes(publishing.withdraw(Office.PUBLISHER, document, new Withdrawal(Withdrawn.Kind.GONE, "有误", null)));

        assertThat(listed(news)).isEmpty();
        assertThat(listed(top)).isEmpty();
        assertThat(announcements.has("column:" + news)).isTrue();
        assertThat(announcements.has("site:" + county)).isTrue();
        live(ready(reviewed(submitted(drafting.revise(Office.CLERK, document).orThrow()))));
        assertThat(listed(news)).containsExactly(document);
    }

    @Test
    void twoColumnsUnderOneShowItOnceInTheOneAbove() {
        long document = accepted(news);
        yes(desk.recommend(Office.CLERK, document, notices, ""));
        yes(desk.decide(Office.COUNTY_OFFICE, last(document).id(), true, ""));

        assertThat(listed(top)).containsExactly(document);
        yes(desk.remove(Office.COUNTY_OFFICE, last(document).id(), "重复"));
        assertThat(listed(notices)).isEmpty();
        assertThat(listed(news)).containsExactly(document);
        assertThat(listed(top)).containsExactly(document);
    }

    @Test
    void bothEndsNeedTheirRights() {
        Turn live = aLiveArticle();
        long document = live.documentId();
        assertThat(desk.recommend(Office.TEACHER, document, news, "")).isPresent();
        assertThat(desk.recommend(Office.LEADER, document, news, "")).isPresent();
        assertThat(desk.recommend(Office.CLERK, document, column, "")).as("its own site").isPresent();
        assertThat(desk.recommend(Office.CLERK, document, 999_999_999L, "")).isPresent();
        assertThat(desk.recommend(Office.CLERK, aDraft().documentId(), news, "")).isPresent();
        yes(desk.recommend(Office.COUNTY_OFFICE, document, news, ""));
        long id = last(document).id();
        for (Actor other : List.of(Office.CLERK, Office.HEAD, Office.TEACHER, Office.COUNTY_OFFICE)) {
            assertThat(desk.decide(other, id, true, "")).as(other.name()).isPresent();
        }
        assertThat(desk.recommend(Office.CLERK, document, news, "")).as("somebody else has").isPresent();
        assertThat(listed(news)).isEmpty();
        yes(desk.decide(Office.PUBLISHER, id, true, ""));
        assertThat(listed(news)).containsExactly(document);
    }

    @Test
    void decliningNeedsAReasonThatTheAskerLearns() {
        Turn live = aLiveArticle();
        yes(desk.recommend(Office.CLERK, live.documentId(), news, ""));
        long id = last(live.documentId()).id();
        assertThat(desk.decide(Office.PUBLISHER, id, false, " ")).isPresent();

        yes(desk.decide(Office.PUBLISHER, id, false, "与本栏目无关"));

        assertThat(last(live.documentId()).state()).isEqualTo(Placement.State.DECLINED);
        verify(todos).add(argThat(todo -> todo.what().startsWith("推荐没有被采用") && todo.why().contains("与本栏目无关")));
        assertThat(desk.decide(Office.PUBLISHER, id, true, "")).isPresent();
        yes(desk.recommend(Office.CLERK, live.documentId(), news, "改好了"));
        assertThat(last(live.documentId()).state()).isEqualTo(Placement.State.ASKED);
    }

    @Test
    void whatWasWithdrawnMeanwhileOrIntoAClosedColumnIsNotAccepted() {
        Turn live = aLiveArticle();
        yes(desk.recommend(Office.CLERK, live.documentId(), news, ""));
        long id = last(live.documentId()).id();
        yes(columns.close(Office.ADMINISTRATOR, news));
        assertThat(desk.decide(Office.PUBLISHER, id, true, "")).isPresent();
        yes(columns.reopen(Office.ADMINISTRATOR, news));
        yes(publishing.withdraw(Office.PUBLISHER, live.documentId(),
                new Withdrawal(Withdrawn.Kind.GONE, "有误", null)));
        assertThat(desk.decide(Office.PUBLISHER, id, true, "")).isPresent();
        yes(desk.decide(Office.PUBLISHER, id, false, "已撤稿"));
    }

    private long countyArticle() {
        Actor writer = at(Office.COUNTY, 61, ContentPermissions.WRITE);
        Turn draft = drafting.draft(writer, notices, Draft.of("全县防火令", "<p>严禁野外用火。</p>", "县政府")).orThrow();
        yes(review.submit(writer, draft, List.of()));
        Actor leader = at(Office.COUNTY, 62, ContentPermissions.SECRECY);
        yes(secrecy.conclude(leader, drafting.turn(draft.documentId()), SecrecyFinding.clear("同意")));
        yes(publishing.publish(Office.PUBLISHER, drafting.turn(draft.documentId())));
        return draft.documentId();
    }

    @Test
    void theCountyHandsDownToColumnsOfManySitesInOneAct() {
        long document = countyArticle();
        long other = aColumn(null, "aq", List.of());
        long closed = aColumn(null, "closed", List.of());
        yes(columns.close(Office.ADMINISTRATOR, closed));

        var outcomes = desk.push(Office.PUBLISHER, document, List.of(column, other, closed, notices, column));

        assertThat(outcomes).hasSize(4);
        assertThat(outcomes.get(0).why()).isEmpty();
        assertThat(outcomes.get(1).why()).isEmpty();
        assertThat(outcomes.get(2).why()).isPresent();
        assertThat(outcomes.get(3).why()).as("its own site").isPresent();
        assertThat(listed(column)).containsExactly(document);
        assertThat(listed(other)).containsExactly(document);
        assertThat(published.list(column, null, 10).items().getFirst().href()).contains("/tz/");
        assertThat(desk.push(Office.PUBLISHER, document, List.of(column, other))).allMatch(o -> o.why().isEmpty());
        assertThat(board.of(Office.PUBLISHER, document)).hasSize(2);
        assertThat(desk.push(Office.HEAD, document, List.of(column))).allMatch(o -> o.why().isPresent());
        assertThat(desk.push(at(Office.WATER, 63, ContentPermissions.PUBLISH), document, List.of(column)))
                .allMatch(o -> o.why().isPresent());
    }

    @Test
    void whetherAUnitMayDeclineIsTheOfficesToSay() {
        long first = countyArticle();
        desk.push(Office.PUBLISHER, first, List.of(column));
        assertThat(desk.remove(Office.HEAD, last(first).id(), " ")).isPresent();
        assertThat(desk.remove(Office.TEACHER, last(first).id(), "无关")).isPresent();
        yes(desk.remove(Office.HEAD, last(first).id(), "与本局无关"));
        yes(desk.remove(Office.HEAD, last(first).id(), "与本局无关"));
        assertThat(listed(column)).isEmpty();
        verify(todos).add(argThat(todo -> todo.what().startsWith("已移出") && todo.why().contains("与本局无关")));

        var before = rules.now();
        yes(rules.set(Office.ADMINISTRATOR, new PublishingRules.Rules(TimeLimit.workingDays(1), false)));
        try {
            long second = countyArticle();
            desk.push(Office.PUBLISHER, second, List.of(column));
            assertThat(desk.remove(Office.HEAD, last(second).id(), "无关").orElseThrow().text()).contains("按规定");
            yes(desk.remove(Office.COUNTY_OFFICE, last(second).id(), "已过期"));
            assertThat(listed(column)).isEmpty();
        } finally {
            yes(rules.set(Office.ADMINISTRATOR, before));
        }
    }

    @Test
    void aColumnThatMovesTakesWhatItShowsOfOthersAlong() {
        long document = accepted(news);
        long elsewhere = countyColumn(null, "zt", "专题");
        yes(columns.move(Office.ADMINISTRATOR, news, elsewhere));
        assertThat(listed(elsewhere)).containsExactly(document);
        assertThat(listed(top)).isEmpty();
        assertThat(listed(news)).containsExactly(document);
        assertThat(listed(column)).containsExactly(document);

        long above = aColumn(null, "above", List.of());
        yes(columns.move(Office.ADMINISTRATOR, column, above));
        assertThat(listed(above)).containsExactly(document);
        assertThat(listed(news)).containsExactly(document);
    }

    @Test
    void eachEndHasItsLists() {
        long waiting = aLiveArticle().documentId();
        yes(desk.recommend(Office.CLERK, waiting, news, ""));
        long taken = accepted(notices);

        assertThat(documents(Office.COUNTY_OFFICE, Tab.INBOX)).contains(waiting).doesNotContain(taken);
        assertThat(documents(Office.COUNTY_OFFICE, Tab.HERE)).contains(taken).doesNotContain(waiting);
        assertThat(documents(Office.CLERK, Tab.SENT)).contains(waiting, taken);
        assertThat(documents(Office.HEAD, Tab.INBOX)).doesNotContain(waiting);
        assertThat(documents(Actor.VISITOR, Tab.SENT)).isEmpty();
        assertThat(board.find(Office.COUNTY_OFFICE, last(waiting).id()).orElseThrow().mayDecide()).isTrue();
        assertThat(board.find(Office.TEACHER, last(waiting).id())).isEmpty();
        assertThat(board.above(Office.CLERK, waiting)).extracting(Choice::columnId)
                .contains(news, notices)
                .doesNotContain(column);
        assertThat(board.above(Office.TEACHER, waiting)).isEmpty();
        assertThat(board.mayPush(Office.CLERK, waiting)).isFalse();
        long county = countyArticle();
        assertThat(board.mayPush(Office.PUBLISHER, county)).isTrue();
        assertThat(board.namesBelow(Office.PUBLISHER, county)).extracting(Choice::columnName).contains("通知公告");
        assertThat(board.named(Office.PUBLISHER, county, "通知公告")).extracting(Choice::columnId).contains(column);
        assertThat(board.named(Office.CLERK, county, "通知公告")).isEmpty();
        for (Tab tab : Tab.values()) {
            assertThat(board.list(Office.COUNTY_OFFICE, tab, "n1", 2)).isNotNull();
            assertThat(board.list(Office.COUNTY_OFFICE, tab, "xx", 2)).isNotNull();
        }
    }

    private List<Long> documents(Actor actor, Tab tab) {
        return board.list(actor, tab, null, 100).items().stream().map(line -> line.placement().documentId()).toList();
    }
}
