package org.yizhan.content;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.content.ContentModel.PictureRule;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;

/** The kinds of texts, kept by editors, and what they ask of authors. */
class ContentModelsTests extends ContentDatabaseTest {
    private static final Actor KEEPER = Office.person(31, Office.COUNTY, ContentPermissions.MODELS);
    private static final Actor UNIT_KEEPER = Office.person(32, Office.WATER, ContentPermissions.MODELS);

    @Autowired
    ContentModels models;

    private String model = "";

    private String aModel() {
        String name = "试" + site;
        yes(models.add(KEEPER, new ContentModels.Wanted(name, "", PictureRule.BLOCK, 900)));
        model = models.all().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow().code();
        return model;
    }

    private static ModelElement element(String label, ElementKind kind, boolean required, String... choices) {
        return new ModelElement("new", label, kind, "", List.of(choices), required, true, 10, false, 0);
    }

    private String code(String label) {
        return models.find(model)
                .orElseThrow()
                .elements()
                .stream()
                .filter(one -> one.label().equals(label))
                .findFirst()
                .orElseThrow()
                .code();
    }

    @AfterEach
    void nothingOfItIsOffered() {
        if (!model.isEmpty()) {
            models.retire(KEEPER, model, true);
        }
    }

    private Turn draft(Map<String, String> elements) {
        return drafting.draft(Office.CLERK, column, Draft.of("水库除险加固招标", "<p>见下。</p>", "云岭县水利局")
                .withElements(model, elements)).orThrow();
    }

    @Test
    void theShippedGuideAsksForTheEightKeyElements() {
        assertThat(models.find("guide").orElseThrow().asked()).filteredOn(ModelElement::required)
                .extracting(ModelElement::label)
                .containsExactly("事项名称", "设定依据", "申请条件", "办理材料", "办理地点", "办理时间", "联系电话", "办理流程");
        assertThat(models.all()).extracting(ContentModel::code)
                .contains("news", "notice", "policy", "interpretation", "guide", "leader", "institution", "video",
                        "pictures", "table", "tender", "appointment", "recruitment", "emergency");
    }

    @Test
    void whatIsRequiredIsAskedForBeforeTheTextIsHandedIn() {
        aModel();
        yes(models.addElement(KEEPER, model, element("项目编号", ElementKind.LINE, true)));
        yes(models.addElement(KEEPER, model, element("备注", ElementKind.TEXT, false)));
        Turn without = draft(Map.of());

        assertThat(review.submit(Office.CLERK, without, List.of()).orElseThrow().text()).contains("项目编号");

        Turn with = draft(Map.of(code("项目编号"), "YL-2026-07"));
        yes(review.submit(Office.CLERK, with, List.of()));
        verify(journal).record(eq(KEEPER.ref()), eq(ContentAct.MODEL_ADDED), any(), any());
    }

    @Test
    void aRetiredPlaceIsNotAskedForAndWhatWasSaidStays() {
        aModel();
        yes(models.addElement(KEEPER, model, element("项目编号", ElementKind.LINE, true)));
        String code = code("项目编号");
        Turn live = live(ready(reviewed(submitted(draft(Map.of(code, "YL-2026-07"))))));
        yes(models.retireElement(KEEPER, model, code, true));

        assertThat(published.article(live.documentId()).orElseThrow().facts()).singleElement()
                .satisfies(fact -> assertThat(fact.text()).isEqualTo("YL-2026-07"));
        yes(review.submit(Office.CLERK, draft(Map.of()), List.of()));
    }

    @Test
    void whatIsOnlyForTheDeskIsNeverPublic() {
        aModel();
        yes(models.addElement(KEEPER, model,
                new ModelElement("new", "排序", ElementKind.NUMBER, "", List.of(), false, false, 10, false, 0)));
        Turn live = live(ready(reviewed(submitted(draft(Map.of(code("排序"), "3"))))));

        ArticleView article = published.article(live.documentId()).orElseThrow();
        assertThat(article.facts()).isEmpty();
        assertThat(article.elements()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DATE:明天", "NUMBER:十万", "CHOICE:丙", "TABLE:只有表头"})
    void whatIsNotInItsFormIsRefused(String wrong) {
        aModel();
        ElementKind kind = ElementKind.valueOf(wrong.substring(0, wrong.indexOf(':')));
        yes(models.addElement(KEEPER, model, element("要素", kind, false, "甲", "乙")));

        assertThat(review.submit(Office.CLERK, draft(Map.of(code("要素"), wrong.substring(wrong.indexOf(':') + 1))),
                List.of())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DATE:2026-11-21", "NUMBER:128,000.50", "CHOICE:甲", "TABLE:名称|数\n渠道|3"})
    void whatIsInItsFormPasses(String right) {
        aModel();
        ElementKind kind = ElementKind.valueOf(right.substring(0, right.indexOf(':')));
        yes(models.addElement(KEEPER, model, element("要素", kind, true, "甲", "乙")));

        yes(review.submit(Office.CLERK, draft(Map.of(code("要素"), right.substring(right.indexOf(':') + 1))), List.of()));
    }

    @Test
    void aPictureWithoutItsFactsIsBlockedUntilTheyAreThereOrSomebodySaysWhy() {
        aModel();
        sql.sql("insert into content.upload (file_id, person_id, at) values (8, 11, now()) on conflict do nothing")
                .update();
        Turn bare = drafting
                .draft(Office.CLERK, column, Draft.of("水利冬修", "<p>开工。</p><p><img src=\"/files/8/a.png\"></p>", "水利局")
                        .withElements(model, Map.of()))
                .orThrow();

        assertThat(review.submit(Office.CLERK, bare, List.of()).orElseThrow().text()).contains("图注", "拍摄人或来源", "替代文字");
        yes(review.submit(Office.CLERK, bare, List.of(new CheckOverride("picture-facts", "资料图片，作者已故"))));
    }

    @Test
    void aFileOfAnElementIsPublicWithTheArticleAndOnlyTheAuthorsOwn() {
        aModel();
        yes(models.addElement(KEEPER, model, element("申请表", ElementKind.FILE, true)));
        assertThat(drafting.draft(Office.CLERK, column, Draft.of("标题", "文", "源")
                .withElements(model,
                        Map.of(code("申请表"), "9071"))))
                .isInstanceOf(Saved.Refused.class);
        sql.sql("insert into content.upload (file_id, person_id, at) values (9073, 11, now()) on conflict do nothing")
                .update();

        Turn live = live(ready(reviewed(submitted(draft(Map.of(code("申请表"), "9073"))))));

        assertThat(published.isPublic(new org.yizhan.files.FileId(9073))).isTrue();
        ArticleView article = published.article(live.documentId()).orElseThrow();
        assertThat(article.attachments()).isEmpty();
        assertThat(article.facts()).singleElement()
                .satisfies(fact -> assertThat(Objects.requireNonNull(fact.file()).href()).startsWith("/files/9073/"));
        assertThat(drafting.draft(Office.CLERK, column, Draft.of("标题", "文", "源")
                .withElements(model,
                        Map.of(code("申请表"), "不是号码"))))
                .isInstanceOf(Saved.Refused.class);
    }

    @Test
    void aColumnTakesWhatWasChosenForItAndNothingElse() {
        yes(models.allow(Office.ADMINISTRATOR, column, List.of("tender", "notice")));

        assertThat(models.of(column)).extracting(ContentModel::code).containsExactly("notice", "tender");
        assertThat(drafting.draft(Office.CLERK, column, Draft.of("标题", "文", "源")))
                .isInstanceOfSatisfying(Saved.Refused.class,
                        refused -> assertThat(refused.why().text()).contains("“通知公告”、“招标采购”"));
        assertThat(drafting.draft(Office.CLERK, column, Draft.of("标题", "文", "源").withElements("notice", Map.of())))
                .isInstanceOf(Saved.Done.class);
        assertThat(drafting.draftFitting(Office.CLERK, column, Draft.of("程序拟的通报", "文", "源")))
                .as("what a program wrote is of whatever model the column takes")
                .isInstanceOf(Saved.Done.class);
        yes(models.allow(Office.ADMINISTRATOR, column, List.of()));
        assertThat(drafting.draft(Office.CLERK, column, Draft.of("标题", "文", "源"))).isInstanceOf(Saved.Done.class);
        assertThat(models.allow(Office.TEACHER, column, List.of())).isPresent();
        assertThat(models.allow(Office.ADMINISTRATOR, column, List.of("nothing"))).isPresent();
    }

    @Test
    void onlyWhoKeepsThemForTheWholeCountyChangesModels() {
        aModel();
        for (Actor other : List.of(Office.CLERK, Office.EVERYTHING, UNIT_KEEPER)) {
            assertThat(models.add(other, new ContentModels.Wanted("别的", "", PictureRule.NONE, 1))).isPresent();
            assertThat(models.change(other, model, 0, new ContentModels.Wanted("别的", "", PictureRule.NONE, 1)))
                    .isPresent();
            assertThat(models.retire(other, model, true)).isPresent();
            assertThat(models.addElement(other, model, element("别的", ElementKind.LINE, true))).isPresent();
            assertThat(models.changeElement(UNIT_KEEPER, "guide",
                    models.find("guide").orElseThrow().element("fee").orElseThrow()))
                    .isPresent();
            assertThat(models.retireElement(other, "guide", "fee", true)).isPresent();
            assertThat(models.mayChange(other)).isFalse();
        }
    }

    @Test
    void refusesWhatNobodyCouldFillIn() {
        aModel();
        yes(models.addElement(KEEPER, model, element("编号", ElementKind.LINE, false)));
        ModelElement there = models.find(model).orElseThrow().element(code("编号")).orElseThrow();
        var wrong = new HashMap<String, java.util.Optional<Refusal>>();
        wrong.put("same label", models.addElement(KEEPER, model, element("编号", ElementKind.LINE, false)));
        wrong.put("no label", models.addElement(KEEPER, model, element(" ", ElementKind.LINE, false)));
        wrong.put("no choices", models.addElement(KEEPER, model, element("类别", ElementKind.CHOICE, false, "只有一个")));
        wrong.put("same name", models.add(KEEPER, new ContentModels.Wanted("新闻", "", PictureRule.NONE, 1)));
        wrong.put("no name", models.add(KEEPER, new ContentModels.Wanted("", "", PictureRule.NONE, 1)));
        wrong.put("news", models.retire(KEEPER, Draft.NEWS, true));
        wrong.put("gone", models.retire(KEEPER, "no-such", true));
        wrong.put("gone element", models.retireElement(KEEPER, model, "no-such", true));
        wrong.put("old version",
                models.change(KEEPER, model, 77, new ContentModels.Wanted("甲" + site, "", PictureRule.NONE, 1)));
        wrong.put("old element",
                models.changeElement(KEEPER, model, new ModelElement(there.code(), "编号二", there.kind(), "",
                        List.of(), true, true, 1, false, 77)));

        assertThat(wrong).allSatisfy((what, refusal) -> assertThat(refusal).as(what).isPresent());
        yes(models.changeElement(KEEPER, model,
                new ModelElement(there.code(), "编号二", ElementKind.TABLE, "", List.of(), true,
                        true, 1, false, there.version())));
        assertThat(models.find(model).orElseThrow().element(there.code()).orElseThrow()).satisfies(changed -> {
            assertThat(changed.kind()).isEqualTo(ElementKind.LINE);
            assertThat(changed.required()).isTrue();
        });
    }

    @Test
    void anUnknownModelIsNotHandedIn() {
        assertThat(drafting.draft(Office.CLERK, column, Draft.of("标题", "文", "源").withElements("no-such", Map.of())))
                .isInstanceOf(Saved.Refused.class);
    }
}
