package org.yizhan.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Pauses guessing of passwords so that nobody can be locked out by others (登录失败处理). Guesses are counted per account and
 * device, when the device is known from an earlier sign-in, otherwise per account and network; whoever guesses from elsewhere only stops
 * himself. Two wider counts stop guessing from many places: one per account and one per network; both let known devices through.
 */
@Component
class SignInGuard {
    static final Guesses.Limit PLACE = new Guesses.Limit("place", 5, Duration.ofHours(1),
            List.of(Duration.ofMinutes(15), Duration.ofMinutes(30), Duration.ofMinutes(60)));
    static final Guesses.Limit ACCOUNT = new Guesses.Limit("account", 20, Duration.ofHours(1),
            List.of(Duration.ofMinutes(15), Duration.ofMinutes(30)));
    static final Guesses.Limit SOURCE = new Guesses.Limit("source", 60, Duration.ofMinutes(10),
            List.of(Duration.ofMinutes(10), Duration.ofMinutes(30)));
    static final Guesses.Limit FACTOR = new Guesses.Limit("factor", 5, Duration.ofHours(1),
            List.of(Duration.ofMinutes(15), Duration.ofMinutes(30), Duration.ofMinutes(60)));

    private final Guesses guesses;
    private final AccountRows accounts;
    private final Vault vault;

    SignInGuard(Guesses guesses, AccountRows accounts, Vault vault) {
        this.guesses = guesses;
        this.accounts = accounts;
        this.vault = vault;
    }

    /** One guess that may be made; kept until it is known whether it was right. */
    record Attempt(String account, Caller caller, boolean knownDevice, String placeKey) {}

    /** Leave to guess, or until when there is none. */
    record Gate(@Nullable Attempt attempt, @Nullable Instant pausedUntil) {}

    Gate enter(String typedAccount, Optional<Long> person, Caller caller) {
        String account = typedAccount.toLowerCase(Locale.ROOT);
        boolean known = person.filter(id -> isKnown(id, caller)).isPresent();
        var attempt = new Attempt(account, caller, known, half(account) + half(place(known, caller)));
        Guesses.Leave leave = guesses.take(PLACE, attempt.placeKey());
        if (!leave.isPaused() && !known) {
            leave = guesses.take(ACCOUNT, key(account));
            if (!leave.isPaused()) {
                leave = guesses.take(SOURCE, key(caller.source()));
            }
        }
        return new Gate(leave.isPaused() ? null : attempt, leave.pausedUntil());
    }

    void wasRight(Attempt attempt) {
        guesses.forget(PLACE.scope(), attempt.placeKey());
        if (!attempt.knownDevice()) {
            guesses.takeBack(ACCOUNT.scope(), key(attempt.account()));
            guesses.takeBack(SOURCE.scope(), key(attempt.caller().source()));
        }
    }

    /** A guess at the second factor; the password was right, so only the person and whoever has the password come here. */
    Guesses.Leave enterFactor(long person, Caller caller) {
        Guesses.Leave leave = guesses.take(FACTOR, factorKey(person, caller));
        return leave.isPaused() || isKnown(person, caller) ? leave : guesses.take(ACCOUNT, key("factor:" + person));
    }

    void factorWasRight(long person, Caller caller) {
        guesses.forget(FACTOR.scope(), factorKey(person, caller));
        if (!isKnown(person, caller)) {
            guesses.takeBack(ACCOUNT.scope(), key("factor:" + person));
        }
    }

    void release(String typedAccount) {
        String account = typedAccount.toLowerCase(Locale.ROOT);
        guesses.forget(ACCOUNT.scope(), key(account));
        guesses.forgetAll(PLACE.scope(), half(account));
    }

    void remember(long person, String device, Instant now) {
        accounts.rememberDevice(person, deviceDigest(device), now);
    }

    private boolean isKnown(long person, Caller caller) {
        return caller.device() != null && accounts.isKnownDevice(person, deviceDigest(caller.device()));
    }

    private static String place(boolean known, Caller caller) {
        return known ? "device:" + caller.device() : "source:" + caller.source();
    }

    private String factorKey(long person, Caller caller) {
        return half("factor:" + person) + half(place(isKnown(person, caller), caller));
    }

    private String deviceDigest(String device) {
        return vault.digest("device", device);
    }

    private String key(String text) {
        return vault.digest("guess", text);
    }

    private String half(String text) {
        return key(text).substring(0, 32);
    }
}
