package org.yizhan.content.reading;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the encoding of a Chinese text. Every candidate decodes the whole text; one that fails is out, and of the others the one
 * wins whose characters are those that Chinese texts are really made of. A byte order mark decides at once.
 */
public final class TextEncoding {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Charset BIG5 = Charset.forName("x-windows-950");
    private static final int ENOUGH = 64 << 10;

    /** What share of a text may be broken before another encoding is the better explanation. */
    private static final double FEW = 0.02;

    /** The decoded text, and the encoding's name as people know it. */
    public record Decoded(String text, String encoding) {}

    private record Candidate(Charset charset, String name) {}

    private static final List<Candidate> WITHOUT_MARK = List.of(new Candidate(StandardCharsets.UTF_8, "UTF-8"),
            new Candidate(GB18030, "GB 18030"), new Candidate(BIG5, "Big5"),
            new Candidate(StandardCharsets.UTF_16LE, "UTF-16LE"), new Candidate(StandardCharsets.UTF_16BE, "UTF-16BE"));

    private TextEncoding() {}

    public static Decoded decode(byte[] bytes) {
        if (begins(bytes, 0xEF, 0xBB, 0xBF)) {
            return new Decoded(new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8), "UTF-8");
        }
        if (begins(bytes, 0xFF, 0xFE)) {
            return new Decoded(new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE), "UTF-16LE");
        }
        if (begins(bytes, 0xFE, 0xFF)) {
            return new Decoded(new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE), "UTF-16BE");
        }
        if (firstForeign(bytes) == bytes.length) {
            return new Decoded(new String(bytes, StandardCharsets.US_ASCII), "UTF-8");
        }
        // ASCII says nothing: look where something else begins, on an even place for the sake of UTF-16.
        int start = Math.max(0, firstForeign(bytes) - 1024) & ~1;
        byte[] sample = Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + ENOUGH));
        Candidate best = WITHOUT_MARK.getFirst();
        double bestScore = Double.NEGATIVE_INFINITY;
        for (Candidate candidate : WITHOUT_MARK) {
            double score = score(sample, candidate);
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return new Decoded(new String(bytes, best.charset), best.name);
    }

    /** Decodes with the charset that a page declares, where that is possible without a fault; otherwise by looking. */
    static Decoded decode(byte[] bytes, Optional<String> declared) {
        if (declared.isPresent() && Charset.isSupported(declared.get())) {
            String name = declared.get().toLowerCase(java.util.Locale.ROOT);
            Charset charset = name.startsWith("gb") ? GB18030 : name.equals("big5") ? BIG5 : Charset.forName(name);
            if (broken(bytes, charset) == 0) {
                return new Decoded(new String(bytes, charset),
                        name.startsWith("gb") ? "GB 18030" : charset.displayName());
            }
        }
        return decode(bytes);
    }

    private static double score(byte[] sample, Candidate candidate) {
        boolean wide = candidate.charset == StandardCharsets.UTF_16LE || candidate.charset == StandardCharsets.UTF_16BE;
        if (wide && sample.length % 2 != 0) {
            return Double.NEGATIVE_INFINITY;
        }
        int broken = broken(sample, candidate.charset);
        String text = new String(sample, candidate.charset);
        long foreign = text.codePoints().filter(c -> c >= 0x80).count();
        if (broken > 0 && (wide || broken > FEW * foreign)) {
            return Double.NEGATIVE_INFINITY;
        }
        double sum = 0;
        int count = 0;
        for (int i = 0; i < text.length();) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c < 0x80 && !wide) {
                // What is ASCII says nothing, but a letter inside a pair of bytes is a sign of the wrong pairing.
                continue;
            }
            sum += CommonCharacters.weight(c);
            count++;
        }
        if (count == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        double mean = sum / count - 20.0 * broken / Math.max(1, foreign);
        // Bytes that are whole UTF-8 with Chinese in it are not anything else by accident.
        boolean surely = candidate.charset == StandardCharsets.UTF_8 && text.codePoints().anyMatch(c -> c >= 0x2E80);
        return surely ? mean + 10 : mean;
    }

    /** Faults in decoding; one that is cut off at the very end is not counted. */
    private static int broken(byte[] bytes, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(8192);
        int broken = 0;
        while (true) {
            CoderResult result = decoder.decode(in, out, false);
            out.clear();
            if (result.isError()) {
                broken++;
                in.position(in.position() + result.length());
                decoder.reset();
            } else if (result.isUnderflow()) {
                return broken;
            }
        }
    }

    /** Where the first byte stands that is not a character of ASCII; the length where there is none. */
    private static int firstForeign(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] <= 0) {
                return i;
            }
        }
        return bytes.length;
    }

    private static boolean begins(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
