package org.yizhan.identity;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.journal.Journal;
import org.yizhan.messaging.Inbox;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.CreditCode;
import org.yizhan.shared.IdentityNumber;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/**
 * Citizens and enterprises who sign in (公众用户). A phone that answers a code is an account; nobody can find out beforehand whether a phone
 * has one. Personal data is sealed, seen by its owner, exported and erased on the owner's word (个人信息保护法 Art. 44–47).
 */
@Service
public class Members {
    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_FIRM = 100;
    private static final int EXPORTED_NOTICES = 1000;

    private static final Refusal PHONE_HAS_ACCOUNT = new Refusal(
            "这个手机号已经有账号。想用那个账号的，请先注销现在这个，再用手机号登录，在“我的资料”里重新关联。");

    private final JdbcClient db;
    private final Vault vault;
    private final RealNames names;
    private final OneTimeCodes codes;
    private final SignInLog log;
    private final Sessions sessions;
    private final Inbox inbox;
    private final Journal journal;
    private final CountyClock clock;

    Members(JdbcClient db, Vault vault, RealNames names, OneTimeCodes codes, SignInLog log, Sessions sessions,
            Inbox inbox, Journal journal, CountyClock clock) {
        this.db = db;
        this.vault = vault;
        this.names = names;
        this.codes = codes;
        this.log = log;
        this.sessions = sessions;
        this.inbox = inbox;
        this.journal = journal;
        this.clock = clock;
    }

    /** Who asks to come in, as typed; an enterprise names itself, a citizen does not. */
    public record Claim(String phone, @Nullable String creditCode, @Nullable String firm)
            implements
                java.io.Serializable {}

    /** A code is on its way; the ticket stays with the browser that asked. */
    public record Asked(Claim claim, String ticket) implements java.io.Serializable {}

    /** The answer to asking for a code. */
    public sealed interface Asking {
        record Sent(Asked asked) implements Asking {}

        record Refused(Refusal why) implements Asking {}
    }

    /** The answer to a code. */
    public sealed interface Entry {
        record In(ActorRef who) implements Entry {}

        record Refused(Refusal why) implements Entry {}
    }

    /**
     * The own data, as the owner sees it.
     *
     * @param atCounter whether a clerk verified it, and not an outer provider
     * @param linked whether the owner may come by the outer provider
     */
    public record Profile(boolean enterprise, String phone, String name, String identityNumber, String firm,
            String creditCode, String level, Instant since, @Nullable Instant verifiedAt, boolean atCounter,
            boolean linked) {}

    public Asking ask(String typedPhone, @Nullable String typedCreditCode, @Nullable String typedFirm, Caller caller) {
        Optional<Refusal> noPhone = Phone.problem(typedPhone);
        if (noPhone.isPresent()) {
            return new Asking.Refused(noPhone.get());
        }
        String phone = new Phone(typedPhone).value();
        String creditCode = null;
        String firm = null;
        if (typedCreditCode != null) {
            Optional<Refusal> problem = CreditCode.problem(typedCreditCode);
            firm = PlainText.line(typedFirm == null ? "" : typedFirm);
            if (problem.isPresent()) {
                return new Asking.Refused(problem.get());
            }
            if (firm.isEmpty() || PlainText.length(firm) > LONGEST_FIRM) {
                return new Asking.Refused(new Refusal("请填写企业名称，不超过 " + LONGEST_FIRM + " 个字，与营业执照一致。"));
            }
            creditCode = new CreditCode(typedCreditCode).value();
        }
        var claim = new Claim(phone, creditCode, firm);
        return switch (codes.send(phone, caller)) {
            case OneTimeCodes.Sent.Ticket ticket -> new Asking.Sent(new Asked(claim, ticket.value()));
            case OneTimeCodes.Sent.Refused refused -> new Asking.Refused(refused.why());
        };
    }

    /** A right code signs in, and opens the account when there is none. */
    public Entry enter(Asked asked, String typedCode, Caller caller) {
        Claim claim = asked.claim();
        if (!codes.take(asked.ticket(), claim.phone(), digits(typedCode))) {
            log.record(null, claim.phone(), SignInEntry.Outcome.WRONG, SignInEntry.Means.PHONE_CODE, caller);
            return new Entry.Refused(OneTimeCodes.WRONG);
        }
        ActorRef who = claim.creditCode() == null ? citizen(claim.phone()) : enterprise(claim);
        log.record(who, claim.phone(), SignInEntry.Outcome.SIGNED_IN, SignInEntry.Means.PHONE_CODE, caller);
        return new Entry.In(who);
    }

    /** A right code adds the phone to the account of a citizen who came by the outer provider: the counter finds it by that. */
    public Optional<Refusal> givePhone(Actor actor, Asked asked, String typedCode) {
        String phone = asked.claim().phone();
        if (actor.ref().kind() != ActorRef.Kind.CITIZEN) {
            return Optional.of(new Refusal("只有个人账号可以在这里登记手机号。"));
        }
        if (!codes.take(asked.ticket(), phone, digits(typedCode))) {
            return Optional.of(OneTimeCodes.WRONG);
        }
        try {
            int given = db.sql("""
                    update identity.citizen set phone_digest = :digest, phone = :phone,
                        level = case level when 'NONE' then 'PHONE' else level end
                    where id = :id and phone_digest is null and erased_at is null""")
                    .param("digest", vault.digest("phone", phone))
                    .param("phone", vault.seal(phone, "phone"))
                    .param("id", actor.ref().id())
                    .update();
            if (given == 0) {
                return Optional.of(new Refusal("账号已经登记过手机号。"));
            }
        } catch (DuplicateKeyException e) {
            return Optional.of(PHONE_HAS_ACCOUNT);
        }
        journal.record(actor.ref(), IdentityAct.MEMBER_CHANGED, subject(actor.ref()), Map.of());
        return Optional.empty();
    }

    private ActorRef citizen(String phone) {
        String digest = vault.digest("phone", phone);
        int opened = db
                .sql("""
                        insert into identity.citizen (phone_digest, phone, level, opened_at) values (:digest, :phone, 'PHONE', :now)
                        on conflict (phone_digest) do nothing""")
                .param("digest", digest)
                .param("phone", vault.seal(phone, "phone"))
                .param("now", Timestamp.from(clock.now()))
                .update();
        long id = db.sql("select id from identity.citizen where phone_digest = :digest")
                .param("digest", digest)
                .query(Long.class)
                .single();
        return opened(new ActorRef(ActorRef.Kind.CITIZEN, id), opened);
    }

    private ActorRef enterprise(Claim claim) {
        String digest = vault.digest("phone", claim.phone());
        int opened = db.sql("""
                insert into identity.enterprise (credit_code, name, agent_phone_digest, agent_phone, level, opened_at)
                values (:code, :name, :digest, :phone, 'DECLARED', :now)
                on conflict (credit_code, agent_phone_digest) do nothing""")
                .param("code", claim.creditCode())
                .param("name", claim.firm())
                .param("digest", digest)
                .param("phone", vault.seal(claim.phone(), "phone"))
                .param("now", Timestamp.from(clock.now()))
                .update();
        long id = db
                .sql("select id from identity.enterprise where credit_code = :code and agent_phone_digest = :digest")
                .param("code", claim.creditCode())
                .param("digest", digest)
                .query(Long.class)
                .single();
        return opened(new ActorRef(ActorRef.Kind.ENTERPRISE, id), opened);
    }

    private ActorRef opened(ActorRef who, int rows) {
        if (rows == 1) {
            journal.record(who, IdentityAct.MEMBER_OPENED, subject(who), Map.of());
        }
        return who;
    }

    /** Empty when the account was erased. */
    public Optional<Profile> profile(Actor actor) {
        long id = actor.ref().id();
        return switch (actor.ref().kind()) {
            case CITIZEN -> db
                    .sql("""
                            select phone, name, identity_number, level, opened_at, verified_at, verified_by is not null,
                                exists(select 1 from identity.outer_citizen o where o.citizen_id = c.id)
                            from identity.citizen c where id = ? and erased_at is null""")
                    .param(id)
                    .query((r, n) -> new Profile(false, open(r.getBytes(1), "phone"), open(r.getBytes(2), "name"),
                            open(r.getBytes(3), "identity-number"), "", "",
                            RealNameLevel.valueOf(r.getString(4)).label(),
                            r.getTimestamp(5).toInstant(), instant(r.getTimestamp(6)), r.getBoolean(7),
                            r.getBoolean(8)))
                    .optional();
            case ENTERPRISE -> db
                    .sql("select agent_phone, credit_code, name, level, opened_at, verified_at from identity.enterprise where id = ? and erased_at is null")
                    .param(id)
                    .query((r, n) -> new Profile(true, open(r.getBytes(1), "phone"), "", "", r.getString(3),
                            r.getString(2),
                            r.getString(4).equals("VERIFIED") ? "已核验" : "自行填报，待核验", r.getTimestamp(5).toInstant(),
                            instant(r.getTimestamp(6)), true, false))
                    .optional();
            case STAFF, VISITOR, PROGRAM -> Optional.empty();
        };
    }

    /** A citizen gives name and identity number; whether they are true is for someone else to verify. */
    @Transactional
    public Optional<Refusal> giveIdentity(Actor actor, String typedName, String typedNumber) {
        String name = PlainText.line(typedName);
        if (actor.ref().kind() != ActorRef.Kind.CITIZEN) {
            return Optional.of(new Refusal("只有个人账号可以登记身份证号。"));
        }
        Optional<Refusal> problem = nameProblem(name).or(() -> IdentityNumber.problem(typedNumber));
        if (problem.isPresent()) {
            return problem;
        }
        if (!names.declare(actor.ref().id(), name, new IdentityNumber(typedNumber))) {
            return Optional.of(new Refusal("您的身份已经核验过，如需更改请到政务服务大厅办理。"));
        }
        journal.record(actor.ref(), IdentityAct.MEMBER_CHANGED, subject(actor.ref()),
                Map.of("level", "IDENTITY_GIVEN"));
        return Optional.empty();
    }

    static Optional<Refusal> nameProblem(String name) {
        return Refusal.when(name.isEmpty() || PlainText.length(name) > LONGEST_NAME, "请填写真实姓名，与身份证一致。");
    }

    /** Everything we hold about the owner, for a file to take along. */
    @Transactional
    public Map<String, Object> export(Actor actor) {
        var all = new LinkedHashMap<String, Object>();
        profile(actor).ifPresent(profile -> {
            if (profile.enterprise()) {
                all.put("企业名称", profile.firm());
                all.put("统一社会信用代码", profile.creditCode());
            } else {
                all.put("姓名", profile.name());
                all.put("身份证号", profile.identityNumber());
            }
            all.put("手机号", profile.phone());
            if (profile.linked()) {
                all.put("统一身份认证", "已关联");
            }
            all.put("实名等级", profile.level());
            Instant verified = profile.verifiedAt();
            if (verified != null) {
                all.put("核验时间", clock.local(verified).toString());
            }
            all.put("注册时间", clock.local(profile.since()).toString());
            all.put("登录记录",
                    log.latest(actor.ref(), 100)
                            .stream()
                            .map(entry -> Map.of("时间", clock.local(entry.at()).toString(),
                                    "结果", entry.outcome().label(), "地址", entry.source(), "设备", entry.agent()))
                            .toList());
            all.put("消息", inbox.list(actor, false, null, EXPORTED_NOTICES)
                    .items()
                    .stream()
                    .map(item -> Map.of("时间", clock.local(item.madeAt()).toString(), "内容", item.text()))
                    .toList());
        });
        journal.record(actor.ref(), IdentityAct.MEMBER_EXPORTED, subject(actor.ref()), Map.of());
        return all;
    }

    /**
     * Erases what identifies the person and ends the sessions; the id stays, so that acts in the journal keep their place.
     *
     * @param kept the session in which this is asked; whoever asks renews it
     */
    @Transactional
    public void erase(Actor actor, String kept) {
        String statement = switch (actor.ref().kind()) {
            case CITIZEN ->
                """
                        update identity.citizen set phone_digest = null, phone = null, name = null, identity_number = null,
                            identity_number_digest = null, level = 'NONE', verified_at = null, erased_at = :now where id = :id and erased_at is null""";
            case ENTERPRISE ->
                """
                        update identity.enterprise set agent_phone_digest = null, agent_phone = null, agent_name = null,
                            credit_code = null, name = null, level = 'DECLARED', verified_at = null, erased_at = :now where id = :id and erased_at is null""";
            case STAFF, VISITOR, PROGRAM -> throw new IllegalArgumentException("not a member: " + actor.ref());
        };
        db.sql(statement).param("now", Timestamp.from(clock.now())).param("id", actor.ref().id()).update();
        if (actor.ref().kind() == ActorRef.Kind.CITIZEN) {
            names.unlink(actor.ref().id());
        }
        db.sql("delete from identity.sign_in where who_kind = :kind and who_id = :id")
                .param("kind", actor.ref().kind().name())
                .param("id", actor.ref().id())
                .update();
        inbox.erase(actor.ref());
        sessions.endOthers(actor.ref(), kept);
        journal.record(actor.ref(), IdentityAct.MEMBER_ERASED, subject(actor.ref()), Map.of());
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    private String open(byte @Nullable [] sealed, String purpose) {
        return sealed == null ? "" : vault.open(sealed, purpose);
    }

    private static String digits(String typed) {
        return java.text.Normalizer.normalize(typed, java.text.Normalizer.Form.NFKC).replaceAll("[\\s-]", "");
    }

    static ObjectRef subject(ActorRef who) {
        return new ObjectRef(who.kind().name().toLowerCase(Locale.ROOT), who.id());
    }
}
