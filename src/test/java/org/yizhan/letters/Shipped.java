package org.yizhan.letters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** The words with which an office begins, as the migration has them, for tests that need no database. */
final class Shipped {
    private static final Pattern ROW = Pattern
            .compile("\\('(STOCK_PHRASE|SIGN|DUTY)', '([^']+)', (-?\\d+), '([^']*)', '([^']*)'\\)");

    private Shipped() {}

    static List<RuleWord> words(RuleList list) {
        try (var in = Objects.requireNonNull(Shipped.class.getResourceAsStream(
                "/db/migration/letters/V2__shipped_words_and_subjects.sql"))) {
            return ROW.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .filter(row -> row.group(1).equals(list.name()))
                    .map(row -> new RuleWord(row.start(), list, row.group(2), Integer.parseInt(row.group(3)),
                            row.group(4), row.group(5), true, false, 0))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
