package org.yizhan.content;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SqlLimit;

/**
 * What somebody is typing and has not saved yet (自动保存), and who else has the same text open. It is its writer's alone and
 * never touches the text that others see. Every form has a number of its own, so that what is written in one window never takes
 * the place of what is written in another.
 */
@Service
@Transactional
public class Autosaves {
    /** In the place of the document: a text that has never been saved. */
    public static final long NEW = 0;

    private static final int LONGEST = 4_000_000;
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration PRESENT = Duration.ofSeconds(100);
    /** Shown above a form; older ones are cleaned in time. */
    private static final int OFFERED = 5;
    private static final int MOST = 50;

    private final JdbcClient sql;
    private final Editions editions;
    private final Directory directory;
    private final CountyClock clock;

    Autosaves(JdbcClient sql, Editions editions, Directory directory, CountyClock clock) {
        this.sql = sql;
        this.editions = editions;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * @param own the number of the form
     * @param version the version of the text that the writer had before them; a later one shows up when they save
     */
    public record Kept(long own, int version, String form, Instant savedAt) {}

    /** A colleague with the same text open. */
    public record Editing(String name, Instant seenAt) {}

    public Optional<Refusal> keep(Actor actor, long own, long documentId, int version, String form) {
        var refusal = refusal(actor, documentId);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (form.length() > LONGEST) {
            return Optional.of(new Refusal("内容过长，不能自动保存，请点“保存”。"));
        }
        sql.sql("""
                insert into content.autosave (person_id, form_number, document_id, version, form, saved_at)
                values (:person, :own, :document, :version, :form, :now)
                on conflict (person_id, form_number) do update
                set document_id = excluded.document_id, version = excluded.version, form = excluded.form,
                    saved_at = excluded.saved_at""")
                .param("person", actor.ref().id())
                .param("own", own)
                .param("document", documentId)
                .param("version", version)
                .param("form", form)
                .param("now", Editions.at(clock.now()))
                .update();
        keepTheLast(actor, documentId);
        return Optional.empty();
    }

    private void keepTheLast(Actor actor, long documentId) {
        sql.sql(SqlLimit.of(MOST,
                """
                        delete from content.autosave where person_id = :person and document_id = :document and form_number not in (
                            select form_number from content.autosave where person_id = :person and document_id = :document
                            order by saved_at desc limit :rows)"""))
                .param("person", actor.ref().id())
                .param("document", documentId)
                .update();
    }

    /** The number of a new form; it needs to differ among the forms of one person only. */
    public static long begin() {
        return ThreadLocalRandom.current().nextLong(1L << 40, 1L << 53);
    }

    @Transactional(readOnly = true)
    public Optional<Kept> find(Actor actor, long own, long documentId) {
        return sql.sql("""
                select form_number, version, form, saved_at from content.autosave
                where person_id = :person and form_number = :own and document_id = :document""")
                .param("person", actor.ref().id())
                .param("own", own)
                .param("document", documentId)
                .query(Autosaves::kept)
                .optional();
    }

    /** What this person has written in forms for this document, or for new ones, and not saved, the last first. */
    @Transactional(readOnly = true)
    public List<Kept> begun(Actor actor, long documentId) {
        return sql.sql(SqlLimit.of(OFFERED, """
                select form_number, version, form, saved_at from content.autosave
                where person_id = :person and document_id = :document order by saved_at desc limit :rows"""))
                .param("person", actor.ref().id())
                .param("document", documentId)
                .query(Autosaves::kept)
                .list();
    }

    private static Kept kept(ResultSet row, int n) throws SQLException {
        return new Kept(row.getLong(1), row.getInt(2), row.getString(3), row.getTimestamp(4).toInstant());
    }

    /** Another form has taken up what was kept at that moment; what was written since, in a window still open, stays. */
    public void takenUp(Actor actor, long own, Instant savedAt) {
        sql.sql("""
                delete from content.autosave
                where person_id = :person and form_number = :own and saved_at = :at""")
                .param("person", actor.ref().id())
                .param("own", own)
                .param("at", Editions.at(savedAt))
                .update();
    }

    public void forget(Actor actor, long own) {
        sql.sql("delete from content.autosave where person_id = :person and form_number = :own")
                .param("person", actor.ref().id())
                .param("own", own)
                .update();
    }

    /** Says that this person has the text open, and learns who else has. */
    public List<Editing> present(Actor actor, long documentId) {
        if (documentId <= NEW || refusal(actor, documentId).isPresent()) {
            return List.of();
        }
        Instant now = clock.now();
        sql.sql("""
                insert into content.presence (document_id, person_id, seen_at) values (:document, :person, :now)
                on conflict (document_id, person_id) do update set seen_at = excluded.seen_at""")
                .param("document", documentId)
                .param("person", actor.ref().id())
                .param("now", Editions.at(now))
                .update();
        return sql
                .sql("""
                        select person_id, seen_at from content.presence
                        where document_id = :document and person_id <> :person and seen_at > :since order by person_id limit 10""")
                .param("document", documentId)
                .param("person", actor.ref().id())
                .param("since", Editions.at(now.minus(PRESENT)))
                .query((row, n) -> new Editing(directory.person(new PersonId(row.getLong(1)))
                        .map(Person::name)
                        .orElse("另一位同志"), row.getTimestamp(2).toInstant()))
                .list();
    }

    /** The editor was left in an orderly way. */
    public void left(Actor actor, long documentId) {
        sql.sql("delete from content.presence where person_id = :person and document_id = :document")
                .param("person", actor.ref().id())
                .param("document", documentId)
                .update();
    }

    @Scheduled(cron = "0 37 3 * * *")
    void clean() {
        Instant old = clock.now().minus(KEPT);
        sql.sql("delete from content.autosave where saved_at < :old").param("old", Editions.at(old)).update();
        sql.sql("delete from content.presence where seen_at < :old").param("old", Editions.at(old)).update();
    }

    private Optional<Refusal> refusal(Actor actor, long documentId) {
        if (!actor.isStaff() || !actor.mayAnywhere(ContentPermissions.WRITE)) {
            return Optional.of(new Refusal("您没有写稿的权限。"));
        }
        return documentId <= NEW
                ? Optional.empty()
                : editions.current(documentId)
                        .map(edition -> ContentRules.refusal(ContentAction.READ, actor, editions.standing(edition)))
                        .orElseGet(Acts::notThere);
    }
}
