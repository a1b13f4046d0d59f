package org.yizhan.hotline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.identity.SystemKeys;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/** The programs outside that may hand in tickets (接入的系统), each with a key that is shown once and with a quota a day. */
@Component
@Transactional
public class OutsideSystems {
    private static final int COUNTERS = 64;
    private static final String KEYS = "hotline-key";
    private static final int MOST_A_DAY = 100_000;
    private static final String FIELDS = """
            select id, name, quota, added_at, revoked_at, above, person_id, last_result, confirmed, confirmed_at
            from hotline.outside_system
            """;
    /** What a system may at most do in the name of its person, whatever else that person may. */
    private static final Set<String> AGENTS = Set.of(HotlinePermissions.AGENT, HotlinePermissions.SEE,
            HotlinePermissions.CALL_BACK, HotlinePermissions.GUARDED);

    private final JdbcClient sql;
    private final HotlineSetup setup;
    private final Directory directory;
    private final SystemKeys keys;
    private final Journal journal;
    private final CountyClock clock;

    OutsideSystems(JdbcClient sql, HotlineSetup setup, Directory directory, SystemKeys keys, Journal journal,
            CountyClock clock) {
        this.sql = sql;
        this.setup = setup;
        this.directory = directory;
        this.keys = keys;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * @param quota how many tickets it may hand in on one day
     * @param above whether it is a platform above (上级平台), which hands tickets down and is owed results
     * @param person in whose name it works (坐席账号); null for one that only hands in and reads its own
     * @param lastResult the last number that was given to a result; those up to {@code confirmed} have arrived there
     */
    public record OutsideSystem(long id, String name, int quota, Instant addedAt, @Nullable Instant revokedAt,
            boolean above, @Nullable Long person, long lastResult, long confirmed, @Nullable Instant confirmedAt) {
        private static OutsideSystem of(ResultSet row) throws SQLException {
            return new OutsideSystem(row.getLong("id"), row.getString("name"), row.getInt("quota"),
                    row.getTimestamp("added_at").toInstant(), instant(row, "revoked_at"), row.getBoolean("above"),
                    row.getObject("person_id", Long.class), row.getLong("last_result"), row.getLong("confirmed"),
                    instant(row, "confirmed_at"));
        }

        private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
            Timestamp at = row.getTimestamp(column);
            return at == null ? null : at.toInstant();
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

    /** One that hands in tickets and reads its own. */
    public Added add(Actor actor, String typedName, String quota) {
        return add(actor, typedName, quota, false, "");
    }

    /**
     * @param quota as it was typed
     * @param account in whose name it works; empty for nobody's
     */
    public Added add(Actor actor, String typedName, String quota, boolean above, String account) {
        String name = PlainText.line(typedName);
        Optional<Person> person = account.isBlank()
                ? Optional.empty()
                : directory.personByAccount(PlainText.line(account));
        Optional<Refusal> refusal = mayNot(actor)
                .or(() -> Refusal.when(PlainText.length(name) < 2 || PlainText.length(name) > 50,
                        "请填写系统的名称，2 到 50 个字。"))
                .or(() -> Refusal.when(!quota.strip().matches("[1-9][0-9]{0,5}")
                        || Integer.parseInt(quota.strip()) > MOST_A_DAY, "每天最多多少件应是 1 到 100000 的数字。"))
                .or(() -> Refusal.when(!account.isBlank() && person.flatMap(one -> agent(one.id())).isEmpty(),
                        "没有这个坐席账号，或者它没有接听来电、回访的权限。"))
                .or(() -> Refusal.when(above && !account.isBlank(), "上级平台只交办和取回结果，不用坐席账号。"));
        if (refusal.isPresent()) {
            return new Added.Refused(refusal.get());
        }
        String key = keys.fresh();
        Optional<Long> id = sql.sql("""
                insert into hotline.outside_system (name, key_mark, quota, added_at, added_by, above, person_id)
                values (:name, :mark, :quota, :now, :by, :above, :person) on conflict (name) do nothing returning id""")
                .param("name", name)
                .param("mark", keys.mark(KEYS, key))
                .param("quota", Integer.parseInt(quota.strip()))
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .param("by", actor.ref().id())
                .param("above", above)
                .param("person", person.map(one -> one.id().value()).orElse(null), java.sql.Types.BIGINT)
                .query(Long.class)
                .optional();
        if (id.isEmpty()) {
            return new Added.Refused(new Refusal("已经有这个名称，请换一个，例如加上年份。"));
        }
        journal.record(actor.ref(), HotlineAct.SYSTEM_ADDED, new ObjectRef("hotline-system", id.get()),
                Map.of("quota", quota.strip(), "above", Boolean.toString(above), "account", PlainText.line(account)));
        return new Added.Done(key);
    }

    /** In whose name it works now, with an agent's rights at most; empty for one without a person, or whose person has left. */
    public Optional<Actor> actor(OutsideSystem system) {
        return Optional.ofNullable(system.person()).flatMap(person -> agent(new PersonId(person)));
    }

    private Optional<Actor> agent(PersonId person) {
        return directory.activeActor(person)
                .map(actor -> new Actor(actor.ref(), actor.name(), actor.unit(), actor.grants()
                        .stream()
                        .filter(grant -> AGENTS.contains(grant.permission()))
                        .collect(Collectors.toSet())))
                .filter(actor -> actor.mayAnywhere(HotlinePermissions.AGENT)
                        || actor.mayAnywhere(HotlinePermissions.CALL_BACK));
    }

    public Optional<OutsideSystem> find(long id) {
        return sql.sql(FIELDS + "where id = :id")
                .param("id", id)
                .query((row, n) -> OutsideSystem.of(row))
                .optional();
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

    /** Whose key it is; empty for a wrong one. */
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public Optional<OutsideSystem> of(String key) {
        return keys.sent(KEYS, key)
                .flatMap(mark -> sql.sql(FIELDS + "where key_mark = :mark and revoked_at is null")
                        .param("mark", mark)
                        .query((row, n) -> OutsideSystem.of(row))
                        .optional());
    }

    /** Whether its quota of the day is not used up. Those that come at once may go past it by as many as they are. */
    @Transactional(readOnly = true)
    public boolean hasRoom(OutsideSystem system) {
        return sql.sql("""
                select coalesce(sum(taken), 0) from hotline.outside_use where system_id = :system and day = :day""")
                .param("system", system.id())
                .param("day", clock.today())
                .query(Integer.class)
                .single() < system.quota();
    }

    /** Counts one ticket of today, in one of several rows, so that hardly any two wait for each other's commit. */
    public void takesOne(OutsideSystem system) {
        sql.sql("""
                insert into hotline.outside_use as u (system_id, day, place, taken) values (:system, :day, :place, 1)
                on conflict (system_id, day, place) do update set taken = u.taken + 1""")
                .param("system", system.id())
                .param("day", clock.today())
                .param("place", ThreadLocalRandom.current().nextInt(COUNTERS))
                .update();
    }
}
