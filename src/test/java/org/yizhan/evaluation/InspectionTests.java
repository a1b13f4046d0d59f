package org.yizhan.evaluation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.content.ColumnRecord;
import org.yizhan.content.PublishedFigures.Tally;
import org.yizhan.content.QualityFigures;
import org.yizhan.content.SiteRecord;
import org.yizhan.disclosure.PolicyFigures;
import org.yizhan.evaluation.Inspection.Finding;
import org.yizhan.evaluation.Inspection.Level;
import org.yizhan.evaluation.Inspection.Verdict;
import org.yizhan.shared.UnitId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

/** What an inspection would find, and how the units rank by it. */
class InspectionTests extends EvaluationDatabaseTest {
    @Autowired
    Inspections inspections;

    @BeforeEach
    void nothingFromBefore() {
        sql.sql("delete from evaluation.formula where valid_from > date '2019-01-01'").update();
        when(figures.lastOfSites()).thenReturn(Map.of(PORTAL, TODAY));
        // The board is kept for half a minute; each test looks at a moment of its own.
        clock.set(LocalDate.of(2030, 1, 1));
        when(figures.sites()).thenReturn(java.util.List.of());
        inspections.county();
        when(figures.sites()).thenReturn(sites);
        clock.set(TODAY);
    }

    private Inspection site() {
        return inspections.site(OFFICE, PORTAL).orElseThrow();
    }

    private Verdict verdict(String code) {
        return site().verdicts().stream().filter(one -> one.indicator().code().equals(code)).findFirst().orElseThrow();
    }

    private void aWholeSite() {
        ColumnRecord about = column("走进云岭", "概况信息", WATER, null, TODAY.minusDays(100));
        column(about, "县情概况", "概况信息", WATER, null, TODAY.minusDays(100));
        column("机构职能", "概况信息", WATER, null, TODAY.minusDays(100));
        column("领导信息", "概况信息", WATER, null, TODAY.minusDays(100));
        column("云岭要闻", "工作动态", WATER, null, TODAY);
        column("通知公告", "通知公告", WATER, null, TODAY.minusDays(30));
        ColumnRecord policy = column("政策文件", "政策文件", WATER, null, TODAY.minusDays(20));
        column(policy, "县政府文件", "政策文件", WATER, null, TODAY.minusDays(20));
        column(policy, "县政府办文件", "政策文件", WATER, null, TODAY.minusDays(170));
        column("政策解读", "政策解读", WATER, null, TODAY.minusDays(20));
        column("办事指南", "办事服务", WATER, null, TODAY.minusDays(20));
        column("办证公示", "办事服务", WATER, null, TODAY.minusDays(2));
        column("县长信箱", "互动交流", WATER, null, TODAY.minusDays(2));
    }

    @Test
    void aSiteInOrderHasNothingTakenOff() {
        aWholeSite();

        assertThat(site().level()).isEqualTo(Level.PASSED);
        assertThat(site().score()).isEqualTo(100);
        assertThat(site().findings()).isZero();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"10, PASSED", "11, WARNED", "14, WARNED", "15, FAILED", "-, FAILED"})
    void theHomePageIsWarnedBeforeItFails(@Nullable Integer days, Level level) {
        aWholeSite();
        when(figures.lastOfSites())
                .thenReturn(days == null ? Map.of() : Map.of(PORTAL, TODAY.minusDays(days)));

        assertThat(verdict("V3").level()).isEqualTo(level);
        assertThat(site().level()).isEqualTo(level);
        assertThat(verdict("V3").findings()).hasSize(level == Level.PASSED ? 0 : 1);
    }

    @ParameterizedTest
    @CsvSource({"2, PASSED", "3, WARNED", "4, WARNED", "5, FAILED"})
    void emptyColumnsAreCountedToTheVeto(int empty, Level level) {
        aWholeSite();
        for (int i = 0; i < empty; i++) {
            column("空栏目" + i, "杂项", WATER, null, null);
        }

        assertThat(verdict("V4-3").level()).isEqualTo(level);
        assertThat(verdict("V4-3").value()).isEqualTo(empty);
        assertThat(verdict("S-7").off()).isEqualTo(Math.min(10, empty * 2));
        assertThat(verdict("V4-3").findings()).allMatch(one -> one.href().startsWith("/desk/duty/columns/"));
    }

    @Test
    void newsAndNoticesThatLieTooLongAddUp() {
        aWholeSite();
        for (int i = 0; i < 3; i++) {
            column("动态" + i, "工作动态", WATER, null, TODAY.minusDays(15));
        }
        assertThat(verdict("V4-1").level()).isEqualTo(Level.WARNED);
        column("旧通知", "通知公告", WATER, null, TODAY.minusDays(184));
        ColumnRecord files = column("旧文件", "政策文件", WATER, null, TODAY.minusDays(184));
        column(files, "下级文件", "政策文件", WATER, null, TODAY.minusDays(184));

        assertThat(verdict("V4-1").value()).as("what lies below a first-level column is that column").isEqualTo(5);
        assertThat(verdict("V4-1").level()).isEqualTo(Level.FAILED);
        assertThat(site().isVetoed()).isTrue();
        assertThat(verdict("V4-1").findings()).extracting(Finding::why)
                .contains("最近更新2026年11月5日，已15天，超过14天");
    }

    @Test
    void whatIsNotThereIsSaidWithTheWayToMendIt() {
        column("云岭要闻", "工作动态", WATER, null, TODAY);

        assertThat(verdict("S-1").findings()).singleElement()
                .matches(one -> one.why().equals("没有开设“概况信息”栏目") && one.mend().contains("建立栏目"));
        assertThat(verdict("S-6").off()).isEqualTo(10);
        assertThat(verdict("S-4").off()).isZero();
        assertThat(site().score()).isEqualTo(100 - 5 - 5 - 5 - 5 - 10 - 2 - 3);
    }

    @Test
    void aColumnIsNotCountedTwice() {
        aWholeSite();
        column("停更的要闻", "工作动态", WATER, null, TODAY.minusDays(40));
        column("停更的杂项", "通知公告", WATER, null, TODAY.minusDays(200));

        assertThat(verdict("S-4").findings()).extracting(Finding::place).containsExactly("停更的要闻");
        assertThat(verdict("S-8").findings()).extracting(Finding::place).containsExactly("停更的杂项");
        assertThat(verdict("V4-2").value()).isEqualTo(2);
    }

    @Test
    void whatTheFooterAndTheTagsLackIsNamed() {
        aWholeSite();
        sites.clear();
        sites.add(new SiteRecord(PORTAL, "", null, "云岭县人民政府", "", "", "云岭县人民政府办公室", "", "演备案1号", null, 211, COUNTY, 0,
                true, org.yizhan.content.SiteKind.PORTAL, null));
        columns.add(new ColumnRecord(900_000, PORTAL, null, 1, "bare", "没有标签", "", "", "", WATER, null, "", null, false,
                false, 0, true, "news", null));
        last.put(900_000L, TODAY);

        assertThat(verdict("S-9").findings()).extracting(Finding::why)
                .containsExactly("页脚缺少网站标识码", "页脚缺少联系方式", "页脚缺少公安机关备案号");
        assertThat(verdict("S-10").findings()).extracting(Finding::place).containsExactly("云岭县人民政府", "没有标签");
        assertThat(verdict("S-10").off()).isEqualTo(1);
    }

    @Test
    void anIndicatorIsChangedByTheOfficeAndHoldsAtOnce() {
        aWholeSite();
        column("空的", "杂项", WATER, null, null);
        Indicator before = verdict("V4-3").indicator();
        assertThat(inspections.keep(CLERK, with(before, "", 1, 1))).isPresent();
        assertThat(inspections.keep(OFFICE, with(before, "政策 文件 183 天", 1, 1))).isPresent();
        assertThat(inspections.keep(OFFICE, with(before, "", 1, 2))).isPresent();
        yes(inspections.keep(OFFICE, with(before, "", 1, 1)));
        assertThat(verdict("V4-3").level()).isEqualTo(Level.FAILED);
        assertThat(inspections.keep(OFFICE, with(before, "", 5, 3))).as("changed since").isPresent();
        yes(inspections.keep(OFFICE, with(verdict("V4-3").indicator(), "", 5, 3)));
    }

    private static Indicator with(Indicator it, String terms, double fails, double warns) {
        return new Indicator(it.id(), it.code(), it.part(), it.heading(), it.name(), it.rule(), it.measure(), terms,
                fails, warns, it.points(), it.most(), it.basis(), it.validFrom(), it.validUntil(), it.position(),
                it.version(), it.portalOnly());
    }

    @Test
    void theSelfCheckSheetHasALineForEveryIndicatorAndNamesWhatToMend() throws IOException {
        column("云岭要闻", "工作动态", WATER, null, TODAY.minusDays(30));
        var out = new ByteArrayOutputStream();
        SelfCheckSheet.write(site(), out);

        try (var book = new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()));
                var rows = book.getFirstSheet().openStream()) {
            var read = rows.collect(Collectors.toMap(Row::getRowNum, row -> row));
            assertThat(Objects.requireNonNull(read.get(1)).getCellText(0)).isEqualTo("云岭县人民政府网站自查表");
            assertThat(Objects.requireNonNull(read.get(3)).getCellText(1)).isEqualTo("检查指标");
            assertThat(read).hasSize(3 + site().verdicts().size() + 2);
            assertThat(read.values()).anyMatch(row -> row.getCellText(1).equals("动态要闻")
                    && row.getCellText(7).contains("云岭要闻：最近更新2026年10月21日"));
        }
    }

    @Test
    void unitsRankByHowTheyKeepTheirColumnsAndNotByHowMuchTheyPublish() {
        column("水利动态", "工作动态", WATER, null, TODAY);
        column("水利通知", "通知公告", WATER, null, TODAY);
        column("白茶动态", "工作动态", TOWN, null, TODAY.minusDays(20));
        column("白茶空白", "通知公告", TOWN, null, null);
        when(figures.byUnit(any(), any())).thenReturn(Map.of(new UnitId(7), new Tally(6, 0, 0, 6, 0), new UnitId(8),
                new Tally(900, 0, 0, 1000, 100), new UnitId(1), new Tally(2, 0, 0, 2, 0)));

        Ranking ranking = inspections.county().ranking();

        assertThat(ranking.lines()).extracting(Ranking.Line::name).containsExactly("水利局", "白茶镇", "县政府");
        assertThat(ranking.lines()).extracting(Ranking.Line::rank).containsExactly(1, 2, null);
        assertThat(ranking.lines().get(0).scoreWords()).isEqualTo("100.0");
        Ranking.Line town = ranking.lines().get(1);
        assertThat(town.timeliness()).isZero();
        assertThat(town.quality()).isEqualTo(95);
        assertThat(town.completeness()).isEqualTo(50);
        assertThat(town.scoreWords()).isEqualTo("43.5");
        assertThat(town.late()).isEqualTo(2);
    }

    @Test
    void theFormulaIsTheCountysAndHoldsFromADayOn() {
        assertThat(inspections.keep(CLERK, formula(TODAY, 50))).isPresent();
        assertThat(inspections.keep(OFFICE, formula(TODAY, 60))).get()
                .matches(why -> why.text().contains("加起来应是100，现在是110"));
        assertThat(inspections.keep(OFFICE, formula(TODAY.minusDays(1), 50))).isPresent();
        yes(inspections.keep(OFFICE, formula(TODAY.plusDays(1), 50)));
        assertThat(inspections.formula().timeliness()).isEqualTo(40);
        clock.set(TODAY.plusDays(1));
        assertThat(inspections.formula().timeliness()).isEqualTo(50);
        assertThat(inspections.formulas()).hasSize(2);
    }

    private static Formula formula(LocalDate from, int timeliness) {
        return new Formula(from, 90, timeliness, 30, 20, 1, 2, 5, "");
    }

    @Test
    void theBoardIsOfWhatOneMaySee() {
        aWholeSite();
        assertThat(inspections.of(OFFICE)).hasSize(1);
        assertThat(inspections.of(CLERK)).isEmpty();
        assertThat(inspections.site(CLERK, PORTAL)).isEmpty();
        assertThat(inspections.county().count(Level.PASSED)).isOne();
    }

    @Test
    void aCountyThatTakesLongIsShownAsItWasWhileItIsLookedOverAgain() throws InterruptedException {
        clock.set(TODAY.plusDays(1));
        when(figures.sites()).thenAnswer(call -> {
            Thread.sleep(500);
            return java.util.List.of();
        });
        assertThat(inspections.county().sites()).isEmpty();
        clock.later(java.time.Duration.ofSeconds(31));
        when(figures.sites()).thenReturn(sites);

        assertThat(inspections.county().sites()).isEmpty();
        for (int i = 0; i < 1500 && inspections.county().sites().isEmpty(); i++) {
            Thread.sleep(20);
        }
        assertThat(inspections.county().sites()).hasSize(1);
    }

    private static PolicyFigures.Policy policy(long id, int ways, boolean classified, @Nullable LocalDate promised) {
        return new PolicyFigures.Policy(id, TODAY.minusDays(9), id != 5, classified, ways, ways > 0, promised);
    }

    @Test
    void policiesWithoutAnExplanationOrAPlaceInTheClassesAreNamed() {
        aWholeSite();
        when(quality.places(any())).thenReturn(Map.of(1L, place("防汛办法"), 2L, place("抗旱办法"), 3L, place("水库办法"), 4L,
                place("灌溉办法"), 5L, place("无人说过是不是政策的"), 6L, place("通知")));
        when(policies.since(TODAY.minusYears(1))).thenReturn(java.util.List.of(policy(1, 0, true, null),
                policy(2, 0, true, TODAY.minusDays(1)), policy(3, 0, true, TODAY), policy(4, 1, false, null),
                policy(9, 0, true, null), policy(5, 0, true, null)));

        assertThat(verdict("S-6-1").findings()).extracting(Finding::place).containsExactly("防汛办法", "抗旱办法");
        assertThat(verdict("S-6-1").findings()).allMatch(one -> one.href().startsWith("/desk/articles/"));
        assertThat(verdict("S-5-1").findings()).extracting(Finding::place).containsExactly("灌溉办法");
        assertThat(verdict("S-6-2").findings()).as("one explained policy says nothing").isEmpty();
        assertThat(site().score()).isEqualTo(100 - 2 - 0.5);
    }

    private static QualityFigures.Place place(String title) {
        return new QualityFigures.Place(PORTAL, 0, title, "news");
    }

    @Test
    void explanationsInOneWayOnlyAreNamed() {
        aWholeSite();
        when(quality.places(any())).thenReturn(Map.of(1L, place("甲"), 2L, place("乙"), 3L, place("丙")));
        when(policies.since(any())).thenReturn(java.util.List.of(policy(1, 1, true, null), policy(2, 1, true, null),
                policy(3, 1, true, null)));
        assertThat(verdict("S-6-2").off()).isEqualTo(2);
        when(policies.since(any())).thenReturn(java.util.List.of(policy(1, 1, true, null), policy(2, 2, true, null),
                policy(3, 1, true, null)));
        assertThat(verdict("S-6-2").off()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"2, 9, PASSED", "3, 9, WARNED", "5, 9, FAILED", "2, 2, FAILED", "0, 2, PASSED"})
    void guidesThatSayTooLittleAreCountedToTheVeto(int poor, int all, Level level) {
        aWholeSite();
        var guides = new java.util.ArrayList<QualityFigures.Guide>();
        for (int i = 0; i < all; i++) {
            guides.add(new QualityFigures.Guide(PORTAL, 1, i, "指南" + i,
                    i < poor ? java.util.List.of("设定依据", "申请条件", "办理材料", "办理地点") : java.util.List.of()));
        }
        when(quality.guides(any())).thenReturn(guides);

        assertThat(verdict("V6-2").level()).isEqualTo(level);
        assertThat(verdict("S-8-1").off()).isEqualTo(Math.min(5, poor));
        assertThat(verdict("V6-2").findings()).hasSize(poor);
    }

    @Test
    void whatReadersReportedAndNobodyMendedInTimeIsNamed() {
        aWholeSite();
        when(quality.lateMistakes(TODAY, TODAY.minusYears(1))).thenReturn(java.util.List.of(
                new QualityFigures.Reported(1, PORTAL, WATER, "防汛通知", TODAY.minusDays(1), null),
                new QualityFigures.Reported(2, null, TOWN, "首页天气", TODAY.minusDays(60), TODAY.minusDays(20)),
                new QualityFigures.Reported(3, null, TOWN, "底部电话", TODAY.minusDays(60), TODAY.minusDays(50)),
                new QualityFigures.Reported(4, 777L, TOWN, "别的站点", TODAY.minusDays(1), null)));

        assertThat(verdict("S-12").off()).isEqualTo(3);
        assertThat(verdict("S-12").findings()).extracting(Finding::href).containsExactly("/desk/mistakes/1");
        assertThat(verdict("S-13").findings()).extracting(Finding::place).containsExactly("首页天气");
        assertThat(verdict("S-13").off()).isEqualTo(2);
        assertThat(site().level()).isEqualTo(Level.PASSED);
    }

    @Test
    void wordsThatWouldNotBeLetThroughWarnAndDeadLinksCostALittle() {
        aWholeSite();
        when(quality.flaws(PORTAL)).thenReturn(java.util.List.of(
                new QualityFigures.Flaw(PORTAL, 5, QualityFigures.Kind.WORDS, "防汛通知", "20--年", "年份没有填写完整，请核对。"),
                new QualityFigures.Flaw(PORTAL, 6, QualityFigures.Kind.LINK, "抗旱通知", "/gone", "链接失效。"),
                new QualityFigures.Flaw(777, 7, QualityFigures.Kind.LINK, "别的站点", "/gone", "链接失效。")));

        assertThat(verdict("V1").level()).isEqualTo(Level.WARNED);
        assertThat(verdict("V1").findings()).singleElement().matches(one -> one.why().contains("“20--年”"));
        assertThat(verdict("S-11").off()).isEqualTo(0.1);
        assertThat(site().level()).isEqualTo(Level.WARNED);
    }

    @Test
    void lettersThatThePortalPublishesByItselfNeedNoColumn() {
        column("云岭要闻", "工作动态", WATER, null, TODAY);
        assertThat(verdict("S-8-3").off()).isEqualTo(3);

        when(outside.names()).thenReturn(java.util.Set.of("留言公开"));
        when(outside.last()).thenReturn(java.util.Optional.of(TODAY.minusDays(62)));
        assertThat(verdict("S-8-3").findings()).isEmpty();

        when(outside.last()).thenReturn(java.util.Optional.of(TODAY.minusDays(63)));
        assertThat(verdict("S-8-3").findings()).singleElement().matches(one -> one.why().contains("63天"));
    }

    @Test
    void aVetoThatOnlyPeopleCanSpeakShowsNoNumberThatNothingReaches() {
        column("云岭要闻", "工作动态", WATER, null, TODAY);
        assertThat(verdict("V1").indicator().line()).isEqualTo("由人判断");
        assertThat(verdict("S-8-3").indicator().line()).doesNotContain("由人判断");
    }

    @Test
    void whatIsAskedOfThePortalIsNotAskedOfUnits() {
        sites.add(new org.yizhan.content.SiteRecord(77, "slj", null, "云岭县水利局", "slj.yunling.example", "9801230002",
                "水利局", "电话", "备案", "备案", 211, WATER, 1, true, org.yizhan.content.SiteKind.UNIT, null));
        assertThat(inspections.site(OFFICE, 77).orElseThrow().verdicts()).extracting(one -> one.indicator().code())
                .contains("V6-2", "S-12")
                .doesNotContain("V6-1", "S-8-2", "S-8-3");
    }
}
