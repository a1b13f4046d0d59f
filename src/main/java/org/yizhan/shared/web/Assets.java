package org.yizhan.shared.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.yizhan.shared.Sm3;

/**
 * Addresses of style sheets, scripts and drawings with a mark of their content, so that browsers may keep them for a year
 * and still see a new version at once.
 */
public final class Assets {
    /** Every file that a page waits for is a round trip more on a telephone, so what all public pages need comes as one. */
    private static final Map<String, List<String>> JOINED = Map.of("/assets/pages.css",
            List.of("/assets/yizhan.css", "/assets/public.css"));
    private static final Map<String, String> ADDRESSES = new ConcurrentHashMap<>();

    private Assets() {}

    /** The address of a file below {@code static}, for instance {@code /assets/yizhan.css?v=1f0c33a9}. */
    public static String at(String path) {
        return ADDRESSES.computeIfAbsent(path, Assets::withMark);
    }

    private static String withMark(String path) {
        return path + "?v=" + java.util.HexFormat.of().formatHex(Sm3.digest(bytes(path)), 0, 4);
    }

    private static byte[] bytes(String path) {
        return JOINED.containsKey(path) ? joined(path).orElseThrow() : read(path);
    }

    /** The files of which this one is put together, one after the other; empty when it is a file itself. */
    public static Optional<byte[]> joined(String path) {
        return Optional.ofNullable(JOINED.get(path)).map(parts -> {
            var whole = new ByteArrayOutputStream();
            parts.forEach(part -> whole.writeBytes(read(part)));
            return whole.toByteArray();
        });
    }

    private static byte[] read(String path) {
        try (InputStream in = Assets.class.getResourceAsStream("/static" + path)) {
            if (in == null) {
                throw new IllegalArgumentException("no such asset: " + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
