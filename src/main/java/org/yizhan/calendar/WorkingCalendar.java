package org.yizhan.calendar;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Working days and due dates (工作日历), after the yearly notices of the State Council and a regional overlay. Answers come
 * from memory; another node's edit is seen within seconds.
 */
@Component
public class WorkingCalendar {
    private static final long CHECK_NANOS = Duration.ofSeconds(5).toNanos();

    private record Newest(long year, long office) {}

    private record Known(LoadedDays days, Newest newest, long checkedAt) {}

    private final CalendarYears years;
    private final OfficeSeasons office;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Known known;

    WorkingCalendar(CalendarYears years, OfficeSeasons office) {
        this.years = years;
        this.office = office;
        years.loadShipped();
    }

    /** @throws YearNotLoaded when a day of the way lies in a year whose notice is not loaded */
    public DueDate due(LocalDate from, TimeLimit limit) {
        Reckoning reckoning = reckon(from.atStartOfDay(), limit, List.of());
        return new DueDate(Objects.requireNonNull(reckoning.due()), reckoning.days());
    }

    /**
     * Until when a limit that began at {@code start} runs after what has happened to it, and why.
     *
     * @param events in the order of time, none before {@code start}
     * @throws YearNotLoaded when a day of the way lies in a year whose notice is not loaded
     * @throws IllegalArgumentException when the events contradict each other
     */
    public Reckoning reckon(LocalDateTime start, Limit limit, List<ClockEvent> events) {
        return Reckoner.reckon(days(), start, limit, events);
    }

    /** @throws YearNotLoaded when the year's notice is not loaded */
    public boolean isWorkingDay(LocalDate day) {
        return days().isWorkingDay(day);
    }

    /** Working days after {@code from} up to and including {@code to}; negative when {@code to} is earlier. */
    public int workingDaysBetween(LocalDate from, LocalDate to) {
        return days().workingDaysBetween(from, to);
    }

    /** How long offices are open from one moment to a later one. */
    public Duration officeTimeBetween(LocalDateTime from, LocalDateTime to) {
        return days().officeTimeBetween(from, to);
    }

    /** How long offices are open on that day when it is worked. */
    public Duration officeTimeOf(LocalDate day) {
        return days().officeHours(day)
                .spans()
                .stream()
                .map(span -> Duration.between(span.from(), span.until()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    public boolean isLoaded(int year) {
        return days().years().contains(year);
    }

    /** Why the day is worked or free, in words: 工作日, 周六休息, 国庆节放假, 国庆节调休上班. */
    public String why(LocalDate day) {
        return days().why(day);
    }

    LoadedDays days() {
        Known now = known;
        if (now != null && System.nanoTime() - now.checkedAt() < CHECK_NANOS) {
            return now.days();
        }
        lock.lock();
        try {
            Known again = known;
            if (again != null && System.nanoTime() - again.checkedAt() < CHECK_NANOS) {
                return again.days();
            }
            long checkedAt = System.nanoTime();
            var newest = new Newest(years.newestVersionId(), office.newestId());
            LoadedDays days = again != null && again.newest().equals(newest)
                    ? again.days()
                    : years.load(office.load());
            known = new Known(days, newest, checkedAt);
            return days;
        } finally {
            lock.unlock();
        }
    }

    /** The next question reads the table anew. */
    void forget() {
        lock.lock();
        try {
            known = null;
        } finally {
            lock.unlock();
        }
    }
}
