package org.yizhan.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/**
 * One article of the demonstration county, as written in {@code demo/articles.txt}: a head line
 * {@code # column[@site] | days ago | time | source | title [| document number]}, then the lines of {@link DemoHtml}.
 */
record DemoArticle(String column, String site, int daysAgo, LocalTime at, String source, String title,
        @Nullable String number, String summary, String bodyHtml) {
    private static final int SUMMARY = 90;

    static List<DemoArticle> all() {
        try {
            String text = new ClassPathResource("demo/articles.txt").getContentAsString(StandardCharsets.UTF_8);
            return Arrays.stream(("\n" + text).split("\n# "))
                    .filter(block -> !block.isBlank())
                    .map(DemoArticle::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isDocument() {
        return number != null;
    }

    private static DemoArticle read(String block) {
        String[] lines = block.strip().split("\n");
        String[] head = lines[0].split("\\s*\\|\\s*");
        String[] place = head[0].split("@");
        return new DemoArticle(place[0], place.length > 1 ? place[1] : "", Integer.parseInt(head[1]),
                LocalTime.parse(head[2]), head[3], head[4], head.length > 5 ? head[5] : null,
                summary(lines), DemoHtml.of(Arrays.asList(lines).subList(1, lines.length)));
    }

    /** The first paragraph that says something, as far as two lines of a list hold it. */
    private static String summary(String[] lines) {
        String first = Arrays.stream(lines)
                .skip(1)
                .filter(line -> line.length() > 20 && !line.startsWith("|") && !line.startsWith("#"))
                .findFirst()
                .orElse("");
        return first.length() <= SUMMARY ? first : first.substring(0, SUMMARY) + "……";
    }
}
