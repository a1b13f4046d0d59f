package org.yizhan.content;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.calendar.YearNotLoaded;
import org.yizhan.directory.Unit;
import org.yizhan.messaging.NewTodo;
import org.yizhan.shared.Actor;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

/** A reader reports a mistake, and somebody puts it right in time. */
class MistakeTests extends ContentDatabaseTest {
    private static final Actor WATER = Office.person(41, Office.WATER, ContentPermissions.MISTAKES);
    private static final Actor SCHOOLS = Office.person(42, Office.SCHOOLS, ContentPermissions.MISTAKES);
    private static final Actor COUNTY = Office.person(43, Office.COUNTY, ContentPermissions.MISTAKES);

    @Autowired
    MistakeBox box;
    @Autowired
    MistakeDesk desk;

    @BeforeEach
    void theCountyHasNoneYet() {
        sql.sql("truncate content.mistake_step, content.mistake").update();
        when(directory.root()).thenReturn(Optional.of(new Unit(Office.COUNTY.unit(), Office.COUNTY, "云岭县人民政府", "县政府",
                false)));
    }

    private MistakeBox.Receipt.Taken taken(String page) {
        return (MistakeBox.Receipt.Taken) box.receive(page, "开会日期写成了11月31日", "");
    }

    private Mistake only(Actor actor) {
        return desk.list(actor, true, null).items().getFirst();
    }

    private NewTodo todo() {
        var todo = ArgumentCaptor.forClass(NewTodo.class);
        verify(todos, org.mockito.Mockito.atLeastOnce()).add(todo.capture());
        return todo.getValue();
    }

    @Test
    void theUnitOfTheArticleGetsItAsATodoWithADate() {
        Turn live = aLiveArticle();
        var taken = taken("/" + siteSlug + "/tzgg/202611/" + live.documentId() + ".html");
        assertThat(taken.number()).matches("ZC20261120\\d{3,}");
        assertThat(taken.queryCode()).matches("\\d{8}");
        assertThat(taken.dueOn()).isEqualTo(LocalDate.of(2026, 11, 23));
        assertThat(only(WATER)).satisfies(mistake -> {
            assertThat(mistake.document()).isEqualTo(live.documentId());
            assertThat(mistake.pageTitle()).isEqualTo("关于防汛的通知");
            assertThat(mistake.unit()).isEqualTo(Office.WATER);
        });
        assertThat(todo().until()).isEqualTo(taken.dueOn());
        assertThat(todo().audience())
                .containsExactly(new NewTodo.Audience.Holders(ContentPermissions.MISTAKES, Office.WATER.value()));
        assertThat(desk.list(SCHOOLS, true, null).items()).isEmpty();
        assertThat(desk.list(COUNTY, true, null).items()).hasSize(1);
    }

    @Test
    void otherPagesGoToTheUnitOfTheirColumnOrSiteOrToTheCounty() {
        taken("/" + siteSlug + "/tzgg/");
        assertThat(only(COUNTY).unit()).isEqualTo(Office.WATER);
        assertThat(only(COUNTY).pageTitle()).contains("通知公告");
        theCountyHasNoneYet();
        taken("/" + siteSlug + "/");
        assertThat(only(COUNTY).unit()).isEqualTo(Office.WATER);
        theCountyHasNoneYet();
        taken("首页的天气");
        assertThat(only(COUNTY).unit()).isEqualTo(Office.COUNTY);
    }

    @Test
    void aReportSaysWhereAndWhatAndIsNotTooLong() {
        assertThat(box.receive("", "有错", "")).asInstanceOf(type(MistakeBox.Receipt.Refused.class))
                .matches(refused -> refused.field().equals("page"));
        assertThat(box.receive("/", " ", "")).asInstanceOf(type(MistakeBox.Receipt.Refused.class))
                .matches(refused -> refused.field().equals("wrong"));
        assertThat(box.receive("/", "错".repeat(1001), "")).isInstanceOf(MistakeBox.Receipt.Refused.class);
        assertThat(box.receive("/", "有错", "1".repeat(101))).isInstanceOf(MistakeBox.Receipt.Refused.class);
        assertThat(box.receive("/".repeat(501), "有错", "")).isInstanceOf(MistakeBox.Receipt.Refused.class);
        assertThat(desk.list(COUNTY, true, null).items()).isEmpty();
    }

    @Test
    void theReaderLooksUpTheStateWithNumberAndCode() {
        var taken = taken("/");
        assertThat(box.find(taken.number(), taken.queryCode())).hasValueSatisfying(
                mistake -> assertThat(mistake.state()).isEqualTo(Mistake.State.OPEN));
        assertThat(box.find(taken.number().toLowerCase(java.util.Locale.ROOT), " " + taken.queryCode())).isPresent();
        assertThat(box.find(taken.number(), "x")).isEmpty();
        yes(desk.corrected(COUNTY, only(COUNTY).id(), "日期已改为11月30日，谢谢。"));
        assertThat(box.find(taken.number(), taken.queryCode())).hasValueSatisfying(mistake -> {
            assertThat(mistake.state()).isEqualTo(Mistake.State.CORRECTED);
            assertThat(mistake.answer()).startsWith("日期已改为");
        });
        verify(todos).done(eq("mistake:" + desk.list(COUNTY, false, null).items().getFirst().id()), any());
    }

    @Test
    void itIsClosedOnceWithAReasonByWhoeverMay() {
        taken("/" + siteSlug + "/tzgg/");
        long id = only(WATER).id();
        assertThat(desk.noMistake(SCHOOLS, id, "没有错")).isPresent();
        assertThat(desk.find(SCHOOLS, id)).isEmpty();
        assertThat(desk.noMistake(WATER, id, " ")).hasValueSatisfying(
                refusal -> assertThat(refusal.text()).contains("为什么不改"));
        yes(desk.noMistake(WATER, id, "日期以通知为准，没有写错。"));
        assertThat(desk.corrected(WATER, id, "又改了")).hasValueSatisfying(
                refusal -> assertThat(refusal.text()).contains("已经办结"));
        assertThat(desk.corrected(WATER, 0, "又改了")).isPresent();
        assertThat(desk.find(WATER, id).orElseThrow().steps()).hasSize(2);
    }

    @Test
    void itIsPassedOnToTheUnitThatCanPutItRightAndKeepsItsDate() {
        when(directory.unit(Office.SCHOOLS.unit())).thenReturn(Optional.of(new Unit(Office.SCHOOLS.unit(),
                Office.SCHOOLS, "云岭县教育局", "教育局", false)));
        var taken = taken("/" + siteSlug + "/tzgg/");
        long id = only(WATER).id();
        assertThat(desk.passOn(WATER, id, Office.WATER, "")).isPresent();
        assertThat(desk.passOn(WATER, id, new UnitPath("/1/99/"), "")).isPresent();
        yes(desk.passOn(WATER, id, Office.SCHOOLS, "这是学校的事"));
        assertThat(desk.list(WATER, true, null).items()).isEmpty();
        assertThat(only(SCHOOLS).dueOn()).isEqualTo(taken.dueOn());
        assertThat(todo().audience())
                .containsExactly(new NewTodo.Audience.Holders(ContentPermissions.MISTAKES, Office.SCHOOLS.value()));
    }

    @Test
    void whatIsLateIsCountedAsLate() {
        taken("/");
        taken("/");
        taken("/");
        yes(desk.corrected(COUNTY, only(COUNTY).id(), "改了。"));
        clock.set(Instant.parse("2026-11-30T02:00:00Z"));
        yes(desk.corrected(COUNTY, only(COUNTY).id(), "改了。"));
        assertThat(desk.figures(COUNTY)).isEqualTo(new Mistake.Figures(3, 2, 1, 1));
        assertThat(desk.figures(SCHOOLS)).isEqualTo(new Mistake.Figures(0, 0, 0, 0));
        assertThat(only(COUNTY).isLate(LocalDate.of(2026, 11, 30))).isTrue();
    }

    @Test
    void theLimitIsSetForTheWholeCountyAndHoldsFromThenOn() {
        assertThat(desk.setLimit(WATER, "5")).isPresent();
        assertThat(desk.setLimit(COUNTY, "0")).isPresent();
        assertThat(desk.setLimit(COUNTY, "五")).isPresent();
        yes(desk.setLimit(COUNTY, "5"));
        assertThat(taken("/").dueOn()).isEqualTo(LocalDate.of(2026, 11, 25));
        yes(desk.setLimit(COUNTY, "3"));
    }

    @Test
    void aYearWithoutHolidaysDoesNotTurnAReaderAway() {
        doThrow(new YearNotLoaded(2027)).when(calendar).due(any(), any());
        assertThat(taken("/").dueOn()).isEqualTo(LocalDate.of(2026, 11, 25));
    }

    @Test
    void theListPagesByKey() {
        for (int i = 0; i < 35; i++) {
            taken("/");
        }
        var first = desk.list(COUNTY, true, null);
        assertThat(first.items()).hasSize(30);
        var second = desk.list(COUNTY, true, first.older());
        assertThat(second.items()).hasSize(5);
        assertThat(desk.list(COUNTY, true, second.newer()).items()).isEqualTo(first.items());
        for (Mistake one : first.items()) {
            yes(desk.corrected(COUNTY, one.id(), "改了。"));
        }
        second.items().forEach(one -> yes(desk.corrected(COUNTY, one.id(), "改了。")));
        var closed = desk.list(COUNTY, false, null);
        var more = desk.list(COUNTY, false, closed.older());
        assertThat(more.items()).hasSize(5);
        assertThat(desk.list(COUNTY, false, more.newer()).items()).isEqualTo(closed.items());
        assertThat(desk.list(COUNTY, true, "乱写").items()).isEmpty();
    }
}
