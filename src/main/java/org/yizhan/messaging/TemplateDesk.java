package org.yizhan.messaging;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.Sm3;
import org.yizhan.shared.SqlLimit;

/** Where the texts of notices are kept (维护通知模板). Every edit is a new version; which places a text has is not for people to change. */
@Component
public class TemplateDesk {
    private static final int LONGEST_REASON = 200;
    private static final int ONE_SMS = 70;
    private static final int PART_OF_LONG_SMS = 67;
    private static final int MOST_VERSIONS = 200;

    private final JdbcClient database;
    private final CountyClock clock;
    private final Journal journal;

    TemplateDesk(JdbcClient database, CountyClock clock, Journal journal) {
        this.database = database;
        this.clock = clock;
        this.journal = journal;
    }

    /**
     * A place in a text that is filled when the notice is made.
     *
     * @param label what people call it
     * @param sample a value to try the text with
     */
    public record Place(String name, String label, String sample) {
        String mark() {
            return "{{" + name + "}}";
        }
    }

    /**
     * The text of a notice.
     *
     * @param text with the labels of its places in braces
     * @param secret whether what it carries opens something
     */
    public record Text(long id, String label, String text, boolean secret, int version, List<Place> places) {}

    /** One version of a text. */
    public record Version(int version, String text, String reason, ActorRef by, Instant madeAt) {}

    /** How a text would arrive. */
    public sealed interface Preview {
        /** @param parts how many short messages it is counted as */
        record Shown(String text, int parts) implements Preview {}

        record Refused(Refusal why) implements Preview {}
    }

    private record Row(long id, String name, String label, String text, boolean secret, int version) {}

    /** By name; empty for who may not see them. There are a few dozen at most. */
    public List<Text> all(Actor actor) {
        if (!MessagingRules.mayHandleOutbox(actor)) {
            return List.of();
        }
        return database.sql("select id, name, label, text, secret, version from messaging.template order by label")
                .query(Row.class)
                .list()
                .stream()
                .map(this::text)
                .toList();
    }

    /** Empty also for who may not see it. */
    public Optional<Text> find(Actor actor, long id) {
        return MessagingRules.mayHandleOutbox(actor) ? row(id, "").map(this::text) : Optional.empty();
    }

    /** The newest first, at most 200. */
    public List<Version> versions(Actor actor, long id) {
        Optional<Row> row = MessagingRules.mayHandleOutbox(actor) ? row(id, "") : Optional.empty();
        return row.map(template -> {
            TemplateWords words = words(template);
            return database.sql(SqlLimit.of(MOST_VERSIONS, """
                    select version, text, reason, by_kind, by_id, made_at from messaging.template_version
                    where template = ? order by version desc limit :rows"""))
                    .param(template.name())
                    .query((r, n) -> new Version(r.getInt("version"), words.readable(r.getString("text")),
                            r.getString("reason"),
                            new ActorRef(ActorRef.Kind.valueOf(r.getString("by_kind")), r.getLong("by_id")),
                            r.getTimestamp("made_at").toInstant()))
                    .list();
        }).orElse(List.of());
    }

    /** What would arrive, with samples in the places; nothing is kept. */
    public Preview preview(Actor actor, long id, String typed) {
        Optional<Refusal> refusal = MessagingRules.checkOutbox(actor);
        if (refusal.isPresent()) {
            return new Preview.Refused(refusal.get());
        }
        return row(id, "").map(template -> {
            TemplateWords words = words(template);
            return switch (words.read(typed)) {
                case TemplateWords.Read.Unreadable(Refusal why) -> new Preview.Refused(why);
                case TemplateWords.Read.Text(String stored) -> shown(words.sample(stored));
            };
        }).orElseGet(() -> new Preview.Refused(gone()));
    }

    private static Preview shown(String text) {
        int length = text.length();
        return new Preview.Shown(text, length <= ONE_SMS ? 1 : Math.ceilDiv(length, PART_OF_LONG_SMS));
    }

    /** Holds for every notice that leaves from now on; handing in the text that is in force already changes nothing. */
    @Transactional
    public Optional<Refusal> change(Actor actor, TemplateEdit edit) {
        Optional<Refusal> refusal = MessagingRules.checkOutbox(actor);
        if (refusal.isPresent()) {
            return refusal;
        }
        Optional<Row> found = row(edit.template(), " for update");
        if (found.isEmpty()) {
            return Optional.of(gone());
        }
        Row template = found.get();
        return switch (words(template).read(edit.text())) {
            case TemplateWords.Read.Unreadable(Refusal why) -> Optional.of(why);
            case TemplateWords.Read.Text(String stored) when stored.equals(template.text()) -> Optional.empty();
            case TemplateWords.Read.Text(String stored) -> change(actor, template, edit, stored);
        };
    }

    private Optional<Refusal> change(Actor actor, Row template, TemplateEdit edit, String text) {
        if (edit.reason().isEmpty() || PlainText.length(edit.reason()) > LONGEST_REASON) {
            return Optional.of(new Refusal("请填写修改原因，不超过 " + LONGEST_REASON + " 个字。"));
        }
        if (template.version() != edit.seenVersion()) {
            return Optional.of(new Refusal("刚才有人改过这条通知。请先看看下面的最新版本，再决定是否保存您的修改。"));
        }
        int version = template.version() + 1;
        database.sql("update messaging.template set text = ?, version = ? where id = ?")
                .params(text, version, template.id())
                .update();
        database.sql("""
                insert into messaging.template_version (template, version, text, reason, by_kind, by_id, made_at)
                values (:template, :version, :text, :reason, :kind, :by, :now)""")
                .param("template", template.name())
                .param("version", version)
                .param("text", text)
                .param("reason", edit.reason())
                .param("kind", actor.ref().kind().name())
                .param("by", actor.ref().id())
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .update();
        journal.record(actor.ref(), MessagingAct.TEMPLATE_CHANGED, new ObjectRef("message-template", template.id()),
                Map.of("version", String.valueOf(version), "digest", Sm3.hex(text)));
        return Optional.empty();
    }

    private static Refusal gone() {
        return new Refusal("没有这条通知模板，请回到模板清单重新选择。");
    }

    private Optional<Row> row(long id, String lock) {
        return database
                .sql("select id, name, label, text, secret, version from messaging.template where id = ?" + lock)
                .param(id)
                .query(Row.class)
                .optional();
    }

    private Text text(Row row) {
        TemplateWords words = words(row);
        return new Text(row.id(), row.label(), words.readable(row.text()), row.secret(), row.version(), words.places());
    }

    private TemplateWords words(Row row) {
        return new TemplateWords(database
                .sql("select place, label, sample from messaging.template_place where template = ? order by position")
                .param(row.name())
                .query((r, n) -> new Place(r.getString("place"), r.getString("label"), r.getString("sample")))
                .list());
    }
}
