package org.yizhan.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

/**
 * The keys that sign what other systems are told, one file each in the data folder. After ninety days a new one signs; the former
 * stays published until everything it signed has run out.
 */
@Component
class SigningKeys implements JWKSource<SecurityContext> {
    private static final int BITS = 2048;
    static final Duration SIGNS_FOR = Duration.ofDays(90);
    static final Duration STAYS_FOR = SIGNS_FOR.plusDays(2);
    private static final String PREFIX = "sign-on-";

    private final Vault vault;
    private final CountyClock clock;
    private volatile List<RSAKey> keys = List.of();

    SigningKeys(Vault vault, CountyClock clock) {
        this.vault = vault;
        this.clock = clock;
    }

    /** The one that signs now comes first. */
    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) {
        return selector.select(new JWKSet(List.copyOf(current())));
    }

    private List<RSAKey> current() {
        if (keys.isEmpty() || isOlder(keys.getFirst(), SIGNS_FOR) || isOlder(keys.getLast(), STAYS_FOR)) {
            renew();
        }
        return keys;
    }

    private synchronized void renew() {
        List<RSAKey> kept = stored();
        if (kept.isEmpty() || isOlder(kept.getFirst(), SIGNS_FOR)) {
            RSAKey fresh = generate();
            vault.keep(PREFIX + fresh.getKeyID() + ".jwk", fresh.toJSONString());
            kept = stored();
        }
        keys = kept;
    }

    private RSAKey generate() {
        try {
            return new RSAKeyGenerator(BITS).keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyID(UUID.randomUUID().toString())
                    .issueTime(Date.from(clock.now()))
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("no signing key could be made", e);
        }
    }

    private List<RSAKey> stored() {
        try {
            Files.createDirectories(vault.folder());
            try (Stream<Path> files = Files.list(vault.folder())) {
                return files.filter(file -> file.getFileName().toString().matches(PREFIX + "[0-9a-f-]+\\.jwk"))
                        .map(SigningKeys::read)
                        .filter(key -> !isOlder(key, STAYS_FOR))
                        .sorted(Comparator.comparing(SigningKeys::made).reversed())
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("keys in " + vault.folder(), e);
        }
    }

    private static RSAKey read(Path file) {
        try {
            return RSAKey.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("key file " + file, e);
        } catch (ParseException e) {
            throw new IllegalStateException("key file " + file, e);
        }
    }

    private boolean isOlder(RSAKey key, Duration age) {
        return made(key).plus(age).isBefore(clock.now());
    }

    private static Instant made(RSAKey key) {
        return key.getIssueTime().toInstant();
    }
}
