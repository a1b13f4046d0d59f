package org.yizhan.identity;

import org.jspecify.annotations.Nullable;

/** Where to go after signing in: a path of this program and nothing else, so that no link can lead away through us. */
public final class LocalPath {
    private static final int LONGEST = 4000;

    private LocalPath() {}

    /** The wanted path when it is safe, otherwise the fallback. */
    public static String orElse(@Nullable String wanted, String fallback) {
        return wanted != null && isSafe(wanted) ? wanted : fallback;
    }

    /** Printable ASCII, one slash at the beginning: neither {@code //host}, {@code /\host}, a line break nor a scheme. */
    private static boolean isSafe(String path) {
        return path.length() <= LONGEST
                && path.matches("/(?![/\\\\])[\\x21-\\x5B\\x5D-\\x7E]*|/")
                && !path.startsWith("/desk/sign-")
                && !path.startsWith("/member/sign-");
    }
}
