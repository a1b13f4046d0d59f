package org.yizhan.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.yizhan.shared.Sm3;

/**
 * The secrets of the journal, outside the database: a key that authenticates rows (HMAC-SM3) and one that signs the head and
 * each day (SM2). Made at the first start in {@code journal/key} of the data folder, readable by the program's user alone.
 */
@Component
class JournalKeys {
    private static final ECDomainParameters CURVE = new ECDomainParameters(GMNamedCurves.getByName("sm2p256v1"));
    private static final int LENGTH = 32;

    private final byte[] macKey;
    private final ECPrivateKeyParameters signingKey;
    private final String publicKey;
    private final String mark;

    JournalKeys(@Value("${yizhan.data:data}") Path data) {
        Path folder = data.resolve("journal");
        try {
            Files.createDirectories(folder);
            String[] secrets = read(folder.resolve("key"));
            macKey = HexFormat.of().parseHex(secrets[0]);
            signingKey = new ECPrivateKeyParameters(new BigInteger(secrets[1], 16), CURVE);
            publicKey = HexFormat.of()
                    .formatHex(new FixedPointCombMultiplier().multiply(CURVE.getG(), signingKey.getD())
                            .normalize()
                            .getEncoded(false));
            Files.writeString(folder.resolve("public-key"), publicKey + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        mark = HexFormat.of().formatHex(Sm3.mac(macKey, "mark".getBytes(StandardCharsets.UTF_8)), 0, 4);
    }

    /** Tells apart which key authenticated a row, without telling the key. */
    String mark() {
        return mark;
    }

    byte[] mac(byte[] message) {
        return Sm3.mac(macKey, message);
    }

    /** The SM2 public key as an uncompressed point in hexadecimal digits; anyone may have it. */
    String publicKey() {
        return publicKey;
    }

    byte[] sign(byte[] message) {
        var signer = new SM2Signer();
        signer.init(true, signingKey);
        signer.update(message, 0, message.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean hasSigned(byte[] message, byte[] signature) {
        return hasSigned(publicKey, message, signature);
    }

    static boolean hasSigned(String publicKey, byte[] message, byte[] signature) {
        var signer = new SM2Signer();
        signer.init(false, new ECPublicKeyParameters(
                CURVE.getCurve().decodePoint(HexFormat.of().parseHex(publicKey)), CURVE));
        signer.update(message, 0, message.length);
        return signer.verifySignature(signature);
    }

    private static String[] read(Path file) throws IOException {
        if (!Files.exists(file)) {
            var random = new SecureRandom();
            byte[] mac = new byte[LENGTH];
            random.nextBytes(mac);
            BigInteger sign;
            do {
                sign = new BigInteger(256, random);
            } while (sign.signum() == 0 || sign.compareTo(CURVE.getN().subtract(BigInteger.ONE)) >= 0);
            writeSafely(file, HexFormat.of().formatHex(mac) + "\n" + sign.toString(16) + "\n");
        }
        return Files.readString(file).strip().split("\n");
    }

    /** Either the old or the new text is there after a power failure; no one but the owner can read it. */
    static void writeSafely(Path file, String text) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        try (var channel = FileChannel.open(next, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
