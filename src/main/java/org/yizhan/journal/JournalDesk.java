package org.yizhan.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.ObjectRef;

import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Where the auditor reads the journal (查阅日志). Reading is itself recorded. */
@Component
public class JournalDesk {
    private final JdbcClient database;
    private final Clock clock;
    private final Journal journal;
    private final JournalExport export;
    private final JournalVerifications verifications;
    private final ReadableNames names;
    private final JsonMapper json;
    private final Path data;

    JournalDesk(JdbcClient database, Clock clock, Journal journal, JournalExport export,
            JournalVerifications verifications, ReadableNames names, JsonMapper json,
            @Value("${yizhan.data:data}") Path data) {
        this.database = database;
        this.clock = clock;
        this.journal = journal;
        this.export = export;
        this.verifications = verifications;
        this.names = names;
        this.json = json;
        this.data = data;
    }

    public boolean mayRead(Actor actor) {
        return actor.mayEverywhere(JournalPermissions.READ);
    }

    /** The newest first; empty for who may not read, and for a question that cannot be understood. */
    @Transactional
    public KeyPage<JournalLine> read(Actor actor, JournalQuestion question, @Nullable String key, int size) {
        if (!mayRead(actor) || !question.mistakes().isEmpty()) {
            return new KeyPage<>(List.of(), null, null);
        }
        journal.record(actor.ref(), OwnAct.READ, new ObjectRef("journal", 0), Map.of("person", question.person(), "act",
                question.act(), "object", question.object(), "from", question.from(), "to", question.to()));
        List<Row> rows = new ArrayList<>(rows(question, key, size + 1));
        boolean more = rows.size() > size;
        if (more) {
            rows.removeLast();
        }
        Map<ActorRef, String> known = names.of(rows.stream().map(Row::who).toList());
        Map<String, String> labels = labels();
        List<JournalLine> lines = rows.stream()
                .map(row -> new JournalLine(row.seq(), row.id(), row.at(), known.getOrDefault(row.who(), ""),
                        row.who().toString(), labels.getOrDefault(row.act(), row.act()),
                        JournalWords.object(row.object()), row.object(), JournalWords.facts(facts(row.facts()))))
                .toList();
        return new KeyPage<>(lines, more ? micros(rows.getLast().at()) + "~" + rows.getLast().id() : null, null);
    }

    private record Row(@Nullable Long seq, long id, Instant at, ActorRef who, String act, String object,
            String facts) {}

    /** Only the conditions that were given, so that the index of the narrowest can serve. */
    private List<Row> rows(JournalQuestion question, @Nullable String key, int size) {
        var conditions = new ArrayList<String>();
        var values = new LinkedHashMap<String, Object>();
        question.who().ifPresent(who -> {
            conditions.add("e.who_kind = :kind and e.who_id = :who");
            values.put("kind", who.getKey());
            values.put("who", who.getValue());
        });
        if (!question.act().isEmpty()) {
            conditions.add("e.act = :act");
            values.put("act", question.act());
        }
        if (!question.object().isEmpty()) {
            String[] parts = question.object().split(":");
            conditions.add("e.object_type = :type");
            values.put("type", parts[0]);
            if (parts.length == 2) {
                conditions.add("e.object_id = :object");
                values.put("object", Long.parseLong(parts[1]));
            }
        }
        JournalQuestion.day(question.from()).ifPresent(day -> {
            conditions.add("e.at >= :from");
            values.put("from", day.atStartOfDay(clock.getZone()).toOffsetDateTime());
        });
        JournalQuestion.day(question.to()).ifPresent(day -> {
            conditions.add("e.at < :until");
            values.put("until", day.plusDays(1).atStartOfDay(clock.getZone()).toOffsetDateTime());
        });
        if (key != null && key.matches("\\d{1,17}~\\d{1,18}")) {
            long micros = Long.parseLong(key.substring(0, key.indexOf('~')));
            conditions.add("(e.at, e.id) < (:at, :id)");
            values.put("at",
                    Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000).atOffset(ZoneOffset.UTC));
            values.put("id", Long.parseLong(key.substring(key.indexOf('~') + 1)));
        }
        String where = conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions);
        return database.sql("""
                select e.*, s.seq from (select * from journal.entry e %s order by e.at desc, e.id desc limit %d) e
                left join journal.seal s on s.entry_id = e.id
                order by e.at desc, e.id desc""".formatted(where, size))
                .params(values)
                .query((row, n) -> row(row))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        long seq = row.getLong("seq");
        Long place = row.wasNull() ? null : seq;
        return new Row(place, row.getLong("id"), row.getTimestamp("at").toInstant(), who(row), row.getString("act"),
                row.getString("object_type") + ":" + row.getLong("object_id"), row.getString("facts"));
    }

    private static ActorRef who(ResultSet row) throws SQLException {
        String kind = row.getString("who_kind").toUpperCase(Locale.ROOT);
        for (ActorRef.Kind known : ActorRef.Kind.values()) {
            if (known.name().equals(kind)) {
                return new ActorRef(known, row.getLong("who_id"));
            }
        }
        return ActorRef.VISITOR;
    }

    private Map<String, String> facts(String text) {
        try {
            return json.readValue(text, new TypeReference<LinkedHashMap<String, String>>() {
            });
        } catch (JacksonException e) {
            return Map.of("无法读取", text);
        }
    }

    private static long micros(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1000;
    }

    /** What the codes of acts mean, for choosing one. */
    public Map<String, String> labels() {
        var labels = new TreeMap<String, String>();
        database.sql("select code, label from journal.act")
                .query((row, n) -> Map.entry(row.getString("code"), row.getString("label")))
                .list()
                .forEach(act -> labels.put(act.getKey(), act.getValue()));
        labels.putAll(journal.labels());
        return labels;
    }

    /** The results of the last verifications, the newest first. */
    public List<JournalVerifications.Kept> verifications(Actor actor) {
        return mayRead(actor) ? verifications.newest() : List.of();
    }

    /** Verifies now; empty for who may not, or when one is under way. */
    public Optional<Verification> verify(Actor actor) {
        return mayRead(actor) ? verifications.run(actor.ref()) : Optional.empty();
    }

    /** The whole journal as a file that can be verified without this program; the file is gone when the stream is closed. */
    public Optional<InputStream> export(Actor actor) {
        if (!mayRead(actor)) {
            return Optional.empty();
        }
        try {
            Path file = Files.createTempFile(Files.createDirectories(data.resolve("journal")), "export", ".jsonl");
            long entries = export.write(file);
            journal.record(actor.ref(), OwnAct.EXPORTED, new ObjectRef("journal", entries), Map.of("by", "desk"));
            return Optional.of(Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
