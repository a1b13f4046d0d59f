package org.yizhan.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.UnitPath;

/** What happened to each case (办理记录), in order: appended in the act's transaction, and never changed. */
@Component
class CaseLog {
    private final JdbcClient sql;
    private final EventText texts;

    CaseLog(JdbcClient sql, EventText texts) {
        this.sql = sql;
        this.texts = texts;
    }

    /** All that happened, in order. */
    List<PastEvent> of(CaseId id) {
        return Chronicle.of(id).map(past -> List.copyOf(past.events())).orElseGet(() -> written(id));
    }

    private List<PastEvent> written(CaseId id) {
        return sql.sql("""
                select number, at, type, who_kind, who_id, unit_path, facts, words, open from casework.event
                where case_id = :id order by number""").param("id", id.value()).query((row, n) -> event(row)).list();
    }

    private record Found(CaseId id, PastEvent past) {
        static Map<CaseId, List<PastEvent>> each(List<Found> all) {
            return all.stream()
                    .collect(Collectors.groupingBy(Found::id, Collectors.mapping(Found::past, Collectors.toList())));
        }
    }

    /** All that happened to each of these cases, in order. */
    Map<CaseId, List<PastEvent>> of(Collection<CaseId> ids) {
        return Found.each(sql.sql("""
                select case_id, number, at, type, who_kind, who_id, unit_path, facts, words, open from casework.event
                where case_id = any(:ids) order by case_id, number""")
                .param("ids", ids.stream().map(CaseId::value).toArray(Long[]::new))
                .query((row, n) -> new Found(new CaseId(row.getLong("case_id")), event(row)))
                .list());
    }

    Map<CaseId, Instant> lastChanges(Collection<CaseId> ids) {
        return sql.sql("""
                select one.id, last.at from unnest(:ids::bigint[]) one (id) cross join lateral (
                    select at from casework.event where case_id = one.id and open order by number desc limit 1) last""")
                .param("ids", ids.stream().map(CaseId::value).toArray(Long[]::new))
                .query((row, n) -> Map.entry(new CaseId(row.getLong("id")), row.getTimestamp("at").toInstant()))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What moves the clocks of these cases. */
    Map<CaseId, List<PastEvent>> clockEvents(Collection<Long> ids) {
        return Found.each(sql
                .sql("""
                        select case_id, number, at, type, who_kind, who_id, unit_path, facts, words, open from casework.event
                        where case_id = any(:ids) and type in ('SUSPENDED', 'RESUMED', 'RESTARTED', 'SUPPLEMENT_ASKED', 'SUPPLEMENT_RECEIVED',
                            'EXTENSION_GRANTED', 'DATE_GIVEN') order by case_id, number""")
                .param("ids", ids.toArray(Long[]::new))
                .query((row, n) -> new Found(new CaseId(row.getLong("case_id")), event(row)))
                .list());
    }

    private PastEvent event(ResultSet row) throws SQLException {
        String unit = row.getString("unit_path");
        return new PastEvent(row.getInt("number"), row.getTimestamp("at").toInstant(),
                texts.read(row.getString("type"), row.getString("facts")),
                new ActorRef(ActorRef.Kind.valueOf(row.getString("who_kind")), row.getLong("who_id")),
                unit == null ? null : new UnitPath(unit), row.getString("words"), row.getBoolean("open"));
    }

    record Line(CaseId id, PastEvent past) {}

    /** What these acts have told. */
    static List<Line> fresh(Collection<CaseFile> files) {
        return files.stream()
                .flatMap(file -> file.fresh().stream().map(past -> new Line(file.id(), past)))
                .toList();
    }

    void append(List<Line> fresh, Writes writes) {
        if (fresh.isEmpty()) {
            return;
        }
        writes.add(
                """
                        insert into casework.event (case_id, number, at, type, who_kind, who_id, unit_path, facts, words, open)
                        select * from unnest(:eventCases, :eventNumbers, cast(:eventTimes as timestamptz[]), :eventTypes, :whoKinds, :whoIds,
                            :eventUnits, cast(:eventFacts as jsonb[]), :eventWords, :eventOpen)""")
                .with("eventCases", fresh.stream().map(line -> line.id().value()).toArray(Long[]::new))
                .with("eventNumbers", fresh.stream().map(line -> line.past().number()).toArray(Integer[]::new))
                .with("eventTimes", Moments.times(fresh, line -> line.past().at()))
                .with("eventTypes", strings(fresh, past -> past.event().type()))
                .with("whoKinds", strings(fresh, past -> past.who().kind().name()))
                .with("whoIds", fresh.stream().map(line -> line.past().who().id()).toArray(Long[]::new))
                .with("eventUnits", strings(fresh, past -> past.unit() == null ? null : past.unit().value()))
                .with("eventFacts", strings(fresh, past -> texts.write(past.event())))
                .with("eventWords", strings(fresh, PastEvent::words))
                .with("eventOpen", fresh.stream().map(line -> line.past().open()).toArray(Boolean[]::new));
    }

    private static @Nullable String[] strings(List<Line> lines, Function<PastEvent, @Nullable String> of) {
        return lines.stream().map(line -> of.apply(line.past())).toArray(String[]::new);
    }
}
