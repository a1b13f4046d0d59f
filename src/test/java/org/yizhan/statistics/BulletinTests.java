package org.yizhan.statistics;

import java.time.Instant;
import java.time.LocalDate;
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
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.yizhan.calendar.CountyClock;
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
import org.yizhan.evaluation.Period;
import org.yizhan.evaluation.Standings;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.lenient;

/** Bulletins from their figures to their number, and the yearly table, on a real database. */
@ApplicationModuleTest(ApplicationModuleTest.BootstrapMode.STANDALONE)
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
    @Autowired
    Bulletins bulletins;

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
            assertThat(it.heading()).hasSizeGreaterThan(4);
            assertThat(it.isIssued()).isFalse();
        }
        assertThat(made(OFFICE, BulletinKind.UPDATES).rows()).hasSize(3);
        assertThat(made(OFFICE, BulletinKind.GUARANTEE).rows())
                .containsExactly(List.of("水利局", "0", "0", "40", "44", "4", "未定", "", "0", "0"));
        assertThat(made(BUREAU, BulletinKind.BUREAU).title()).startsWith("云岭县水利局");
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
        assertThat(bulletins.kinds(OFFICE)).hasSize(4);
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
        assertThat(bulletins.find(OFFICE, draft.id()).orElseThrow().rows()).hasSize(1);
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
        lenient().when(drafting.draft(any(), anyLong(), any())).thenReturn(new Saved.Done(new Turn(77, 1)));

        assertThat(bulletins.sendOn(OFFICE, it.id(), 11)).isEqualTo(new Saved.Done(new Turn(77, 1)));

        var draft = org.mockito.ArgumentCaptor.forClass(Draft.class);
        org.mockito.Mockito.verify(drafting).draft(eq(OFFICE), eq(11L), draft.capture());
        assertThat(draft.getValue().bodyHtml()).contains("<table>", "云岭县水利局", "<p>");
        assertThat(draft.getValue().source()).isEqualTo("云岭县人民政府");
        assertThat(bulletins.sendOn(OFFICE, it.id(), 11)).isInstanceOf(Saved.Refused.class);
        assertThat(bulletins.sent(it.id())).containsExactly(new Bulletins.Sent(11, 77));
        assertThat(bulletins.columns(OFFICE)).containsEntry("11", "云岭县人民政府 · 云岭要闻");
        assertThat(bulletins.columns(READER)).isEmpty();
    }
}
