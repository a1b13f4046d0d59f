package org.yizhan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** The page about complaints names tests; a renamed test must not leave its answer behind. */
class ComplaintsPageTests {
    private static final Pattern NAMED = Pattern.compile("`(\\w+Tests)\\.(\\w+)`");

    @TestFactory
    Stream<DynamicTest> everyTestThatThePageNamesExists() throws IOException {
        var named = NAMED.matcher(Files.readString(Path.of("docs/complaints.md"))).results().toList();
        assertThat(named).hasSizeGreaterThan(30);
        return named.stream()
                .map(test -> DynamicTest.dynamicTest(test.group(1) + "." + test.group(2),
                        () -> assertThat(sourceOf(test)).contains(" " + test.group(2) + "(")));
    }

    private static String sourceOf(MatchResult test) throws IOException {
        try (var files = Files.walk(Path.of("src/test/java"))) {
            Path source = files.filter(path -> path.endsWith(test.group(1) + ".java")).findFirst().orElseThrow();
            return Files.readString(source);
        }
    }
}
