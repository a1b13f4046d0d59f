package org.yizhan.casework;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;

import static org.assertj.core.api.Assertions.assertThat;

/** The engine serves letters, orders and kinds to come, and knows none of them. */
class NoKindIsNamedTests {
    private static final List<String> BELOW = List.of("shared", "calendar", "journal", "directory", "files",
            "identity", "messaging");
    /** Codes, prefixes, permissions and modules of kinds that there are. */
    private static final Pattern KIND = Pattern
            .compile(
                    "\"(letters?|supervision|hotline|tickets?|requests?)[.\"]|\"orders?\\.|equals\\(\"order|kind = \"order|"
                            + "\"(XJ|DB|RX|GK)\"|org\\.yizhan\\.(letters|supervision|hotline|requests)|"
                            + "processes/(letters|orders|hotline|requests)");

    /** What it may lean on; that it leans on nothing else {@link org.yizhan.ModularityTests} says. */
    @Test
    void mayLeanOnNoModuleThatHasAKind() {
        assertThat(CaseDesk.class.getPackage().getAnnotation(ApplicationModule.class).allowedDependencies())
                .isSubsetOf(BELOW);
    }

    @Test
    void namesNoKindInItsSourceItsPagesOrItsTables() throws IOException {
        var found = new ArrayList<String>();
        for (Path root : List.of(Path.of("src/main/java/org/yizhan/casework"), Path.of("src/main/jte/casework"),
                Path.of("src/main/resources/db/migration/casework"))) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    KIND.matcher(Files.readString(file).replace('\'', '"'))
                            .results()
                            .forEach(hit -> found.add(file + ": " + hit.group()));
                }
            }
        }
        assertThat(found).isEmpty();
        assertThat(KIND.matcher("if (kind.equals(\"order\"))").find()).as("the pattern finds one").isTrue();
    }
}
