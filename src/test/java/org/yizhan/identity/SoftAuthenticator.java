package org.yizhan.identity;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** A passkey in software: makes a key, and signs what it is asked to; for one account. Not a product of any vendor, so no attestation. */
final class SoftAuthenticator {
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
    private static final int PRESENT_AND_VERIFIED = 0x05;
    private static final int WITH_CREDENTIAL = 0x40;

    private final String origin;
    private final byte[] id = new byte[16];
    private final KeyPair keys;
    private int counter;

    SoftAuthenticator(String origin) {
        this.origin = origin;
        new SecureRandom().nextBytes(id);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    void turnBackCounter() {
        counter = 0;
    }

    String create(String challenge) {
        var key = (ECPublicKey) keys.getPublic();
        var data = new ByteArrayOutputStream();
        data.writeBytes(head(PRESENT_AND_VERIFIED | WITH_CREDENTIAL));
        data.writeBytes(new byte[16]);
        data.writeBytes(ByteBuffer.allocate(2).putShort((short) id.length).array());
        data.writeBytes(id);
        data.writeBytes(new byte[]{(byte) 0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20});
        data.writeBytes(unsigned(key.getW().getAffineX().toByteArray()));
        data.writeBytes(new byte[]{0x22, 0x58, 0x20});
        data.writeBytes(unsigned(key.getW().getAffineY().toByteArray()));
        var attestation = new ByteArrayOutputStream();
        attestation.write(0xA3);
        attestation.writeBytes(word("fmt"));
        attestation.writeBytes(word("none"));
        attestation.writeBytes(word("attStmt"));
        attestation.write(0xA0);
        attestation.writeBytes(word("authData"));
        attestation.write(0x58);
        attestation.write(data.size());
        attestation.writeBytes(data.toByteArray());
        return """
                {"id":"%1$s","rawId":"%1$s","type":"public-key","clientExtensionResults":{},"response":{"attestationObject":"%2$s",
                "clientDataJSON":"%3$s","transports":["internal"]}}"""
                .formatted(TEXT.encodeToString(id), TEXT.encodeToString(attestation.toByteArray()),
                        TEXT.encodeToString(client("webauthn.create", challenge)));
    }

    String get(String challenge) {
        try {
            byte[] data = head(PRESENT_AND_VERIFIED);
            byte[] client = client("webauthn.get", challenge);
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(data);
            signature.update(digest(client));
            return """
                    {"id":"%1$s","rawId":"%1$s","type":"public-key","clientExtensionResults":{},"response":{"authenticatorData":"%2$s",
                    "clientDataJSON":"%3$s","signature":"%4$s"}}"""
                    .formatted(TEXT.encodeToString(id), TEXT.encodeToString(data), TEXT.encodeToString(client),
                            TEXT.encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] head(int flags) {
        counter++;
        return ByteBuffer.allocate(37)
                .put(digest("localhost".getBytes(StandardCharsets.UTF_8)))
                .put((byte) flags)
                .putInt(counter)
                .array();
    }

    private byte[] client(String type, String challenge) {
        return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\"}".formatted(type, challenge, origin)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] word(String text) {
        return ByteBuffer.allocate(text.length() + 1)
                .put((byte) (0x60 | text.length()))
                .put(text.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    private static byte[] unsigned(byte[] number) {
        byte[] out = new byte[32];
        int length = Math.min(32, number.length);
        System.arraycopy(number, number.length - length, out, 32 - length, length);
        return out;
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
