package org.yizhan.portal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * A finished page: its answers as they go over the wire, made once, with everything that stands above the bytes.
 *
 * @param packed null when compressing would not make it smaller
 * @param tokens what it depends on; a {@code PublicChange} with one of them makes it out of date
 * @param until in milliseconds since 1970, when it is out of date by the clock alone
 * @param viewed what is viewed with it, null when nobody counts that
 */
record Page(Form plain, @Nullable Form packed, Set<String> tokens, long until, @Nullable Viewed viewed) {
    static final long FOR_EVER = Long.MAX_VALUE;

    private static final int WORTH_COMPRESSING = 512;

    /** Of a page that waits to be made: higher levels take two to four times as long and save five to seven bytes in a hundred. */
    private static final int WORTH_THE_TIME = 3;

    /** Header that the rendering wrote, such as the content security policy. */
    record Header(String name, String value) {}

    /** The page as it is, or compressed. */
    record Form(String etag, Answer whole, Answer head, Answer unchanged) {}

    /**
     * @param wire the same fields, all but the length in one block of bytes
     * @param body outside the Java heap, so that the connection takes it without a copy; read it through a duplicate
     */
    record Answer(int status, HttpFields fields, HttpFields wire, ByteBuffer body) {}

    static Page of(String contentType, List<Header> headers, byte[] body, Set<String> tokens, long until) {
        return of(contentType, headers, body, tokens, until, null);
    }

    static Page of(String contentType, List<Header> headers, byte[] body, Set<String> tokens, long until,
            @Nullable Viewed viewed) {
        byte[] packed = body.length < WORTH_COMPRESSING ? body : pack(body);
        String digest = digest(packed); // one for one with the body, and less to read
        var common = new ArrayList<HttpField>();
        common.add(new HttpField(HttpHeader.CACHE_CONTROL, "public, no-cache"));
        common.add(new HttpField(HttpHeader.VARY, "Accept-Encoding"));
        headers.forEach(header -> common.add(encoded(header)));
        return new Page(form('"' + digest + '"', contentType, common, body, false),
                packed.length < body.length ? form('"' + digest + "-g\"", contentType, common, packed, true) : null,
                Set.copyOf(tokens), until, viewed);
    }

    private static Form form(String etag, String contentType, List<HttpField> common, byte[] bytes, boolean packed) {
        HttpFields.Mutable fields = HttpFields.build();
        fields.add(new HttpField(HttpHeader.ETAG, etag));
        fields.add(new HttpField.LongValueHttpField(HttpHeader.CONTENT_LENGTH, bytes.length));
        common.forEach(fields::add);
        HttpFields unchanged = HttpFields.build(fields).asImmutable();
        fields.add(new HttpField(HttpHeader.CONTENT_TYPE, contentType));
        if (packed) {
            fields.add(new HttpField(HttpHeader.CONTENT_ENCODING, "gzip"));
        }
        HttpFields all = fields.asImmutable();
        HttpFields wire = HeaderBlock.of(all);
        ByteBuffer body = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip().asReadOnlyBuffer();
        ByteBuffer none = ByteBuffer.allocate(0);
        return new Form(etag, new Answer(200, all, wire, body), new Answer(200, all, wire, none),
                new Answer(304, unchanged, HeaderBlock.of(unchanged), none));
    }

    private static HttpField encoded(Header header) {
        HttpHeader known = HttpHeader.CACHE.get(header.name());
        return known == null
                ? new HttpField(header.name(), header.value())
                : new HttpField(known, header.name(), header.value());
    }

    /** One addition in memory: a view costs no more than that. */
    void countView(String method) {
        Viewed subject = viewed;
        if (subject != null && method.equals("GET")) {
            subject.views().increment();
        }
    }

    /** What a request with these headers gets. */
    Answer answer(String method, @Nullable String acceptEncoding, @Nullable String ifNoneMatch) {
        Form form = packed != null && takesGzip(acceptEncoding) ? packed : plain;
        if (ifNoneMatch != null && isKnownBy(ifNoneMatch)) {
            return form.unchanged();
        }
        return method.equals("HEAD") ? form.head() : form.whole();
    }

    private boolean isKnownBy(String etags) {
        return etags.contains(plain.etag())
                || packed != null && etags.contains(packed.etag())
                || etags.strip().equals("*");
    }

    /** Whether the header allows gzip; {@code gzip;q=0} forbids it. */
    static boolean takesGzip(@Nullable String header) {
        if (header == null) {
            return false;
        }
        int at = header.indexOf("gzip");
        if (at < 0) {
            return false;
        }
        int end = header.indexOf(',', at);
        String part = header.substring(at, end < 0 ? header.length() : end).replace(" ", "");
        return !part.startsWith("gzip;q=0") || !part.matches("gzip;q=0(\\.0*)?");
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
        return 2048
                + plain.whole().body().capacity()
                + (packed == null ? 0 : packed.whole().body().capacity())
                + 64 * tokens.size()
                + 256 * plain.whole().fields().size();
    }

    private static byte[] pack(byte[] body) {
        var out = new ByteArrayOutputStream(body.length / 3 + 64);
        try (var zip = new GZIPOutputStream(out, 8192) {
            {
                def.setLevel(WORTH_THE_TIME);
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
