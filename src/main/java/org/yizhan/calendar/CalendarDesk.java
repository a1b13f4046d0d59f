package org.yizhan.calendar;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.Sm3;

/** Where an administrator keeps the table of holidays (维护工作日历). Every edit is a new version. */
@Component
public class CalendarDesk {
    private final CalendarYears years;
    private final OfficeSeasons office;
    private final WorkingCalendar calendar;
    private final CountyClock clock;
    private final Journal journal;
    private final ApplicationEventPublisher events;

    CalendarDesk(CalendarYears years, OfficeSeasons office, WorkingCalendar calendar, CountyClock clock,
            Journal journal,
            ApplicationEventPublisher events) {
        this.years = years;
        this.office = office;
        this.calendar = calendar;
        this.clock = clock;
        this.journal = journal;
        this.events = events;
    }

    public boolean mayEdit(Actor actor) {
        return CalendarRules.mayEdit(actor);
    }

    /** Replaces the year's table; handing in the table that is in force already changes nothing and is no refusal. */
    @Transactional
    public Optional<Refusal> change(Actor actor, CalendarEdit edit) {
        return switch (CalendarText.read(edit.year(), edit.text())) {
            case CalendarText.Read.Unreadable unreadable -> Optional.of(unreadable.refusal());
            case CalendarText.Read.Days read -> change(actor, edit, read.days());
        };
    }

    /** Changes a single day of a loaded year, for instance after a late notice; a null kind makes it an ordinary day again. */
    @Transactional
    public Optional<Refusal> changeDay(Actor actor, LocalDate day, SpecialDay.@Nullable Kind kind, String name,
            int seenVersion, String reason, String notice) {
        Optional<CalendarVersion> now = years.version(day.getYear(), CalendarYears.NATIONAL, null);
        if (now.isEmpty()) {
            return Optional.of(new Refusal(day.getYear() + "年还没有录入，请先录入全年安排。"));
        }
        List<SpecialDay> days = new ArrayList<>(years.days(now.get().id()));
        days.removeIf(d -> d.date().equals(day));
        if (kind != null) {
            days.add(new SpecialDay(day, kind, name.strip()));
        }
        return change(actor, new CalendarEdit(day.getYear(), CalendarYears.NATIONAL, seenVersion, "", reason, notice),
                days);
    }

    private Optional<Refusal> change(Actor actor, CalendarEdit edit, List<SpecialDay> days) {
        Optional<Refusal> refusal = CalendarRules.check(actor, edit, days, clock.today());
        if (refusal.isPresent()) {
            return refusal;
        }
        Optional<CalendarVersion> now = years.version(edit.year(), edit.region(), null);
        if (now.isPresent() && table(years.days(now.get().id())).equals(table(days))) {
            return Optional.empty();
        }
        int before = now.map(CalendarVersion::version).orElse(0);
        if (before != edit.seenVersion()
                || years.add(edit.year(), edit.region(), before + 1, days, actor.ref(), edit.reason(), edit.notice())
                        .isEmpty()) {
            return Optional.of(new Refusal(edit.year() + "年的安排刚刚被别人改过。请先看一看最新的安排，再决定是否修改。"));
        }
        journal.record(actor.ref(), CalendarAct.CHANGED, new ObjectRef("calendar-year", edit.year()),
                Map.of("region", edit.region(), "version", String.valueOf(before + 1), "digest",
                        Sm3.hex(CalendarText.write(List.copyOf(table(days).values())))));
        changed(Set.of(edit.year()));
        return Optional.empty();
    }

    /** This node counts by the new table as soon as it is committed, the others within seconds. */
    private void changed(Set<Integer> of) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public int getOrder() {
                return Ordered.HIGHEST_PRECEDENCE;
            }

            @Override
            public void afterCommit() {
                calendar.forget();
            }
        });
        events.publishEvent(new CalendarChanged(of));
    }

    /** Office hours from a day on; what was entered for that day before is replaced. */
    @Transactional
    public Optional<Refusal> changeHours(Actor actor, LocalDate since, OfficeHours hours, String reason) {
        Optional<Refusal> refusal = CalendarRules.checkHours(actor, since, reason, clock.today());
        if (refusal.isPresent() || hours.equals(calendar.days().office().get(since))) {
            return refusal;
        }
        office.add(since, hours, actor.ref(), reason.strip());
        journal.record(actor.ref(), CalendarAct.HOURS_CHANGED, new ObjectRef("calendar-year", since.getYear()),
                Map.of("since", since.toString(), "hours", hours.written()));
        changed(loadedYears().stream().filter(year -> year >= since.getYear()).collect(Collectors.toSet()));
        return Optional.empty();
    }

    /** Everything that was entered, the newest first. */
    public List<OfficeSeason> officeSeasons() {
        return office.all();
    }

    public OfficeHours officeHours(LocalDate day) {
        return calendar.days().officeHours(day);
    }

    private static TreeMap<LocalDate, SpecialDay> table(List<SpecialDay> days) {
        var table = new TreeMap<LocalDate, SpecialDay>();
        days.forEach(day -> table.put(day.date(), day));
        return table;
    }

    /** The year as it is in force in this county; empty when it is not loaded. */
    public Optional<CalendarYear> year(int year) {
        LoadedDays days = calendar.days();
        return days.years().contains(year)
                ? Optional.of(CalendarYear.of(year, days, clock.today()))
                : Optional.empty();
    }

    /** What the version changed against the one before it, in words. */
    public List<String> differences(CalendarVersion version) {
        List<SpecialDay> before = version.version() == 1
                ? List.of()
                : years.version(version.year(), version.region(), version.version() - 1)
                        .map(v -> years.days(v.id()))
                        .orElse(List.of());
        return CalendarYear.differences(before, years.days(version.id()));
    }

    /** The years that are loaded for the whole country, the newest first. */
    public List<Integer> loadedYears() {
        return calendar.days().years().stream().sorted((a, b) -> b - a).toList();
    }

    /** The newest versions first; at most 200. */
    public List<CalendarVersion> versions(int year, String region) {
        return years.versions(year, region);
    }

    /** Regions that have tables of their own. */
    public List<String> regions() {
        return years.regions().stream().filter(region -> !region.isEmpty()).toList();
    }

    /** One version, or the newest where {@code version} is null. */
    public Optional<CalendarVersion> version(int year, String region, @Nullable Integer version) {
        return years.version(year, region, version);
    }

    public List<SpecialDay> days(CalendarVersion version) {
        return years.days(version.id());
    }

    /** The version's table as text that can be changed and handed in again. */
    public String text(CalendarVersion version) {
        return CalendarText.write(years.days(version.id()));
    }
}
