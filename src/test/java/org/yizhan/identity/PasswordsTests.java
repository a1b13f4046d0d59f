package org.yizhan.identity;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordsTests {
    private final Passwords passwords = new Passwords(
            new IdentitySettings(null, Duration.ZERO, Duration.ZERO, 90, List.of(), 1024, 1));

    @Test
    void comparesWithNobodysHashAtTheSameCost() {
        String real = passwords.hash("Secret-word-9");
        assertThat(shape(Passwords.nobodysHash(1024))).isEqualTo(shape(real));
        assertThat(passwords.matches("Secret-word-9", real)).isTrue();
        assertThat(passwords.matches("", Passwords.nobodysHash(1024))).isFalse();
    }

    /** The parameters of the algorithm, and the lengths of salt and hash. */
    private static String shape(String hash) {
        int salt = hash.indexOf("p=1$") + 4;
        return hash.substring(0, salt) + hash.substring(salt).replaceAll("[^$]", "x");
    }
}
