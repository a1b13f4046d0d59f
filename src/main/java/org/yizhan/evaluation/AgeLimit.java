package org.yizhan.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.yizhan.content.ColumnRecord;

/**
 * One line of an indicator's terms: which columns it looks at and how old their newest may be.
 *
 * @param words types or names of columns
 * @param days 0 where no age is asked for
 * @param topmost whether of columns within each other only the topmost counts (一级栏目)
 */
record AgeLimit(List<String> words, int days, boolean topmost) {
    private static final Pattern LINE = Pattern.compile("(\\S+?)(?:\\s+(\\d{1,4}))?(?:\\s+(一级))?");

    AgeLimit {
        words = List.copyOf(words);
    }

    /** Empty when a line is not written as lines are. */
    static Optional<List<AgeLimit>> parse(String terms) {
        var limits = new ArrayList<AgeLimit>();
        for (String line : terms.lines().map(String::strip).filter(one -> !one.isEmpty()).toList()) {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                return Optional.empty();
            }
            limits.add(new AgeLimit(
                    Arrays.stream(parts.group(1).split("[，,、;；]+")).filter(word -> !word.isEmpty()).toList(),
                    parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2)), parts.group(3) != null));
        }
        return Optional.of(limits);
    }

    /** By type first; a column without the type may have the name. */
    boolean matches(ColumnRecord column) {
        return words.contains(column.name()) || Standing.types(column).stream().anyMatch(words::contains);
    }
}
