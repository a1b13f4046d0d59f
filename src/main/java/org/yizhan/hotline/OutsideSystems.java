package org.yizhan.hotline;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.identity.Guesses;
import org.yizhan.identity.Vault;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/** The programs outside that may hand in tickets (接入的系统), each with a key that is shown once and with a quota a day. */
@Component
@Transactional
public class OutsideSystems {
    private static final Guesses.Limit GUESSES = new Guesses.Limit("hotline-key", 20, Duration.ofHours(1),
            List.of(Duration.ofMinutes(15), Duration.ofHours(1)));
    private static final int KEY_BYTES = 32;
    private static final int MOST_A_DAY = 100_000;
    private static final String FIELDS = "select id, name, quota, added_at, revoked_at from hotline.outside_system ";

    private final JdbcClient sql;
    private final HotlineSetup setup;
    private final Vault vault;
    private final Guesses guesses;
    private final Journal journal;
    private final CountyClock clock;
    private final SecureRandom random = new SecureRandom();

    OutsideSystems(JdbcClient sql, HotlineSetup setup, Vault vault, Guesses guesses, Journal journal,
            CountyClock clock) {
        this.sql = sql;
        this.setup = setup;
        this.vault = vault;
        this.guesses = guesses;
        this.journal = journal;
        this.clock = clock;
    }

    /** @param quota how many tickets it may hand in on one day */
    public record OutsideSystem(long id, String name, int quota, Instant addedAt, @Nullable Instant revokedAt) {
        private static OutsideSystem of(ResultSet row) throws SQLException {
            Timestamp revoked = row.getTimestamp("revoked_at");
            return new OutsideSystem(row.getLong("id"), row.getString("name"), row.getInt("quota"),
                    row.getTimestamp("added_at").toInstant(), revoked == null ? null : revoked.toInstant());
        }
    }

    /** The answer to adding one; the key is shown this once. */
    public sealed interface Added {
        record Done(String key) implements Added {}

        record Refused(Refusal why) implements Added {}
    }

    /** All of them; there are a few. */
    public List<OutsideSystem> all() {
        return sql.sql(FIELDS + "order by id").query((row, n) -> OutsideSystem.of(row)).list();
    }

    /** @param quota as it was typed */
    public Added add(Actor actor, String typedName, String quota) {
        String name = PlainText.line(typedName);
        Optional<Refusal> refusal = mayNot(actor)
                .or(() -> Refusal.when(PlainText.length(name) < 2 || PlainText.length(name) > 50,
                        "请填写系统的名称，2 到 50 个字。"))
                .or(() -> Refusal.when(!quota.strip().matches("[1-9][0-9]{0,5}")
                        || Integer.parseInt(quota.strip()) > MOST_A_DAY, "每天最多多少件应是 1 到 100000 的数字。"));
        if (refusal.isPresent()) {
            return new Added.Refused(refusal.get());
        }
        var bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        String key = HexFormat.of().formatHex(bytes);
        Optional<Long> id = sql.sql("""
                insert into hotline.outside_system (name, key_mark, quota, added_at, added_by)
                values (:name, :mark, :quota, :now, :by) on conflict (name) do nothing returning id""")
                .param("name", name)
                .param("mark", mark(key))
                .param("quota", Integer.parseInt(quota.strip()))
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .param("by", actor.ref().id())
                .query(Long.class)
                .optional();
        if (id.isEmpty()) {
            return new Added.Refused(new Refusal("已经有这个名称，请换一个，例如加上年份。"));
        }
        journal.record(actor.ref(), HotlineAct.SYSTEM_ADDED, new ObjectRef("hotline-system", id.get()),
                Map.of("quota", quota.strip()));
        return new Added.Done(key);
    }

    public Optional<Refusal> revoke(Actor actor, long id) {
        Optional<Refusal> refusal = mayNot(actor);
        if (refusal.isEmpty() && sql.sql("""
                update hotline.outside_system set revoked_at = :now where id = :id and revoked_at is null""")
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update() == 1) {
            journal.record(actor.ref(), HotlineAct.SYSTEM_REVOKED, new ObjectRef("hotline-system", id), Map.of());
        }
        return refusal;
    }

    private Optional<Refusal> mayNot(Actor actor) {
        return Refusal.when(!actor.may(HotlinePermissions.SETTINGS, setup.now().home()), "您没有管理接入系统的权限。");
    }

    /** Whose key it is; who tries many is slowed down. Empty for a wrong one. */
    public Optional<OutsideSystem> of(String key, org.yizhan.identity.Caller caller) {
        Optional<OutsideSystem> found = key.matches("[0-9a-f]{64}")
                ? sql.sql(FIELDS + "where key_mark = :mark and revoked_at is null")
                        .param("mark", mark(key))
                        .query((row, n) -> OutsideSystem.of(row))
                        .optional()
                : Optional.empty();
        if (found.isEmpty()) {
            guesses.take(GUESSES, vault.digest("hotline-key-source", caller.source()));
        }
        return found;
    }

    /** Counts one ticket of today. False when the quota of the day is used up. */
    public boolean takesOne(OutsideSystem system) {
        return sql.sql("""
                insert into hotline.outside_use as u (system_id, day, taken) values (:system, :day, 1)
                on conflict (system_id, day) do update set taken = u.taken + 1 where u.taken < :quota""")
                .param("system", system.id())
                .param("day", clock.today())
                .param("quota", system.quota())
                .update() == 1;
    }

    private String mark(String key) {
        return Objects.requireNonNull(vault.digest("hotline-key", key));
    }
}
