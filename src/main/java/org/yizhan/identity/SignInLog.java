package org.yizhan.identity;

import java.sql.Timestamp;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.journal.Journal;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.SqlLimit;

/**
 * Keeps every attempt to sign in (登录记录). Address and browser stay in this table, where they can be erased; the journal has
 * ids and digests.
 */
@Component
class SignInLog {
    private final JdbcClient db;
    private final Journal journal;
    private final Vault vault;
    private final CountyClock clock;

    SignInLog(JdbcClient db, Journal journal, Vault vault, CountyClock clock) {
        this.db = db;
        this.journal = journal;
        this.vault = vault;
        this.clock = clock;
    }

    /** Stays even when the caller's transaction does not. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void record(@Nullable ActorRef who, String account, SignInEntry.Outcome outcome, SignInEntry.Means means,
            Caller caller) {
        String digest = vault.digest("account", account);
        db.sql("""
                insert into identity.sign_in (who_kind, who_id, account_digest, at, outcome, means, source, agent)
                values (:kind, :id, :digest, :at, :outcome, :means, :source, :agent)""")
                .param("kind", who == null ? null : who.kind().name())
                .param("id", who == null ? null : who.id())
                .param("digest", digest)
                .param("at", Timestamp.from(clock.now()))
                .param("outcome", outcome.name())
                .param("means", means.name())
                .param("source", caller.source())
                .param("agent", caller.agent())
                .update();
        IdentityAct act = switch (outcome) {
            case SIGNED_IN -> IdentityAct.SIGNED_IN;
            case WRONG, WRONG_FACTOR, CLOSED -> IdentityAct.FAILED;
            case PAUSED -> IdentityAct.LOCKED;
        };
        ObjectRef what = who == null
                ? new ObjectRef("account", 0)
                : new ObjectRef(who.kind().name().toLowerCase(java.util.Locale.ROOT), who.id());
        journal.record(outcome == SignInEntry.Outcome.SIGNED_IN && who != null ? who : ActorRef.VISITOR, act, what,
                Map.of("account", digest, "outcome", outcome.name(), "means", means.name(), "source",
                        vault.digest("source", caller.source())));
    }

    boolean hasSignedIn(ActorRef who) {
        return db.sql("""
                select exists (select 1 from identity.sign_in
                               where who_kind = :kind and who_id = :id and outcome = 'SIGNED_IN')""")
                .param("kind", who.kind().name())
                .param("id", who.id())
                .query(Boolean.class)
                .single();
    }

    List<SignInEntry> latest(ActorRef who, int count) {
        return db.sql(SqlLimit.of(count, """
                select at, outcome, means, source, agent from identity.sign_in
                where who_kind = :kind and who_id = :id order by id desc limit :rows"""))
                .param("kind", who.kind().name())
                .param("id", who.id())
                .query((r, n) -> new SignInEntry(r.getTimestamp("at").toInstant(),
                        SignInEntry.Outcome.valueOf(r.getString("outcome")),
                        SignInEntry.Means.valueOf(r.getString("means")), r.getString("source"), r.getString("agent")))
                .list();
    }
}
