package org.yizhan.setup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.content.Columns;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.NewColumn;
import org.yizhan.content.NewSite;
import org.yizhan.content.ReviewStep;
import org.yizhan.content.SiteGroup;
import org.yizhan.content.Sites;
import org.yizhan.directory.UnitKind;
import org.yizhan.shared.Actor;
import org.yizhan.shared.UnitPath;

/** The portal, the units' sites and their columns. */
@Component
class DemoSites {
    private static final int HUE = 210;
    private static final int[] HUES = {200, 230, 170, 150, 260, 190};
    /** The sites of the small demonstration. */
    private static final List<String> SMALL = List.of("slj", "jyj", "wjj", "bcz");
    private static final List<String> HALF_A_YEAR = List.of("政策文件", "通知公告", "信息公开", "办事服务", "概况信息");
    /** The column of annual reports. */
    private static final String REPORTS = "gkbg";

    private final Sites sites;
    private final Columns columns;
    private final SiteGroup group;
    private final DemoNames names;

    DemoSites(Sites sites, Columns columns, SiteGroup group, DemoNames names) {
        this.sites = sites;
        this.columns = columns;
        this.group = group;
        this.names = names;
    }

    void small() {
        long portal = portal();
        int position = 10;
        var ids = new HashMap<String, Long>();
        for (String[] c : DemoText.rows("columns.txt")) {
            Integer days = c[4].equals("工作动态") ? 14 : c[1].equals(REPORTS) ? 365 : 180;
            ids.put(c[1], column(portal, ids.get(c[2]), c[1], c[3], c[5], c[4], names.path(DemoUnit.OFFICE), days, c[6],
                    position));
            position += 10;
        }
        unitSites(DemoUnit.all().stream().filter(unit -> SMALL.contains(unit.code())).toList());
    }

    /** The portal with its 368 columns and a site for every unit. */
    void year() {
        long portal = portal();
        int position = 10;
        var ids = new HashMap<String, Long>();
        for (String[] c : DemoText.rows("year/columns.txt")) {
            Integer days = c[5].isEmpty() ? null : Integer.valueOf(c[5]);
            if (!c[0].contains("@")) {
                UnitPath owner = names.path(c[4].isEmpty() ? DemoUnit.OFFICE : c[4]);
                ids.put(c[0], column(portal, ids.get(c[1]), c[0], c[2], c[6], c[3], owner, days, c[7], position));
                position += 10;
                continue;
            }
            for (DemoUnit unit : unitsOf(c[0])) {
                column(portal, ids.get(c[1]), c[0].replaceFirst("@.*", unit.code()), unit.shortName(),
                        c[6].replace("{}", unit.shortName()), c[3], names.path(unit.shortName()), days, c[7], position);
                position += 10;
            }
        }
    }

    void yearSites() {
        List<DemoUnit> units = DemoUnit.all().stream().filter(DemoUnit::hasSite).toList();
        Map<String, Long> made = unitSites(units);
        for (DemoUnit unit : units) {
            long site = made.getOrDefault(unit.code(), 0L);
            UnitPath owner = names.path(unit.shortName());
            column(site, null, "czxx", "财政信息", unit.shortName() + "的预算、决算和专项资金", "信息公开", owner, 180, "d", 200);
            if (unit.isTownship()) {
                column(site, null, "cwgk", "村务公开", unit.shortName() + "各村的财务、项目和议事情况", "信息公开", owner, 92, "d", 210);
            }
        }
    }

    static List<DemoUnit> unitsOf(String slug) {
        String which = slug.substring(slug.indexOf('@') + 1);
        return DemoUnit.all()
                .stream()
                .filter(DemoUnit::hasSite)
                .filter(unit -> which.equals("unit") || unit.isTownship() == which.equals("town"))
                .toList();
    }

    private long portal() {
        return sites.create(Actor.PROGRAM, new NewSite("", null, "云岭县人民政府", "www.yunling.example", "9801230001",
                "云岭县人民政府办公室", "云岭县云溪镇府前路 1 号，电话 0980-2200000（演示）", "演备案00000001号", "演公网安备98012300000001号", HUE,
                names.path(DemoUnit.OFFICE), 0)).orThrow();
    }

    private long column(long site, @Nullable Long parent, String slug, String name, String description, String type,
            UnitPath owner, @Nullable Integer days, String flags, int position) {
        var chain = List.of(new ReviewStep("科室负责人审核", ContentPermissions.REVIEW, owner));
        String duty = days == null || HALF_A_YEAR.contains(type) && days == 180
                ? "动态类两周内更新，其他半年内更新"
                : "至少每" + days
                        + "天更新一次";
        boolean ofOffice = owner.equals(names.path(DemoUnit.OFFICE));
        return columns.create(Actor.PROGRAM,
                new NewColumn(site, parent, slug, name, description, name + ";云岭县", type, owner,
                        ofOffice ? names.person("lixin") : null, duty, days, flags.contains("d"),
                        flags.contains("b"), position, chain))
                .orThrow();
    }

    /** All in one act, then what each says of itself. */
    private Map<String, Long> unitSites(List<DemoUnit> units) {
        List<SiteGroup.Result> results = group.make(Actor.PROGRAM, units.stream()
                .map(unit -> new SiteGroup.Wanted(names.path(unit.shortName()), unit.code(), null, unit.name(),
                        unit.isTownship() ? UnitKind.TOWNSHIP : UnitKind.DEPARTMENT))
                .toList());
        var made = new HashMap<String, Long>();
        int order = 10;
        for (int i = 0; i < units.size(); i++) {
            DemoUnit unit = units.get(i);
            SiteGroup.Result result = results.get(i);
            Long site = result.siteId();
            if (site == null) {
                throw new IllegalStateException(unit.name() + ": " + result.refusal());
            }
            made.put(unit.code(), site);
            sites.change(Actor.PROGRAM, site,
                    new NewSite(unit.code(), null, unit.name(), unit.code() + ".yunling.example",
                            Long.toString(9_801_230_000L + order), unit.name(),
                            "电话 0980-22%05d（演示）".formatted(order), "演备案00000001号", null, HUES[i % HUES.length],
                            names.path(unit.shortName()), order))
                    .ifPresent(refusal -> {
                        throw new IllegalStateException(refusal.text());
                    });
            order += 10;
        }
        return made;
    }
}
