package org.yizhan.statistics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.yizhan.ModuleTest;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.BehindFigures;
import org.yizhan.casework.CaseFigures;
import org.yizhan.casework.CaseOracle;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseSet;
import org.yizhan.casework.CaseShelf;
import org.yizhan.casework.CaseTally;
import org.yizhan.casework.Fate;
import org.yizhan.casework.Kinds;
import org.yizhan.content.ArticleFiles;
import org.yizhan.content.ColumnRecord;
import org.yizhan.content.Draft;
import org.yizhan.content.DraftingDesk;
import org.yizhan.content.Made;
import org.yizhan.content.PublishedFigures;
import org.yizhan.content.PublishedFigures.Tally;
import org.yizhan.content.Saved;
import org.yizhan.content.SiteKind;
import org.yizhan.content.SiteRecord;
import org.yizhan.content.Turn;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.directory.UnitKind;
import org.yizhan.evaluation.Freshness;
import org.yizhan.evaluation.Period;
import org.yizhan.evaluation.Progress;
import org.yizhan.evaluation.Standing;
import org.yizhan.evaluation.Standings;
import org.yizhan.files.FileId;
import org.yizhan.files.FileReceipt;
import org.yizhan.files.StoredFile;
import org.yizhan.journal.Journal;
import org.yizhan.messaging.NewTodo;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;
import org.yizhan.supervision.Finding;
import org.yizhan.supervision.SpecialCheck;
import org.yizhan.supervision.SpecialChecks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.lenient;

/** Bulletins from their figures to their number, and the yearly table, on a real database. */
@ModuleTest("statistics")
class BulletinTests {
    private static final UnitPath COUNTY = new UnitPath("/1/");
    private static final UnitPath WATER = new UnitPath("/1/7/");
    private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 1);
    private static final Actor OFFICE = person(1, COUNTY, StatisticsPermissions.BULLETINS, "evaluation.view",
            "content.write");
    private static final Actor BUREAU = person(11, WATER, StatisticsPermissions.BULLETINS);
    private static final Actor READER = person(12, WATER, "evaluation.view");

    @MockitoBean
    Journal journal;
    @MockitoBean
    Directory directory;
    @MockitoBean
    PublishedFigures figures;
    @MockitoBean
    Standings standings;
    @MockitoBean
    DraftingDesk drafting;
    @MockitoBean
    CountyClock clock;
    @MockitoBean
    CaseFigures cases;
    @MockitoBean
    BehindFigures behind;
    @MockitoBean
    CaseShelf shelf;
    @MockitoBean
    CaseOracle oracle;
    @MockitoBean
    CaseReading reading;
    @MockitoBean
    Kinds kinds;
    @MockitoBean
    SpecialChecks checks;
    @MockitoBean
    ArticleFiles files;
    @MockitoBean
    TodoList todos;
    @Autowired
    Bulletins bulletins;
    @Autowired
    BulletinsByThemselves byThemselves;

    @Autowired
    PaperBody body;
    @Autowired
    YearTables tables;
    @Autowired
    JdbcClient sql;

    private static Actor person(long id, UnitPath unit, String... permissions) {
        return new Actor(ActorRef.staff(id), "同志" + id, unit, Set.copyOf(java.util.Arrays.stream(permissions)
                .map(permission -> new Grant(permission, unit))
                .toList()));
    }

    private static SiteRecord site(long id, String slug, String name, UnitPath unit) {
        return new SiteRecord(id, slug, null, name, "", "", "", "", "", null, 211, unit, 0, true,
                slug.isEmpty() ? SiteKind.PORTAL : SiteKind.UNIT, null);
    }

    private static ColumnRecord column(long id, long site, @Nullable Long parent, String name, UnitPath unit) {
        return new ColumnRecord(id, site, parent, parent == null ? 1 : 2, "c" + id, name, "", "", "", unit, null, "",
                null,
                false, false, 0, true, "news", null);
    }

    @BeforeEach
    void aCounty() {
        lenient().when(clock.today()).thenReturn(LocalDate.of(2026, 11, 20));
        lenient().when(clock.now()).thenReturn(Instant.parse("2026-11-20T02:00:00Z"));
        var county = new Unit(new UnitId(1), COUNTY, "云岭县人民政府", "县政府", false);
        var water = new Unit(new UnitId(7), WATER, "云岭县水利局", "水利局", false);
        lenient().when(directory.root()).thenReturn(Optional.of(county));
        lenient().when(directory.units()).thenReturn(List.of(county, water));
        lenient().when(directory.unit(any()))
                .thenAnswer(call -> Optional.of(call.getArgument(0, UnitId.class).value() == 1 ? county : water));
        lenient().when(directory.countyName()).thenReturn("云岭县");
        lenient().when(directory.kinds())
                .thenReturn(
                        Map.of(new UnitId(1), UnitKind.GOVERNMENT, new UnitId(7), UnitKind.DEPARTMENT, new UnitId(8),
                                UnitKind.TOWNSHIP));
        lenient().when(figures.sites())
                .thenReturn(List.of(site(1, "", "云岭县人民政府", COUNTY), site(2, "slj", "云岭县水利局", WATER),
                        site(3, "bcz", "白茶镇人民政府", new UnitPath("/1/8/"))));
        var portal = List.of(column(10, 1, null, "今日云岭", COUNTY), column(13, 1, null, "旅游频道", COUNTY),
                column(11, 1, 10L, "云岭要闻", COUNTY), column(12, 1, 10L, "部门动态", COUNTY));
        lenient().when(figures.columns(1)).thenReturn(portal);
        var all = new java.util.ArrayList<>(portal);
        all.add(column(20, 2, null, "工作动态", WATER));
        all.add(column(30, 3, null, "工作动态", new UnitPath("/1/8/")));
        lenient().when(figures.columns()).thenReturn(all);
        lenient().when(figures.byColumn(any(), any()))
                .thenReturn(Map.of(11L, new Tally(1312, 3, 0, 0, 0), 13L, new Tally(22, 0, 0, 0, 0), 20L,
                        new Tally(57, 0, 0, 0, 0), 30L, new Tally(60, 0, 0, 0, 0)));
        lenient().when(figures.byColumn(eq(1L), any(), any()))
                .thenReturn(Map.of(11L, new Tally(1312, 3, 0, 0, 0), 13L, new Tally(22, 0, 0, 0, 0)));
        lenient().when(figures.publishedBySite(any(), any())).thenReturn(Map.of(1L, 1334, 2L, 57, 3L, 60));
        lenient().when(figures.byUnit(any(), any())).thenReturn(Map.of(new UnitId(7), new Tally(40, 0, 0, 44, 4)));
        lenient().when(standings.all()).thenReturn(List.of());
        lenient().when(files.take(any(), any(), any(), any()))
                .thenReturn(new FileReceipt.Taken(new StoredFile(new FileId(5), "通报", "application/zip", 9, "")));
    }

    private static void yes(Optional<Refusal> refusal) {
        if (refusal.isPresent()) {
            throw new AssertionError("refused: " + refusal.get().text());
        }
    }

    private Bulletin made(Actor actor, BulletinKind kind) {
        long id = bulletins.make(actor, kind, WATER, Period.MONTH, NOVEMBER).orThrow();
        return bulletins.find(actor, id).orElseThrow();
    }

    @Test
    void theYearlyTableGroupsThePortalsColumnsAndAddsTheSitesOfTheUnits() {
        YearTable table = tables.of(tables.span("2026").orElseThrow());

        assertThat(table.title()).isEqualTo("2026年度云岭县人民政府门户网站主要栏目内容保障情况统计表");
        assertThat(table.groups()).extracting(YearTable.Group::name).containsExactly("今日云岭", "其它");
        assertThat(table.groups().get(0).columns()).containsExactly(new YearTable.Count("云岭要闻", 1312),
                new YearTable.Count("部门动态", 0));
        assertThat(table.groups().get(1).columns()).containsExactly(new YearTable.Count("旅游频道", 22),
                new YearTable.Count("部门网站", 57), new YearTable.Count("乡镇网站", 60));
        assertThat(table.sum()).isEqualTo(1451);
    }

    @Test
    void everyKindHasATitleItsWordsAndATable() {
        for (BulletinKind kind : BulletinKind.values()) {
            Bulletin it = made(OFFICE, kind);
            assertThat(it.title()).as(kind.name()).contains("2026年11月");
            assertThat(it.words()).isNotBlank();
            assertThat(it.heading()).hasSizeGreaterThan(3);
            assertThat(it.isIssued()).isFalse();
        }
        assertThat(made(OFFICE, BulletinKind.UPDATES).rows()).hasSize(3);
        assertThat(made(OFFICE, BulletinKind.GUARANTEE).rows())
                .containsExactly(List.of("水利局", "0", "0", "40", "44", "4", "0", "0"));
        assertThat(made(OFFICE, BulletinKind.GUARANTEE).lacksMinimums()).isTrue();
        assertThat(made(BUREAU, BulletinKind.BUREAU).title()).startsWith("云岭县水利局");
    }

    @Test
    void whatUnitsOweIsThatOfTheBulletinsPeriodNotOfTheDayOnWhichItIsMade() {
        var fresh = new Freshness(Freshness.State.FRESH, NOVEMBER, NOVEMBER, null, 0, "正常");
        lenient().when(standings.all())
                .thenReturn(List.of(new Standing(column(20, 2, null, "工作动态", WATER), "云岭县水利局", "水利局", "", true, "",
                        fresh, List.of(new Progress(Period.MONTH, 60, 2, 1), new Progress(Period.WEEK, 1, 0, 0),
                                new Progress(Period.YEAR, 900, 9, 9)))));

        Bulletin it = made(OFFICE, BulletinKind.GUARANTEE);

        assertThat(it.lacksMinimums()).isFalse();
        assertThat(it.heading()).endsWith("应发", "完成");
        assertThat(it.rows()).containsExactly(
                List.of("水利局", "1", "57", "40", "44", "4", "0", "0", "65", "95.4%"));
    }

    @Test
    void theCountysBulletinsAreMadeByTheOfficeAndABureausByItself() {
        assertThat(bulletins.make(BUREAU, BulletinKind.UPDATES, WATER, Period.MONTH, NOVEMBER))
                .isInstanceOf(Made.Refused.class);
        assertThat(bulletins.make(READER, BulletinKind.BUREAU, WATER, Period.MONTH, NOVEMBER))
                .isInstanceOf(Made.Refused.class);
        assertThat(bulletins.make(BUREAU, BulletinKind.BUREAU, null, Period.MONTH, NOVEMBER))
                .isInstanceOf(Made.Refused.class);
        assertThat(bulletins.make(OFFICE, BulletinKind.UPDATES, null, Period.MONTH, LocalDate.of(2026, 12, 1)))
                .isInstanceOf(Made.Refused.class);
        assertThat(bulletins.make(OFFICE, BulletinKind.UPDATES, null, Period.WEEK, NOVEMBER))
                .isInstanceOf(Made.Refused.class);
        assertThat(bulletins.kinds(BUREAU)).containsOnlyKeys("BUREAU");
        assertThat(bulletins.kinds(OFFICE)).hasSize(8);
        assertThat(bulletins.units(BUREAU)).containsOnlyKeys("/1/7/");
    }

    @Test
    void aDraftIsWordedAndWhatIsIssuedStaysAsItIs() {
        Bulletin draft = made(OFFICE, BulletinKind.UPDATES);
        assertThat(bulletins.find(READER, draft.id())).as("a draft of others").isEmpty();
        assertThat(bulletins.word(BUREAU, draft.id(), draft.version(), "题", "文")).isPresent();
        assertThat(bulletins.word(OFFICE, draft.id(), draft.version(), " ", "文")).isPresent();
        yes(bulletins.word(OFFICE, draft.id(), draft.version(), "十一月通报", "第一段\n第二段"));
        assertThat(bulletins.word(OFFICE, draft.id(), draft.version(), "别人的", "别人的")).isPresent();
        assertThat(bulletins.issue(OFFICE, draft.id(), draft.version())).as("not what was seen").isPresent();
        int version = bulletins.find(OFFICE, draft.id()).orElseThrow().version();
        yes(bulletins.issue(OFFICE, draft.id(), version));
        yes(bulletins.issue(OFFICE, draft.id(), version));

        lenient().when(figures.byColumn(any(), any())).thenReturn(Map.of());
        Bulletin issued = bulletins.find(READER, draft.id()).orElseThrow();
        assertThat(issued.rows()).isEqualTo(draft.rows());
        assertThat(issued.title()).isEqualTo("十一月通报");
        assertThat(issued.numberWords()).matches("〔2026〕第\\d+期");
        assertThat(issued.paper().paragraphs()).containsExactly("第一段", "第二段");
        assertThat(bulletins.word(OFFICE, draft.id(), issued.version(), "改", "改")).isPresent();
        assertThat(bulletins.recount(OFFICE, draft.id())).isPresent();
        assertThat(bulletins.drop(OFFICE, draft.id())).isPresent();
        for (String statement : List.of("update statistics.bulletin set words = 'x' where id = :id",
                "delete from statistics.bulletin_row where bulletin_id = :id",
                "update statistics.bulletin_row set cells = '{}' where bulletin_id = :id",
                "insert into statistics.bulletin_row (bulletin_id, position, cells) values (:id, 999, '{}')")) {
            assertThatThrownBy(() -> sql.sql(statement).param("id", draft.id()).update())
                    .as(statement)
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("kept unchanged");
        }
    }

    @Test
    void numbersFollowEachOtherWithinTheKindAndTheYear() {
        Bulletin one = made(OFFICE, BulletinKind.SHORTFALLS);
        Bulletin two = made(OFFICE, BulletinKind.SHORTFALLS);
        yes(bulletins.issue(OFFICE, two.id(), 0));
        yes(bulletins.issue(OFFICE, one.id(), 0));

        assertThat(bulletins.find(OFFICE, two.id()).orElseThrow().number()).isOne();
        assertThat(bulletins.find(OFFICE, one.id()).orElseThrow().number()).isEqualTo(2);
    }

    @Test
    void aDraftIsCountedAnewOrDropped() {
        Bulletin draft = made(OFFICE, BulletinKind.UPDATES);
        lenient().when(figures.byColumn(any(), any())).thenReturn(Map.of());
        lenient().when(figures.sites()).thenReturn(List.of(site(1, "", "云岭县人民政府", COUNTY)));
        yes(bulletins.recount(OFFICE, draft.id()));
        Bulletin counted = bulletins.find(OFFICE, draft.id()).orElseThrow();
        assertThat(counted.rows()).hasSize(1);
        assertThat(counted.words()).as("words nobody edited follow the figures")
                .isNotEqualTo(draft.words())
                .contains("发布信息0条");
        yes(bulletins.word(OFFICE, draft.id(), counted.version(), counted.title(), "我写的。"));
        yes(bulletins.recount(OFFICE, draft.id()));
        Bulletin edited = bulletins.find(OFFICE, draft.id()).orElseThrow();
        assertThat(edited.words()).isEqualTo("我写的。");
        assertThat(edited.drafted()).contains("发布信息0条");
        yes(bulletins.drop(OFFICE, draft.id()));
        assertThat(bulletins.find(OFFICE, draft.id())).isEmpty();
        assertThat(bulletins.drop(OFFICE, draft.id())).isPresent();
    }

    @Test
    void theListPagesByKeyAndKnowsItsYears() {
        lenient().when(clock.today()).thenReturn(LocalDate.of(2024, 5, 20));
        for (int i = 0; i < 32; i++) {
            bulletins.make(OFFICE, BulletinKind.UPDATES, null, Period.MONTH, LocalDate.of(2024, 5, 1)).orThrow();
        }
        var first = bulletins.ofYear(OFFICE, 2024, null);
        assertThat(first.items()).hasSize(30);
        var second = bulletins.ofYear(OFFICE, 2024, first.older());
        assertThat(second.items()).hasSize(2);
        assertThat(bulletins.ofYear(OFFICE, 2024, second.newer()).items()).hasSize(30);
        assertThat(bulletins.ofYear(READER, 2024, null).items()).isEmpty();
        assertThat(bulletins.years()).contains(2024);
    }

    @Test
    void whatIsIssuedGoesOnIntoAColumnOnceAsADraft() {
        Bulletin it = made(OFFICE, BulletinKind.UPDATES);
        assertThat(bulletins.sendOn(OFFICE, it.id(), 11)).isInstanceOf(Saved.Refused.class);
        yes(bulletins.issue(OFFICE, it.id(), 0));
        lenient().when(drafting.draftFitting(any(), anyLong(), any())).thenReturn(new Saved.Done(new Turn(77, 1)));

        assertThat(bulletins.sendOn(OFFICE, it.id(), 11)).isEqualTo(new Saved.Done(new Turn(77, 1)));

        var draft = org.mockito.ArgumentCaptor.forClass(Draft.class);
        org.mockito.Mockito.verify(drafting).draftFitting(eq(OFFICE), eq(11L), draft.capture());
        assertThat(draft.getValue().bodyHtml()).contains("<table>", "云岭县水利局", "<p>");
        assertThat(draft.getValue().source()).isEqualTo("云岭县人民政府");
        assertThat(draft.getValue().attachments()).as("workbook and document").hasSize(2);
        assertThat(bulletins.sendOn(OFFICE, it.id(), 11)).isInstanceOf(Saved.Refused.class);
        assertThat(bulletins.sent(it.id())).containsExactly(new Bulletins.Sent(11, 77));
        assertThat(bulletins.columns(OFFICE)).containsEntry("11", "云岭县人民政府 · 云岭要闻");
        assertThat(bulletins.columns(READER)).isEmpty();
    }

    @Test
    void theYearlyTableGoesOnIntoAColumnInItsLayout() {
        lenient().when(drafting.draftFitting(any(), anyLong(), any())).thenReturn(new Saved.Done(new Turn(78, 1)));
        YearSpan year = tables.span("2026").orElseThrow();

        assertThat(tables.sendOn(READER, year, 11)).isInstanceOf(Saved.Refused.class);
        assertThat(tables.sendOn(OFFICE, year, 11)).isEqualTo(new Saved.Done(new Turn(78, 1)));

        var draft = org.mockito.ArgumentCaptor.forClass(Draft.class);
        org.mockito.Mockito.verify(drafting).draftFitting(eq(OFFICE), eq(11L), draft.capture());
        assertThat(draft.getValue().title()).isEqualTo(tables.of(year).title());
        assertThat(draft.getValue().bodyHtml()).contains("栏目 / 条数目", tables.of(year).summary());
        assertThat(draft.getValue().attachments()).as("workbook and document").hasSize(2);
        assertThat(tables.columns(READER)).isEmpty();
    }

    @Test
    void aGroupStandsBesideAllItsLinesInAnArticleToo() {
        var paper = new YearTable("表", "", List.of(new YearTable.Group("今日云岭",
                java.util.stream.Stream.of("要闻", "乡镇", "时政", "活动")
                        .map(name -> new YearTable.Count(name, 1))
                        .toList())),
                0).paper();
        assertThat(body.html(paper)).contains("<th rowspan=\"2\">今日云岭</th>");
    }

    private static CaseTally tally(Object... counts) {
        var fates = new java.util.EnumMap<Fate, Long>(Fate.class);
        for (int i = 0; i < counts.length; i += 2) {
            fates.put((Fate) counts[i], Long.valueOf((Integer) counts[i + 1]));
        }
        return new CaseTally(fates, 40, 10, 1, 2, 9, 8, 7, 1);
    }

    /** A year of the sources: 1,532 letters, 1,513 in time and 19 after an extension. */
    @Test
    void lettersAddUpAndEachNumberLeadsToItsCases() {
        CaseSet november = CaseSet.of("letter").received(CaseSet.Months.of(YearMonth.of(2026, 11)));
        lenient().when(cases.byUnit(november))
                .thenReturn(Map.of(new UnitId(7), tally(Fate.IN_TIME, 1513, Fate.EXTENDED, 19), new UnitId(1),
                        tally(Fate.REFUSED, 3, Fate.OPEN, 2, Fate.MERGED, 1, Fate.WITHDRAWN, 1)));

        Bulletin it = made(OFFICE, BulletinKind.LETTERS);

        assertThat(it.words()).contains("共收到群众来信1539件", "按期1513件、延期后办结19件、超期0件", "撤回和并件2件");
        assertThat(it.rows()).containsExactly(
                List.of("县政府", "7", "0", "0", "0", "2", "0", "3", "0", "2", "", "4.0", "88.9%"),
                List.of("水利局", "1532", "1513", "19", "0", "0", "0", "0", "0", "0", "100%", "4.0", "88.9%"),
                List.of("合计", "1539", "1513", "19", "0", "2", "0", "3", "0", "2", "100%", "4.0", "88.9%"));
        for (List<String> row : it.rows()) {
            assertThat(row.subList(2, 10).stream().mapToInt(Integer::parseInt).sum()).as(row.getFirst())
                    .isEqualTo(Integer.parseInt(row.get(1)));
        }
        assertThat(it.links().get(1).get(3)).isEqualTo(november.of(new UnitId(7)).with(Fate.EXTENDED).href());
        assertThat(it.links().get(1).get(4)).as("nothing is behind a nought").isEmpty();
        assertThat(it.links().get(2).get(1)).isEqualTo(november.href());
        assertThat(it.paper().rows().get(2).get(3).href()).isEqualTo(it.links().get(1).get(3));
        assertThat(it.bars()).extracting(Bar::name).containsExactly("水利局", "县政府");
    }

    @Test
    void monthOfLettersIsWhatWasThereAndCameInAndWhatEndedAndIsLeft() {
        YearMonth month = YearMonth.of(2026, 11);
        CaseSet all = CaseSet.of("letter");
        lenient().when(cases.byClass(all.received(CaseSet.Months.before(month)).ended(CaseSet.Months.from(month))))
                .thenReturn(Map.of("complaint", tally(Fate.IN_TIME, 4)));
        lenient().when(cases.byClass(all.received(CaseSet.Months.of(month))))
                .thenReturn(Map.of("complaint", tally(Fate.OPEN, 10), "", tally(Fate.LATE, 1)));
        lenient().when(cases.byClass(all.ended(CaseSet.Months.of(month))))
                .thenReturn(Map.of("complaint", tally(Fate.IN_TIME, 4), "", tally(Fate.LATE, 1)));
        lenient().when(cases.byClass(all.received(new CaseSet.Months(null, month))
                .ended(CaseSet.Months.from(month.plusMonths(1)))))
                .thenReturn(Map.of("complaint", tally(Fate.OPEN, 10)));

        Bulletin it = made(OFFICE, BulletinKind.LETTER_MONTH);

        assertThat(it.rows()).extracting(row -> row.subList(0, 11))
                .containsExactly(
                        List.of("未分类", "0", "1", "1", "0", "0", "1", "0", "0", "0", "0"),
                        List.of("complaint", "4", "10", "4", "4", "0", "0", "0", "0", "0", "10"),
                        List.of("合计", "4", "11", "5", "4", "0", "1", "0", "0", "0", "10"));
        assertThat(it.words()).contains("上期结转来信4件，本期收到11件，本期办结5件", "期末在办10件");
    }

    @Test
    void supervisionNamesOnlyUnitsWithSomethingToNameTheWorstFirst() {
        CaseSet november = CaseSet.of("letter").received(CaseSet.Months.of(YearMonth.of(2026, 11)));
        var fine = new CaseTally(Map.of(Fate.IN_TIME, 3L), 0, 0, 0, 0, 0, 0, 0, 0);
        lenient().when(cases.byUnit(november))
                .thenReturn(Map.of(new UnitId(1), fine, new UnitId(7), tally(Fate.LATE, 2, Fate.OVERDUE, 1)));
        lenient().when(cases.byUnit(CaseSet.of("order")
                .ofClass("cases")
                .received(november.received())
                .with(CaseSet.Mark.GIVEN)))
                .thenReturn(Map.of(new UnitId(7), tally(Fate.OVERDUE, 1)));

        Bulletin it = made(OFFICE, BulletinKind.LETTER_FAULTS);

        assertThat(it.rows()).containsExactly(List.of("水利局", "3", "2", "1", "3", "1", "2", "1", "1", "1"));
        assertThat(it.words()).contains("其中超期3件，涉及1个单位", "督办单1份");
    }

    @Test
    void endedChecksAreToldWithWhatTheyFound() {
        var check = new SpecialCheck(3, "来信办理专项督查", "", "", NOVEMBER, NOVEMBER, List.of(), "总体较好",
                Instant.EPOCH, 1);
        var second = new SpecialCheck(4, "信箱值守专项督查", "", "", NOVEMBER, NOVEMBER, List.of(), "没有发现问题",
                Instant.EPOCH, 1);
        var both = new java.util.LinkedHashMap<SpecialCheck, List<Finding>>();
        both.put(check, List.of(new Finding(8, 3, check.title(), WATER, "答非所问", null)));
        both.put(second, List.of());
        lenient().when(checks.endedWithin(NOVEMBER, LocalDate.of(2026, 11, 30))).thenReturn(both);

        Bulletin it = made(OFFICE, BulletinKind.SPECIAL_CHECKS);

        assertThat(it.rows()).containsExactly(List.of("来信办理专项督查", "水利局", "答非所问", ""));
        assertThat(it.words()).contains("发现问题1个", "总体较好\n同期还开展了“信箱值守专项督查”");
    }

    @Test
    void bulletinsAboutLettersComeByThemselvesEachOnce() {
        YearMonth october = YearMonth.of(2026, 10);
        lenient().when(cases.byUnit(CaseSet.of("letter").received(CaseSet.Months.of(october))))
                .thenReturn(Map.of(new UnitId(7), tally(Fate.IN_TIME, 5)));
        lenient().when(clock.today()).thenReturn(LocalDate.of(2026, 11, 2));
        byThemselves.run();
        assertThat(drawnUp()).as("before the day").isEmpty();
        lenient().when(clock.today()).thenReturn(LocalDate.of(2026, 11, 5));
        byThemselves.run();
        byThemselves.run();
        assertThat(drawnUp()).hasSize(1);
        Bulletin it = bulletins.find(OFFICE, drawnUp().getFirst()).orElseThrow();
        assertThat(List.of(it.kind(), it.from(), it.isIssued()))
                .containsExactly(BulletinKind.LETTERS, LocalDate.of(2026, 10, 1), false);
        var todo = org.mockito.ArgumentCaptor.forClass(NewTodo.class);
        org.mockito.Mockito.verify(todos).add(todo.capture());
        assertThat(todo.getValue().href()).isEqualTo("/desk/bulletins/" + it.id());
        yes(bulletins.drop(OFFICE, it.id()));
        org.mockito.Mockito.verify(todos).done(todo.getValue().key(), OFFICE.ref());
        byThemselves.run();
        assertThat(drawnUp()).as("what was dropped does not come again").isEmpty();
    }

    @Test
    void aBulletinAboutChecksComesByItselfAfterTheMonthInWhichSomeEnded() {
        var check = new SpecialCheck(3, "来信办理专项督查", "", "", NOVEMBER, NOVEMBER, List.of(), "总体较好",
                Instant.EPOCH, 1);
        lenient().when(checks.endedWithin(NOVEMBER, LocalDate.of(2026, 11, 30)))
                .thenReturn(Map.of(check, List.of(new Finding(8, 3, check.title(), WATER, "答非所问", null))));
        lenient().when(clock.today()).thenReturn(LocalDate.of(2026, 12, 3));
        byThemselves.run();
        byThemselves.run();
        assertThat(drawnUp()).singleElement()
                .extracting(id -> bulletins.find(OFFICE, id).orElseThrow().kind())
                .isEqualTo(BulletinKind.SPECIAL_CHECKS);
    }

    private List<Long> drawnUp() {
        return sql.sql("select id from statistics.bulletin where made_by = :program")
                .param("program", ActorRef.PROGRAM.id())
                .query(Long.class)
                .list();
    }
}
