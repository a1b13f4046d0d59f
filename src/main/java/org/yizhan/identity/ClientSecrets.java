package org.yizhan.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Secrets of other systems, which are 256 random bits of ours: a keyed digest suffices, nothing slow is needed. */
@Component
class ClientSecrets implements PasswordEncoder {
    private final Vault vault;

    ClientSecrets(Vault vault) {
        this.vault = vault;
    }

    @Override
    public String encode(@Nullable CharSequence secret) {
        return vault.digest("client", String.valueOf(secret));
    }

    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String encoded) {
        return secret != null && encoded != null && MessageDigest.isEqual(
                encode(secret).getBytes(StandardCharsets.US_ASCII), encoded.getBytes(StandardCharsets.US_ASCII));
    }
}
