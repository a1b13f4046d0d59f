package org.yizhan.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.shared.SqlLimit;

/** The tables of staff accounts. */
@Component
class AccountRows {
    private final JdbcClient db;

    AccountRows(JdbcClient db) {
        this.db = db;
    }

    Optional<AccountRow> find(long personId) {
        return db.sql("""
                select person_id, password_hash, password_set_at, must_change, demonstration, closed_at
                from identity.staff_account where person_id = :person""")
                .param("person", personId)
                .query(AccountRows::row)
                .optional();
    }

    private static AccountRow row(ResultSet r, int number) throws SQLException {
        Timestamp closed = r.getTimestamp("closed_at");
        return new AccountRow(r.getLong("person_id"), r.getString("password_hash"),
                r.getTimestamp("password_set_at").toInstant(), r.getBoolean("must_change"),
                r.getBoolean("demonstration"),
                closed == null ? null : closed.toInstant());
    }

    void open(long personId, String hash, boolean mustChange, boolean demonstration, Instant now) {
        db.sql("""
                insert into identity.staff_account
                    (person_id, password_hash, password_set_at, must_change, demonstration, opened_at)
                values (:person, :hash, :now, :mustChange, :demonstration, :now)
                on conflict (person_id) do update set password_hash = excluded.password_hash,
                    password_set_at = excluded.password_set_at, must_change = excluded.must_change,
                    demonstration = excluded.demonstration, closed_at = null""")
                .param("person", personId)
                .param("hash", hash)
                .param("now", Timestamp.from(now))
                .param("mustChange", mustChange)
                .param("demonstration", demonstration)
                .update();
    }

    /** The former password is remembered, as many as the policy looks back on. */
    void setPassword(AccountRow account, String hash, boolean mustChange, Instant now) {
        db.sql("""
                insert into identity.old_password (person_id, set_at, password_hash) values (:person, :at, :hash)
                on conflict do nothing""")
                .param("person", account.personId())
                .param("at", Timestamp.from(account.passwordSetAt()))
                .param("hash", account.passwordHash())
                .update();
        db.sql(SqlLimit.of(PasswordPolicy.REMEMBERED - 1,
                """
                        delete from identity.old_password where person_id = :person and set_at not in
                            (select set_at from identity.old_password where person_id = :person order by set_at desc limit :rows)"""))
                .param("person", account.personId())
                .update();
        db.sql("""
                update identity.staff_account set password_hash = :hash, password_set_at = :now, must_change = :mustChange
                where person_id = :person""")
                .param("person", account.personId())
                .param("hash", hash)
                .param("now", Timestamp.from(now))
                .param("mustChange", mustChange)
                .update();
    }

    /** Hashes of the passwords before the present one, the latest first. */
    List<String> oldPasswords(long personId) {
        return db.sql("select password_hash from identity.old_password where person_id = :person order by set_at desc")
                .param("person", personId)
                .query((r, n) -> r.getString(1))
                .list();
    }

    boolean close(long personId, Instant now) {
        return db.sql("""
                update identity.staff_account set closed_at = :now where person_id = :person and closed_at is null""")
                .param("person", personId)
                .param("now", Timestamp.from(now))
                .update() == 1;
    }

    boolean isKnownDevice(long personId, String deviceDigest) {
        return db.sql("select 1 from identity.known_device where person_id = :person and device_digest = :device")
                .param("person", personId)
                .param("device", deviceDigest)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    void rememberDevice(long personId, String deviceDigest, Instant now) {
        db.sql("""
                insert into identity.known_device (person_id, device_digest, last_at) values (:person, :device, :now)
                on conflict (person_id, device_digest) do update set last_at = excluded.last_at""")
                .param("person", personId)
                .param("device", deviceDigest)
                .param("now", Timestamp.from(now))
                .update();
    }

    void forgetDevices(long personId) {
        db.sql("delete from identity.known_device where person_id = :person").param("person", personId).update();
    }
}
