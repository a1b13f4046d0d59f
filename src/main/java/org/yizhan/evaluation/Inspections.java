package org.yizhan.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.PublishedFigures;
import org.yizhan.content.SiteRecord;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/** What inspections would find on the sites, and how the units rank by it (网站检查与单位排行). */
@Service
@Transactional(readOnly = true)
public class Inspections {
    /** So old at most is what is shown of the whole county; a site of its own is looked at anew each time. */
    private static final Duration FRESH = Duration.ofSeconds(30);
    /** A county that is looked over in less is always looked over anew; of a larger one the last is shown meanwhile. */
    private static final Duration QUICK = Duration.ofMillis(400);

    private final Standings standings;
    private final IndicatorRows rows;
    private final Flaws flaws;
    private final PublishedFigures figures;
    private final Journal journal;
    private final CountyClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable County last;

    Inspections(Standings standings, IndicatorRows rows, Flaws flaws, PublishedFigures figures, Journal journal,
            CountyClock clock) {
        this.standings = standings;
        this.rows = rows;
        this.flaws = flaws;
        this.figures = figures;
        this.journal = journal;
        this.clock = clock;
    }

    /** The whole county at one moment, and how long it took to look it over. */
    public record County(Instant at, List<Inspection.Summary> sites, Ranking ranking, Duration took) {
        public County {
            sites = List.copyOf(sites);
        }

        public long count(Inspection.Level level) {
            return sites.stream().filter(site -> site.level() == level).count();
        }
    }

    /**
     * Everything, the most serious first; at most half a minute old. Where looking it over takes long, what was seen last today,
     * while it is looked over again behind it.
     */
    public County county() {
        County known = last;
        if (isFresh(known)) {
            return Objects.requireNonNull(known);
        }
        if (known != null && isOfToday(known) && known.took().compareTo(QUICK) > 0) {
            if (lock.tryLock()) {
                lock.unlock();
                Thread.ofVirtual().name("inspection").start(this::renew);
            }
            return known;
        }
        return renew();
    }

    /** What was seen last today, without looking anything over: for pages that must not wait. */
    public Optional<Ranking> rankingSeen() {
        return Optional.ofNullable(last).filter(this::isOfToday).map(County::ranking);
    }

    /** So that the first who opens the board after a start, or in the morning, finds it there. */
    @Scheduled(initialDelay = 45_000, fixedDelay = 600_000)
    public void regularly() {
        renew();
    }

    /** Looks the county over now, unless somebody else has just done so. */
    private County renew() {
        lock.lock();
        try {
            County again = last;
            if (isFresh(again)) {
                return Objects.requireNonNull(again);
            }
            County now = work();
            last = now;
            return now;
        } finally {
            lock.unlock();
        }
    }

    private boolean isFresh(@Nullable County known) {
        return known != null && clock.isWithin(FRESH, known.at()) && isOfToday(known);
    }

    private boolean isOfToday(County known) {
        return clock.local(known.at()).toLocalDate().equals(clock.today());
    }

    private void forget() {
        last = null;
    }

    private County work() {
        long begun = System.nanoTime();
        LocalDate today = clock.today();
        List<Indicator> indicators = inForce(today);
        List<Standing> all = standings.all();
        Map<Long, List<Standing>> bySite = all.stream().collect(Collectors.groupingBy(one -> one.column().siteId()));
        Map<Long, LocalDate> lastOfSites = figures.lastOfSites();
        Flaws.Known known = flaws.know(figures.sites(), all.stream().map(Standing::column).toList(), indicators, today,
                null);
        var sites = new ArrayList<Inspection.Summary>();
        var byColumn = new HashMap<Long, Integer>();
        for (SiteRecord site : standings.sites()) {
            Inspection inspection = Inspection.of(site, bySite.getOrDefault(site.id(), List.of()),
                    lastOfSites.get(site.id()), today, indicators, known);
            sites.add(inspection.summary());
            count(inspection, byColumn);
        }
        sites.sort(Comparator.comparing(Inspection.Summary::level).thenComparingDouble(Inspection.Summary::score));
        Formula formula = rows.formula(today);
        Ranking ranking = Ranking.of(today, formula, all, byColumn,
                figures.byUnit(today.minusDays(formula.windowDays() - 1L), today), standings.unitNames());
        return new County(clock.now(), sites, ranking, Duration.ofNanos(System.nanoTime() - begun));
    }

    /** Lateness and emptiness are weighed by themselves; what remains speaks of quality. */
    private static void count(Inspection inspection, Map<Long, Integer> byColumn) {
        for (Inspection.Verdict verdict : inspection.verdicts()) {
            if (verdict.indicator().measure() == Indicator.Measure.TAGS) {
                verdict.findings().forEach(finding -> {
                    if (finding.columnId() != null) {
                        byColumn.merge(finding.columnId(), 1, Integer::sum);
                    }
                });
            }
        }
    }

    private List<Indicator> inForce(LocalDate day) {
        return rows.all().stream().filter(one -> one.inForceOn(day)).toList();
    }

    /** The sites that this person may see, the most serious first. */
    public List<Inspection.Summary> of(Actor actor) {
        return county().sites()
                .stream()
                .filter(inspection -> EvaluationRules.mayView(actor, inspection.site().unit()))
                .toList();
    }

    /** One site, looked at now. */
    public Optional<Inspection> site(Actor actor, long siteId) {
        return figures.sites()
                .stream()
                .filter(site -> site.id() == siteId && EvaluationRules.mayView(actor, site.unit()))
                .findFirst()
                .map(this::lookAt);
    }

    private Inspection lookAt(SiteRecord site) {
        LocalDate today = clock.today();
        List<Indicator> indicators = inForce(today);
        List<Standing> columns = standings.of(site.id());
        return Inspection.of(site, columns, figures.lastOfSites().get(site.id()), today, indicators, flaws.know(
                figures.sites(), columns.stream().map(Standing::column).toList(), indicators, today, site.id()));
    }

    /** All rows, those that have ended or are to come included. */
    public List<Indicator> indicators() {
        return rows.all();
    }

    public Optional<Indicator> indicator(long id) {
        return rows.find(id);
    }

    /** Changes figures, terms, words and validity; what is measured stays. */
    @Transactional
    public Optional<Refusal> keep(Actor actor, Indicator it) {
        var refusal = EvaluationRules.manage(actor).or(() -> wrong(it));
        if (refusal.isPresent()) {
            return refusal;
        }
        if (!rows.update(it)) {
            return Optional.of(new Refusal("这项指标刚被别人改过，请返回重新打开再改。"));
        }
        journal.record(actor.ref(), EvaluationAct.INDICATOR_CHANGED, new ObjectRef("indicator", it.id()), Map.of());
        forget();
        return Optional.empty();
    }

    private static Optional<Refusal> wrong(Indicator it) {
        if (it.name().isEmpty() || PlainText.length(it.name()) > 60 || PlainText.length(it.rule()) > 300
                || PlainText.length(it.basis()) > 200) {
            return Optional.of(new Refusal("请填写指标名称，最多60个字；评分细则最多300个字，依据最多200个字。"));
        }
        if (AgeLimit.parse(it.terms()).isEmpty() || it.terms().length() > 1000) {
            return Optional.of(new Refusal("栏目范围每行写一条：栏目类型或名称（几个之间用逗号），空格，最多多少天，需要时再写“一级”。例如：政策文件 183 一级"));
        }
        if (it.failsAt() <= 0 || it.warnsAt() <= 0 || it.warnsAt() > it.failsAt()) {
            return Optional.of(new Refusal("预警数应大于0，并且不超过不合格数。"));
        }
        if (it.points() < 0 || it.most() < 0 || it.most() > 100 || it.points() > 100) {
            return Optional.of(new Refusal("扣分应在0到100之间。"));
        }
        return Refusal.when(it.validUntil() != null && it.validUntil().isBefore(it.validFrom()), "失效日期不能早于生效日期。");
    }

    public List<Formula> formulas() {
        return rows.formulas();
    }

    /** When the board was last looked over, in the county's time. */
    public LocalDateTime seenAt() {
        return clock.local(county().at());
    }

    public Formula formula() {
        return rows.formula(clock.today());
    }

    public boolean mayManage(Actor actor) {
        return EvaluationRules.manage(actor).isEmpty();
    }

    @Transactional
    public Optional<Refusal> keep(Actor actor, Formula formula) {
        var refusal = EvaluationRules.manage(actor);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (formula.timeliness() + formula.quality() + formula.completeness() != 100) {
            return Optional.of(new Refusal("三项权重加起来应是100，现在是"
                    + (formula.timeliness() + formula.quality() + formula.completeness()) + "。"));
        }
        if (formula.windowDays() < 7 || formula.windowDays() > 366) {
            return Optional.of(new Refusal("统计期从7天到366天。"));
        }
        if (formula.validFrom().isBefore(clock.today())) {
            return Optional.of(new Refusal("新公式从今天或以后的日期起执行，过去的排行不改。"));
        }
        if (PlainText.length(formula.note()) > 200) {
            return Optional.of(new Refusal("说明最多200个字。"));
        }
        rows.keep(formula, actor.ref().id());
        journal.record(actor.ref(), EvaluationAct.FORMULA_CHANGED,
                new ObjectRef("formula", formula.validFrom().toEpochDay()),
                Map.of("from", formula.validFrom().toString()));
        forget();
        return Optional.empty();
    }
}
