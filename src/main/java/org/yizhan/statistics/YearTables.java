package org.yizhan.statistics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ColumnRecord;
import org.yizhan.content.PublishedFigures;
import org.yizhan.content.PublishedFigures.Tally;
import org.yizhan.content.SiteRecord;
import org.yizhan.directory.Directory;
import org.yizhan.directory.UnitKind;
import org.yizhan.shared.UnitId;

/** Makes the yearly table of the portal from what was counted day by day. */
@Service
@Transactional(readOnly = true)
public class YearTables {
    private static final String OTHERS = "其它";

    private final PublishedFigures figures;
    private final Directory directory;
    private final CountyClock clock;

    YearTables(PublishedFigures figures, Directory directory, CountyClock clock) {
        this.figures = figures;
        this.directory = directory;
        this.clock = clock;
    }

    /** This year and the nine before it. */
    public List<Integer> years() {
        int now = clock.today().getYear();
        return java.util.stream.IntStream.rangeClosed(0, 9).mapToObj(back -> now - back).toList();
    }

    /**
     * First-level columns are the groups, with the columns at the end of their branches; what hangs under none, and the sites of the
     * units by what these are, come last.
     */
    public YearTable of(int year) {
        List<SiteRecord> sites = figures.sites();
        LocalDate from = LocalDate.of(year, 1, 1);
        LocalDate until = LocalDate.of(year, 12, 31);
        var groups = new ArrayList<YearTable.Group>();
        var others = new ArrayList<YearTable.Count>();
        String name = directory.countyName();
        for (SiteRecord site : sites) {
            if (site.slug().isEmpty()) {
                name = site.name();
                groups(figures.columns(site.id()), figures.byColumn(site.id(), from, until), groups, others);
            }
        }
        others.addAll(unitSites(sites, figures.publishedBySite(from, until)));
        groups.add(new YearTable.Group(OTHERS, others));
        return new YearTable(year + "年度" + name + "门户网站主要栏目内容保障情况统计表", groups);
    }

    private static void groups(List<ColumnRecord> columns, Map<Long, Tally> byColumn, List<YearTable.Group> groups,
            List<YearTable.Count> others) {
        var below = new HashMap<Long, List<ColumnRecord>>();
        columns.forEach(column -> {
            if (column.parentId() != null) {
                below.computeIfAbsent(column.parentId(), any -> new ArrayList<>()).add(column);
            }
        });
        for (ColumnRecord top : columns) {
            if (top.parentId() == null) {
                var counts = new ArrayList<YearTable.Count>();
                counts(top, below, byColumn, counts);
                if (below.containsKey(top.id())) {
                    groups.add(new YearTable.Group(top.name(), counts));
                } else {
                    others.addAll(counts);
                }
            }
        }
    }

    /** A column with columns below it stands in the table only if something was published in it itself. */
    private static void counts(ColumnRecord column, Map<Long, List<ColumnRecord>> below, Map<Long, Tally> byColumn,
            List<YearTable.Count> counts) {
        int items = byColumn.getOrDefault(column.id(), Tally.NONE).published();
        List<ColumnRecord> children = below.getOrDefault(column.id(), List.of());
        if (children.isEmpty() || items > 0) {
            counts.add(new YearTable.Count(column.name(), items));
        }
        children.forEach(child -> counts(child, below, byColumn, counts));
    }

    private List<YearTable.Count> unitSites(List<SiteRecord> sites, Map<Long, Integer> bySite) {
        Map<UnitId, UnitKind> kinds = directory.kinds();
        var sums = new HashMap<String, Integer>();
        for (SiteRecord site : sites) {
            if (!site.slug().isEmpty()) {
                boolean town = kinds.get(site.unit().unit()) == UnitKind.TOWNSHIP;
                sums.merge(town ? "乡镇网站" : "部门网站", bySite.getOrDefault(site.id(), 0), Integer::sum);
            }
        }
        var counts = new ArrayList<YearTable.Count>();
        for (String kind : List.of("部门网站", "乡镇网站")) {
            if (sums.containsKey(kind)) {
                counts.add(new YearTable.Count(kind, sums.getOrDefault(kind, 0)));
            }
        }
        return counts;
    }
}
