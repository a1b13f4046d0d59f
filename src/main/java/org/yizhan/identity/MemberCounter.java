package org.yizhan.identity;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.CreditCode;
import org.yizhan.shared.IdentityNumber;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SqlLimit;

/**
 * Where a clerk with the document in hand says that an account is whose it claims to be (窗口核验). The holder declares first, signed in
 * with the phone; the clerk types what the document says. Only when both agree is the account verified, so that neither a clerk's
 * slip nor a stranger's phone makes anybody someone else. The clerk is shown nothing that the document does not say.
 */
@Service
public class MemberCounter {
    private static final int MOST_SHOWN = 20;
    private static final int LONGEST_REASON = 200;

    private final JdbcClient db;
    private final Vault vault;
    private final RealNames names;
    private final Journal journal;
    private final CountyClock clock;

    MemberCounter(JdbcClient db, Vault vault, RealNames names, Journal journal, CountyClock clock) {
        this.db = db;
        this.vault = vault;
        this.names = names;
        this.journal = journal;
        this.clock = clock;
    }

    /** A document as the clerk typed it, and the phone that its holder signs in with. */
    public sealed interface Document {
        String phone();

        record IdentityCard(String phone, String name, String number) implements Document {}

        record Licence(String phone, String firm, String creditCode) implements Document {}
    }

    /** What the clerk has verified, with as much of the name as it takes to remember. */
    public record Done(ActorRef who, String name, Instant at) {}

    /**
     * An account that belongs to the phone.
     *
     * @param sameNumber whether the number of the document is the declared one
     * @param sameName whether the name is
     */
    private record Account(ActorRef who, boolean declared, boolean verified, boolean sameNumber, boolean sameName) {}

    public Optional<Refusal> whyNot(Actor actor) {
        return IdentityRules.mayVerify(actor);
    }

    @Transactional
    public Optional<Refusal> verify(Actor actor, Document document) {
        Optional<Refusal> refusal = IdentityRules.mayVerify(actor).or(() -> problem(document));
        if (refusal.isPresent()) {
            return refusal;
        }
        Optional<Account> found = account(document);
        if (found.isEmpty()) {
            return Optional.of(nobody(document));
        }
        Account account = found.get();
        if (account.verified()) {
            return Optional.of(account.sameNumber()
                    ? new Refusal("这个账号已经核验过，不用再办。")
                    : differs(actor, account));
        }
        if (!account.declared()) {
            return Optional.of(new Refusal("本人还没有登记身份信息。请本人登录后在“我的资料”里登记姓名和身份证号，再来核验。"));
        }
        if (!account.sameNumber() || !account.sameName()) {
            return Optional.of(differs(actor, account));
        }
        if (isVerifiedElsewhere(account.who(), document)) {
            return Optional.of(new Refusal("这个身份证号已在另一个手机号或统一身份认证的账号下核验过。请先用那个手机号取消核验，或请本人登录那个账号注销，再办这一个。"));
        }
        set(account.who(), actor);
        journal.record(actor.ref(), IdentityAct.MEMBER_VERIFIED, Members.subject(account.who()), Map.of());
        return Optional.empty();
    }

    /** Opens the account to its holder's corrections again: a changed name, a phone that was given up, a mistake at the counter. */
    @Transactional
    public Optional<Refusal> undo(Actor actor, Document document, String typedReason) {
        String reason = PlainText.line(typedReason);
        Optional<Refusal> refusal = IdentityRules.mayVerify(actor)
                .or(() -> problem(document))
                .or(() -> Refusal.when(reason.isEmpty() || PlainText.length(reason) > LONGEST_REASON,
                        "请填写取消的原因，不超过 " + LONGEST_REASON + " 个字，例如“本人改名”。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        Optional<Account> found = account(document);
        if (found.isEmpty()) {
            return Optional.of(nobody(document));
        }
        Account account = found.get();
        if (!account.verified()) {
            return Optional.of(new Refusal("这个账号没有核验过，不用取消。"));
        }
        if (!account.sameNumber()) {
            return Optional.of(differs(actor, account));
        }
        db.sql(switch (account.who().kind()) {
            case CITIZEN ->
                "update identity.citizen set level = 'IDENTITY_GIVEN', verified_at = null, verified_by = null where id = ?";
            case ENTERPRISE ->
                "update identity.enterprise set level = 'DECLARED', verified_at = null, verified_by = null where id = ?";
            case STAFF, VISITOR, PROGRAM -> throw new IllegalStateException("not a member: " + account.who());
        }).param(account.who().id()).update();
        if (account.who().kind() == ActorRef.Kind.CITIZEN) {
            // Whoever has the phone now may be somebody else than whom the provider knows.
            names.unlink(account.who().id());
        }
        journal.record(actor.ref(), IdentityAct.VERIFICATION_UNDONE, Members.subject(account.who()),
                Map.of("reason", reason));
        return Optional.empty();
    }

    /** What this clerk has verified, the newest first, at most twenty. */
    public List<Done> doneBy(Actor actor) {
        if (IdentityRules.mayVerify(actor).isPresent()) {
            return List.of();
        }
        return db.sql(SqlLimit.of(MOST_SHOWN, """
                (select 'CITIZEN' as kind, id, name, null as firm, verified_at from identity.citizen
                    where level = 'VERIFIED' and verified_by = :by order by verified_at desc limit :rows)
                union all
                (select 'ENTERPRISE', id, null, name, verified_at from identity.enterprise
                    where level = 'VERIFIED' and verified_by = :by order by verified_at desc limit :rows)
                order by verified_at desc limit :rows"""))
                .param("by", actor.ref().id())
                .query((r, n) -> new Done(new ActorRef(ActorRef.Kind.valueOf(r.getString("kind")), r.getLong("id")),
                        r.getString("firm") == null
                                ? shortened(vault.open(r.getBytes("name"), "name"))
                                : r.getString("firm"),
                        r.getTimestamp("verified_at").toInstant()))
                .list();
    }

    private static Optional<Refusal> problem(Document document) {
        return Phone.problem(document.phone()).or(() -> switch (document) {
            case Document.IdentityCard card ->
                Refusal.when(PlainText.line(card.name()).isEmpty(), "请填写证件上的姓名。")
                        .or(() -> IdentityNumber.problem(card.number()));
            case Document.Licence licence ->
                Refusal.when(PlainText.line(licence.firm()).isEmpty(), "请填写营业执照上的名称。")
                        .or(() -> CreditCode.problem(licence.creditCode()));
        });
    }

    /** Keeps the holder from changing what is declared until this act is over. */
    private Optional<Account> account(Document document) {
        String phone = vault.digest("phone", new Phone(document.phone()).value());
        return switch (document) {
            case Document.IdentityCard card -> db.sql("""
                    select id, name, identity_number_digest, level from identity.citizen
                    where phone_digest = ? and erased_at is null for update""")
                    .param(phone)
                    .query((r, n) -> new Account(new ActorRef(ActorRef.Kind.CITIZEN, r.getLong("id")),
                            r.getString("identity_number_digest") != null, r.getString("level").equals("VERIFIED"),
                            names.digest(new IdentityNumber(card.number()))
                                    .equals(r.getString("identity_number_digest")),
                            RealNames.same(card.name(), opened(r.getBytes("name")))))
                    .optional();
            case Document.Licence licence -> db.sql("""
                    select id, name, level from identity.enterprise
                    where credit_code = ? and agent_phone_digest = ? and erased_at is null for update""")
                    .params(new CreditCode(licence.creditCode()).value(), phone)
                    .query((r, n) -> new Account(new ActorRef(ActorRef.Kind.ENTERPRISE, r.getLong("id")), true,
                            r.getString("level").equals("VERIFIED"), true,
                            RealNames.same(licence.firm(), r.getString("name"))))
                    .optional();
        };
    }

    private String opened(byte @Nullable [] name) {
        return name == null ? "" : vault.open(name, "name");
    }

    private boolean isVerifiedElsewhere(ActorRef who, Document document) {
        return document instanceof Document.IdentityCard card
                && names.isVerifiedElsewhere(who.id(), new IdentityNumber(card.number()));
    }

    private void set(ActorRef who, Actor by) {
        switch (who.kind()) {
            case CITIZEN -> names.verify(who.id(), by.ref().id());
            case ENTERPRISE ->
                db.sql("update identity.enterprise set level = 'VERIFIED', verified_at = :now, verified_by = :by where id = :id")
                        .param("now", Timestamp.from(clock.now()))
                        .param("by", by.ref().id())
                        .param("id", who.id())
                        .update();
            case STAFF, VISITOR, PROGRAM -> throw new IllegalStateException("not a member: " + who);
        }
    }

    private static Refusal nobody(Document document) {
        return new Refusal(switch (document) {
            case Document.IdentityCard any -> "没有用这个手机号登录过的个人账号。请核对手机号；没有账号的，请本人先用手机登录一次。";
            case Document.Licence any -> "没有用这个手机号和信用代码登录过的企业账号。请核对；没有账号的，请经办人先登录一次。";
        });
    }

    /** Says only that they differ: what was declared belongs to its holder. */
    private Refusal differs(Actor actor, Account account) {
        journal.record(actor.ref(), IdentityAct.MEMBER_DIFFERS, Members.subject(account.who()), Map.of());
        return new Refusal(switch (account.who().kind()) {
            case ENTERPRISE -> "执照上的名称与企业登记的不一致。请先核对录入；确实登记错的，请经办人注销账号后重新登录填写。";
            default -> "证件与本人登记的不一致。请先核对录入；确实登记错的，请本人在“我的资料”里改正后再核验。";
        });
    }

    private static String shortened(String name) {
        return name.substring(0, name.offsetByCodePoints(0, 1)) + "*".repeat(PlainText.length(name) - 1);
    }
}
