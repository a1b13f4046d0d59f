package org.yizhan.portal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

import org.jspecify.annotations.Nullable;

/**
 * A finished page: the bytes as they go over the wire, compressed once, and everything that stands above them.
 *
 * @param gzip null when compressing would not make it smaller
 * @param tokens what it depends on; a {@code PublicChange} with one of them makes it out of date
 * @param until in milliseconds since 1970, when it is out of date by the clock alone
 */
record Page(String contentType, List<Header> headers, byte[] identity, byte @Nullable [] gzip, String etag,
        String gzipEtag, Set<String> tokens, long until) {
    static final long FOR_EVER = Long.MAX_VALUE;

    private static final int WORTH_COMPRESSING = 512;

    /** Header that the rendering wrote, such as the content security policy. */
    record Header(String name, String value) {}

    static Page of(String contentType, List<Header> headers, byte[] body, Set<String> tokens, long until) {
        byte[] packed = body.length < WORTH_COMPRESSING ? body : pack(body);
        String digest = digest(body);
        return new Page(contentType, List.copyOf(headers), body, packed.length < body.length ? packed : null,
                '"' + digest + '"', '"' + digest + "-g\"", Set.copyOf(tokens), until);
    }

    boolean dependsOnAnyOf(Set<String> changed) {
        for (String token : changed) {
            if (tokens.contains(token)) {
                return true;
            }
        }
        return false;
    }

    /** Roughly the memory it takes: its bytes and the objects around them. */
    int weight() {
        return 1024 + identity.length + (gzip == null ? 0 : gzip.length) + 64 * tokens.size() + 128 * headers.size();
    }

    private static byte[] pack(byte[] body) {
        var out = new ByteArrayOutputStream(body.length / 3 + 64);
        try (var zip = new GZIPOutputStream(out, 8192) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            zip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String digest(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, 22);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
