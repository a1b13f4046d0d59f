package org.yizhan.content;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.yizhan.shared.Actor;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may do what, as one table for a whole office. */
class ContentRulesTests {
    private static final Map<ContentAction, EditionState> WHERE = new EnumMap<>(Map.ofEntries(
            Map.entry(ContentAction.READ, EditionState.DRAFT), Map.entry(ContentAction.SAVE, EditionState.DRAFT),
            Map.entry(ContentAction.SUBMIT, EditionState.DRAFT), Map.entry(ContentAction.DROP, EditionState.DRAFT),
            Map.entry(ContentAction.TAKE_BACK, EditionState.REVIEW),
            Map.entry(ContentAction.APPROVE, EditionState.REVIEW), Map.entry(ContentAction.RETURN, EditionState.REVIEW),
            Map.entry(ContentAction.CLEAR_SECRECY, EditionState.SECRECY),
            Map.entry(ContentAction.ASK_SECRECY, EditionState.SECRECY),
            Map.entry(ContentAction.REFUSE_SECRECY, EditionState.SECRECY),
            Map.entry(ContentAction.PUBLISH, EditionState.READY), Map.entry(ContentAction.WITHDRAW, EditionState.LIVE),
            Map.entry(ContentAction.EMERGENCY, EditionState.REVIEW),
            Map.entry(ContentAction.REVISE, EditionState.LIVE)));

    static Standing standing(EditionState state) {
        return new Standing(state, Office.WATER, Set.of(11L), 11L,
                List.of(new Standing.Line(1, "科室负责人审核", ContentPermissions.REVIEW, Office.WATER, null),
                        new Standing.Line(2, "县公开办审核", ContentPermissions.REVIEW, Office.COUNTY, null)),
                false);
    }

    @Test
    void everybodyMayDoExactlyWhatTheTableSays() {
        var people = new HashMap<String, Actor>();
        people.put("作者", Office.CLERK);
        people.put("同科室的作者", Office.COLLEAGUE);
        people.put("科长", Office.HEAD);
        people.put("副局长", Office.DEPUTY);
        people.put("局长", Office.LEADER);
        people.put("县公开办", Office.COUNTY_OFFICE);
        people.put("发布人", Office.PUBLISHER);
        people.put("值班领导", Office.ON_DUTY);
        people.put("栏目管理员", Office.ADMINISTRATOR);
        people.put("别的单位", Office.TEACHER);
        people.put("访客", Actor.VISITOR);
        people.put("程序", Actor.PROGRAM);
        var may = new EnumMap<ContentAction, Set<String>>(Map.ofEntries(
                Map.entry(ContentAction.READ, Set.of("作者", "同科室的作者", "科长", "副局长", "局长", "县公开办", "发布人",
                        "值班领导")),
                Map.entry(ContentAction.SAVE, Set.of("作者", "同科室的作者", "科长")),
                Map.entry(ContentAction.SUBMIT, Set.of("作者", "同科室的作者", "科长")),
                Map.entry(ContentAction.DROP, Set.of("作者", "同科室的作者", "科长")),
                Map.entry(ContentAction.TAKE_BACK, Set.of("作者")),
                Map.entry(ContentAction.APPROVE, Set.of("科长", "副局长", "县公开办")),
                Map.entry(ContentAction.RETURN, Set.of("科长", "副局长", "县公开办")),
                Map.entry(ContentAction.CLEAR_SECRECY, Set.of("副局长", "局长", "值班领导")),
                Map.entry(ContentAction.ASK_SECRECY, Set.of("副局长", "局长", "值班领导")),
                Map.entry(ContentAction.REFUSE_SECRECY, Set.of("副局长", "局长", "值班领导")),
                Map.entry(ContentAction.PUBLISH, Set.of("县公开办", "发布人")),
                Map.entry(ContentAction.EMERGENCY, Set.of("值班领导")),
                Map.entry(ContentAction.WITHDRAW, Set.of("县公开办", "发布人")),
                Map.entry(ContentAction.REVISE, Set.of("作者", "同科室的作者", "科长"))));
        assertThat(may.keySet()).isEqualTo(WHERE.keySet());
        var wrong = new ArrayList<String>();
        WHERE.forEach((action, state) -> people.forEach((name, actor) -> {
            boolean allowed = ContentRules.refusal(action, actor, standing(state)).isEmpty();
            if (allowed != may.getOrDefault(action, Set.of()).contains(name)) {
                wrong.add(name + (allowed ? " may " : " may not ") + action);
            }
        }));
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyActionIsInTheTableOrAboutNoEdition() {
        for (ContentAction action : ContentAction.values()) {
            boolean aboutPlaces = Set.of(ContentAction.WRITE, ContentAction.MANAGE_COLUMN, ContentAction.MANAGE_SITE,
                    ContentAction.MANAGE_GROUP, ContentAction.MANAGE_WORDS, ContentAction.HANDLE_MISTAKE)
                    .contains(action);
            assertThat(WHERE.containsKey(action)).as(action.name()).isNotEqualTo(aboutPlaces);
        }
    }

    @Test
    void evenWhoHoldsEveryRightNeitherReviewsNorPublishesTheirOwnWork() {
        for (ContentAction action : List.of(ContentAction.APPROVE, ContentAction.CLEAR_SECRECY,
                ContentAction.PUBLISH)) {
            EditionState state = java.util.Objects.requireNonNull(WHERE.get(action));
            assertThat(ContentRules.refusal(action, Office.EVERYTHING, standing(state))).isEmpty();
            var written = new Standing(state, Office.WATER, Set.of(11L, 20L), 11L, standing(state).sheet(), false);
            var submitted = new Standing(state, Office.WATER, Set.of(11L), 20L, standing(state).sheet(), false);
            assertThat(ContentRules.refusal(action, Office.EVERYTHING, written)).isPresent();
            assertThat(ContentRules.refusal(action, Office.EVERYTHING, submitted)).isPresent();
        }
    }

    @Test
    void nobodySignsTwoStepsOfOneSheet() {
        var signed = List.of(new Standing.Line(1, "一审", ContentPermissions.REVIEW, Office.WATER, 16L),
                new Standing.Line(2, "二审", ContentPermissions.REVIEW, Office.COUNTY, null));
        var it = new Standing(EditionState.REVIEW, Office.WATER, Set.of(11L), 11L, signed, false);

        assertThat(ContentRules.refusal(ContentAction.APPROVE, Office.COUNTY_OFFICE, it).orElseThrow().text())
                .contains("另一位同志");
        assertThat(ContentRules.refusal(ContentAction.APPROVE, Office.HEAD, it)).isPresent();
        assertThat(ContentRules.refusal(ContentAction.APPROVE,
                Office.person(30, Office.COUNTY, ContentPermissions.REVIEW), it)).isEmpty();
        assertThat(ContentRules.refusal(ContentAction.TAKE_BACK, Office.CLERK, it)).isPresent();
    }

    @Test
    void onlyTheProgramAndAdministratorsOfThePlaceArrangeColumnsAndSites() {
        for (ContentAction action : List.of(ContentAction.MANAGE_COLUMN, ContentAction.MANAGE_SITE)) {
            assertThat(ContentRules.refusal(action, Office.ADMINISTRATOR, Office.WATER)).isEmpty();
            assertThat(ContentRules.refusal(action, Actor.PROGRAM, Office.WATER)).isEmpty();
            for (Actor other : List.of(Office.TEACHER, Office.CLERK, Office.COUNTY_OFFICE, Actor.VISITOR)) {
                assertThat(ContentRules.refusal(action, other, Office.WATER)).isPresent();
            }
        }
        assertThat(ContentRules.refusal(ContentAction.WRITE, Office.CLERK, Office.WATER)).isEmpty();
        assertThat(ContentRules.refusal(ContentAction.WRITE, Office.TEACHER, Office.WATER)).isPresent();
        assertThat(ContentRules.refusal(ContentAction.WRITE, Actor.PROGRAM, Office.WATER)).isPresent();
    }
}
