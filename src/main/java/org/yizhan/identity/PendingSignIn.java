package org.yizhan.identity;

import java.io.Serializable;
import java.time.Instant;

/**
 * A sign-in on its way (登录中): the session knows who claims to come and what is proven, but nobody is signed in yet.
 *
 * @param next where to go afterwards, a path of ours
 * @param means the name of the {@link SignInEntry.Means} used so far
 * @param factorProven the second factor was shown, or a passkey that is both
 * @param secret an app's secret that is shown and not yet proven; empty when none is
 */
public record PendingSignIn(long person, String next, String means, boolean factorProven, String secret, Instant since)
        implements
            Serializable {
    PendingSignIn proven(SignInEntry.Means by) {
        return new PendingSignIn(person, next, by.name(), true, secret, since);
    }

    /** The app was added and shown to work just now. */
    public PendingSignIn provenByApp() {
        return proven(by() == SignInEntry.Means.PASSWORD ? SignInEntry.Means.TOTP : by());
    }

    public PendingSignIn withSecret(String fresh) {
        return new PendingSignIn(person, next, means, factorProven, fresh, since);
    }

    SignInEntry.Means by() {
        return SignInEntry.Means.valueOf(means);
    }
}
