package org.yizhan.portal.web;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.yizhan.content.ArticleLine;
import org.yizhan.content.ArticleView;
import org.yizhan.content.BlockKind;
import org.yizhan.content.ColumnView;
import org.yizhan.content.PublishedContent;
import org.yizhan.content.PublishedMonths;
import org.yizhan.content.SiteBlock;
import org.yizhan.content.SiteFace;
import org.yizhan.content.SiteView;
import org.yizhan.files.FileId;
import org.yizhan.shared.KeyPage;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.when;

/** A portal with two unit sites, some columns and articles, behind a stand-in for the content. */
final class AnyCounty {
    static final Instant PUBLISHED = Instant.parse("2026-11-21T01:30:00Z");

    static final ColumnView NEWS = column(11, 1, "zwdt", "政务动态", "工作动态", null);
    static final ColumnView NOTICES = column(12, 1, "tzgg", "通知公告", "通知公告", null);
    static final ColumnView POLICY_BELOW = column(14, 1, "gfxwj", "规范性文件", "政策文件", 13L);
    static final ColumnView POLICY = new ColumnView(13, 1, "zcwj", "政策文件", "县政府和县政府办公室印发的文件", "政策,文件",
            "政策文件", null, List.of(POLICY_BELOW));
    static final ColumnView INTERPRETATION = column(15, 1, "zcjd", "政策解读", "政策解读", null);
    static final ColumnView DISCLOSURE = column(16, 1, "xxgk", "政府信息公开", "信息公开", null);
    static final ColumnView OVERVIEW = column(17, 1, "ylgk", "云岭概况", "概况信息", null);

    static final SiteView PORTAL = new SiteView(1, "", "www.yunling.gov.cn", "云岭县人民政府", "www.yunling.gov.cn",
            "4313990001", "云岭县人民政府办公室", "0735-3322000（工作日 8:00—17:30）", "湘ICP备12000001号", "湘公网安备43139902000001号",
            211, List.of(NEWS, NOTICES, POLICY, INTERPRETATION, DISCLOSURE, OVERVIEW));
    static final SiteView WATER = new SiteView(2, "shuili", "slj.yunling.gov.cn", "云岭县水利局", "slj.yunling.gov.cn",
            "4313990002", "云岭县水利局", "0735-3322111", "湘ICP备12000001号", null, 190,
            List.of(column(21, 2, "gzdt", "工作动态", "工作动态", null), column(22, 2, "tzgg", "通知公告", "通知公告", null)));

    static final String BODY = """
            <h1>总体要求</h1><p>为做好冬春农田水利建设，现将有关事项通知如下。</p><h3>任务</h3>
            <table><caption>任务分解</caption><tr><th>乡镇</th><th>渠道（公里）</th></tr><tr><td>青石镇</td><td>12.5</td></tr></table>
            <p>详见<a href="https://news.example.com/a?b=1&amp;c=2">媒体报道</a>、<a href="https://www.gov.cn/zhengce">国务院文件</a>
            和<a href="/zcwj/">本站文件</a>。</p><p><img src="/files/7/渠道.jpg"></p>""";

    private AnyCounty() {}

    static ColumnView column(long id, long site, String slug, String name, String type, @Nullable Long parent) {
        return new ColumnView(id, site, slug, name, "", "", type, parent, List.of());
    }

    static ArticleLine line(long id, ColumnView column, String base, @Nullable Long picture) {
        return new ArticleLine(id, "关于做好今冬明春第" + id + "批农田水利基本建设工作的通知",
                "要求各乡镇、县直有关单位抓住冬春有利时机，修复水毁工程，疏通渠道，清淤山塘，确保明年春耕用水；并对资金、质量、安全和验收作出安排，请认真组织实施。",
                "云岭县水利局", PUBLISHED, column.name(), base + column.slug() + "/202611/" + id + ".html", picture);
    }

    static ArticleView article(long id, SiteView site, ColumnView column) {
        return new ArticleView(id, site.id(), column, "关于做好今冬明春第" + id + "批农田水利基本建设工作的通知", "修复水毁工程，疏通渠道。",
                "云岭县水利局", "李水清", "王编辑", "云岭县人民政府", "云政发〔2026〕18号", "431399-2026-000123", PUBLISHED,
                "农田水利;冬修", BODY,
                List.of(new ArticleView.Attachment(8, "任务分解表.xlsx", "application/vnd.ms-excel", 24_800,
                        "/files/8/%E4%BB%BB%E5%8A%A1%E5%88%86%E8%A7%A3%E8%A1%A8.xlsx")),
                site.basePath() + column.slug() + "/202611/" + id + ".html", "news", Map.of(), List.of());
    }

    /** Makes the stand-in tell this county: article 99 in the portal's policy column, 77 in the water bureau's notices. */
    static void tell(PublishedContent content) {
        when(content.portal()).thenReturn(PORTAL);
        when(content.siteBySlug("")).thenReturn(Optional.of(PORTAL));
        when(content.unitSites()).thenReturn(List.of(WATER, new SiteView(3, "minzheng", null, "云岭县民政局",
                "www.yunling.gov.cn", "4313990003", "云岭县民政局", "0735-3322222", "湘ICP备12000001号", null, 211, List.of())));
        when(content.list(anyLong(), any(), anyInt())).thenReturn(new KeyPage<>(List.of(), null, null));
        for (ColumnView column : PORTAL.columns()) {
            page(content, column, "/");
        }
        WATER.columns().forEach(column -> page(content, column, "/shuili/"));
        when(content.newest(any(), anyInt())).thenAnswer(call -> {
            Collection<Long> columns = call.getArgument(0);
            int size = call.getArgument(1);
            return columns.stream().collect(Collectors.toMap(id -> id, id -> content.list(id, null, size).items()));
        });
        when(content.face(any())).thenAnswer(call -> {
            SiteView site = call.getArgument(0);
            return new SiteFace(Stream.of(BlockKind.values())
                    .filter(kind -> kind != BlockKind.COLUMN && (site.isPortal() || kind != BlockKind.UNITS))
                    .map(kind -> new SiteBlock(kind, "", null, 5))
                    .toList(), List.of());
        });
        when(content.latest(eq(1L), anyInt())).thenReturn(List.of(line(99, POLICY, "/", null)));
        when(content.latest(eq(2L), anyInt()))
                .thenReturn(List.of(line(77, WATER.columns().getLast(), "/shuili/", null)));
        when(content.article(anyLong())).thenReturn(Optional.empty());
        when(content.article(99)).thenReturn(Optional.of(article(99, PORTAL, POLICY)));
        when(content.article(77)).thenReturn(Optional.of(article(77, WATER, WATER.columns().getLast())));
        when(content.withdrawn(anyLong())).thenReturn(Optional.empty());
        when(content.isPublic(any())).thenReturn(false);
        when(content.isPublic(new FileId(8))).thenReturn(true);
    }

    /** Makes the stand-in tell that the same two articles are all of November. */
    static void tell(PublishedMonths months) {
        YearMonth november = YearMonth.of(2026, 11);
        when(months.parts(anyLong())).thenReturn(List.of(new PublishedMonths.Part(november, null, PUBLISHED)));
        when(months.entries(anyLong(), any(), any())).thenReturn(List.of());
        when(months.entries(1, november, null))
                .thenReturn(List.of(new PublishedMonths.Entry("/zcwj/202611/99.html", PUBLISHED)));
        when(months.entries(2, november, null))
                .thenReturn(List.of(new PublishedMonths.Entry("/shuili/tzgg/202611/77.html", PUBLISHED)));
    }

    private static void page(PublishedContent content, ColumnView column, String base) {
        var lines = new ArrayList<ArticleLine>();
        for (int i = 0; i < 20; i++) {
            lines.add(line(column.id() * 100 + i, column, base, column == NEWS && i == 0 ? 7L : null));
        }
        when(content.list(eq(column.id()), any(), anyInt())).thenAnswer(call -> {
            int size = call.getArgument(2);
            String key = call.getArgument(1);
            return new KeyPage<>(lines.subList(0, Math.min(size, lines.size())), "5-1",
                    "5-1".equals(key) ? "n9-1" : null);
        });
    }
}
