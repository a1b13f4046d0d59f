package org.yizhan.statistics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.yizhan.ModuleTest;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.BehindFigures;
import org.yizhan.casework.CaseFigures;
import org.yizhan.casework.CaseOracle;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseShelf;
import org.yizhan.casework.Kinds;
import org.yizhan.content.ArticleFiles;
import org.yizhan.content.ColumnRecord;
import org.yizhan.content.DraftingDesk;
import org.yizhan.content.Made;
import org.yizhan.content.PublishedFigures;
import org.yizhan.content.PublishedFigures.Tally;
import org.yizhan.content.SiteKind;
import org.yizhan.content.SiteRecord;
import org.yizhan.directory.Directory;
import org.yizhan.directory.UnitKind;
import org.yizhan.evaluation.Standings;
import org.yizhan.journal.Journal;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;
import org.yizhan.statistics.YearLine.Counted;
import org.yizhan.supervision.SpecialChecks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.lenient;

/** Which lines the yearly table has, and what each counts. */
@ModuleTest("statistics")
class YearLineTests {
    private static final UnitPath COUNTY = new UnitPath("/1/");
    private static final Actor OFFICE = person(1, COUNTY);
    private static final Actor BUREAU = person(2, new UnitPath("/1/7/"));

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
    BehindFigures behind;
    @MockitoBean
    CaseFigures cases;
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
    YearLines lines;
    @Autowired
    YearTables tables;
    @Autowired
    JdbcClient sql;

    private static Actor person(long id, UnitPath unit) {
        return new Actor(ActorRef.staff(id), "同志" + id, unit,
                Set.of(new Grant(StatisticsPermissions.BULLETINS, unit)));
    }

    private static SiteRecord site(long id, String slug, UnitPath unit) {
        return new SiteRecord(id, slug, null, slug.isEmpty() ? "云岭县人民政府" : slug, "", "", "", "", "", null, 211, unit, 0,
                true, slug.isEmpty() ? SiteKind.PORTAL : SiteKind.UNIT, null);
    }

    private static ColumnRecord column(long id, @Nullable Long parent, int depth, String name) {
        return new ColumnRecord(id, 1, parent, depth, "c" + id, name, "", "", "", COUNTY, null, "", null, false, false,
                0, true, "news", null);
    }

    private static YearLine line(String group, String name, int position, Long... columns) {
        return new YearLine(0, group, name, position, Counted.COLUMNS, Set.of(columns), 0);
    }

    @BeforeEach
    void aPortalWithThreeLevels() {
        sql.sql("delete from statistics.year_line").update();
        lenient().when(clock.today()).thenReturn(LocalDate.of(2026, 11, 26));
        lenient().when(directory.countyName()).thenReturn("云岭县");
        lenient().when(directory.kinds())
                .thenReturn(Map.of(new UnitId(7), UnitKind.DEPARTMENT, new UnitId(8), UnitKind.TOWNSHIP));
        lenient().when(figures.sites())
                .thenReturn(List.of(site(1, "", COUNTY), site(2, "slj", new UnitPath("/1/7/")),
                        site(3, "bcz", new UnitPath("/1/8/"))));
        lenient().when(figures.columns(1))
                .thenReturn(List.of(column(10, null, 1, "政府信息公开"), column(11, 10L, 2, "政策文件"),
                        column(12, 11L, 3, "政府文件"), column(13, 11L, 3, "部门文件"), column(14, null, 1, "专题")));
        var tallies = new HashMap<Long, Tally>();
        tallies.put(11L, new Tally(1, 0, 0, 0, 0));
        tallies.put(12L, new Tally(20, 0, 0, 0, 0));
        tallies.put(13L, new Tally(300, 0, 0, 0, 0));
        tallies.put(14L, new Tally(4_000, 0, 0, 0, 0));
        lenient().when(figures.byColumn(eq(1L), any(), any())).thenReturn(tallies);
        lenient().when(figures.publishedBySite(any(), any())).thenReturn(Map.of(1L, 4_321, 2L, 57, 3L, 60));
        lenient().when(figures.columns(anyLong()))
                .thenAnswer(call -> call.getArgument(0, Long.class) == 1
                        ? List.of(column(10, null, 1, "政府信息公开"), column(11, 10L, 2, "政策文件"), column(12, 11L, 3, "政府文件"),
                                column(13, 11L, 3, "部门文件"), column(14, null, 1, "专题"))
                        : List.of());
    }

    private YearTable table() {
        return tables.of(tables.spans().getFirst());
    }

    private List<String> counted() {
        var counted = new ArrayList<String>();
        table().groups()
                .forEach(group -> group.columns()
                        .forEach(one -> counted.add(group.name() + " " + one.name() + " " + one.items())));
        return counted;
    }

    private void refused(Made made, String words) {
        assertThat(made).isInstanceOfSatisfying(Made.Refused.class,
                refused -> assertThat(refused.why().text()).contains(words));
    }

    @Test
    void withoutLinesTheTableFollowsTheColumns() {
        assertThat(counted()).containsExactly("政府信息公开 政策文件 321", "其它 专题 4000", "其它 部门网站 57", "其它 乡镇网站 60");
        assertThat(table().left()).isZero();
        assertThat(table().days()).isEqualTo("2025年11月27日至2026年11月26日");
    }

    @Test
    void aLineCountsWhatIsBelowItsColumnUnlessThatHasALineOfItsOwn() {
        lines.save(OFFICE, line("政府信息公开", "其他文件", 20, 11L)).orThrow();
        lines.save(OFFICE, line("政府信息公开", "政府文件", 10, 12L)).orThrow();
        lines.save(OFFICE, new YearLine(0, "其它", "乡镇网站", 30, Counted.TOWNSHIP_SITES, Set.of(), 0)).orThrow();

        assertThat(counted()).containsExactly("政府信息公开 政府文件 20", "政府信息公开 其他文件 301", "其它 乡镇网站 60");
        assertThat(table().left()).isEqualTo(4_000);
    }

    @Test
    void whatTheTableShowsByItselfIsKeptOnceAndThenChangedLineByLine() {
        List<String> before = counted();
        assertThat(lines.adopt(BUREAU, tables.proposed())).isPresent();
        assertThat(lines.adopt(OFFICE, tables.proposed())).isEmpty();
        assertThat(counted()).isEqualTo(before);
        assertThat(lines.adopt(OFFICE, tables.proposed())).isPresent();

        YearLine first = lines.all().getFirst();
        lines.save(OFFICE, new YearLine(first.id(), "公开", "文件", 5, Counted.COLUMNS, Set.of(12L, 13L), first.version()))
                .orThrow();
        assertThat(counted()).startsWith("公开 文件 320");
        assertThat(table().left()).isEqualTo(1);
        refused(lines.save(OFFICE, first), "刚被别人改过");
        assertThat(lines.drop(OFFICE, first.id())).isEmpty();
        assertThat(lines.drop(OFFICE, first.id())).isPresent();
        refused(lines.save(OFFICE, first), "已被别人删除");
    }

    @Test
    void aColumnOrKindOfSitesStandsInOneLineOnly() {
        lines.save(OFFICE, line("政府信息公开", "文件", 10, 11L)).orThrow();
        lines.save(OFFICE, new YearLine(0, "其它", "部门网站", 20, Counted.DEPARTMENT_SITES, Set.of(), 0)).orThrow();

        refused(lines.save(OFFICE, line("其它", "又是文件", 30, 11L, 14L)), "“政策文件”已列在“文件”");
        refused(lines.save(OFFICE, line("政府信息公开", "文件", 30, 14L)), "里已有“文件”");
        refused(lines.save(OFFICE, new YearLine(0, "其它", "部门", 20, Counted.DEPARTMENT_SITES, Set.of(), 0)),
                "已列在“部门网站”");
    }

    @Test
    void whatIsIncompleteOrNotOnesOwnIsRefused() {
        refused(lines.save(BUREAU, line("其它", "专题", 10, 14L)), "由县电政办调整");
        refused(lines.save(OFFICE, line(" ", "专题", 10, 14L)), "请填写大类");
        refused(lines.save(OFFICE, line("其它", "长".repeat(21), 10, 14L)), "最多20个字");
        refused(lines.save(OFFICE, line("其它", "专题", -1, 14L)), "次序");
        refused(lines.save(OFFICE, line("其它", "专题", 10)), "至少选择一个栏目");
        refused(lines.save(OFFICE, line("其它", "专题", 10, 99L)), "已经关闭");
        assertThat(lines.drop(BUREAU, 1)).isPresent();
        assertThat(lines.all()).isEmpty();
    }

    @Test
    void aColumnThatWasClosedStaysInItsLine() {
        YearLine kept = line("其它", "专题", 10, 14L);
        long id = ((Made.Done) lines.save(OFFICE, kept)).id();
        lenient().when(figures.columns(anyLong())).thenReturn(List.of(column(10, null, 1, "政府信息公开")));

        assertThat(lines.save(OFFICE, new YearLine(id, "其它", "专题专栏", 10, Counted.COLUMNS, Set.of(14L), 0)))
                .isInstanceOf(Made.Done.class);
        assertThat(Optional.of(lines.all().getFirst().name())).contains("专题专栏");
    }
}
