package org.yizhan.hostile;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What no answer may show: the program's own words. Plain words, for every answer is looked through and a pattern takes a hundred times as long. */
final class Leaks {
    static final Pattern CHINESE = Pattern.compile("[\\u4e00-\\u9fff]");
    private static final List<String> PROGRAM = List.of("Exception", "StackTrace", "org.yizhan.",
            "org.springframework.",
            "org.postgresql.", "org.eclipse.", "org.apache.", "java.lang.", "java.util.", "java.io.", "\tat ",
            "Whitelabel", "Jetty", "jetty", "SQLSTATE", "ERROR: ", "Bad Request", "Internal Server Error", "Not Found",
            "Method Not Allowed", "Unsupported Media Type", "Failed to convert", "invalid byte sequence", " violates ");

    private Leaks() {}

    static Optional<String> in(String answer) {
        return PROGRAM.stream().filter(answer::contains).findFirst();
    }
}
