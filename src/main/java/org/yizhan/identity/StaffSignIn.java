package org.yizhan.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/**
 * Signs staff in, step by step (工作人员登录): password, second factor, a new password when it is due, a factor to add when one is
 * required. Only then does a session belong to the person.
 */
@Service
public class StaffSignIn {
    static final Refusal WRONG = new Refusal("账号或密码不对，请检查后再试。忘记密码请联系本单位管理员重置。");
    static final Refusal WRONG_CODE = new Refusal("验证码不对或已经用过。动态口令每 30 秒换一个，请输入当前显示的 6 位数字。");
    static final Refusal TOO_OLD = new Refusal("登录中断太久，请重新输入账号和密码。");
    private static final Refusal BUSY = new Refusal("现在登录的人较多，请过几秒再试。");
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm");
    private static final int LONGEST_ACCOUNT = 64;

    private final AccountRows accounts;
    private final Passwords passwords;
    private final SignInGuard guard;
    private final SecondFactors factors;
    private final SignInLog log;
    private final Directory directory;
    private final Journal journal;
    private final Sessions sessions;
    private final CountyClock clock;
    private final IdentitySettings settings;
    private final TransactionOperations transaction;

    StaffSignIn(AccountRows accounts, Passwords passwords, SignInGuard guard, SecondFactors factors, SignInLog log,
            Directory directory, Journal journal, Sessions sessions, CountyClock clock, IdentitySettings settings,
            TransactionOperations transaction) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.guard = guard;
        this.factors = factors;
        this.log = log;
        this.directory = directory;
        this.journal = journal;
        this.sessions = sessions;
        this.clock = clock;
        this.settings = settings;
        this.transaction = transaction;
    }

    /** What comes next on the way in. */
    public enum Step {
        FACTOR, NEW_PASSWORD, ADD_FACTOR, DONE
    }

    /** The answer to a step. */
    public sealed interface Answer {
        record Onward(PendingSignIn pending) implements Answer {}

        record Refused(Refusal why) implements Answer {}
    }

    /** Compares account and password. Unknown, closed and wrong are answered alike, after the same work. */
    public Answer begin(String typedAccount, String password, String next, Caller caller) {
        String account = PlainText.line(typedAccount);
        if (account.isEmpty() || PlainText.length(account) > LONGEST_ACCOUNT || password.isEmpty()
                || password.length() > PasswordPolicy.LONGEST) {
            return new Answer.Refused(WRONG);
        }
        Optional<Person> person = directory.personByAccount(account);
        Optional<AccountRow> row = person.flatMap(p -> accounts.find(p.id().value()));
        @Nullable
        ActorRef who = person.map(p -> ActorRef.staff(p.id().value())).orElse(null);
        SignInGuard.Gate gate = guard.enter(account, person.map(p -> p.id().value()), caller);
        SignInGuard.Attempt attempt = gate.attempt();
        if (attempt == null) {
            log.record(who, account, SignInEntry.Outcome.PAUSED, SignInEntry.Means.PASSWORD, caller);
            return new Answer.Refused(paused(gate.pausedUntil()));
        }
        boolean usable = person.filter(Person::active).isPresent() && row.filter(AccountRow::isOpen).isPresent();
        boolean right;
        try {
            right = isRight(password, row);
        } catch (Passwords.Busy e) {
            return new Answer.Refused(BUSY);
        }
        if (!right || !usable || row.isEmpty()) {
            log.record(who, account, right ? SignInEntry.Outcome.CLOSED : SignInEntry.Outcome.WRONG,
                    SignInEntry.Means.PASSWORD, caller);
            return new Answer.Refused(WRONG);
        }
        guard.wasRight(attempt);
        return new Answer.Onward(
                new PendingSignIn(row.get().personId(), next, SignInEntry.Means.PASSWORD.name(), false, "",
                        clock.now()));
    }

    private boolean isRight(String password, Optional<AccountRow> row) {
        if (row.isEmpty()) {
            passwords.pretend(password);
            return false;
        }
        return passwords.matches(password, row.get().passwordHash());
    }

    /** Someone whom a passkey or the outer provider proved; empty when the account is not open. */
    Optional<PendingSignIn> proven(long personId, SignInEntry.Means means, String next, Caller caller) {
        Optional<Person> person = directory.person(new PersonId(personId)).filter(Person::active);
        if (person.isEmpty() || accounts.find(personId).filter(AccountRow::isOpen).isEmpty()) {
            log.record(ActorRef.staff(personId), person.map(Person::account).orElse(""), SignInEntry.Outcome.CLOSED,
                    means, caller);
            return Optional.empty();
        }
        return Optional.of(new PendingSignIn(personId, next, means.name(), means == SignInEntry.Means.PASSKEY, "",
                clock.now()));
    }

    /** A code of the app, or a recovery code. */
    public Answer factor(PendingSignIn pending, String code, Caller caller) {
        if (isTooOld(pending)) {
            return new Answer.Refused(TOO_OLD);
        }
        String account = accountOf(pending);
        ActorRef who = ActorRef.staff(pending.person());
        Guesses.Leave leave = guard.enterFactor(pending.person(), caller);
        if (leave.isPaused()) {
            log.record(who, account, SignInEntry.Outcome.PAUSED, SignInEntry.Means.TOTP, caller);
            return new Answer.Refused(paused(leave.pausedUntil()));
        }
        Optional<SecondFactors.Taken> taken = factors.take(pending.person(), code);
        if (taken.isEmpty()) {
            log.record(who, account, SignInEntry.Outcome.WRONG_FACTOR, SignInEntry.Means.TOTP, caller);
            return new Answer.Refused(WRONG_CODE);
        }
        guard.factorWasRight(pending.person(), caller);
        return new Answer.Onward(pending.proven(switch (taken.get()) {
            case TOTP -> SignInEntry.Means.TOTP;
            case RECOVERY -> SignInEntry.Means.RECOVERY;
        }));
    }

    public Step nextStep(PendingSignIn pending) {
        SecondFactors.Held held = factors.heldBy(pending.person());
        if (held.any() && !pending.factorProven()) {
            return Step.FACTOR;
        }
        AccountRow account = account(pending.person());
        boolean byPassword = pending.by() != SignInEntry.Means.OUTER && pending.by() != SignInEntry.Means.PASSKEY;
        if (byPassword && mustChangePassword(account)) {
            return Step.NEW_PASSWORD;
        }
        if (!held.any() && !account.demonstration() && mustHaveFactor(pending.person())) {
            return Step.ADD_FACTOR;
        }
        return Step.DONE;
    }

    public boolean isTooOld(PendingSignIn pending) {
        return !clock.isWithin(PATIENCE, pending.since());
    }

    private boolean mustChangePassword(AccountRow account) {
        Instant due = account.passwordSetAt().plus(Duration.ofDays(settings.passwordDays()));
        return account.mustChange() || !account.demonstration() && due.isBefore(clock.now());
    }

    /** Whether a right that this person holds asks for a second factor. */
    public boolean mustHaveFactor(long person) {
        Actor actor = directory.actor(new PersonId(person));
        return settings.secondFactorFor().stream().anyMatch(actor::mayAnywhere);
    }

    /** Sets a new password on the way in; it was just proven that the old one is known. */
    public Optional<Refusal> newPassword(PendingSignIn pending, String password, String repeated) {
        return isTooOld(pending) ? Optional.of(TOO_OLD) : setPassword(pending.person(), password, repeated);
    }

    /** Changes the own password; the present one is asked again, and its guesses are counted. All other sessions end. */
    public Optional<Refusal> changePassword(Actor actor, String present, String password, String repeated,
            String keptSession, Caller caller) {
        AccountRow row = account(actor.ref().id());
        Guesses.Leave leave = guard.enterFactor(row.personId(), caller);
        if (leave.isPaused()) {
            return Optional.of(paused(leave.pausedUntil()));
        }
        if (present.length() > PasswordPolicy.LONGEST || !passwords.matches(present, row.passwordHash())) {
            return Optional.of(new Refusal("当前密码不对，密码没有修改。"));
        }
        guard.factorWasRight(row.personId(), caller);
        Optional<Refusal> refusal = setPassword(row.personId(), password, repeated);
        if (refusal.isEmpty()) {
            sessions.endOthers(actor.ref(), keptSession);
        }
        return refusal;
    }

    private Optional<Refusal> setPassword(long personId, String password, String repeated) {
        if (!password.equals(repeated)) {
            return Optional.of(new Refusal("两次输入的新密码不一样，请重新输入。"));
        }
        AccountRow row = account(personId);
        Person person = directory.person(new PersonId(personId)).orElseThrow();
        List<String> used = new ArrayList<>(accounts.oldPasswords(personId));
        used.addFirst(row.passwordHash());
        var owner = new PasswordPolicy.Owner(person.account(), person.name(), mustHaveFactor(personId),
                candidate -> used.stream().anyMatch(hash -> passwords.matches(candidate, hash)));
        Optional<Refusal> refusal = PasswordPolicy.check(password, owner);
        if (refusal.isEmpty()) {
            accounts.setPassword(row, passwords.hash(password), false, clock.now());
            journal.record(ActorRef.staff(personId), IdentityAct.PASSWORD_CHANGED, new ObjectRef("person", personId),
                    Map.of());
        }
        return refusal;
    }

    /** All steps are done: the sign-in is kept, the device remembered. Returns what the person should know about the last time. */
    public String complete(PendingSignIn pending, Caller caller, String device) {
        if (nextStep(pending) != Step.DONE) {
            throw new IllegalStateException("sign-in of person " + pending.person() + " is not complete");
        }
        ActorRef who = ActorRef.staff(pending.person());
        List<SignInEntry> before = log.latest(who, 20);
        log.record(who, accountOf(pending), SignInEntry.Outcome.SIGNED_IN, pending.by(), caller);
        guard.remember(pending.person(), device, clock.now());
        return lastTime(before);
    }

    private String lastTime(List<SignInEntry> before) {
        var text = new StringBuilder();
        int failed = 0;
        for (SignInEntry entry : before) {
            if (entry.outcome() == SignInEntry.Outcome.SIGNED_IN) {
                text.append("上次登录：")
                        .append(MOMENT.format(clock.local(entry.at())))
                        .append("，")
                        .append(entry.device())
                        .append("，")
                        .append(entry.source())
                        .append("。");
                break;
            }
            failed++;
        }
        if (text.isEmpty()) {
            text.append("这是您第一次登录。");
        }
        if (failed > 0) {
            text.append("此后有 ").append(failed).append(" 次没有成功的尝试，如不是本人请修改密码。");
        }
        return text.toString();
    }

    /** Journalled; the session itself is ended by the page. */
    @Transactional
    public void signOut(Actor actor) {
        if (actor.isStaff()) {
            journal.record(actor.ref(), IdentityAct.SIGNED_OUT, new ObjectRef("person", actor.ref().id()), Map.of());
        }
    }

    /** Ends all sessions of this person but the one given. */
    @Transactional
    public int endOtherSessions(Actor actor, String kept) {
        int ended = sessions.endOthers(actor.ref(), kept);
        journal.record(actor.ref(), IdentityAct.SESSIONS_ENDED, new ObjectRef("person", actor.ref().id()),
                Map.of("ended", String.valueOf(ended)));
        return ended;
    }

    Refusal paused(@Nullable Instant until) {
        Instant end = until == null ? clock.now() : until;
        long minutes = Math.max(1, Duration.between(clock.now(), end).plusSeconds(59).toMinutes());
        return new Refusal("从这里登录失败的次数太多，请 " + minutes + " 分钟后再试。您在常用设备上的登录不受影响；急用请联系安全管理员解除。");
    }

    public String accountOf(PendingSignIn pending) {
        return directory.person(new PersonId(pending.person())).map(Person::account).orElse("");
    }

    private AccountRow account(long person) {
        return accounts.find(person).orElseThrow(() -> new IllegalStateException("no account of person " + person));
    }
}
