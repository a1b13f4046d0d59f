package org.yizhan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What no statement in the program may say. */
class StatementTests {
    /** ADR 0003: the number of rows is put in by {@code SqlLimit}. */
    private static final Pattern UNKNOWN_NUMBER = Pattern.compile("\\blimit\\s+(:(?!rows\\b)\\w+|\\?)");

    /** A page is found by its key, however far back it lies. */
    private static final Pattern COUNTED_OFF = Pattern.compile("\\boffset\\s+:(?!part\\b)\\w+");

    @Test
    void theNumberOfRowsStandsInTheStatementAndPagesGoByKey() throws IOException {
        var found = new ArrayList<String>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(source);
                for (Pattern pattern : new Pattern[]{UNKNOWN_NUMBER, COUNTED_OFF}) {
                    pattern.matcher(text).results().forEach(hit -> found.add(source + ": " + hit.group()));
                }
            }
        }
        assertThat(found).isEmpty();
    }
}
