package org.yizhan.shared.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.yizhan.shared.Sm3;

/**
 * Addresses of style sheets, scripts and drawings with a mark of their content, so that browsers may keep them for a year
 * and still see a new version at once.
 */
public final class Assets {
    private static final Map<String, String> ADDRESSES = new ConcurrentHashMap<>();

    private Assets() {}

    /** The address of a file below {@code static}, for instance {@code /assets/yizhan.css?v=1f0c33a9}. */
    public static String at(String path) {
        return ADDRESSES.computeIfAbsent(path, Assets::withMark);
    }

    private static String withMark(String path) {
        try (InputStream in = Assets.class.getResourceAsStream("/static" + path)) {
            if (in == null) {
                throw new IllegalArgumentException("no such asset: " + path);
            }
            return path + "?v=" + java.util.HexFormat.of().formatHex(Sm3.digest(in.readAllBytes()), 0, 4);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
