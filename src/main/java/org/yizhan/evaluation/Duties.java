package org.yizhan.evaluation;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.PublishedFigures;
import org.yizhan.content.SiteRecord;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;
import org.yizhan.shared.web.Dates;

/** What is due of columns, who looked after them, and who is let off (栏目更新要求). */
@Service
@Transactional
public class Duties {
    private static final int LONGEST_NOTE = 200;
    private static final int LONGEST_EXEMPTION = 366;

    private final DutyRows rows;
    private final Standings standings;
    private final PublishedFigures figures;
    private final Directory directory;
    private final Journal journal;
    private final CountyClock clock;

    Duties(DutyRows rows, Standings standings, PublishedFigures figures, Directory directory, Journal journal,
            CountyClock clock) {
        this.rows = rows;
        this.standings = standings;
        this.figures = figures;
        this.directory = directory;
        this.journal = journal;
        this.clock = clock;
    }

    /** The sites of which this person may see at least one column, the portal first. */
    @Transactional(readOnly = true)
    public List<SiteRecord> sites(Actor actor) {
        Map<Long, Set<UnitPath>> units = figures.unitsBySite();
        return figures.sites()
                .stream()
                .filter(site -> EvaluationRules.mayView(actor, site.unit())
                        || units.getOrDefault(site.id(), Set.of())
                                .stream()
                                .anyMatch(unit -> EvaluationRules.mayView(actor, unit)))
                .toList();
    }

    /** The columns of a site that this person may see, what is late first. */
    @Transactional(readOnly = true)
    public List<Standing> of(Actor actor, long siteId) {
        return standings.of(siteId)
                .stream()
                .filter(standing -> EvaluationRules.mayView(actor, standing.column().unit()))
                .toList();
    }

    /** Somebody's act on a column, in words. */
    public record Line(String when, String who, String what) {}

    /** An exemption as its page shows it. */
    public record Letoff(long id, String words, String reason, String who, boolean running) {}

    /** All about one column. */
    public record ColumnPage(Standing standing, List<Line> confirmations, List<Letoff> exemptions, List<Line> reminders,
            boolean mayConfirm, boolean mayExempt) {}

    @Transactional(readOnly = true)
    public Optional<ColumnPage> column(Actor actor, long columnId) {
        LocalDate today = clock.today();
        ZoneId zone = clock.zone();
        return standings.column(columnId)
                .filter(standing -> EvaluationRules.mayView(actor, standing.column().unit()))
                .map(standing -> new ColumnPage(standing,
                        rows.confirmations(columnId)
                                .stream()
                                .map(one -> new Line(Dates.day(one.day()), name(one.person()), one.note()))
                                .toList(),
                        rows.exemptions(columnId)
                                .stream()
                                .map(one -> new Letoff(one.id(), Dates.day(one.from()) + "至" + Dates.day(one.until()),
                                        one.reason(), name(one.person()),
                                        !one.ended() && !one.until().isBefore(today)))
                                .toList(),
                        rows.reminders(columnId)
                                .stream()
                                .map(one -> new Line(Dates.minute(one.at().atZone(zone).toLocalDateTime()),
                                        one.person() == null ? "责任单位" : name(one.person()),
                                        one.stage() == DutyRows.Stage.SOON
                                                ? "到期前提醒"
                                                : "超期催办，同时告知单位负责人"))
                                .toList(),
                        EvaluationRules.confirm(actor, standing.column().unit()).isEmpty()
                                && !standing.freshness().state().equals(Freshness.State.EMPTY),
                        EvaluationRules.exempt(actor, standing.column().unit()).isEmpty()));
    }

    /** Says with one's name that the content is still right. */
    public Optional<Refusal> confirm(Actor actor, long columnId, String note) {
        var found = standings.column(columnId);
        if (found.isEmpty()) {
            return refuse("这个栏目不存在或已关闭。");
        }
        var refusal = EvaluationRules.confirm(actor, found.get().column().unit());
        if (refusal.isPresent()) {
            return refusal;
        }
        if (found.get().freshness().last() == null) {
            return refuse("栏目里还没有内容，没有可以确认的，请先发布。");
        }
        if (PlainText.length(note) > LONGEST_NOTE) {
            return refuse("核对说明最多" + LONGEST_NOTE + "个字。");
        }
        LocalDate today = clock.today();
        boolean again = rows.confirmations(columnId)
                .stream()
                .anyMatch(one -> one.day().equals(today) && one.person() == actor.ref().id());
        if (!again) {
            rows.confirm(columnId, today, actor.ref().id(), clock.now(), PlainText.line(note));
            journal.record(actor.ref(), EvaluationAct.CONFIRMED, new ObjectRef("column", columnId),
                    Map.of("day", today.toString()));
        }
        return Optional.empty();
    }

    /** Lets a column off for a time. */
    public Optional<Refusal> exempt(Actor actor, long columnId, LocalDate from, LocalDate until, String reason) {
        var column = figures.column(columnId);
        if (column.isEmpty()) {
            return refuse("这个栏目不存在或已关闭。");
        }
        var refusal = EvaluationRules.exempt(actor, column.get().unit());
        if (refusal.isPresent()) {
            return refusal;
        }
        if (until.isBefore(from) || until.isBefore(clock.today())) {
            return refuse("结束日期应在开始日期之后，并且没有过去。");
        }
        if (from.plusDays(LONGEST_EXEMPTION).isBefore(until)) {
            return refuse("一次最多免除一年；长期不需要更新的栏目，请改更新要求或关闭栏目。");
        }
        if (PlainText.line(reason).isEmpty() || PlainText.length(reason) > LONGEST_NOTE) {
            return refuse("请写明免除的理由，最多" + LONGEST_NOTE + "个字。");
        }
        rows.exempt(columnId, from, until, PlainText.line(reason), actor.ref().id(), clock.now());
        journal.record(actor.ref(), EvaluationAct.EXEMPTED, new ObjectRef("column", columnId),
                Map.of("from", from.toString(), "until", until.toString()));
        return Optional.empty();
    }

    public Optional<Refusal> endExemption(Actor actor, long columnId, long exemption) {
        var column = figures.column(columnId);
        var refusal = column.isEmpty()
                ? Optional.of(new Refusal("这个栏目不存在或已关闭。"))
                : EvaluationRules.exempt(actor, column.get().unit());
        if (refusal.isPresent()) {
            return refusal;
        }
        if (rows.endExemption(columnId, exemption, actor.ref().id(), clock.now())) {
            journal.record(actor.ref(), EvaluationAct.EXEMPTION_ENDED, new ObjectRef("column", columnId), Map.of());
        }
        return Optional.empty();
    }

    /** In force or to come. */
    @Transactional(readOnly = true)
    public List<DutyRule> rules() {
        return rows.rules(clock.today());
    }

    @Transactional(readOnly = true)
    public Optional<DutyRule> rule(long id) {
        return rows.rule(id);
    }

    /** What columns are called, for rules that hold for one. */
    @Transactional(readOnly = true)
    public String columnName(long id) {
        return figures.column(id).map(column -> column.name()).orElse("（已关闭的栏目）");
    }

    /** Whether this person may change what holds for the county. */
    public boolean mayManage(Actor actor) {
        return EvaluationRules.manage(actor).isEmpty();
    }

    /** A new rule, or with an id a changed one. */
    public Optional<Refusal> keep(Actor actor, DutyRule rule) {
        var refusal = EvaluationRules.manage(actor).or(() -> wrong(rule));
        if (refusal.isPresent()) {
            return refusal;
        }
        long id = rule.id();
        if (id == 0) {
            id = rows.insert(rule);
        } else if (!rows.update(rule)) {
            return refuse("这条要求刚被别人改过，请返回重新打开再改。");
        }
        journal.record(actor.ref(), EvaluationAct.DUTY_CHANGED, new ObjectRef("duty-rule", id),
                Map.of("measure", rule.measure().name()));
        return Optional.empty();
    }

    private Optional<Refusal> wrong(DutyRule rule) {
        if (rule.name().isEmpty() || PlainText.length(rule.name()) > 60) {
            return refuse("请给这条要求起个名称，最多60个字。");
        }
        if (PlainText.length(rule.columnType()) > 50 || PlainText.length(rule.note()) > LONGEST_NOTE) {
            return refuse("栏目类型最多50个字，说明最多" + LONGEST_NOTE + "个字。");
        }
        if (rule.columnId() != null && figures.column(rule.columnId()).isEmpty()) {
            return refuse("这个栏目不存在或已关闭。");
        }
        if (rule.measure() == DutyRule.Measure.FRESHNESS && (rule.limit() == null || rule.limit().days() == 0)) {
            return refuse("请填写多少天内更新一次，从1到3660。");
        }
        if (rule.measure() == DutyRule.Measure.MINIMUM
                && (rule.period() == null || rule.minimum() == null || rule.minimum() < 1 || rule.minimum() > 10_000)) {
            return refuse("请选择周期，并填写至少多少条，从1到10000。");
        }
        if (rule.remindDays() < 0 || rule.remindDays() > 60) {
            return refuse("提前提醒的天数从0到60。");
        }
        return Refusal.when(rule.validUntil() != null && rule.validUntil().isBefore(rule.validFrom()),
                "失效日期不能早于生效日期。");
    }

    private String name(long person) {
        return directory.person(new PersonId(person)).map(Person::name).orElse("");
    }

    private static Optional<Refusal> refuse(String text) {
        return Optional.of(new Refusal(text));
    }

    /** The column types in use, for choosing one. */
    @Transactional(readOnly = true)
    public List<String> columnTypes() {
        var types = new java.util.TreeSet<String>();
        figures.columnTypes().forEach(type -> types.addAll(Standing.types(type)));
        return new ArrayList<>(types);
    }
}
