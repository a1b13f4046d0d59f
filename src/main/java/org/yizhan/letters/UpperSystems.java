package org.yizhan.letters;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.identity.SystemKeys;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/** The programs of offices above that may hand letters down (上级系统接入), each with a key that is shown once. */
@Component
public class UpperSystems {
    private static final String KEYS = "letters-key";

    private final JdbcClient sql;
    private final SystemKeys keys;
    private final Journal journal;
    private final CountyClock clock;

    UpperSystems(JdbcClient sql, SystemKeys keys, Journal journal, CountyClock clock) {
        this.sql = sql;
        this.keys = keys;
        this.journal = journal;
        this.clock = clock;
    }

    /** @param mailbox into which its letters go */
    public record UpperSystem(long id, String name, long mailbox, Instant addedAt, @Nullable Instant revokedAt) {}

    /** The answer to adding one; the key is shown this once. */
    public sealed interface Added {
        record Done(String key) implements Added {}

        record Refused(Refusal why) implements Added {}
    }

    private static final String FIELDS = "select id, name, mailbox_id, added_at, revoked_at from letters.upper_system ";

    /** All of them; there are a few. */
    public List<UpperSystem> all() {
        return sql.sql(FIELDS + "order by id").query((row, n) -> system(row)).list();
    }

    private static UpperSystem system(java.sql.ResultSet row) throws java.sql.SQLException {
        java.sql.Timestamp revoked = row.getTimestamp("revoked_at");
        return new UpperSystem(row.getLong("id"), row.getString("name"), row.getLong("mailbox_id"),
                row.getTimestamp("added_at").toInstant(), revoked == null ? null : revoked.toInstant());
    }

    @Transactional
    public Added add(Actor actor, String typedName, Mailbox mailbox) {
        String name = PlainText.line(typedName);
        Optional<Refusal> refusal = mayManage(actor, mailbox).or(() -> Refusal
                .when(name.length() < 2 || name.length() > 50, "请填写上级单位的名称，2 到 50 个字。"));
        if (refusal.isPresent()) {
            return new Added.Refused(refusal.get());
        }
        String key = keys.fresh();
        Optional<Long> id = sql.sql("""
                insert into letters.upper_system (name, mailbox_id, key_mark, added_at)
                values (:name, :mailbox, :mark, :now) on conflict (name) do nothing returning id""")
                .param("name", name)
                .param("mailbox", mailbox.id())
                .param("mark", keys.mark(KEYS, key))
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional();
        if (id.isEmpty()) {
            return new Added.Refused(new Refusal("已经有这个名称，请换一个，例如加上年份。"));
        }
        journal.record(actor.ref(), LetterAct.SYSTEM_ADDED, new ObjectRef("upper-system", id.get()), Map.of());
        return new Added.Done(key);
    }

    @Transactional
    public Optional<Refusal> revoke(Actor actor, UpperSystem system, Mailbox mailbox) {
        Optional<Refusal> refusal = mayManage(actor, mailbox);
        if (refusal.isEmpty() && sql.sql("""
                update letters.upper_system set revoked_at = :now where id = :id and revoked_at is null""")
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .param("id", system.id())
                .update() == 1) {
            journal.record(actor.ref(), LetterAct.SYSTEM_REVOKED, new ObjectRef("upper-system", system.id()), Map.of());
        }
        return refusal;
    }

    private static Optional<Refusal> mayManage(Actor actor, Mailbox mailbox) {
        return Refusal.when(!actor.may(LetterPermissions.MAILBOXES, mailbox.home()), "您没有管理这个信箱的权限。");
    }

    /** Whose key it is; empty for a wrong one. */
    public Optional<UpperSystem> of(String key) {
        return keys.sent(KEYS, key)
                .flatMap(mark -> sql.sql(FIELDS + "where key_mark = :mark and revoked_at is null")
                        .param("mark", mark)
                        .query((row, n) -> system(row))
                        .optional());
    }
}
