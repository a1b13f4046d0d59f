package org.yizhan.journeys;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The app on a clerk's phone that shows six digits (RFC 6238), written apart from the program's own. */
record AuthenticatorApp(String secret) {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int SECONDS = 30;

    /** What it shows now; what it showed half a minute ago is {@code shows(-1)}. */
    String shows(int stepsFromNow) {
        long step = Instant.now().getEpochSecond() / SECONDS + stepsFromNow;
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key(), "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int at = hash[hash.length - 1] & 0xf;
            return "%06d".formatted((ByteBuffer.wrap(hash).getInt(at) & 0x7fffffff) % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] key() {
        var bits = new StringBuilder();
        secret.replace(" ", "").chars().forEach(letter -> {
            String five = Integer.toBinaryString(LETTERS.indexOf(letter));
            bits.append("0".repeat(5 - five.length())).append(five);
        });
        byte[] key = new byte[bits.length() / 8];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) Integer.parseInt(bits.substring(i * 8, i * 8 + 8), 2);
        }
        return key;
    }
}
