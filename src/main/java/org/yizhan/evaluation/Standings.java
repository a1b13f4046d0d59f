package org.yizhan.evaluation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.calendar.TimeLimit;
import org.yizhan.calendar.WorkingCalendar;
import org.yizhan.content.ColumnRecord;
import org.yizhan.content.PublishedFigures;
import org.yizhan.content.PublishedFigures.Tally;
import org.yizhan.content.SiteRecord;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.directory.Unit;
import org.yizhan.directory.UnitKind;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.UnitId;

/**
 * How every column stands at this moment (栏目维护情况): worked out anew at each question, from the days on which something was
 * published, so that no page can show yesterday's state.
 */
@Component
public class Standings {
    private final PublishedFigures figures;
    private final DutyRows rows;
    private final Directory directory;
    private final WorkingCalendar calendar;
    private final CountyClock clock;

    Standings(PublishedFigures figures, DutyRows rows, Directory directory, WorkingCalendar calendar,
            CountyClock clock) {
        this.figures = figures;
        this.rows = rows;
        this.directory = directory;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** Every open column of every open site. */
    public List<Standing> all() {
        return of(figures.columns(), figures.lastPublished(), figures::byColumn);
    }

    List<Standing> of(long siteId) {
        return of(figures.columns(siteId), figures.lastPublished(siteId),
                (from, until) -> figures.byColumn(siteId, from, until));
    }

    Optional<Standing> column(long columnId) {
        return figures.column(columnId)
                .flatMap(column -> of(column.siteId()).stream()
                        .filter(one -> one.column().id() == columnId)
                        .findFirst());
    }

    private List<Standing> of(List<ColumnRecord> columns, Map<Long, LocalDate> last,
            BiFunction<LocalDate, LocalDate, Map<Long, Tally>> byColumn) {
        LocalDate today = clock.today();
        List<DutyRule> rules = rows.rules(today).stream().filter(rule -> rule.inForceOn(today)).toList();
        Map<Long, LocalDate> confirmed = rows.confirmations();
        Set<Long> exempted = rows.exempted(today);
        Map<Period, Map<Long, Integer>> done = done(rules, columns, today, byColumn);
        Map<UnitId, UnitKind> kinds = directory.kinds();
        Map<UnitId, String> units = unitNames();
        Map<Long, String> sites = new HashMap<>();
        figures.sites().forEach(site -> sites.put(site.id(), site.name()));
        Map<Long, String> people = new HashMap<>();
        var parents = new HashSet<Long>();
        columns.forEach(column -> {
            if (column.parentId() != null) {
                parents.add(column.parentId());
            }
        });
        var days = new CountyDays(calendar);
        var standings = new ArrayList<Standing>(columns.size());
        for (ColumnRecord column : columns) {
            String site = sites.get(column.siteId());
            if (site == null) {
                continue;
            }
            var subject = new DutyRule.Subject(column.id(), Standing.types(column), kinds.get(column.unit().unit()));
            DutyRule rule = DutyRule.strongest(rules, DutyRule.Measure.FRESHNESS, null, subject).orElse(null);
            Freshness.Duty duty = duty(column, rule);
            var progress = new ArrayList<Progress>();
            var words = new ArrayList<String>();
            if (duty != null) {
                words.add(duty.limit().words() + "内" + (duty.care() == Care.CONFIRMATION ? "更新或核对确认一次" : "更新一次"));
            }
            for (Period period : done.keySet()) {
                DutyRule.strongest(rules, DutyRule.Measure.MINIMUM, period, subject).ifPresent(minimum -> {
                    words.add(minimum.words());
                    progress.add(Progress.of(period, Objects.requireNonNull(minimum.minimum()),
                            Objects.requireNonNull(done.get(period)).getOrDefault(column.id(), 0), today, days));
                });
            }
            standings.add(new Standing(column, site,
                    units.getOrDefault(column.unit().unit(), "（已撤销的单位）"),
                    column.responsible() == null ? "" : people.computeIfAbsent(column.responsible(), this::name),
                    !parents.contains(column.id()), String.join("；", words),
                    Freshness.of(duty, last.get(column.id()), confirmed.get(column.id()),
                            exempted.contains(column.id()), today, days),
                    exempted.contains(column.id()) ? List.of() : progress));
        }
        return standings;
    }

    /** A rule for the column itself comes first; then what the column says of itself, then the rules for many. */
    private static Freshness.@Nullable Duty duty(ColumnRecord column, @Nullable DutyRule rule) {
        Integer own = column.updateEveryDays();
        if (rule == null || rule.limit() == null) {
            return own == null
                    ? null
                    : new Freshness.Duty(TimeLimit.naturalDays(own), Care.PUBLICATION, own > 60 ? 15 : 3);
        }
        TimeLimit limit = own != null && rule.columnId() == null ? TimeLimit.naturalDays(own) : rule.limit();
        return new Freshness.Duty(limit, rule.care(), rule.remindDays());
    }

    /** What was published in the running periods that any rule speaks of, what lies below a column counted in. */
    private Map<Period, Map<Long, Integer>> done(List<DutyRule> rules, List<ColumnRecord> columns, LocalDate today,
            BiFunction<LocalDate, LocalDate, Map<Long, Tally>> byColumn) {
        var done = new EnumMap<Period, Map<Long, Integer>>(Period.class);
        for (DutyRule rule : rules) {
            if (rule.period() != null) {
                done.computeIfAbsent(rule.period(),
                        period -> withWhatLiesBelow(columns, byColumn.apply(period.first(today), today)));
            }
        }
        return done;
    }

    static Map<Long, Integer> withWhatLiesBelow(List<ColumnRecord> columns,
            Map<Long, Tally> byColumn) {
        var sums = new HashMap<Long, Integer>();
        // Deeper columns come later in the list, so going backwards each is whole before it is added to the one above.
        for (ColumnRecord column : columns.reversed()) {
            int own = byColumn.getOrDefault(column.id(), Tally.NONE).published();
            int whole = sums.merge(column.id(), own, Integer::sum);
            if (column.parentId() != null) {
                sums.merge(column.parentId(), whole, Integer::sum);
            }
        }
        return sums;
    }

    Map<UnitId, String> unitNames() {
        var names = new HashMap<UnitId, String>();
        for (Unit unit : directory.units()) {
            names.put(unit.id(), unit.shortName());
        }
        return names;
    }

    private String name(long person) {
        return directory.person(new PersonId(person)).map(Person::name).orElse("");
    }

    List<SiteRecord> sites() {
        return figures.sites();
    }
}
