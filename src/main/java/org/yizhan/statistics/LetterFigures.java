package org.yizhan.statistics;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseFigures;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseSet;
import org.yizhan.casework.CaseSet.Mark;
import org.yizhan.casework.CaseSet.Months;
import org.yizhan.casework.CaseTally;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.Fate;
import org.yizhan.casework.Kinds;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.web.Dates;
import org.yizhan.statistics.BulletinFigures.Made;
import org.yizhan.supervision.Finding;
import org.yizhan.supervision.SpecialCheck;
import org.yizhan.supervision.SpecialChecks;

/** The tables of bulletins about letters and what supervision made of them. Each number leads to its cases. */
@Component
class LetterFigures {
    private static final String LETTER = "letter";
    private static final String ORDER = "order";
    /** Orders that press for cases, as supervision classes them; those after a special check are told by its bulletin. */
    private static final String ABOUT_CASES = "cases";

    private final CaseFigures figures;
    private final CaseReading cases;
    private final Kinds kinds;
    private final SpecialChecks checks;
    private final Directory directory;
    private final CountyClock clock;

    LetterFigures(CaseFigures figures, CaseReading cases, Kinds kinds, SpecialChecks checks, Directory directory,
            CountyClock clock) {
        this.figures = figures;
        this.cases = cases;
        this.kinds = kinds;
        this.checks = checks;
        this.directory = directory;
        this.clock = clock;
    }

    /** A column of a table: its head, its number, and which of a line's cases it counts. */
    private record Column(String head, ToLongFunction<CaseTally> number, Narrowing cases) {
        static Column of(Fate fate) {
            return new Column(fate.label(), tally -> tally.of(fate), set -> set.with(fate));
        }
    }

    private interface Narrowing {
        CaseSet of(CaseSet line);
    }

    private static final List<Column> FATES = List.of(
            new Column("收到", CaseTally::all, set -> set), Column.of(Fate.IN_TIME), Column.of(Fate.EXTENDED),
            Column.of(Fate.LATE), Column.of(Fate.OPEN), Column.of(Fate.OVERDUE), Column.of(Fate.REFUSED),
            Column.of(Fate.TRANSFERRED),
            new Column("撤回、并件", tally -> tally.of(Fate.WITHDRAWN) + tally.of(Fate.MERGED),
                    set -> set.with(Fate.WITHDRAWN, Fate.MERGED)));

    /** A line under construction: words and numbers, each with its link. */
    private static final class Line {
        private final List<String> cells = new ArrayList<>();
        private final List<String> links = new ArrayList<>();

        Line words(String text) {
            return add(text, "");
        }

        Line number(long number, CaseSet set) {
            return add(Long.toString(number), number == 0 ? "" : set.href());
        }

        Line add(String text, String link) {
            cells.add(text);
            links.add(link);
            return this;
        }

        Line numbers(List<Column> columns, CaseTally tally, CaseSet set) {
            columns.forEach(column -> number(column.number().applyAsLong(tally), column.cases().of(set)));
            return this;
        }
    }

    private static Made made(String title, String words, List<String> heading, List<Line> lines) {
        return new Made(title, words, heading, lines.stream().map(line -> line.cells).toList(),
                lines.stream().map(line -> line.links).toList());
    }

    private static Months months(LocalDate from, LocalDate until) {
        return new Months(YearMonth.from(from), YearMonth.from(until));
    }

    /** Units in the order of the directory, the office that dispatches among them; units that are gone last. */
    private Map<UnitId, String> named(Map<UnitId, CaseTally> tallies) {
        var names = new LinkedHashMap<UnitId, String>();
        directory.units()
                .stream()
                .filter(unit -> tallies.containsKey(unit.id()))
                .forEach(unit -> names.put(unit.id(), unit.shortName()));
        tallies.keySet()
                .forEach(id -> names.computeIfAbsent(id,
                        gone -> directory.unit(gone).map(Unit::shortName).orElse("已撤销的单位")));
        return names;
    }

    private static CaseTally sum(Map<?, CaseTally> tallies) {
        return tallies.values().stream().reduce(CaseTally.NONE, CaseTally::and);
    }

    /** What came in, and how it stands: each line adds up to what the unit received. */
    Made ofUnits(String when, LocalDate from, LocalDate until) {
        CaseSet received = CaseSet.of(LETTER).received(months(from, until));
        Map<UnitId, CaseTally> tallies = figures.byUnit(received);
        CaseTally all = sum(tallies);
        var lines = new ArrayList<Line>();
        named(tallies).forEach((id, name) -> {
            CaseTally own = tallies.getOrDefault(id, CaseTally.NONE);
            lines.add(shares(new Line().words(name).numbers(FATES, own, received.of(id)), own));
        });
        if (!lines.isEmpty()) {
            lines.add(shares(new Line().words(BulletinKind.SUM).numbers(FATES, all, received), all));
        }
        var heading = new ArrayList<>(List.of("单位"));
        FATES.forEach(column -> heading.add(column.head()));
        heading.addAll(List.of("按期率", "平均工作日", "满意率"));
        return made(when + "来信办理情况通报", when + "，全县共收到群众来信" + all.all() + "件。" + standing(all) + "\n"
                + "来信按收到的月份统计，办理情况截至" + Dates.day(clock.today()) + "；按期率是按期和延期后办结的占已办结的比例。", heading, lines);
    }

    private static Line shares(Line line, CaseTally tally) {
        return line.words(tally.inTimeShare()).words(tally.averageDays()).words(tally.satisfiedShare());
    }

    private static String standing(CaseTally all) {
        if (all.all() == 0) {
            return "";
        }
        return "已办结" + all.done() + "件，其中按期" + all.of(Fate.IN_TIME) + "件、延期后办结" + all.of(Fate.EXTENDED) + "件、超期"
                + all.of(Fate.LATE) + "件；不予受理" + all.of(Fate.REFUSED) + "件，转其他渠道" + all.of(Fate.TRANSFERRED) + "件，撤回和并件"
                + (all.of(Fate.WITHDRAWN) + all.of(Fate.MERGED)) + "件；在办" + all.open() + "件，其中超期未办结"
                + all.of(Fate.OVERDUE) + "件。";
    }

    /** What was open, came in, ended and stays open: the first two and the last two are the same sum. */
    Made ofClasses(String when, LocalDate from, LocalDate until) {
        YearMonth first = YearMonth.from(from);
        YearMonth last = YearMonth.from(until);
        CaseSet all = CaseSet.of(LETTER);
        CaseSet carried = all.received(Months.before(first)).ended(Months.from(first));
        CaseSet received = all.received(new Months(first, last));
        CaseSet ended = all.ended(new Months(first, last));
        CaseSet left = all.received(new Months(null, last)).ended(Months.from(last.plusMonths(1)));
        Map<String, CaseTally> before = figures.byClass(carried);
        Map<String, CaseTally> in = figures.byClass(received);
        Map<String, CaseTally> out = figures.byClass(ended);
        Map<String, CaseTally> after = figures.byClass(left);
        Map<String, String> labels = classes(List.of(before, in, out, after));
        List<Column> ends = List.of(new Column("本期办结", CaseTally::done,
                set -> set.with(Fate.IN_TIME, Fate.EXTENDED, Fate.LATE)), Column.of(Fate.IN_TIME),
                Column.of(Fate.EXTENDED), Column.of(Fate.LATE), Column.of(Fate.REFUSED), Column.of(Fate.TRANSFERRED),
                new Column("撤回、并件", tally -> tally.of(Fate.WITHDRAWN) + tally.of(Fate.MERGED),
                        set -> set.with(Fate.WITHDRAWN, Fate.MERGED)));
        var lines = new ArrayList<Line>();
        labels.forEach((code, label) -> lines.add(new Line().words(label)
                .number(of(before, code).all(), carried.ofClass(code))
                .number(of(in, code).all(), received.ofClass(code))
                .numbers(ends, of(out, code), ended.ofClass(code))
                .number(of(after, code).all(), left.ofClass(code))
                .words(of(out, code).inTimeShare())
                .words(of(out, code).satisfiedShare())));
        CaseTally gone = sum(out);
        if (!lines.isEmpty()) {
            lines.add(new Line().words(BulletinKind.SUM)
                    .number(sum(before).all(), carried)
                    .number(sum(in).all(), received)
                    .numbers(ends, gone, ended)
                    .number(sum(after).all(), left)
                    .words(gone.inTimeShare())
                    .words(gone.satisfiedShare()));
        }
        var heading = new ArrayList<>(List.of("类别", "上期结转", "本期收到"));
        ends.forEach(column -> heading.add(column.head()));
        heading.addAll(List.of("期末在办", "按期率", "满意率"));
        return made(when + "信件办理月报", when + "，上期结转来信" + sum(before).all() + "件，本期收到" + sum(in).all() + "件，本期办结"
                + gone.done() + "件（按期" + gone.of(Fate.IN_TIME) + "件、延期后办结" + gone.of(Fate.EXTENDED) + "件、超期"
                + gone.of(Fate.LATE) + "件），不予受理" + gone.of(Fate.REFUSED) + "件，转其他渠道" + gone.of(Fate.TRANSFERRED)
                + "件，期末在办" + sum(after).all() + "件。\n结转加收到，等于办结、不予受理、转出、撤回、并件和在办之和。", heading, lines);
    }

    private static CaseTally of(Map<String, CaseTally> tallies, String code) {
        return tallies.getOrDefault(code, CaseTally.NONE);
    }

    /** Those that occur, in the order of the kind; what it does not name, last. */
    private Map<String, String> classes(List<Map<String, CaseTally>> tallies) {
        var known = new LinkedHashMap<String, String>();
        kinds.all()
                .stream()
                .filter(kind -> kind.code().equals(LETTER))
                .forEach(kind -> known.putAll(kind.labels().classes()));
        var found = new java.util.TreeSet<String>();
        tallies.forEach(one -> found.addAll(one.keySet()));
        known.keySet().retainAll(found);
        found.forEach(code -> known.putIfAbsent(code, code.isEmpty() ? "未分类" : code));
        return known;
    }

    /** Only units with something to name, the worst first. */
    Made faults(String when, LocalDate from, LocalDate until) {
        CaseSet received = CaseSet.of(LETTER).received(months(from, until));
        CaseSet ordered = CaseSet.of(ORDER).ofClass(ABOUT_CASES).received(months(from, until)).with(Mark.GIVEN);
        Map<UnitId, CaseTally> letters = figures.byUnit(received);
        Map<UnitId, CaseTally> orders = figures.byUnit(ordered);
        var all = new HashMap<>(letters);
        orders.keySet().forEach(id -> all.putIfAbsent(id, CaseTally.NONE));
        List<Column> columns = List.of(new Column("收到", CaseTally::all, set -> set), Column.of(Fate.LATE),
                Column.of(Fate.OVERDUE),
                new Column("超期合计", tally -> tally.of(Fate.LATE) + tally.of(Fate.OVERDUE),
                        set -> set.with(Fate.LATE, Fate.OVERDUE)),
                new Column(Mark.RETURNED.label(), CaseTally::returned, set -> set.with(Mark.RETURNED)),
                new Column(Mark.REOPENED.label(), CaseTally::reopened, set -> set.with(Mark.REOPENED)),
                new Column(Mark.DISSATISFIED.label(), tally -> tally.rated() - tally.satisfied(),
                        set -> set.with(Mark.DISSATISFIED)));
        record Named(Line line, long late, long others) {}
        var named = new ArrayList<Named>();
        named(all).forEach((id, name) -> {
            CaseTally tally = letters.getOrDefault(id, CaseTally.NONE);
            CaseTally order = orders.getOrDefault(id, CaseTally.NONE);
            long late = tally.of(Fate.LATE) + tally.of(Fate.OVERDUE);
            long others = tally.reopened() + tally.rated() - tally.satisfied() + order.all();
            if (late + others + tally.returned() > 0) {
                named.add(new Named(new Line().words(name)
                        .numbers(columns, tally, received.of(id))
                        .number(order.all(), ordered.of(id))
                        .number(order.of(Fate.LATE) + order.of(Fate.OVERDUE),
                                ordered.of(id).with(Fate.LATE, Fate.OVERDUE)),
                        late, others));
            }
        });
        named.sort(Comparator.comparingLong(Named::late).thenComparingLong(Named::others).reversed());
        CaseTally sum = sum(letters);
        long late = sum.of(Fate.LATE) + sum.of(Fate.OVERDUE);
        var heading = new ArrayList<>(List.of("单位"));
        columns.forEach(column -> heading.add(column.head()));
        heading.addAll(List.of("督办单", "督办单超期"));
        return made(when + "来信办理督查通报",
                when + "，全县共收到群众来信" + sum.all() + "件，" + (late == 0
                        ? "没有超期办理的。"
                        : "其中超期" + late + "件，涉及" + named.stream().filter(one -> one.late() > 0).count() + "个单位。")
                        + "对办件下达督办单" + sum(orders).all() + "份。\n"
                        + (named.isEmpty() ? "各单位办理来信均符合要求。" : "请被点名的单位查明原因、抓紧整改，并报告整改情况。"),
                heading, named.stream().map(Named::line).toList());
    }

    /** What the special checks found that ended in this time. */
    Made checks(String when, LocalDate from, LocalDate until) {
        Map<SpecialCheck, List<Finding>> ended = checks.endedWithin(from, until);
        Map<Long, String> numbers = new HashMap<>();
        cases.find(ended.values()
                .stream()
                .flatMap(List::stream)
                .filter(finding -> finding.order() != null)
                .map(finding -> java.util.Objects.requireNonNull(finding.order()).value())
                .toList()).forEach((CaseView order) -> numbers.put(order.id().value(), order.number()));
        var lines = new ArrayList<Line>();
        var words = new StringBuilder(when);
        ended.forEach((check, findings) -> {
            words.append(words.length() == when.length() ? "，开展了“" : "\n同期还开展了“")
                    .append(check.title())
                    .append("”，发现问题")
                    .append(findings.size())
                    .append("个。\n")
                    .append(check.conclusion());
            for (Finding finding : findings) {
                String order = finding.order() == null
                        ? ""
                        : numbers.getOrDefault(finding.order().value(), "");
                lines.add(new Line().words(check.title())
                        .words(directory.unit(finding.unit().unit()).map(Unit::shortName).orElse(""))
                        .words(finding.text())
                        .add(order, finding.order() == null ? "" : "/desk/cases/" + finding.order().value()));
            }
        });
        if (ended.isEmpty()) {
            words.append("没有结束的专项督查。");
        } else {
            words.append("\n请有关单位对照问题清单抓紧整改，按督办单要求报告整改情况。");
        }
        return made(when + "专项督查通报", words.toString(), List.of("督查", "单位", "发现的问题", "整改督办单"), lines);
    }
}
