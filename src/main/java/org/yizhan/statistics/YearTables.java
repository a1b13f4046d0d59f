package org.yizhan.statistics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ColumnRecord;
import org.yizhan.content.PublishedFigures;
import org.yizhan.content.PublishedFigures.Tally;
import org.yizhan.content.Saved;
import org.yizhan.content.SiteRecord;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.directory.UnitKind;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.UnitId;
import org.yizhan.statistics.YearLine.Counted;

/** Makes the yearly table of the portal from what was counted day by day. */
@Service
@Transactional(readOnly = true)
public class YearTables {
    private static final String OTHERS = "其它";
    private static final int YEARS_BACK = 9;

    private final PublishedFigures figures;
    private final YearLineRows lines;
    private final Directory directory;
    private final PaperArticles articles;
    private final Journal journal;
    private final CountyClock clock;

    YearTables(PublishedFigures figures, YearLineRows lines, Directory directory, PaperArticles articles,
            Journal journal, CountyClock clock) {
        this.articles = articles;
        this.journal = journal;
        this.figures = figures;
        this.lines = lines;
        this.directory = directory;
        this.clock = clock;
    }

    /** The last 365 days, this year and the nine before it. */
    public List<YearSpan> spans() {
        LocalDate today = clock.today();
        var spans = new ArrayList<YearSpan>();
        spans.add(YearSpan.recent(today));
        for (int back = 0; back <= YEARS_BACK; back++) {
            spans.add(YearSpan.year(today.getYear() - back));
        }
        return spans;
    }

    public Optional<YearSpan> span(@Nullable String code) {
        return spans().stream().filter(span -> span.code().equals(code)).findFirst();
    }

    /** By the lines that the county keeps; without any, by those that its columns propose. */
    public YearTable of(YearSpan span) {
        return new Counting(span).table();
    }

    /** The columns into which this person can send a table, as id and name. */
    public Map<String, String> columns(Actor actor) {
        return articles.columns(actor);
    }

    /** Makes the table as it stands now a draft article of the column; what is published later does not change it. */
    @Transactional
    public Saved sendOn(Actor actor, YearSpan span, long columnId) {
        YearTable table = of(span);
        String source = directory.root().map(Unit::name).orElse("");
        Saved saved = articles.draft(actor, columnId,
                table.days().isEmpty() ? table.title() : table.title() + "（" + table.days() + "）", table.paper(),
                source);
        if (saved instanceof Saved.Done done) {
            journal.record(actor.ref(), StatisticsAct.YEAR_TABLE_SENT_ON,
                    new ObjectRef("document", done.turn().documentId()), Map.of("span", span.code()));
        }
        return saved;
    }

    /** The lines that the table shows by itself as long as none are kept. */
    public List<YearLine> proposed() {
        return new Counting(spans().getFirst()).proposed();
    }

    /** One making of the table. */
    private final class Counting {
        private final YearSpan span;
        private final List<SiteRecord> sites = figures.sites();
        private final String name;
        private final List<ColumnRecord> columns = new ArrayList<>();
        private final Map<Long, Tally> byColumn = new HashMap<>();
        private final Map<Long, ColumnRecord> known = new HashMap<>();

        Counting(YearSpan span) {
            this.span = span;
            String portal = directory.countyName();
            for (SiteRecord site : sites) {
                if (site.slug().isEmpty()) {
                    portal = site.name();
                    columns.addAll(figures.columns(site.id()));
                    byColumn.putAll(figures.byColumn(site.id(), span.from(), span.until()));
                }
            }
            name = portal;
            columns.forEach(column -> known.put(column.id(), column));
        }

        YearTable table() {
            List<YearLine> kept = lines.all();
            List<YearLine> shown = kept.isEmpty() ? proposed() : kept;
            var lineOf = new HashMap<Long, YearLine>();
            shown.forEach(line -> line.columns().forEach(column -> lineOf.put(column, line)));
            var sums = new HashMap<YearLine, Integer>();
            int left = 0;
            for (Map.Entry<Long, Tally> one : byColumn.entrySet()) {
                YearLine line = lineOf(one.getKey(), lineOf);
                if (line == null) {
                    left += one.getValue().published();
                } else {
                    sums.merge(line, one.getValue().published(), Integer::sum);
                }
            }
            Map<Counted, Integer> ofSites = shown.stream().allMatch(line -> line.counted() == Counted.COLUMNS)
                    ? Map.of()
                    : ofSites();
            var groups = new LinkedHashMap<String, List<YearTable.Count>>();
            for (YearLine line : shown) {
                int items = line.counted() == Counted.COLUMNS
                        ? sums.getOrDefault(line, 0)
                        : ofSites.getOrDefault(line.counted(), 0);
                groups.computeIfAbsent(line.group(), any -> new ArrayList<>())
                        .add(new YearTable.Count(line.name(), items));
            }
            return new YearTable(span.words() + name + "门户网站主要栏目内容保障情况统计表",
                    span.code().equals(YearSpan.RECENT) ? span.days() : "",
                    groups.entrySet()
                            .stream()
                            .map(group -> new YearTable.Group(group.getKey(), group.getValue()))
                            .toList(),
                    left);
        }

        /** The line of the column, or of the nearest above it. */
        private @Nullable YearLine lineOf(long column, Map<Long, YearLine> lineOf) {
            Long at = column;
            while (at != null) {
                YearLine line = lineOf.get(at);
                if (line != null) {
                    return line;
                }
                ColumnRecord there = known.get(at);
                at = there == null ? null : there.parentId();
            }
            return null;
        }

        private Map<Counted, Integer> ofSites() {
            Map<Long, Integer> bySite = figures.publishedBySite(span.from(), span.until());
            Map<UnitId, UnitKind> kinds = directory.kinds();
            var sums = new HashMap<Counted, Integer>();
            for (SiteRecord site : sites) {
                if (!site.slug().isEmpty()) {
                    sums.merge(counted(site, kinds), bySite.getOrDefault(site.id(), 0), Integer::sum);
                }
            }
            return sums;
        }

        /**
         * First-level columns are the groups, with the columns of the second level as lines; what hangs under none, and the sites
         * of the units by what these are, come last.
         */
        List<YearLine> proposed() {
            var proposed = new ArrayList<YearLine>();
            var others = new ArrayList<YearLine>();
            for (ColumnRecord top : columns) {
                if (top.parentId() == null) {
                    List<ColumnRecord> below = columns.stream()
                            .filter(column -> Long.valueOf(top.id()).equals(column.parentId()))
                            .toList();
                    if (below.isEmpty()) {
                        others.add(line(OTHERS, top.name(), Counted.COLUMNS, Set.of(top.id())));
                    } else {
                        if (byColumn.getOrDefault(top.id(), Tally.NONE).published() > 0) {
                            proposed.add(line(top.name(), top.name(), Counted.COLUMNS, Set.of(top.id())));
                        }
                        below.forEach(column -> proposed
                                .add(line(top.name(), column.name(), Counted.COLUMNS, Set.of(column.id()))));
                    }
                }
            }
            Map<UnitId, UnitKind> kinds = directory.kinds();
            for (Counted counted : List.of(Counted.DEPARTMENT_SITES, Counted.TOWNSHIP_SITES)) {
                if (sites.stream().anyMatch(site -> !site.slug().isEmpty() && counted(site, kinds) == counted)) {
                    others.add(line(OTHERS, counted == Counted.TOWNSHIP_SITES ? "乡镇网站" : "部门网站", counted, Set.of()));
                }
            }
            proposed.addAll(others);
            var placed = new ArrayList<YearLine>(proposed.size());
            for (YearLine line : proposed) {
                placed.add(new YearLine(0, line.group(), line.name(), (placed.size() + 1) * 10, line.counted(),
                        line.columns(), 0));
            }
            return placed;
        }
    }

    private static YearLine line(String group, String name, Counted counted, Set<Long> columns) {
        return new YearLine(0, group, name, 0, counted, columns, 0);
    }

    private static Counted counted(SiteRecord site, Map<UnitId, UnitKind> kinds) {
        return kinds.get(site.unit().unit()) == UnitKind.TOWNSHIP ? Counted.TOWNSHIP_SITES : Counted.DEPARTMENT_SITES;
    }
}
