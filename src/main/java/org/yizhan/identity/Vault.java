package org.yizhan.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.shared.Sm3;

/**
 * Seals secrets and personal data with SM4-GCM, and makes keyed digests (HMAC-SM3) by which they are found. The key lies in
 * the data folder, apart from the database: a copy of the database alone reveals nothing.
 */
@Component
public class Vault {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String CHECK = "vault-check";

    private final SecureRandom random = new SecureRandom();
    private final Path folder;
    private final byte[] sealingKey;
    private final byte[] digestKey;

    Vault(@Value("${yizhan.data:data}") Path data, JdbcClient db) {
        folder = data.resolve("keys");
        byte[] master = secretFile("identity.key");
        sealingKey = Arrays.copyOf(Sm3.mac(master, CHECK.getBytes(StandardCharsets.UTF_8)), 16);
        digestKey = Sm3.mac(master, "digest".getBytes(StandardCharsets.UTF_8));
        Arrays.fill(master, (byte) 0);
        compareWithDatabase(db);
    }

    private void compareWithDatabase(JdbcClient db) {
        db.sql("insert into identity.vault_check (sealed) values (:sealed) on conflict do nothing")
                .param("sealed", seal(CHECK, CHECK))
                .update();
        byte[] sealed = db.sql("select sealed from identity.vault_check").query(byte[].class).single();
        try {
            open(sealed, CHECK);
        } catch (IllegalStateException e) {
            throw new IllegalStateException("数据文件夹里的密钥 " + folder.resolve("identity.key")
                    + " 与数据库不配套，个人资料无法解密。请从备份中恢复该文件后再启动。", e);
        }
    }

    /** Secret bytes kept in a file that only the program's user can read; made at the first call. */
    private byte[] secretFile(String name) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                byte[] fresh = new byte[KEY_BYTES];
                random.nextBytes(fresh);
                keep(name, HexFormat.of().formatHex(fresh));
            }
            return HexFormat.of().parseHex(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("key file " + file, e);
        }
    }

    /** Replaces a file of the key folder as a whole, readable by the program's user only. */
    void keep(String name, String text) {
        try {
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, name, ".new");
            if (fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(fresh, text);
            Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("key file " + name, e);
        }
    }

    Path folder() {
        return folder;
    }

    /** @param purpose what the sealed text is; it can be opened for this purpose only */
    public byte[] seal(String text, String purpose) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = crypt(true, nonce, text.getBytes(StandardCharsets.UTF_8), purpose);
        byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
        return all;
    }

    /** @throws IllegalStateException when it was altered, or sealed for another purpose or with another key */
    public String open(byte[] sealed, String purpose) {
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        byte[] body = Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length);
        return new String(crypt(false, nonce, body, purpose), StandardCharsets.UTF_8);
    }

    private byte[] crypt(boolean sealing, byte[] nonce, byte[] in, String purpose) {
        var cipher = GCMBlockCipher.newInstance(new SM4Engine());
        cipher.init(sealing, new AEADParameters(new KeyParameter(sealingKey), TAG_BITS, nonce,
                purpose.getBytes(StandardCharsets.UTF_8)));
        byte[] out = new byte[cipher.getOutputSize(in.length)];
        int length = cipher.processBytes(in, 0, in.length, out, 0);
        try {
            cipher.doFinal(out, length);
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("sealed " + purpose + " cannot be opened", e);
        }
        return out;
    }

    /** 64 hexadecimal digits that only this installation can compute. */
    public String digest(String purpose, String text) {
        return HexFormat.of().formatHex(Sm3.mac(digestKey, (purpose + '\n' + text).getBytes(StandardCharsets.UTF_8)));
    }
}
