package org.yizhan.identity;

import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Turns passwords into Argon2id hashes and compares them. Each costs memory on purpose, so only a few run at a time; whoever
 * waits too long is told that it is busy.
 */
@Component
class Passwords {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int ROUNDS = 2;
    private static final long PATIENCE_SECONDS = 5;

    private final Argon2PasswordEncoder encoder;
    private final Semaphore places;
    private final String nobodysHash;

    Passwords(IdentitySettings settings) {
        encoder = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, 1, settings.hashMemory(), ROUNDS);
        places = new Semaphore(settings.hashesAtOnce(), true);
        nobodysHash = nobodysHash(settings.hashMemory());
    }

    /** Of the form that {@code encode} writes, and that of no password; computing a real one would slow down every start. */
    static String nobodysHash(int memory) {
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memory + ",t=" + ROUNDS + ",p=1$" + base64.encodeToString(new byte[SALT_BYTES])
                + "$" + base64.encodeToString(new byte[HASH_BYTES]);
    }

    /** So many check passwords right now that this one found no place. */
    static class Busy extends RuntimeException {
        Busy() {
            super("all places for password checks are taken");
        }
    }

    String hash(String password) {
        return inPlace(() -> encoder.encode(password));
    }

    boolean matches(String password, String hash) {
        return inPlace(() -> encoder.matches(password, hash));
    }

    /** Costs what a comparison costs, for accounts that do not exist. */
    void pretend(String password) {
        matches(password, nobodysHash);
    }

    private <T> T inPlace(java.util.function.Supplier<T> work) {
        boolean placed = false;
        try {
            placed = places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!placed) {
                throw new Busy();
            }
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy();
        } finally {
            if (placed) {
                places.release();
            }
        }
    }
}
