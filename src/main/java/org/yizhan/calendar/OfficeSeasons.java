package org.yizhan.calendar;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.shared.ActorRef;

/** The table of office hours with everything that was ever entered. */
@Component
class OfficeSeasons {
    private final JdbcClient database;
    private final CountyClock clock;

    OfficeSeasons(JdbcClient database, CountyClock clock) {
        this.database = database;
        this.clock = clock;
    }

    long newestId() {
        return database.sql("select coalesce(max(id), 0) from calendar.office_hours").query(Long.class).single();
    }

    /** What is in force from which day on. */
    NavigableMap<LocalDate, OfficeHours> load() {
        var seasons = new TreeMap<LocalDate, OfficeHours>();
        all().reversed().forEach(one -> seasons.put(one.since(), one.hours()));
        return seasons;
    }

    /** The newest entry first; two or three come each year. */
    List<OfficeSeason> all() {
        return database.sql("select * from calendar.office_hours order by id desc")
                .query((row, n) -> new OfficeSeason(row.getLong("id"), row.getObject("since", LocalDate.class),
                        OfficeHours.parse(row.getString("hours")), row.getTimestamp("made_at").toInstant(),
                        new ActorRef(ActorRef.Kind.valueOf(row.getString("made_by_kind")), row.getLong("made_by_id")),
                        row.getString("reason")))
                .list();
    }

    void add(LocalDate since, OfficeHours hours, ActorRef by, String reason) {
        database.sql("""
                insert into calendar.office_hours (since, hours, made_at, made_by_kind, made_by_id, reason)
                values (:since, :hours, :now, :kind, :by, :reason)""")
                .param("since", since)
                .param("hours", hours.written())
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .param("kind", by.kind().name())
                .param("by", by.id())
                .param("reason", reason)
                .update();
    }
}
