package org.yizhan.disclosure;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SqlLimit;

/** Where the same item was released beside the website (公开载体): gazette, board, radio, screen and so on. */
@Service
@Transactional
public class Carriers {
    private static final Pattern KEY = Pattern.compile("(n?)(-?\\d{1,7})-(\\d{1,18})-([a-z0-9-]{1,40})");
    private static final int MOST = 50;

    private final JdbcClient sql;
    private final Documents documents;
    private final EntryRows entries;
    private final Journal journal;
    private final CountyClock clock;

    Carriers(JdbcClient sql, Documents documents, EntryRows entries, Journal journal, CountyClock clock) {
        this.sql = sql;
        this.documents = documents;
        this.entries = entries;
        this.journal = journal;
        this.clock = clock;
    }

    public record Carrier(String code, String name, int position, boolean open) {}

    public record Release(String carrier, LocalDate day, String note) {}

    @Transactional(readOnly = true)
    public List<Carrier> all() {
        return sql.sql("select code, name, position, open from disclosure.carrier order by position, code")
                .query((row, n) -> new Carrier(row.getString(1), row.getString(2), row.getInt(3), row.getBoolean(4)))
                .list();
    }

    /** A release, of which item and where. */
    public record Line(long documentId, String title, String carrier, String code, LocalDate day, String note) {}

    /** The latest of all items, newest first. */
    @Transactional(readOnly = true)
    public KeyPage<Line> latest(@Nullable String key, int size) {
        Matcher from = KEY.matcher(key == null ? "" : key);
        boolean begun = from.matches();
        boolean newer = begun && !from.group(1).isEmpty();
        var statement = sql.sql(SqlLimit.of(size + 1, """
                select r.document_id, e.title, c.name, r.carrier, r.day, r.note from disclosure.release r
                join disclosure.entry e on e.document_id = r.document_id join disclosure.carrier c on c.code = r.carrier
                """ + (begun
                ? " where (r.day, r.document_id, r.carrier) " + (newer ? ">" : "<") + " (:day, :document, :code)"
                : "")
                + (newer
                        ? " order by r.day, r.document_id, r.carrier"
                        : " order by r.day desc, r.document_id desc, r.carrier desc")
                + " limit :rows"));
        if (begun) {
            statement = statement.param("day", LocalDate.ofEpochDay(Long.parseLong(from.group(2))))
                    .param("document", Long.parseLong(from.group(3)))
                    .param("code", from.group(4));
        }
        List<Line> found = statement.query((row, n) -> new Line(row.getLong(1), row.getString(2), row.getString(3),
                row.getString(4), row.getObject(5, LocalDate.class), row.getString(6))).list();
        return newer && found.size() < size
                ? latest(null, size)
                : KeyPage.of(found, size, newer, begun,
                        line -> line.day().toEpochDay() + "-" + line.documentId() + "-" + line.code(), line -> line);
    }

    /** How many releases each carrier had from this day on. */
    @Transactional(readOnly = true)
    public Map<String, Integer> countSince(LocalDate day) {
        var counts = new HashMap<String, Integer>();
        sql.sql("select carrier, count(*) from disclosure.release where day >= :day group by carrier")
                .param("day", day)
                .query(row -> {
                    counts.put(row.getString(1), row.getInt(2));
                });
        return counts;
    }

    /** Changes a carrier, or adds one for the empty code. A carrier is closed, never deleted: releases name it. */
    public Optional<Refusal> put(Actor actor, String code, String typed, boolean open) {
        String name = PlainText.line(typed).strip();
        List<Carrier> known = all();
        var refusal = DisclosureRules.ofCounty(actor)
                .or(() -> Refusal.when(name.isEmpty() || PlainText.length(name) > 20, "请填写载体名称，最多20个字。"))
                .or(() -> Refusal.when(!code.isEmpty() && known.stream().noneMatch(one -> one.code().equals(code)),
                        "没有这个载体。"))
                .or(() -> Refusal.when(known.stream()
                        .anyMatch(one -> !one.code().equals(code) && one.name().equals(name)), "已有同名的载体。"))
                .or(() -> Refusal.when(code.isEmpty() && known.size() >= MOST, "最多" + MOST + "个载体。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        if (code.isEmpty()) {
            sql.sql("""
                    insert into disclosure.carrier (code, name, position, open)
                    select 'own-' || (max(position) + 1), :name, max(position) + 1, :open from disclosure.carrier""")
                    .param("name", name)
                    .param("open", open)
                    .update();
        } else {
            sql.sql("update disclosure.carrier set name = :name, open = :open where code = :code")
                    .param("code", code)
                    .param("name", name)
                    .param("open", open)
                    .update();
        }
        journal.record(actor.ref(), DisclosureAct.CARRIER_CHANGED, new ObjectRef("carrier", 0),
                Map.of("code", code, "name", name));
        return Optional.empty();
    }

    @Transactional(readOnly = true)
    public List<Release> of(long document) {
        return sql.sql("""
                select c.name, r.day, r.note from disclosure.release r join disclosure.carrier c on c.code = r.carrier
                where r.document_id = :id order by r.day desc, c.position""")
                .param("id", document)
                .query((row, n) -> new Release(row.getString(1), row.getObject(2, LocalDate.class), row.getString(3)))
                .list();
    }

    public Optional<Refusal> release(Actor actor, long document, String carrier, LocalDate day, String typed) {
        String note = PlainText.line(typed);
        var name = all().stream()
                .filter(one -> one.open() && one.code().equals(carrier))
                .map(Carrier::name)
                .findFirst();
        var refusal = documents.whyNotManage(actor, document)
                .or(() -> Refusal.when(name.isEmpty(), "请选择公开载体。"))
                .or(() -> Refusal.when(day.isAfter(clock.today()), "发布日期不能在将来。"))
                .or(() -> Refusal.when(PlainText.length(note) > 200, "说明最多200个字。"))
                .or(() -> Refusal.when(documents.find(document).filter(Entry::live).isEmpty(), "这篇稿件还没有在网站公开。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        int added = sql.sql("""
                insert into disclosure.release (document_id, carrier, day, note, person_id, at)
                values (:id, :carrier, :day, :note, :by, :now) on conflict do nothing""")
                .param("id", document)
                .param("carrier", carrier)
                .param("day", day)
                .param("note", note)
                .param("by", actor.ref().id())
                .param("now", Timestamp.from(clock.now()))
                .update();
        if (added > 0) {
            entries.record(document, actor, "RELEASED",
                    name.orElse("") + "，" + day + (note.isEmpty() ? "" : "，" + note));
            journal.record(actor.ref(), DisclosureAct.RELEASED, new ObjectRef("article", document),
                    Map.of("carrier", carrier, "day", day.toString()));
        }
        return Optional.empty();
    }
}
