package org.yizhan.identity;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.journal.Journal;
import org.yizhan.messaging.Channel;
import org.yizhan.messaging.Notice;
import org.yizhan.messaging.Outbox;
import org.yizhan.messaging.Recipient;
import org.yizhan.messaging.Urgency;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.Refusal;

/**
 * Codes sent to a phone (短信验证码). A code is bound to the browser that asked for it by a ticket: guessing by others neither finds it nor
 * uses up its tries. Sending is limited per phone (1 a minute, 5 an hour, 10 a day) and per network.
 */
@Component
class OneTimeCodes {
    static final int MINUTES = 5;
    static final int TRIES = 5;
    private static final int BOUND = 1_000_000;
    private static final int TICKET_BYTES = 32;
    private static final long LOCK_SPACE = 0x4f5443L << 40;
    static final Refusal WRONG = new Refusal("验证码不对或已过期，请核对短信；5 分钟内没有收到的，请重新获取。");

    private final JdbcClient db;
    private final Vault vault;
    private final Outbox outbox;
    private final Journal journal;
    private final CountyClock clock;
    private final SecureRandom random = new SecureRandom();

    /** How many in how long, and what to say beyond it. */
    private record Quota(int most, Duration within, String words) {}

    private static final List<Quota> PER_PHONE = List.of(new Quota(1, Duration.ofMinutes(1), "验证码刚发过，请 1 分钟后再获取。"),
            new Quota(5, Duration.ofHours(1), "这个手机号一小时内已获取 5 次，请稍后再试。"),
            new Quota(10, Duration.ofDays(1), "这个手机号今天已获取 10 次，请明天再试。"));
    private static final List<Quota> PER_SOURCE = List.of(new Quota(30, Duration.ofHours(1), "您所在的网络获取验证码太多，请一小时后再试。"),
            new Quota(150, Duration.ofDays(1), "您所在的网络今天获取验证码太多，请明天再试。"));

    OneTimeCodes(JdbcClient db, Vault vault, Outbox outbox, Journal journal, CountyClock clock) {
        this.db = db;
        this.vault = vault;
        this.outbox = outbox;
        this.journal = journal;
        this.clock = clock;
    }

    /** The answer to asking for a code. */
    sealed interface Sent {
        record Ticket(String value) implements Sent {}

        record Refused(Refusal why) implements Sent {}
    }

    @Transactional
    public Sent send(String phone, Caller caller) {
        String phoneDigest = vault.digest("phone", phone);
        String sourceDigest = vault.digest("source", caller.source());
        Instant now = clock.now();
        one(phoneDigest);
        one(sourceDigest);
        Optional<Refusal> refusal = over("phone_digest", phoneDigest, PER_PHONE, now)
                .or(() -> over("source_digest", sourceDigest, PER_SOURCE, now));
        if (refusal.isPresent()) {
            return new Sent.Refused(refusal.get());
        }
        byte[] bytes = new byte[TICKET_BYTES];
        random.nextBytes(bytes);
        String ticket = HexFormat.of().formatHex(bytes);
        String code = String.format(Locale.ROOT, "%06d", random.nextInt(BOUND));
        db.sql("""
                insert into identity.one_time_code (ticket, phone_digest, source_digest, code_digest, sent_at)
                values (:ticket, :phone, :source, :code, :now)""")
                .param("ticket", vault.digest("ticket", ticket))
                .param("phone", phoneDigest)
                .param("source", sourceDigest)
                .param("code", vault.digest("code:" + ticket, code))
                .param("now", Timestamp.from(now))
                .update();
        outbox.send(new Notice("sign-in-code:" + ticket, Recipient.withoutAccount().and(Channel.SMS, phone),
                "sign-in-code", Map.of("code", code, "minutes", String.valueOf(MINUTES)), Urgency.CODE, ""));
        journal.record(ActorRef.VISITOR, IdentityAct.CODE_SENT, new ObjectRef("phone", 0),
                Map.of("phone", phoneDigest));
        return new Sent.Ticket(ticket);
    }

    /** One at a time for the same phone or network, so that asking in parallel passes no limit. */
    private void one(String digest) {
        db.sql("select pg_advisory_xact_lock(:key)")
                .param("key", LOCK_SPACE ^ Long.parseUnsignedLong(digest.substring(0, 16), 16))
                .query(Object.class)
                .optional();
    }

    private Optional<Refusal> over(String column, String digest, List<Quota> quotas, Instant now) {
        for (Quota quota : quotas) {
            int sent = db
                    .sql("select count(*) from identity.one_time_code where " + column
                            + " = :digest and sent_at > :since and sent_at <= :latest")
                    .param("digest", digest)
                    .param("since", Timestamp.from(now.minus(quota.within())))
                    .param("latest", Timestamp.from(clock.latest()))
                    .query(Integer.class)
                    .single();
            if (sent >= quota.most()) {
                return Optional.of(new Refusal(quota.words()));
            }
        }
        return Optional.empty();
    }

    /** Whether this is the code of this ticket for this phone; right or wrong, a try is used, and a right one uses it up. */
    @Transactional
    public boolean take(String ticket, String phone, String code) {
        String kept = db
                .sql("""
                        update identity.one_time_code set tries = tries + 1
                        where ticket = :ticket and phone_digest = :phone and used_at is null and tries < :most
                            and sent_at > :since and sent_at <= :latest
                        returning code_digest""")
                .param("ticket", vault.digest("ticket", ticket))
                .param("phone", vault.digest("phone", phone))
                .param("most", TRIES)
                .param("since", Timestamp.from(clock.now().minus(Duration.ofMinutes(MINUTES))))
                .param("latest", Timestamp.from(clock.latest()))
                .query((r, n) -> r.getString(1))
                .optional()
                .orElse("");
        String given = vault.digest("code:" + ticket, code);
        boolean right = MessageDigest.isEqual(kept.getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                given.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return right
                && db.sql("update identity.one_time_code set used_at = :now where ticket = :ticket and used_at is null")
                        .param("now", Timestamp.from(clock.now()))
                        .param("ticket", vault.digest("ticket", ticket))
                        .update() == 1;
    }
}
