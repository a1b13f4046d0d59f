package org.yizhan.search;

import java.time.LocalDate;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
class SearchDeskTests {
    private static final UnitPath ROOT = new UnitPath("/1/");
    private static final Actor EDITOR = staff(ROOT);
    private static final Actor OF_ONE_UNIT = staff(new UnitPath("/1/7/"));

    @Autowired
    SearchDesk desk;
    @Autowired
    Search search;
    @Autowired
    Asked asked;
    @Autowired
    SearchTuning tuning;
    @Autowired
    JdbcClient jdbc;

    private static Actor staff(UnitPath scope) {
        return new Actor(new ActorRef(ActorRef.Kind.STAFF, 5), "编辑", scope,
                Set.of(new Grant(SearchPermissions.TUNE, scope)));
    }

    @BeforeEach
    void nothingSet() {
        desk.promoted(EDITOR).forEach(one -> desk.demote(EDITOR, one.id()));
        desk.groups(EDITOR).forEach(group -> desk.removeGroup(EDITOR, group.id()));
        asked.write();
        jdbc.sql("delete from search.asked").update();
    }

    @Test
    void showsWhatWasAskedForInVainTheMostOftenFirst() {
        for (int i = 0; i < 3; i++) {
            search.asked("共享单车押金", false);
        }
        search.asked("火星移民", false);
        search.asked("医保缴费", true);
        asked.write();
        assertThat(desk.inVain(EDITOR, null).items()).extracting(InVain::words).containsExactly("共享单车押金", "火星移民");
        assertThat(desk.inVain(EDITOR, "3-共享单车押金").items()).extracting(InVain::words).containsExactly("火星移民");
        assertThat(desk.inVain(OF_ONE_UNIT, null).items()).isEmpty();
    }

    @Test
    void whatIsFoundNowOrSettledLeavesTheListUntilItIsMissedAgain() {
        search.asked("充电桩", false);
        search.asked("彩礼", false);
        asked.write();
        assertThat(desk.settle(OF_ONE_UNIT, "充电桩")).isPresent();
        assertThat(desk.settle(EDITOR, "充电桩")).isEmpty();
        search.asked("彩礼", true);
        asked.write();
        assertThat(desk.inVain(EDITOR, null).items()).isEmpty();
        search.asked("充电桩", false);
        asked.write();
        assertThat(desk.inVain(EDITOR, null).items()).extracting(InVain::words).containsExactly("充电桩");
    }

    @Test
    void keepsNoNumbersOfPeopleAndForgetsWhatIsOld() {
        search.asked("张三 980123199001011234", false);
        search.asked("13800001234", false);
        search.asked("很久以前的问题", false);
        asked.write();
        assertThat(desk.inVain(EDITOR, null).items()).extracting(InVain::words).containsExactly("很久以前的问题");
        jdbc.sql("update search.asked set last_asked = date '2020-01-01'").update();
        asked.forget();
        assertThat(desk.inVain(EDITOR, null).items()).isEmpty();
    }

    @Test
    void manyAskingMakesASuggestion() {
        for (int i = 0; i < 5; i++) {
            search.asked("公租房申请", true);
        }
        asked.write();
        assertThat(asked.successful()).containsEntry("公租房申请", 5);
    }

    @Test
    void putsAResultFirstUntilItsLastDay() {
        assertThat(desk.promote(EDITOR, promoted("医保 社保", "医保缴费入口", "/bsfw/", null))).isEmpty();
        assertThat(search.promotedFor("城乡居民医保怎么缴")).extracting(Promoted::title).containsExactly("医保缴费入口");
        assertThat(search.promotedFor("停水")).isEmpty();
        assertThat(desk.promoted(OF_ONE_UNIT)).isEmpty();
        jdbc.sql("update search.promoted set until = date '2020-01-01'").update();
        desk.addGroup(EDITOR, "甲词 乙词");
        assertThat(search.promotedFor("医保")).isEmpty();
    }

    @Test
    void refusesWhatWouldHelpNobody() {
        assertThat(desk.promote(OF_ONE_UNIT, promoted("医保", "入口", "/bsfw/", null))).isPresent();
        assertThat(desk.promote(EDITOR, promoted(" ", "入口", "/bsfw/", null))).isPresent();
        assertThat(desk.promote(EDITOR, promoted("医保", " ", "/bsfw/", null))).isPresent();
        assertThat(desk.promote(EDITOR, promoted("医保", "入口", "https://evil.example/", null))).isPresent();
        assertThat(desk.promote(EDITOR, promoted("医保", "入口", "//evil.example", null))).isPresent();
        assertThat(desk.promote(EDITOR, promoted("医保", "入口", "javascript:alert(1)", null))).isPresent();
        assertThat(desk.promote(EDITOR, promoted("医保", "入口", "/a", LocalDate.of(2020, 1, 1)))).isPresent();
        assertThat(desk.promote(EDITOR, promoted("医保", "入口", "https://www.gov.cn/zhengce/", null))).isEmpty();
        assertThat(desk.addGroup(EDITOR, "医保")).isPresent();
        assertThat(desk.addGroup(OF_ONE_UNIT, "医保 医疗保险")).isPresent();
    }

    @Test
    void whatEditorsCallTheSameIsFoundByEachName() {
        assertThat(desk.addGroup(EDITOR, "小饭桌 校外托餐")).isEmpty();
        assertThat(desk.addGroup(EDITOR, "小饭桌 校外托餐")).isPresent();
        assertThat(tuning.synonyms().of("小饭桌")).containsExactly("小饭桌", "校外托餐");
        desk.groups(EDITOR).forEach(group -> desk.removeGroup(EDITOR, group.id()));
        assertThat(tuning.synonyms().of("小饭桌")).containsExactly("小饭桌");
    }

    private static Promoted promoted(String words, String title, String href,
            @org.jspecify.annotations.Nullable LocalDate until) {
        return new Promoted(0, words, title, href, "", until);
    }
}
