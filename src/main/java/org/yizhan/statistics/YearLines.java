package org.yizhan.statistics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.content.ColumnRecord;
import org.yizhan.content.Made;
import org.yizhan.content.PublishedFigures;
import org.yizhan.content.SiteRecord;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.statistics.YearLine.Counted;

/** Which lines the yearly table has (统计表的行), for the whole county. */
@Service
@Transactional
public class YearLines {
    private static final int MOST_LINES = 300;
    private static final int LONGEST_NAME = 20;
    private static final int LAST_POSITION = 9_999;

    private final YearLineRows rows;
    private final PublishedFigures figures;
    private final Journal journal;

    YearLines(YearLineRows rows, PublishedFigures figures, Journal journal) {
        this.rows = rows;
        this.figures = figures;
        this.journal = journal;
    }

    public static boolean mayChange(Actor actor) {
        return actor.ref().equals(ActorRef.PROGRAM)
                || actor.isStaff() && actor.mayEverywhere(StatisticsPermissions.BULLETINS);
    }

    private static Optional<Refusal> notMine(Actor actor) {
        return Refusal.when(!mayChange(actor), "统计表全县一张，由县电政办调整。");
    }

    /** As kept, in their order; empty as long as the table follows the columns. */
    @Transactional(readOnly = true)
    public List<YearLine> all() {
        return rows.all();
    }

    @Transactional(readOnly = true)
    public Optional<YearLine> find(long id) {
        return rows.find(id);
    }

    /** The open columns of the portal, from which lines are made. */
    @Transactional(readOnly = true)
    public List<ColumnRecord> columns() {
        return figures.sites()
                .stream()
                .filter(site -> site.slug().isEmpty())
                .map(SiteRecord::id)
                .flatMap(site -> figures.columns(site).stream())
                .toList();
    }

    /** A new line, or with an id a changed one. */
    public Made save(Actor actor, YearLine typed) {
        var line = new YearLine(typed.id(), PlainText.line(typed.group()), PlainText.line(typed.name()),
                typed.position(), typed.counted(),
                typed.counted() == Counted.COLUMNS ? typed.columns() : Set.of(), typed.version());
        var refusal = notMine(actor).or(() -> wrong(line));
        if (refusal.isPresent()) {
            return new Made.Refused(refusal.get());
        }
        rows.lock();
        List<YearLine> others = rows.all().stream().filter(other -> other.id() != line.id()).toList();
        refusal = Refusal.when(line.id() == 0 && others.size() >= MOST_LINES, "统计表最多" + MOST_LINES + "行。")
                .or(() -> taken(line, others));
        if (refusal.isPresent()) {
            return new Made.Refused(refusal.get());
        }
        if (line.id() != 0 && !rows.update(line)) {
            return new Made.Refused(new Refusal(rows.find(line.id()).isPresent()
                    ? "这一行刚被别人改过，请看过最新的内容再改。您写的还在下面。"
                    : "这一行已被别人删除。需要的话请新增一行。"));
        }
        long id = line.id() == 0 ? rows.insert(line) : line.id();
        journal.record(actor.ref(), StatisticsAct.YEAR_LINE_CHANGED, new ObjectRef("year-line", id),
                Map.of("name", line.name()));
        return new Made.Done(id);
    }

    private Optional<Refusal> wrong(YearLine line) {
        if (line.group().isEmpty() || PlainText.length(line.group()) > LONGEST_NAME) {
            return refuse("请填写大类，最多" + LONGEST_NAME + "个字。");
        }
        if (line.name().isEmpty() || PlainText.length(line.name()) > LONGEST_NAME) {
            return refuse("请填写栏目名称，最多" + LONGEST_NAME + "个字。");
        }
        if (line.position() < 0 || line.position() > LAST_POSITION) {
            return refuse("次序请填0到" + LAST_POSITION + "的数字。");
        }
        if (line.counted() == Counted.COLUMNS && line.columns().isEmpty()) {
            return refuse("请至少选择一个栏目。");
        }
        var known = new HashMap<Long, ColumnRecord>();
        columns().forEach(column -> known.put(column.id(), column));
        // A column that was closed meanwhile stays in its line: what it published in earlier years still counts there.
        var kept = line.id() == 0
                ? Set.<Long>of()
                : rows.find(line.id()).map(YearLine::columns).orElse(Set.of());
        return Refusal.when(!line.columns().stream().allMatch(id -> known.containsKey(id) || kept.contains(id)),
                "所选的栏目里有的已经关闭，请重新选择。");
    }

    private Optional<Refusal> taken(YearLine line, List<YearLine> others) {
        for (YearLine other : others) {
            if (other.group().equals(line.group()) && other.name().equals(line.name())) {
                return refuse("“" + line.group() + "”里已有“" + line.name() + "”。");
            }
            if (other.counted() != Counted.COLUMNS && other.counted() == line.counted()) {
                return refuse(line.counted().label() + "已列在“" + other.name() + "”。");
            }
            for (ColumnRecord column : columns()) {
                if (line.columns().contains(column.id()) && other.columns().contains(column.id())) {
                    return refuse("栏目“" + column.name() + "”已列在“" + other.name() + "”，一个栏目只能列一次。");
                }
            }
        }
        return Optional.empty();
    }

    public Optional<Refusal> drop(Actor actor, long id) {
        var refusal = notMine(actor);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (!rows.drop(id)) {
            return refuse("这一行已被别人删除。");
        }
        journal.record(actor.ref(), StatisticsAct.YEAR_LINE_DROPPED, new ObjectRef("year-line", id), Map.of());
        return Optional.empty();
    }

    /** Keeps these lines, which the table has shown so far by itself, so that they can be changed one by one. */
    public Optional<Refusal> adopt(Actor actor, List<YearLine> proposed) {
        var refusal = notMine(actor);
        if (refusal.isPresent()) {
            return refusal;
        }
        rows.lock();
        if (!rows.all().isEmpty()) {
            return refuse("统计表的行已经设好，请逐行调整。");
        }
        proposed.forEach(rows::insert);
        journal.record(actor.ref(), StatisticsAct.YEAR_LINES_ADOPTED, new ObjectRef("year-line", 0),
                Map.of("count", Integer.toString(proposed.size())));
        return Optional.empty();
    }

    private static Optional<Refusal> refuse(String text) {
        return Optional.of(new Refusal(text));
    }
}
