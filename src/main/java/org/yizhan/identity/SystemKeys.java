package org.yizhan.identity;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

import org.springframework.stereotype.Component;

/**
 * Keys by which programs outside show who they are (接入密钥). A key is shown once and kept as its mark alone. It has 256 bits, which nobody
 * guesses; so wrong ones are not counted, and cost no more than a look into an index.
 */
@Component
public class SystemKeys {
    private static final int BYTES = 32;

    private final Vault vault;
    private final SecureRandom random = new SecureRandom();

    SystemKeys(Vault vault) {
        this.vault = vault;
    }

    public String fresh() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** @param door the keys of one are none of another's */
    public String mark(String door, String key) {
        return Objects.requireNonNull(vault.digest(door, key));
    }

    /** The mark of what was sent as a key; empty when it cannot be one. */
    public Optional<String> sent(String door, String key) {
        return key.matches("[0-9a-f]{" + 2 * BYTES + "}") ? Optional.of(mark(door, key)) : Optional.empty();
    }
}
