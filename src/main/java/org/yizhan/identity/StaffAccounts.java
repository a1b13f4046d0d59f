package org.yizhan.identity;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.Refusal;

/** Opens, resets and closes the sign-in of staff (登录账号). Who the person is, is the directory's business. */
@Service
public class StaffAccounts {
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";
    private static final int INITIAL_LENGTH = 12;

    private final AccountRows rows;
    private final Passwords passwords;
    private final SecondFactors factors;
    private final SignInLog log;
    private final Sessions sessions;
    private final SignInGuard guard;
    private final SystemSignOn signOn;
    private final Directory directory;
    private final Journal journal;
    private final CountyClock clock;
    private final SecureRandom random = new SecureRandom();

    StaffAccounts(AccountRows rows, Passwords passwords, SecondFactors factors, SignInLog log, Sessions sessions,
            SignInGuard guard, SystemSignOn signOn, Directory directory, Journal journal, CountyClock clock) {
        this.rows = rows;
        this.passwords = passwords;
        this.factors = factors;
        this.log = log;
        this.sessions = sessions;
        this.guard = guard;
        this.signOn = signOn;
        this.directory = directory;
        this.journal = journal;
        this.clock = clock;
    }

    /** The answer to opening or resetting: the password to hand over, shown once, or why not. */
    public sealed interface Handover {
        record Password(String initial) implements Handover {}

        record Refused(Refusal why) implements Handover {}
    }

    /** The state of an account, for the administrator. */
    public enum State {
        NONE, OPEN, CLOSED
    }

    public State state(PersonId person) {
        return rows.find(person.value()).map(row -> row.isOpen() ? State.OPEN : State.CLOSED).orElse(State.NONE);
    }

    /** Whether the account is open and its owner has never signed in. */
    public boolean isUnused(PersonId person) {
        return state(person) == State.OPEN && !log.hasSignedIn(ActorRef.staff(person.value()));
    }

    /** Opens the account, or opens it again; a generated password must be changed at the first sign-in. */
    @Transactional
    public Handover open(Actor by, PersonId person) {
        String initial = initialPassword();
        return open(by, person, initial, true)
                .<Handover>map(Handover.Refused::new)
                .orElseGet(() -> new Handover.Password(initial));
    }

    /** Opens the account with a password that is handed over in another way. */
    @Transactional
    public Optional<Refusal> open(Actor by, PersonId id, String initialPassword, boolean mustChange) {
        Optional<Person> person = directory.person(id);
        if (person.isEmpty()) {
            return Optional.of(new Refusal("没有找到这位工作人员。"));
        }
        Optional<Refusal> refusal = IdentityRules.mayManage(by, person.get())
                .or(() -> Refusal.when(!person.get().active(), "该同志已离职，不能开通登录。"))
                .or(() -> Refusal.when(state(id) == State.OPEN, "该账号已经开通，如忘记密码请办理重置。"));
        if (refusal.isEmpty()) {
            rows.open(id.value(), passwords.hash(initialPassword), mustChange, false, clock.now());
            journal.record(by.ref(), IdentityAct.ACCOUNT_OPENED, subject(id), Map.of());
        }
        return refusal;
    }

    /** Sets a new generated password, ends all sessions, and removes the second factor when asked. */
    @Transactional
    public Handover reset(Actor by, PersonId id, boolean removeFactors) {
        Optional<Refusal> refusal = refusalToManage(by, id);
        Optional<AccountRow> account = rows.find(id.value()).filter(AccountRow::isOpen);
        if (refusal.isPresent() || account.isEmpty()) {
            return new Handover.Refused(refusal.orElseGet(() -> new Refusal("该账号没有开通，不能重置。")));
        }
        String initial = initialPassword();
        rows.setPassword(account.get(), passwords.hash(initial), true, clock.now());
        rows.forgetDevices(id.value());
        if (removeFactors) {
            factors.removeAll(by.ref(), id.value());
        }
        sessions.endAll(ActorRef.staff(id.value()));
        signOn.endAll(id);
        journal.record(by.ref(), IdentityAct.PASSWORD_RESET, subject(id), Map.of());
        return new Handover.Password(initial);
    }

    /** Closes the account and ends all its sessions; nothing happens when it is closed. */
    @Transactional
    public Optional<Refusal> close(Actor by, PersonId id) {
        Optional<Refusal> refusal = refusalToManage(by, id);
        if (refusal.isEmpty() && rows.close(id.value(), clock.now())) {
            sessions.endAll(ActorRef.staff(id.value()));
            signOn.endAll(id);
            journal.record(by.ref(), IdentityAct.ACCOUNT_CLOSED, subject(id), Map.of());
        }
        return refusal;
    }

    /** Ends the pause after too many wrong guesses from unknown devices. */
    @Transactional
    public Optional<Refusal> unlock(Actor by, PersonId id) {
        Optional<Refusal> refusal = refusalToManage(by, id);
        if (refusal.isEmpty()) {
            directory.person(id).ifPresent(person -> {
                guard.release(person.account());
                journal.record(by.ref(), IdentityAct.UNLOCKED, subject(id), Map.of());
            });
        }
        return refusal;
    }

    /**
     * Opens the demonstration's accounts, all with one published password that need not be changed, and without a second
     * factor even where one is asked for. Never for a real county.
     */
    @Transactional
    public void openForDemonstration(Collection<PersonId> people, String password) {
        String hash = passwords.hash(password);
        for (PersonId id : people) {
            rows.open(id.value(), hash, false, true, clock.now());
            journal.record(ActorRef.PROGRAM, IdentityAct.ACCOUNT_OPENED, subject(id), Map.of("demonstration", "true"));
        }
    }

    /** The latest sign-ins to this account, good and bad. */
    public java.util.List<SignInEntry> lastSignIns(PersonId id, int count) {
        return log.latest(ActorRef.staff(id.value()), count);
    }

    private Optional<Refusal> refusalToManage(Actor by, PersonId id) {
        return directory.person(id)
                .map(person -> IdentityRules.mayManage(by, person))
                .orElseGet(() -> Optional.of(new Refusal("没有找到这位工作人员。")));
    }

    private String initialPassword() {
        while (true) {
            var word = new StringBuilder();
            for (int i = 0; i < INITIAL_LENGTH; i++) {
                word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            if (PasswordPolicy.classes(word.toString()) == 3) {
                return word.toString();
            }
        }
    }

    private static ObjectRef subject(PersonId id) {
        return new ObjectRef("person", id.value());
    }
}
