package org.yizhan.calendar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.shared.ActorRef;

/** The table of years in all their versions. */
@Component
class CalendarYears {
    static final String NATIONAL = "";
    private static final String SHIPPED = "calendar/holidays-cn.csv";

    private final JdbcClient database;
    private final CountyClock clock;
    private final TransactionTemplate transaction;
    private final String region;

    /** @param region administrative code of the county; overlays of every prefix of it apply */
    CalendarYears(JdbcClient database, CountyClock clock, PlatformTransactionManager transactions,
            @Value("${yizhan.calendar.region:}") String region) {
        this.database = database;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.region = region;
    }

    /** Puts in the years that come with the program and are not there yet; an edited year is never touched. */
    void loadShipped() {
        Set<Integer> there = Set
                .copyOf(database.sql("select distinct year from calendar.year_version where region = ''")
                        .query((row, n) -> row.getInt(1))
                        .list());
        Map<Integer, List<SpecialDay>> shipped = shipped();
        if (there.containsAll(shipped.keySet())) {
            return;
        }
        transaction.executeWithoutResult(status -> shipped.forEach((year, days) -> {
            if (!there.contains(year)) {
                add(year, NATIONAL, 1, days, ActorRef.PROGRAM, "随程序提供", "国务院办公厅" + year + "年节假日安排通知");
            }
        }));
    }

    /** Adds a version; empty when that version exists already because someone else was quicker. */
    Optional<Long> add(int year, String region, int version, Collection<SpecialDay> days, ActorRef by, String reason,
            String notice) {
        Optional<Long> id = database.sql("""
                insert into calendar.year_version
                    (year, region, version, made_at, made_by_kind, made_by_id, reason, notice)
                values (:year, :region, :version, :now, :kind, :by, :reason, :notice)
                on conflict do nothing returning id""")
                .param("year", year)
                .param("region", region)
                .param("version", version)
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .param("kind", by.kind().name())
                .param("by", by.id())
                .param("reason", reason)
                .param("notice", notice)
                .query((row, n) -> row.getLong("id"))
                .optional();
        id.ifPresent(versionId -> database.sql("""
                insert into calendar.special_day (version_id, day, kind, name)
                select :id, day, kind, name from unnest(:days::date[], :kinds, :names) as d(day, kind, name)""")
                .param("id", versionId)
                .param("days", days.stream().map(d -> d.date().toString()).toArray(String[]::new))
                .param("kinds", days.stream().map(d -> d.kind().name()).toArray(String[]::new))
                .param("names", days.stream().map(SpecialDay::name).toArray(String[]::new))
                .update());
        return id;
    }

    long newestVersionId() {
        return database.sql("select coalesce(max(id), 0) from calendar.year_version").query(Long.class).single();
    }

    /** What is in force: the newest version of each year, then the overlays from the widest region to the narrowest. */
    LoadedDays load(NavigableMap<LocalDate, OfficeHours> office) {
        record Line(int year, SpecialDay day) {}
        List<Integer> years = database.sql("select distinct year from calendar.year_version where region = ''")
                .query((row, n) -> row.getInt(1))
                .list();
        Map<LocalDate, SpecialDay> special = new HashMap<>();
        database.sql("""
                select d.day, d.kind, d.name from calendar.special_day d
                join (select distinct on (year, region) id, region from calendar.year_version
                      where starts_with(:county, region) order by year, region, version desc) v on v.id = d.version_id
                order by length(v.region), d.day""")
                .param("county", region)
                .query((row, n) -> day(row))
                .list()
                .forEach(day -> special.put(day.date(), day));
        return new LoadedDays(Set.copyOf(years), special, office);
    }

    List<String> regions() {
        return database.sql("select distinct region from calendar.year_version order by region")
                .query((row, n) -> row.getString(1))
                .list();
    }

    List<CalendarVersion> versions(int year, String region) {
        return database.sql("""
                select * from calendar.year_version where year = :year and region = :region
                order by version desc limit 200""")
                .param("year", year)
                .param("region", region)
                .query((row, n) -> version(row))
                .list();
    }

    Optional<CalendarVersion> version(int year, String region, @Nullable Integer version) {
        return database.sql("""
                select * from calendar.year_version where year = :year and region = :region
                and version = coalesce(:version::int, version) order by version desc limit 1""")
                .param("year", year)
                .param("region", region)
                .param("version", version)
                .query((row, n) -> version(row))
                .optional();
    }

    List<SpecialDay> days(long versionId) {
        return database.sql("select day, kind, name from calendar.special_day where version_id = ? order by day")
                .param(versionId)
                .query((row, n) -> day(row))
                .list();
    }

    private static CalendarVersion version(ResultSet row) throws SQLException {
        Instant madeAt = row.getTimestamp("made_at").toInstant();
        return new CalendarVersion(row.getLong("id"), row.getInt("year"), row.getString("region"),
                row.getInt("version"),
                madeAt, new ActorRef(ActorRef.Kind.valueOf(row.getString("made_by_kind")), row.getLong("made_by_id")),
                row.getString("reason"), row.getString("notice"));
    }

    private static SpecialDay day(ResultSet row) throws SQLException {
        return new SpecialDay(row.getObject("day", LocalDate.class), SpecialDay.Kind.valueOf(row.getString("kind")),
                row.getString("name"));
    }

    private static Map<Integer, List<SpecialDay>> shipped() {
        try {
            return new ClassPathResource(SHIPPED).getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .filter(line -> !line.isBlank())
                    .map(line -> line.split(",", 3))
                    .map(f -> new SpecialDay(LocalDate.parse(f[0]),
                            f[1].equals("holiday") ? SpecialDay.Kind.HOLIDAY : SpecialDay.Kind.WORKDAY, f[2]))
                    .collect(Collectors.groupingBy(d -> d.date().getYear(), TreeMap::new, Collectors.toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
