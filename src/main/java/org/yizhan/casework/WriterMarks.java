package org.yizhan.casework;

import java.util.Locale;

import org.springframework.stereotype.Component;
import org.yizhan.identity.Vault;

/** By which keyed mark the cases of one writer are found, whatever their kind (来信人标记): nobody reads a number out of it. */
@Component
public class WriterMarks {
    /** As it was when only letters had one. */
    private static final String PURPOSE = "letter-writer";
    private static final int LENGTH = 32;

    private final Vault vault;

    WriterMarks(Vault vault) {
        this.vault = vault;
    }

    /** The same for the same phone, or the same address of mail when there is no phone; empty for who gave neither. */
    public String of(String phone, String email) {
        String known = phone.isEmpty() ? email.toLowerCase(Locale.ROOT) : phone;
        return known.isEmpty() ? "" : vault.digest(PURPOSE, known).substring(0, LENGTH);
    }
}
