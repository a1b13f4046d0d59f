package org.yizhan.identity;

import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.calendar.CountyClock;
import org.yizhan.identity.OuterProvider.Proof;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.IdentityNumber;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/**
 * Citizens who come by an outer provider such as the province's (省统一身份认证): to the account that is linked, to a new one, or to link the
 * account in which they are signed in. Where the provider knows well enough who it is, name and identity number make the account
 * real-name, as a document at the counter does; what the holder declared before must agree.
 */
@Service
public class OuterMembers {
    private static final Refusal AT_ONCE = new Refusal("同一个身份同时在别处登录或关联，请再试一次。");
    private static final Refusal LINKED_ELSEWHERE = new Refusal("这个统一身份已关联另一个账号。请先退出，用统一身份认证登录那个账号。");
    private static final Refusal LINKED_TO_ANOTHER = new Refusal("您的账号已关联另一个统一身份，不能再关联这一个。");
    private static final Refusal DIFFERS = new Refusal(
            "统一身份认证里的姓名或身份证号与您登记的不一致。登记有误的，请在“我的资料”里改正；已核验的，请带身份证到政务服务大厅办理。");
    private static final Refusal VERIFIED_ELSEWHERE = new Refusal("这个身份证号已在另一个账号下核验过。请用手机号登录那个账号，再在“我的资料”里关联统一身份认证。");
    private static final Refusal NO_NUMBER = new Refusal("统一身份认证给出的姓名或身份证号没有通过校验，实名等级没有提高。可以带身份证到政务服务大厅窗口核验。");

    private static final Refusal NO_OTHER_WAY = new Refusal("请先登记手机号，再断开关联；否则断开后无法登录这个账号。");

    /** The id of no account. */
    private static final long NOBODY = 0;

    private final OuterMemberSettings settings;
    private final OuterProvider provider;
    private final RealNames names;
    private final Vault vault;
    private final SignInLog log;
    private final Journal journal;
    private final CountyClock clock;
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    OuterMembers(OuterMemberSettings settings, IdentitySettings identity, RealNames names, Vault vault, SignInLog log,
            Journal journal, CountyClock clock, JdbcClient db, TransactionTemplate transaction) {
        this.settings = settings;
        this.provider = new OuterProvider(settings.registration(), "/member/sign-in/outer/back", "用手机号登录", identity,
                clock);
        this.names = names;
        this.vault = vault;
        this.log = log;
        this.journal = journal;
        this.clock = clock;
        this.db = db;
        this.transaction = transaction;
    }

    /** The answer to coming back. A note says why the account is not real-name although the provider was asked. */
    public sealed interface Answer {
        record In(ActorRef who, Optional<Refusal> note) implements Answer {}

        record Linked(Optional<Refusal> note) implements Answer {}

        record Refused(Refusal why) implements Answer {}
    }

    /** What the provider vouches for. */
    private record Identity(String name, IdentityNumber number) {}

    /** What of an account its holder declared. */
    private record Declared(boolean verified, boolean any, boolean same) {}

    /** Null when no outer provider is set up. */
    public @Nullable String name() {
        return provider.isThere() ? settings.name() : null;
    }

    public OuterProvider.Beginning begin(String next, int port) {
        return provider.begin(next, port);
    }

    /** @param query what came back with the person, as it stands in the address */
    public Answer finish(Actor actor, OuterProvider.Asked asked, String query, Caller caller) {
        return switch (provider.prove(asked, query,
                List.of(settings.nameClaim(), settings.numberClaim(), settings.levelClaim()))) {
            case Proof.Refused refused -> new Answer.Refused(refused.why());
            case Proof.Proven proven -> {
                try {
                    yield Objects.requireNonNull(transaction.execute(_ -> arrive(actor, proven, caller)));
                } catch (DuplicateKeyException e) {
                    yield new Answer.Refused(AT_ONCE);
                }
            }
        };
    }

    private Answer arrive(Actor actor, Proof.Proven proven, Caller caller) {
        Optional<Identity> identity = identity(proven);
        Optional<Refusal> note = Refusal.when(isSure(proven) && identity.isEmpty(), NO_NUMBER.text());
        Optional<Long> linked = linked(proven);
        if (actor.ref().kind() == ActorRef.Kind.CITIZEN) {
            return link(actor.ref().id(), linked, proven, identity)
                    .<Answer>map(Answer.Refused::new)
                    .orElseGet(() -> new Answer.Linked(note));
        }
        if (linked.isEmpty() && identity.filter(who -> names.isVerifiedElsewhere(NOBODY, who.number())).isPresent()) {
            return new Answer.Refused(VERIFIED_ELSEWHERE);
        }
        long citizen = linked.orElseGet(() -> open(proven));
        Optional<Refusal> differs = identity.flatMap(who -> verify(citizen, who));
        var who = new ActorRef(ActorRef.Kind.CITIZEN, citizen);
        log.record(who, proven.subject(), SignInEntry.Outcome.SIGNED_IN, SignInEntry.Means.OUTER, caller);
        return new Answer.In(who, differs.or(() -> note));
    }

    private boolean isSure(Proof.Proven proven) {
        return proven.claim(settings.levelClaim()).filter(settings.levels()::contains).isPresent();
    }

    private Optional<Identity> identity(Proof.Proven proven) {
        String name = PlainText.line(proven.claim(settings.nameClaim()).orElse(""));
        String number = proven.claim(settings.numberClaim()).orElse("");
        return isSure(proven) && Members.nameProblem(name).isEmpty() && IdentityNumber.problem(number).isEmpty()
                ? Optional.of(new Identity(name, new IdentityNumber(number)))
                : Optional.empty();
    }

    private Optional<Long> linked(Proof.Proven proven) {
        return db.sql("select citizen_id from identity.outer_citizen where issuer = :issuer and subject = :subject")
                .param("issuer", proven.issuer())
                .param("subject", proven.subject())
                .query(Long.class)
                .optional();
    }

    private Optional<Refusal> link(long citizen, Optional<Long> linked, Proof.Proven proven,
            Optional<Identity> identity) {
        if (linked.isPresent() && linked.get() != citizen) {
            return Optional.of(LINKED_ELSEWHERE);
        }
        if (linked.isEmpty() && isLinked(citizen, proven.issuer())) {
            return Optional.of(LINKED_TO_ANOTHER);
        }
        Optional<Refusal> refusal = identity.flatMap(who -> verify(citizen, who));
        if (refusal.isEmpty() && linked.isEmpty()) {
            insertLink(citizen, proven);
        }
        return refusal;
    }

    /** The owner comes by phone from now on. */
    public Optional<Refusal> unlink(Actor actor) {
        if (actor.ref().kind() != ActorRef.Kind.CITIZEN) {
            return Optional.of(new Refusal("只有个人账号可以关联统一身份认证。"));
        }
        return transaction.execute(_ -> {
            boolean hasPhone = db
                    .sql("select phone_digest is not null from identity.citizen where id = ? and erased_at is null for update")
                    .param(actor.ref().id())
                    .query(Boolean.class)
                    .optional()
                    .orElse(false);
            if (!hasPhone) {
                return Optional.of(NO_OTHER_WAY);
            }
            if (names.unlink(actor.ref().id())) {
                record(actor.ref().id(), IdentityAct.OUTER_UNLINKED);
            }
            return Optional.<Refusal>empty();
        });
    }

    private boolean isLinked(long citizen, String issuer) {
        return db.sql("select exists(select 1 from identity.outer_citizen where citizen_id = ? and issuer = ?)")
                .params(citizen, issuer)
                .query(Boolean.class)
                .single();
    }

    /** An account without a phone; its holder is whom the provider knows. */
    private long open(Proof.Proven proven) {
        long citizen = db.sql("insert into identity.citizen (level, opened_at) values ('NONE', ?) returning id")
                .param(Timestamp.from(clock.now()))
                .query(Long.class)
                .single();
        var who = new ActorRef(ActorRef.Kind.CITIZEN, citizen);
        journal.record(who, IdentityAct.MEMBER_OPENED, Members.subject(who), Map.of());
        insertLink(citizen, proven);
        return citizen;
    }

    private void insertLink(long citizen, Proof.Proven proven) {
        db.sql("""
                insert into identity.outer_citizen (issuer, subject, citizen_id, linked_at)
                values (:issuer, :subject, :citizen, :now)""")
                .param("issuer", proven.issuer())
                .param("subject", proven.subject())
                .param("citizen", citizen)
                .param("now", Timestamp.from(clock.now()))
                .update();
        record(citizen, IdentityAct.OUTER_LINKED);
    }

    /** Makes the account real-name, or says why it stays what it is. */
    private Optional<Refusal> verify(long citizen, Identity identity) {
        Declared declared = declared(citizen, identity);
        if (declared.any() && !declared.same()) {
            record(citizen, IdentityAct.MEMBER_DIFFERS_OUTER);
            return Optional.of(DIFFERS);
        }
        if (declared.verified()) {
            return Optional.empty();
        }
        if (names.isVerifiedElsewhere(citizen, identity.number())) {
            return Optional.of(VERIFIED_ELSEWHERE);
        }
        if (!declared.any()) {
            names.declare(citizen, identity.name(), identity.number());
        }
        names.verify(citizen, null);
        record(citizen, IdentityAct.MEMBER_VERIFIED_OUTER);
        return Optional.empty();
    }

    /** Keeps the holder from changing it until this act is over. */
    private Declared declared(long citizen, Identity identity) {
        return db.sql("select name, identity_number_digest, level from identity.citizen where id = ? for update")
                .param(citizen)
                .query((r, n) -> {
                    byte[] name = r.getBytes("name");
                    return new Declared(r.getString("level").equals("VERIFIED"), name != null,
                            name != null && RealNames.same(vault.open(name, "name"), identity.name())
                                    && names.digest(identity.number()).equals(r.getString("identity_number_digest")));
                })
                .single();
    }

    private void record(long citizen, IdentityAct act) {
        var who = new ActorRef(ActorRef.Kind.CITIZEN, citizen);
        journal.record(who, act, Members.subject(who), Map.of());
    }
}
