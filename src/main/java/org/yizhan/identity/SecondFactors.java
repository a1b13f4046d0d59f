package org.yizhan.identity;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.journal.Journal;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.Refusal;

/** The second factor of staff (第二验证方式): codes of an authenticator app, recovery codes, and whether there are passkeys. */
@Service
public class SecondFactors {
    private static final int SECRET_BYTES = 20;
    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_BYTES = 5;
    private static final String PURPOSE = "totp";

    private final JdbcClient db;
    private final Vault vault;
    private final Journal journal;
    private final CountyClock clock;
    private final SecureRandom random = new SecureRandom();

    SecondFactors(JdbcClient db, Vault vault, Journal journal, CountyClock clock) {
        this.db = db;
        this.vault = vault;
        this.journal = journal;
        this.clock = clock;
    }

    /** What a person has. */
    public record Held(boolean totp, int passkeys, int recoveryCodes) {
        public boolean any() {
            return totp || passkeys > 0;
        }
    }

    /** A code was taken, as what. */
    public enum Taken {
        TOTP, RECOVERY
    }

    public Held heldBy(long person) {
        return db.sql("""
                select exists (select 1 from identity.totp where person_id = :person),
                    (select count(*) from identity.user_credentials c join identity.user_entities e
                        on c.user_entity_user_id = e.id where e.name = :name),
                    (select count(*) from identity.recovery_code where person_id = :person and used_at is null)""")
                .param("person", person)
                .param("name", SignedIn.nameOf(ActorRef.staff(person)))
                .query((r, n) -> new Held(r.getBoolean(1), r.getInt(2), r.getInt(3)))
                .single();
    }

    /** A fresh secret in Base32; it counts only after its first code was shown to be right. */
    public String freshSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return Totp.base32(secret);
    }

    /** The secret as a square that the app photographs. */
    public QrCode picture(String secret, String issuer, String account) {
        return QrCode.of(Totp.address(secret, issuer, account));
    }

    /** Keeps the secret when the code proves that the app has it. Replaces a former one, with fresh recovery codes. */
    @Transactional
    public Enrolment enrol(long person, String secret, String code) {
        OptionalLong step = Totp.matchingStep(Totp.fromBase32(secret), code, clock.now(), 0);
        if (step.isEmpty()) {
            return new Enrolment.Refused(new Refusal("动态口令不对。请核对手机时间是否准确，输入验证器里当前显示的 6 位数字。"));
        }
        db.sql("""
                insert into identity.totp (person_id, secret, added_at, last_step) values (:person, :secret, :now, :step)
                on conflict (person_id) do update set secret = excluded.secret, added_at = excluded.added_at,
                    last_step = excluded.last_step""")
                .param("person", person)
                .param("secret", vault.seal(secret, PURPOSE + person))
                .param("now", Timestamp.from(clock.now()))
                .param("step", step.getAsLong())
                .update();
        journal.record(ActorRef.staff(person), IdentityAct.FACTOR_ADDED, subject(person), Map.of("factor", PURPOSE));
        return new Enrolment.Done(freshRecoveryCodes(person));
    }

    /** The answer to adding an app. */
    public sealed interface Enrolment {
        /** The recovery codes are shown this once. */
        record Done(List<String> recoveryCodes) implements Enrolment {}

        record Refused(Refusal why) implements Enrolment {}
    }

    private List<String> freshRecoveryCodes(long person) {
        db.sql("delete from identity.recovery_code where person_id = :person").param("person", person).update();
        var codes = new ArrayList<String>();
        for (int i = 0; i < RECOVERY_CODES; i++) {
            byte[] bytes = new byte[RECOVERY_BYTES];
            random.nextBytes(bytes);
            String hex = HexFormat.of().formatHex(bytes);
            codes.add(hex.substring(0, 5) + "-" + hex.substring(5));
            db.sql("insert into identity.recovery_code (person_id, digest) values (:person, :digest)")
                    .param("person", person)
                    .param("digest", recoveryDigest(person, hex))
                    .update();
        }
        return codes;
    }

    /** Takes a code of the app or a recovery code, each only once; the caller counts the guesses. */
    @Transactional
    public Optional<Taken> take(long person, String typed) {
        String code = typed.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
        if (code.matches("\\d{6}")) {
            return takeTotp(person, code) ? Optional.of(Taken.TOTP) : Optional.empty();
        }
        boolean used = db.sql("""
                update identity.recovery_code set used_at = :now
                where person_id = :person and digest = :digest and used_at is null""")
                .param("now", Timestamp.from(clock.now()))
                .param("person", person)
                .param("digest", recoveryDigest(person, code))
                .update() == 1;
        if (used) {
            journal.record(ActorRef.staff(person), IdentityAct.RECOVERY_USED, subject(person), Map.of());
        }
        return used ? Optional.of(Taken.RECOVERY) : Optional.empty();
    }

    private boolean takeTotp(long person, String code) {
        record Kept(byte[] secret, long lastStep) {}
        Optional<Kept> kept = db.sql("select secret, last_step from identity.totp where person_id = :person for update")
                .param("person", person)
                .query((r, n) -> new Kept(r.getBytes(1), r.getLong(2)))
                .optional();
        if (kept.isEmpty()) {
            return false;
        }
        byte[] secret = Totp.fromBase32(vault.open(kept.get().secret(), PURPOSE + person));
        OptionalLong step = Totp.matchingStep(secret, code, clock.now(), kept.get().lastStep());
        step.ifPresent(used -> db.sql("update identity.totp set last_step = :step where person_id = :person")
                .param("step", used)
                .param("person", person)
                .update());
        return step.isPresent();
    }

    /** Removes the app and its recovery codes. */
    @Transactional
    public void removeTotp(ActorRef by, long person) {
        db.sql("delete from identity.recovery_code where person_id = :person").param("person", person).update();
        int removed = db.sql("delete from identity.totp where person_id = :person").param("person", person).update();
        if (removed == 1) {
            journal.record(by, IdentityAct.FACTOR_REMOVED, subject(person), Map.of("factor", PURPOSE));
        }
    }

    void removeAll(ActorRef by, long person) {
        removeTotp(by, person);
        String name = SignedIn.nameOf(ActorRef.staff(person));
        int removed = db.sql("""
                delete from identity.user_credentials where user_entity_user_id in
                    (select id from identity.user_entities where name = :name)""").param("name", name).update();
        if (removed > 0) {
            journal.record(by, IdentityAct.FACTOR_REMOVED, subject(person), Map.of("factor", "passkey"));
        }
    }

    private String recoveryDigest(long person, String code) {
        return vault.digest("recovery:" + person, code);
    }

    private static ObjectRef subject(long person) {
        return new ObjectRef("person", person);
    }
}
