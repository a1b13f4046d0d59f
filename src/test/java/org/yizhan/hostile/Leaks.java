package org.yizhan.hostile;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What no answer may show: the program's own words. */
final class Leaks {
    static final Pattern CHINESE = Pattern.compile("[\\u4e00-\\u9fff]");
    private static final Pattern PROGRAM = Pattern.compile(
            "(Exception|StackTrace)\\b|org\\.(yizhan|springframework|postgresql|eclipse|apache)\\.|java\\.(lang|util|io)\\."
                    + "|\\n\\s+at [\\w.$]+\\(|Whitelabel|[Jj]etty|SQLSTATE|ERROR: |Bad Request|Internal Server Error|Not Found"
                    + "|Method Not Allowed|Unsupported Media Type|Failed to convert|invalid byte sequence|violates \\w+ constraint");

    private Leaks() {}

    static Optional<String> in(String answer) {
        Matcher found = PROGRAM.matcher(answer);
        return found.find() ? Optional.of(found.group()) : Optional.empty();
    }
}
