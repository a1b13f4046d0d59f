package org.yizhan.statistics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;
import org.yizhan.content.PublishedFigures;
import org.yizhan.content.PublishedFigures.Tally;
import org.yizhan.content.SiteRecord;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.evaluation.Freshness;
import org.yizhan.evaluation.Period;
import org.yizhan.evaluation.Progress;
import org.yizhan.evaluation.Standing;
import org.yizhan.evaluation.Standings;
import org.yizhan.shared.Share;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;
import org.yizhan.shared.web.Dates;

/**
 * The tables of bulletins. What was published is counted for the period; how the columns stand is told as of the moment at which
 * the table is made.
 */
@Component
class BulletinFigures {
    static final String DUE = "应发";

    private final PublishedFigures figures;
    private final Standings standings;
    private final Directory directory;
    private final LetterFigures letters;

    BulletinFigures(PublishedFigures figures, Standings standings, Directory directory, LetterFigures letters) {
        this.figures = figures;
        this.standings = standings;
        this.directory = directory;
        this.letters = letters;
    }

    /** A table and the words that are proposed with it. */
    record Made(String title, String words, List<String> heading, List<List<String>> rows, List<List<String>> links) {
        Made(String title, String words, List<String> heading, List<List<String>> rows) {
            this(title, words, heading, rows, List.of());
        }
    }

    Made make(BulletinKind kind, UnitPath unit, Period period, LocalDate day) {
        LocalDate from = period.first(day);
        LocalDate until = period.last(day);
        Map<Long, Tally> tallies = kind.isOfColumns() ? figures.byColumn(from, until) : Map.of();
        String when = period.words(day);
        return switch (kind) {
            case UPDATES ->
                updates(when, tallies, figures.byColumn(period.first(from.minusDays(1)), from.minusDays(1)));
            case GUARANTEE -> guarantee(when, tallies, figures.byUnit(from, until), from, until);
            case SHORTFALLS -> shortfalls(when, standings.all());
            case BUREAU -> bureau(when, unit, tallies);
            case LETTERS -> letters.ofUnits(when, from, until);
            case LETTER_MONTH -> letters.ofClasses(when, from, until);
            case LETTER_FAULTS -> letters.faults(when, from, until);
            case SPECIAL_CHECKS -> letters.checks(when, from, until);
        };
    }

    private static final class Sum {
        private int columns;
        private Tally tally = Tally.NONE;
        private int late;
        private int empty;
        private int due;
        private int done;

        void add(Standing standing) {
            columns++;
            late += standing.freshness().state() == Freshness.State.LAPSED ? 1 : 0;
            empty += standing.freshness().state() == Freshness.State.EMPTY ? 1 : 0;
        }

        /** What a column must publish in the whole of these days; rules for longer periods are of others. */
        void owes(Standing standing, int published, LocalDate from, LocalDate until) {
            for (Progress progress : standing.progress()) {
                int owed = progress.minimum() * endings(progress.period(), from, until);
                due += owed;
                done += Math.min(owed, published);
            }
        }

        private static int endings(Period period, LocalDate from, LocalDate until) {
            int count = 0;
            for (LocalDate end = period.last(from); !end.isAfter(until); end = period.last(end.plusDays(1))) {
                count += period == Period.WEEK || !period.first(end).isBefore(from) ? 1 : 0;
            }
            return count;
        }
    }

    private Made updates(String when, Map<Long, Tally> tallies, Map<Long, Tally> before) {
        var sums = new LinkedHashMap<Long, Sum>();
        var names = new HashMap<Long, String>();
        for (SiteRecord site : figures.sites()) {
            sums.put(site.id(), new Sum());
            names.put(site.id(), site.name());
        }
        var earlier = new HashMap<Long, Integer>();
        for (Standing standing : standings.all()) {
            long site = standing.column().siteId();
            Sum sum = sums.computeIfAbsent(site, any -> new Sum());
            sum.tally = sum.tally.and(tallies.getOrDefault(standing.column().id(), Tally.NONE));
            earlier.merge(site, before.getOrDefault(standing.column().id(), Tally.NONE).published(), Integer::sum);
            if (standing.leaf()) {
                sum.add(standing);
            }
        }
        var rows = new ArrayList<List<String>>();
        int published = 0;
        int silent = 0;
        int late = 0;
        int empty = 0;
        for (Map.Entry<Long, Sum> one : sums.entrySet()) {
            Sum sum = one.getValue();
            int change = sum.tally.published() - earlier.getOrDefault(one.getKey(), 0);
            rows.add(List.of(names.getOrDefault(one.getKey(), ""), text(sum.tally.published()),
                    change == 0 ? "持平" : change > 0 ? "多" + change + "条" : "少" + -change + "条",
                    text(sum.tally.updated()),
                    text(sum.tally.withdrawn()), text(sum.columns), text(sum.late), text(sum.empty)));
            published += sum.tally.published();
            silent += sum.tally.published() == 0 ? 1 : 0;
            late += sum.late;
            empty += sum.empty;
        }
        return new Made(when + "门户网站和子站信息更新情况通报",
                when + "，门户网站和各子站共发布信息" + published + "条。"
                        + (silent == 0 ? "各站点均有更新。" : "有" + silent + "个站点没有发布信息。") + "现有超期未更新栏目" + late + "个、空白栏目"
                        + empty
                        + "个。\n请有关单位对照下表，及时更新栏目，补充空白栏目。",
                List.of("站点", "发布", "比上期", "修订", "撤下", "栏目", "超期栏目", "空白栏目"), rows);
    }

    private Made guarantee(String when, Map<Long, Tally> tallies, Map<UnitId, Tally> work, LocalDate from,
            LocalDate until) {
        var sums = new HashMap<UnitId, Sum>();
        for (Standing standing : standings.all()) {
            Sum sum = sums.computeIfAbsent(standing.column().unit().unit(), any -> new Sum());
            Tally tally = tallies.getOrDefault(standing.column().id(), Tally.NONE);
            sum.tally = sum.tally.and(tally);
            if (standing.leaf()) {
                sum.add(standing);
                sum.owes(standing, tally.published(), from, until);
            }
        }
        boolean counted = sums.values().stream().anyMatch(sum -> sum.due > 0);
        var rows = new ArrayList<List<String>>();
        int published = 0;
        for (Unit unit : directory.units()) {
            Sum sum = sums.getOrDefault(unit.id(), new Sum());
            Tally own = work.getOrDefault(unit.id(), Tally.NONE);
            if (sum.columns > 0 || own.published() > 0 || own.submitted() > 0) {
                var row = new ArrayList<>(List.of(unit.shortName(), text(sum.columns), text(sum.tally.published()),
                        text(own.published()), text(own.submitted()), text(own.returned()), text(sum.late),
                        text(sum.empty)));
                if (counted) {
                    row.add(sum.due == 0 ? "不要求" : text(sum.due));
                    row.add(Share.of(sum.done, sum.due));
                }
                rows.add(row);
                published += own.published();
            }
        }
        var heading = new ArrayList<>(List.of("单位", "负责栏目", "栏目发布", "报送发布", "提交", "退回", "超期栏目", "空白栏目"));
        if (counted) {
            heading.add(DUE);
            heading.add("完成");
        }
        return new Made(when + "信息保障情况",
                when + "，各单位共报送并发布信息" + published + "条。“栏目发布”是本单位负责的栏目里发布的全部信息，“报送发布”是本单位报送、发布在各栏目的信息。\n"
                        + (counted ? "请没有完成保障任务的单位抓紧补报。" : "请有超期、空白栏目的单位抓紧更新、补充。"),
                heading, rows);
    }

    private static Made shortfalls(String when, List<Standing> all) {
        var rows = new ArrayList<List<String>>();
        var units = new java.util.TreeSet<String>();
        for (Standing standing : all) {
            boolean late = standing.leaf() && standing.freshness().isLate();
            if (late || standing.isBehind()) {
                var what = new ArrayList<String>();
                if (late) {
                    what.add(standing.freshness().words());
                }
                standing.progress().stream().filter(Progress::isBehind).map(Progress::words).forEach(what::add);
                LocalDate last = standing.freshness().last();
                rows.add(List.of(standing.unit(), standing.site(), standing.column().name(),
                        standing.person().isEmpty() ? "未指定" : standing.person(), last == null ? "" : Dates.day(last),
                        String.join("；", what)));
                units.add(standing.unit());
            }
        }
        rows.sort(java.util.Comparator.comparing((List<String> row) -> row.get(0)).thenComparing(row -> row.get(1)));
        return new Made(when + "网站内容保障督查通报",
                rows.isEmpty()
                        ? when + "，各单位负责的栏目均按要求更新，没有超期、空白和进度落后的栏目。"
                        : when + "，督查发现" + units.size() + "个单位的" + rows.size() + "个栏目存在更新超期、空白或者进度落后的问题，现予通报。\n"
                                + "请有关单位主要负责人督促整改，整改情况报县电政办。",
                List.of("单位", "站点", "栏目", "责任人", "最近更新", "问题"), rows);
    }

    private Made bureau(String when, UnitPath unit, Map<Long, Tally> tallies) {
        var rows = new ArrayList<List<String>>();
        int published = 0;
        for (Standing standing : standings.all()) {
            if (unit.contains(standing.column().unit())) {
                Tally tally = tallies.getOrDefault(standing.column().id(), Tally.NONE);
                LocalDate last = standing.freshness().last();
                rows.add(List.of(standing.site(), standing.column().name(), standing.unit(),
                        standing.person().isEmpty() ? "未指定" : standing.person(), text(tally.published()),
                        last == null ? "" : Dates.day(last), standing.freshness().words()));
                published += tally.published();
            }
        }
        String name = directory.unit(unit.unit()).map(Unit::name).orElse("");
        return new Made(name + when + "网站信息通报",
                when + "，" + name + "负责的" + rows.size() + "个栏目共发布信息" + published + "条。\n请各责任人按时更新栏目。",
                List.of("站点", "栏目", "责任单位", "责任人", "发布", "最近更新", "状态"), rows);
    }

    private static String text(int number) {
        return Integer.toString(number);
    }
}
