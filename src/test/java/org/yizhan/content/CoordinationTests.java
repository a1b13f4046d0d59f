package org.yizhan.content;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.directory.Unit;
import org.yizhan.messaging.NewTodo;
import org.yizhan.shared.Actor;
import org.yizhan.shared.UnitId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.verify;

/** A text that concerns another unit: who is asked, who answers, and what cannot go public before. */
class CoordinationTests extends ContentDatabaseTest {
    private static final UnitId SCHOOL_BOARD = new UnitId(8);
    private static final Actor SCHOOL_HEAD = Office.person(31, Office.SCHOOLS, ContentPermissions.REVIEW);
    private static final Actor SCHOOL_CLERK = Office.person(32, Office.SCHOOLS, ContentPermissions.WRITE);

    @Autowired
    CoordinationDesk desk;
    @Autowired
    WorkPages pages;

    @BeforeEach
    void aSecondUnit() {
        var schools = new Unit(SCHOOL_BOARD, Office.SCHOOLS, "云岭县教育局", "教育局", false);
        lenient().when(directory.unit(SCHOOL_BOARD)).thenReturn(Optional.of(schools));
        lenient().when(directory.units())
                .thenReturn(List.of(new Unit(new UnitId(7), Office.WATER, "云岭县水利局", "水利局", false), schools));
    }

    private CoordinationDesk.Line line(Actor actor, Turn turn) {
        return desk.of(actor, turn.documentId()).lines().getFirst();
    }

    private Turn asked() {
        Turn draft = aDraft();
        yes(desk.ask(Office.CLERK, draft.documentId(), SCHOOL_BOARD, "请看第二条关于学校的安排"));
        return draft;
    }

    private String digest(Turn turn) {
        return ((WorkPages.Shown.Page) pages.show(Office.CLERK, turn.documentId())).page().digest();
    }

    @Test
    void theAskedUnitReadsTheTextAgreesAndThenItGoesPublic() {
        Turn draft = asked();
        assertThat(pages.show(SCHOOL_HEAD, draft.documentId())).isInstanceOf(WorkPages.Shown.Page.class);
        verify(todos).add(argThat(todo -> todo.what().startsWith("发布协调：")
                && todo.audience()
                        .equals(List.of(new NewTodo.Audience.Holders(ContentPermissions.REVIEW,
                                Office.SCHOOLS.value(), Set.of(11L))))));
        Turn ready = ready(reviewed(submitted(draft)));
        assertThat(publishing.publish(Office.PUBLISHER, ready).orElseThrow().text()).contains("教育局", "还没有答复");

        CoordinationDesk.Line open = line(SCHOOL_HEAD, ready);
        assertThat(open.mayAnswer()).isTrue();
        assertThat(open.mayCallOff()).isFalse();
        yes(desk.answer(SCHOOL_HEAD, open.it().id(), true, digest(ready), "同意"));
        yes(desk.answer(SCHOOL_HEAD, open.it().id(), true, digest(ready), "同意"));
        verify(todos).done(eq("coordination:" + open.it().id()), eq(SCHOOL_HEAD.ref()));

        assertThat(line(Office.CLERK, ready).holds()).isTrue();
        live(ready);
    }

    @Test
    void anObjectionHoldsItBackUntilItIsMendedAndAskedAgain() {
        Turn draft = asked();
        long id = line(SCHOOL_HEAD, draft).it().id();
        assertThat(desk.answer(SCHOOL_HEAD, id, false, digest(draft), " ").orElseThrow().text()).contains("写明");
        yes(desk.answer(SCHOOL_HEAD, id, false, digest(draft), "学校放假时间写错了"));
        assertThat(desk.answer(SCHOOL_HEAD, id, true, digest(draft), "").orElseThrow().text()).contains("不用再答复");
        Turn ready = ready(reviewed(submitted(draft)));
        assertThat(publishing.publish(Office.PUBLISHER, ready).orElseThrow().text()).contains("放假时间写错");

        yes(desk.ask(Office.COUNTY_OFFICE, draft.documentId(), SCHOOL_BOARD, "已改正"));
        assertThat(line(SCHOOL_HEAD, ready).it().id()).as("one question for a unit").isEqualTo(id);
        yes(desk.answer(SCHOOL_HEAD, id, true, digest(ready), ""));
        live(ready);
    }

    @Test
    void anAgreementHoldsForNoOtherText() {
        Turn draft = asked();
        yes(desk.answer(SCHOOL_HEAD, line(SCHOOL_HEAD, draft).it().id(), true, digest(draft), ""));
        Turn changed = ((Saved.Done) drafting.save(Office.CLERK, drafting.turn(draft.documentId()), column,
                Draft.of("关于防汛的通知", "<p>学校一律停课。</p>", "云岭县水利局"))).turn();
        assertThat(line(Office.CLERK, changed).holds()).isFalse();
        Turn ready = ready(reviewed(submitted(changed)));

        assertThat(publishing.publish(Office.PUBLISHER, ready).orElseThrow().text()).contains("改动以前");
        yes(desk.ask(Office.CLERK, draft.documentId(), SCHOOL_BOARD, ""));
        long id = line(SCHOOL_HEAD, ready).it().id();
        assertThat(desk.answer(SCHOOL_HEAD, id, true, digest(draft).replaceAll(".", "0"), "").orElseThrow().text())
                .contains("刚有改动");
        yes(desk.answer(SCHOOL_HEAD, id, true, digest(ready), ""));
        live(ready);
    }

    @Test
    void callingItOffNeedsAReasonAndThenHindersNothing() {
        Turn ready = ready(reviewed(submitted(asked())));
        long id = line(Office.CLERK, ready).it().id();
        assertThat(desk.callOff(Office.CLERK, id, " ").orElseThrow().text()).contains("写明");
        assertThat(desk.callOff(SCHOOL_HEAD, id, "不用了")).isPresent();
        yes(desk.callOff(Office.COUNTY_OFFICE, id, "已当面协商一致"));
        yes(desk.callOff(Office.COUNTY_OFFICE, id, "已当面协商一致"));

        assertThat(pages.show(SCHOOL_HEAD, ready.documentId())).isInstanceOf(WorkPages.Shown.Hidden.class);
        assertThat(line(Office.CLERK, ready).it().answer()).isEqualTo("已当面协商一致");
        live(ready);
    }

    @Test
    void onlyTheRightPeopleAskAndAnswer() {
        Turn draft = aDraft();
        long document = draft.documentId();
        assertThat(desk.ask(SCHOOL_CLERK, document, SCHOOL_BOARD, "")).isPresent();
        assertThat(desk.ask(Office.CLERK, document, null, "")).isPresent();
        assertThat(desk.ask(Office.CLERK, document, new UnitId(7), "").orElseThrow().text()).contains("自己的单位");
        assertThat(desk.ask(Office.CLERK, 999_999, SCHOOL_BOARD, "")).isPresent();
        assertThat(desk.of(SCHOOL_HEAD, document).isEmpty()).as("before anybody asked").isTrue();

        yes(desk.ask(Office.CLERK, document, SCHOOL_BOARD, ""));
        yes(desk.ask(Office.CLERK, document, SCHOOL_BOARD, ""));
        assertThat(desk.ask(Office.COLLEAGUE, document, SCHOOL_BOARD, "").orElseThrow().text()).contains("已征求过");
        long id = line(Office.CLERK, draft).it().id();
        for (Actor other : List.of(SCHOOL_CLERK, Office.CLERK, Office.HEAD, Actor.VISITOR)) {
            assertThat(desk.answer(other, id, true, digest(draft), "")).as(other.name()).isPresent();
        }
        assertThat(desk.answer(SCHOOL_HEAD, 999_999, true, "", "")).isPresent();
        assertThat(desk.callOff(Office.CLERK, 999_999, "x")).isPresent();
        assertThat(desk.documentOf(id)).contains(document);

        yes(desk.answer(SCHOOL_HEAD, id, true, digest(draft), ""));
        Turn live = live(ready(reviewed(submitted(draft))));
        assertThat(desk.ask(Office.CLERK, live.documentId(), SCHOOL_BOARD, "").orElseThrow().text()).contains("已发布");
    }
}
