package org.yizhan.content;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.content.TopicDesk.Typed;
import org.yizhan.content.TopicDesk.TypedSection;
import org.yizhan.files.FileId;
import org.yizhan.search.SearchDocument;
import org.yizhan.shared.Actor;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.verify;

/** Topics: made in one form, filled from what is live, public on their days, and put by afterwards. */
class TopicTests extends ContentDatabaseTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final Actor EDITOR = at(Office.COUNTY, 81, ContentPermissions.TOPICS);
    private static final Actor WATER = at(Office.WATER, 82, ContentPermissions.TOPICS);
    private static final Actor SCHOOLS = at(Office.SCHOOLS, 83, ContentPermissions.TOPICS);
    private static final Actor WITHOUT = at(Office.WATER, 84, ContentPermissions.SITES, ContentPermissions.PUBLISH);
    @Autowired
    TopicDesk topics;
    @Autowired
    PublishedTopics open;
    @Autowired
    TopicVisibility visibility;
    @Autowired
    CheckWords words;
    private String place = "";

    @BeforeEach
    void aPortalAndTheNameOfTheColumn() {
        if (published.siteBySlug("").isEmpty()) {
            sites.create(Actor.PROGRAM, new NewSite("", null, "云岭县人民政府", "www.yunling.gov.cn", "9801230001", "县政府办",
                    "0980-1", "", null, 211, Office.COUNTY, 0)).orThrow();
        }
        sql.sql("delete from content.topic_section").update();
        sql.sql("delete from content.topic").update();
        sql.sql("update content.site set name = :name where id = :id")
                .param("name", "水利局" + siteSlug)
                .param("id", site)
                .update();
        yes(columns.close(Office.ADMINISTRATOR, aColumn(null, "zt", List.of())));
        place = Objects.requireNonNull(topics.columnNames().get(column));
    }

    private TypedSection from(String columnName, String words, String labels) {
        return new TypedSection("工作进展", TopicStyle.LIST, 6, List.of(columnName, "", ""), words, labels, "");
    }

    private static TypedSection picked(String picks) {
        return new TypedSection("推荐阅读", TopicStyle.CARDS, 6, List.of("", "", ""), "", "", picks);
    }

    private static Typed typed(UnitPath unit, String name, String slug, LocalDate from, @Nullable LocalDate until,
            boolean published, TypedSection... sections) {
        return new Typed(unit, name, slug, "今冬明春怎样保供水。", TopicBanner.RIVER, null, "", from, until, published,
                List.of(sections));
    }

    private Turn anArticle(String title, String keywords) {
        Draft d = Draft.of(title, "<p>请各乡镇做好准备。</p>", "云岭县水利局");
        return live(ready(reviewed(submitted(drafting.draft(Office.CLERK, column,
                new Draft(d.title(), d.summary(), d.bodyHtml(), d.source(), d.author(), d.editor(), d.issuingBody(),
                        d.documentNumber(), d.issuedOn(), keywords, d.nature(), d.ground(), d.picture(),
                        d.attachments(), d.model(), d.elements()))
                .orThrow()))));
    }

    @Test
    void isMadeInOneFormAndFillsItselfByColumnWordsAndLabels() {
        anArticle("关于冬季供水的通知", "供水;民生");
        anArticle("关于水库巡查的通知", "水库");
        anArticle("关于工程招标的公告", "招标");
        Made made = topics.make(EDITOR, typed(Office.COUNTY, "冬季保供水", "", TODAY, null, true,
                from(place, "", ""), from(place, "供水 巡查", ""), from(place, "", "水库、民生"), from(place, "没有的词", "")));
        made.orThrow();

        TopicView topic = open.find("djbgs").orElseThrow();
        assertThat(topic.sections()).hasSize(3);
        assertThat(titles(topic, 0)).containsExactly("关于工程招标的公告", "关于水库巡查的通知", "关于冬季供水的通知");
        assertThat(titles(topic, 1)).containsExactly("关于水库巡查的通知", "关于冬季供水的通知");
        assertThat(titles(topic, 2)).containsExactly("关于水库巡查的通知", "关于冬季供水的通知");
        assertThat(topic.sections().get(0).columnId()).isEqualTo(column);
        assertThat(topic.sections().get(1).columnId()).isNull();
        assertThat(topic.tokens()).contains("column:" + column, "topic:" + topic.id());
        assertThat(announcements.has("topics")).isTrue();
        verify(journal).record(eq(EDITOR.ref()), eq(ContentAct.TOPIC_MADE), any(), eq(Map.of("slug", "djbgs")));
    }

    private static List<String> titles(TopicView topic, int section) {
        return topic.sections().get(section).lines().stream().map(ArticleLine::title).toList();
    }

    @Test
    void picksKeepTheirOrderAndGoWithTheirArticles() {
        Turn first = anArticle("关于冬季供水的通知", "");
        Turn second = anArticle("关于水库巡查的通知", "");
        String address = "https://www.yunling.gov.cn" + published.article(second.documentId()).orElseThrow().href();
        long id = topics.make(WATER, typed(Office.WATER, "节水", "js", TODAY, null, true,
                picked(address + "?mode=elder\n" + first.documentId()))).orThrow();
        assertThat(titles(open.find("js").orElseThrow(), 0)).containsExactly("关于水库巡查的通知", "关于冬季供水的通知");
        assertThat(open.find("js").orElseThrow().tokens()).contains("article:" + first.documentId());

        yes(publishing.withdraw(Office.PUBLISHER, second.documentId(),
                new Withdrawal(Withdrawn.Kind.GONE, "有误", null)));
        assertThat(titles(open.find("js").orElseThrow(), 0)).containsExactly("关于冬季供水的通知");

        Turn third = anArticle("关于抢修电话的公告", "");
        yes(topics.pick(WATER, id, 0, List.of(third.documentId())));
        assertThat(titles(open.find("js").orElseThrow(), 0)).containsExactly("关于冬季供水的通知", "关于抢修电话的公告");
        assertThat(topics.titles(topics.find(WATER, id).orElseThrow())).containsValue("关于抢修电话的公告");
        assertThat(topics.pick(WATER, id, 0, List.of(second.documentId()))).as("withdrawn").isPresent();
        assertThat(topics.pick(WATER, id, 1, List.of(third.documentId()))).as("no such section").isPresent();
        assertThat(topics.pick(WATER, id, 0, List.of())).isPresent();
        assertThat(topics.pick(SCHOOLS, id, 0, List.of(third.documentId()))).isPresent();
        assertThat(topics.pick(WATER, id + 99, 0, List.of(third.documentId()))).isPresent();
    }

    @Test
    void whatSelectsItselfTakesNoPicks() {
        Turn article = anArticle("关于冬季供水的通知", "");
        long id = topics.make(EDITOR, typed(Office.COUNTY, "保供水", "bgs", TODAY, null, true, from(place, "", "")))
                .orThrow();
        assertThat(topics.pick(EDITOR, id, 0, List.of(article.documentId()))).isPresent();
    }

    @Test
    void isPublicOnItsDaysAndPutByAfterItsEnd() {
        anArticle("关于冬季供水的通知", "");
        long id = topics.make(EDITOR, typed(Office.COUNTY, "保供水", "bgs", TODAY.plusDays(2), TODAY.plusDays(4), true,
                from(place, "", ""))).orThrow();
        assertThat(open.find("bgs")).isEmpty();
        assertThat(open.open(published.portal())).isEmpty();
        assertThat(visibility.visible(List.of(id), "public")).isEmpty();
        assertThat(open.preview(EDITOR, id)).isPresent();
        assertThat(open.preview(SCHOOLS, id)).isEmpty();

        clock.set(Instant.parse("2026-11-22T02:00:00Z"));
        assertThat(open.find("bgs").orElseThrow().archived()).isFalse();
        assertThat(open.open(published.portal())).extracting(TopicView.Card::slug).containsExactly("bgs");
        assertThat(visibility.visible(List.of(id), "public")).containsExactly(id);
        assertThat(visibility.visible(List.of(id), "desk")).isEmpty();

        clock.set(Instant.parse("2026-11-25T02:00:00Z"));
        assertThat(open.open(published.portal())).isEmpty();
        assertThat(open.archived(null).items()).extracting(TopicView.Card::slug).containsExactly("bgs");
        TopicView past = open.find("bgs").orElseThrow();
        assertThat(past.archived()).isTrue();
        assertThat(past.until()).isEqualTo(LocalDate.of(2026, 11, 24));

        anArticle("关于归档后的通知", "");
        assertThat(titles(open.find("bgs").orElseThrow(), 0)).containsExactly("关于冬季供水的通知");
        assertThat(topics.resume(EDITOR, id)).as("its end has passed").isPresent();
    }

    @Test
    void isPutByByHandAndGoesOnAgain() {
        anArticle("关于冬季供水的通知", "");
        long id = topics.make(EDITOR, typed(Office.COUNTY, "保供水", "bgs", TODAY.minusDays(3), null, true,
                from(place, "", ""))).orThrow();
        assertThat(topics.resume(EDITOR, id)).isPresent();
        assertThat(topics.archive(SCHOOLS, id)).isPresent();
        yes(topics.archive(EDITOR, id));
        assertThat(open.find("bgs").orElseThrow().archived()).isTrue();
        assertThat(topics.archive(EDITOR, id)).isPresent();
        yes(topics.resume(EDITOR, id));
        assertThat(open.find("bgs").orElseThrow().archived()).isFalse();

        yes(topics.show(EDITOR, id, false));
        assertThat(open.find("bgs")).isEmpty();
        verify(search, atLeastOnce()).remove("topic", id);
        assertThat(topics.archive(EDITOR, id)).isPresent();
        yes(topics.show(EDITOR, id, true));
        assertThat(open.find("bgs")).isPresent();
        verify(search, atLeastOnce()).put(argThat((SearchDocument found) -> found.kind().equals("topic")
                && found.href().equals("/topics/bgs/") && found.title().equals("保供水")));
        assertThat(topics.show(WITHOUT, id, false)).isPresent();
        assertThat(topics.show(EDITOR, id + 99, false)).isPresent();
    }

    @Test
    void aUnitSeesItsOwnTopicsAndThePortalAll() {
        topics.make(WATER, typed(Office.WATER, "节水", "js", TODAY, null, true, from(place, "", ""))).orThrow();
        topics.make(EDITOR, typed(Office.COUNTY, "全县", "qx", TODAY, null, true, from(place, "", ""))).orThrow();
        assertThat(open.open(published.portal())).extracting(TopicView.Card::slug)
                .containsExactlyInAnyOrder("js", "qx");
        assertThat(open.open(published.siteBySlug(siteSlug).orElseThrow())).extracting(TopicView.Card::slug)
                .containsExactly("js");
        assertThat(topics.list(WATER, null).items()).extracting(Topic::slug).containsExactly("js");
        assertThat(topics.list(EDITOR, null).items()).hasSize(2);
        assertThat(topics.list(SCHOOLS, null).items()).isEmpty();
        assertThat(open.all()).hasSize(2);
    }

    @Test
    void pagesGoByKey() {
        for (int i = 0; i < 26; i++) {
            topics.make(EDITOR,
                    typed(Office.COUNTY, "往期" + i, "wq-" + i, TODAY.minusDays(40), TODAY.minusDays(30L + i % 2),
                            true, from(place, "", "")))
                    .orThrow();
        }
        var first = open.archived(null);
        assertThat(first.items()).hasSize(24);
        var second = open.archived(first.older());
        assertThat(second.items()).hasSize(2);
        assertThat(open.archived(second.newer()).items()).isEqualTo(first.items());
        assertThat(open.archived("2026-99-99-1").items()).isEqualTo(first.items());
        assertThat(open.archived("nonsense").items()).isEqualTo(first.items());
    }

    @Test
    void whatIsUnfitIsRefused() {
        anArticle("关于冬季供水的通知", "");
        TypedSection fit = from(place, "", "");
        topics.make(EDITOR, typed(Office.COUNTY, "已有", "yy", TODAY, null, true, fit)).orThrow();
        for (Typed unfit : List.of(typed(Office.COUNTY, "", "a", TODAY, null, true, fit),
                typed(Office.COUNTY, "长".repeat(31), "a", TODAY, null, true, fit),
                typed(Office.COUNTY, "名", "Upper", TODAY, null, true, fit),
                typed(Office.COUNTY, "名", "desk", TODAY, null, true, fit),
                typed(Office.COUNTY, "名", "yy", TODAY, null, true, fit),
                typed(Office.COUNTY, "名", "a", TODAY, TODAY.minusDays(1), true, fit),
                typed(Office.COUNTY, "名", "a", TODAY, null, true),
                new Typed(Office.COUNTY, "名", "a", " ", TopicBanner.PLAIN, null, "", TODAY, null, true, List.of(fit)),
                new Typed(Office.COUNTY, "名", "a", "导语", TopicBanner.PLAIN, 5002L, "图", TODAY, null, true,
                        List.of(fit)),
                typed(Office.COUNTY, "名", "a", TODAY, null, true, from("没有的栏目", "", "")),
                typed(Office.COUNTY, "名", "a", TODAY, null, true, picked("")),
                typed(Office.COUNTY, "名", "a", TODAY, null, true, picked("999999")),
                typed(Office.COUNTY, "名", "a", TODAY, null, true, picked("javascript:alert(1)")),
                typed(Office.COUNTY, "名", "a", TODAY, null, true,
                        new TypedSection("两样", TopicStyle.LIST, 6, List.of(place), "", "", "1")),
                typed(Office.COUNTY, "名", "a", TODAY, null, true,
                        new TypedSection("", TopicStyle.LIST, 6, List.of(place), "", "", "")),
                typed(Office.COUNTY, "名", "a", TODAY, null, true,
                        new TypedSection("多", TopicStyle.LIST, 21, List.of(place), "", "", "")),
                typed(Office.COUNTY, "名", "a", TODAY, null, true,
                        from(place, "一 二 三 四 五 六 七 八 九 十 十一", "")))) {
            assertThat(topics.make(EDITOR, unfit)).as(unfit.toString()).isInstanceOf(Made.Refused.class);
        }
        Typed good = typed(Office.WATER, "名", "a", TODAY, null, true, fit);
        for (Actor other : List.of(SCHOOLS, WITHOUT, Actor.VISITOR)) {
            assertThat(topics.make(other, good)).isInstanceOf(Made.Refused.class);
        }
        assertThat(topics.make(WATER, typed(Office.COUNTY, "名", "a", TODAY, null, true, fit)))
                .isInstanceOf(Made.Refused.class);
        assertThat(open.all()).hasSize(1);
    }

    @Test
    void theSecondOfTwoEditorsLosesNothingOfTheFirst() {
        long id = topics.make(EDITOR, typed(Office.COUNTY, "保供水", "bgs", TODAY, null, false, from(place, "", "")))
                .orThrow();
        yes(topics.change(EDITOR, id, 0, typed(Office.COUNTY, "保供水二", "bgs", TODAY, null, true, from(place, "", ""))));
        assertThat(topics.change(EDITOR, id, 0,
                typed(Office.COUNTY, "保供水三", "bgs", TODAY, null, true, from(place, "", "")))).isPresent();
        assertThat(topics.find(EDITOR, id).orElseThrow().name()).isEqualTo("保供水二");
        assertThat(topics.change(SCHOOLS, id, 1,
                typed(Office.SCHOOLS, "x", "bgs", TODAY, null, true, from(place, "", ""))))
                .isPresent();
        assertThat(topics.find(SCHOOLS, id)).isEmpty();
    }

    @Test
    void aBannerOfItsOwnIsPublicWithTheTopic() {
        sql.sql("insert into content.upload (file_id, person_id, at) values (6002, 81, now()) on conflict do nothing")
                .update();
        var withPicture = new Typed(Office.COUNTY, "保供水", "bgs", "导语", TopicBanner.PLAIN, 6002L, "水库大坝", TODAY, null,
                false, List.of(from(place, "", "")));
        long id = topics.make(EDITOR, withPicture).orThrow();
        assertThat(published.isPublic(new FileId(6002))).isFalse();
        yes(topics.show(EDITOR, id, true));
        assertThat(published.isPublic(new FileId(6002))).isTrue();
        assertThat(announcements.has("file:6002")).isTrue();
        Typed another = new Typed(Office.COUNTY, "保供水", "bgs", "导语", TopicBanner.PLAIN, 6002L, "", TODAY, null, true,
                List.of(from(place, "", "")));
        assertThat(topics.change(EDITOR, id, 1, another)).as("without a text alternative").isPresent();
        var pictureOfAnother = topics.picture(WITHOUT, Office.WATER, new java.io.ByteArrayInputStream(new byte[]{1}),
                "a.png");
        assertThat(pictureOfAnother).isInstanceOf(org.yizhan.files.FileReceipt.Refused.class);
    }

    @Test
    void wordsThatTheCountyHasBlockedStopATopicToo() {
        Actor keeper = at(Office.COUNTY, 85, ContentPermissions.WORDS);
        long word = words.add(keeper, new NewCheckWord(Office.COUNTY, "保洪水", CheckWord.Level.BLOCK, "保供水", ""))
                .orThrow();
        Made made = topics.make(EDITOR, typed(Office.COUNTY, "冬季保洪水", "bhs", TODAY, null, true, from(place, "", "")));
        assertThat(made).isInstanceOf(Made.Refused.class);
        assertThat(((Made.Refused) made).why().text()).contains("保洪水");
        yes(words.retire(keeper, word, true));
    }
}
