package org.yizhan.content.proofreading;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A pattern that is only tried where one of its signs stands in the text (查找式): to look for a sign costs next to nothing, and most
 * texts have none of most signs.
 *
 * @param signs empty: tried in every text
 */
public record Sought(Pattern pattern, List<String> signs) {
    public Sought {
        signs = List.copyOf(signs);
    }

    public static Sought of(String regex, String... signs) {
        return new Sought(Pattern.compile(regex), List.of(signs));
    }

    /** The same, with lines that have an end of their own. */
    public static Sought lines(String regex, String... signs) {
        return new Sought(Pattern.compile(regex, Pattern.MULTILINE), List.of(signs));
    }

    /** Null when the text cannot have it. */
    public @Nullable Matcher in(String text) {
        if (signs.isEmpty()) {
            return pattern.matcher(text);
        }
        for (String sign : signs) {
            if (text.contains(sign)) {
                return pattern.matcher(text);
            }
        }
        return null;
    }
}
