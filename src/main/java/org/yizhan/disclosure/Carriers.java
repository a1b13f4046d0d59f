package org.yizhan.disclosure;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/** Where the same item was released beside the website (公开载体): gazette, board, radio, screen and so on. */
@Service
@Transactional
public class Carriers {
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

    public record Carrier(String code, String name) {}

    public record Release(String carrier, LocalDate day, String note) {}

    @Transactional(readOnly = true)
    public List<Carrier> all() {
        return sql.sql("select code, name from disclosure.carrier order by position, code")
                .query((row, n) -> new Carrier(row.getString(1), row.getString(2)))
                .list();
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
        var name = all().stream().filter(one -> one.code().equals(carrier)).map(Carrier::name).findFirst();
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
