package org.yizhan.shared;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a form carries so that, sent twice, it is one thing (防重复提交): long and random. */
public final class Once {
    private static final int BYTES = 16;
    private static final Pattern FRESH = Pattern.compile("[0-9a-f]{32}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Once() {}

    /** For a new form. */
    public static String fresh() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** What came back with a form; null when it is none of ours. */
    public static @Nullable String orNull(@Nullable String sent) {
        return sent != null && FRESH.matcher(sent).matches() ? sent : null;
    }

    /** The same form sent twice at the same moment waits here, within the transaction, for the first, and finds what that has written. */
    public static void await(JdbcClient sql, String once) {
        sql.sql("select pg_advisory_xact_lock(hashtextextended(:once, 4018))")
                .param("once", once)
                .query((row, n) -> n)
                .single();
    }
}
