package org.yizhan.workbench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the style sheets and templates promise: small, nothing from elsewhere, nothing that the content policy forbids. */
class StyleTests {
    private static final Path ASSETS = Path.of("src/main/resources/static/assets");
    private static final Pattern STYLE_ATTRIBUTE = Pattern.compile("<[a-z][^>]*\\sstyle=");
    private static final Pattern HANDLER_ATTRIBUTE = Pattern.compile("<[a-z][^>]*\\son[a-z]+=");
    private static final Pattern INLINE_SCRIPT = Pattern.compile("<script(?![^>]*\\bsrc=)(?![^>]*ld\\+json)[^>]*>");
    private static final Pattern INLINE_STYLE = Pattern.compile("<style[\\s>]");

    @Test
    void aPublicPageLoadsFewBytes() throws IOException {
        byte[] shared = Files.readAllBytes(ASSETS.resolve("yizhan.css"));
        byte[] portal = Files.readAllBytes(ASSETS.resolve("public.css"));
        byte[] script = Files.readAllBytes(ASSETS.resolve("yizhan.js"));
        assertThat(shared.length).isLessThan(25_000);
        assertThat(portal.length).isLessThan(25_000);
        assertThat(zipped(shared) + zipped(portal) + zipped(script)).isLessThan(14_000);
    }

    @Test
    void styleSheetsFetchNothingAndKnowNoColourFunctions() throws IOException {
        for (String name : List.of("yizhan.css", "public.css", "desk.css", "hues.css")) {
            assertThat(Files.readString(ASSETS.resolve(name))).as(name)
                    .doesNotContain("@import", "url(", "@font-face", "oklch(", ":is(", ":where(");
        }
    }

    @Test
    void everyRuleBlockIsClosed() throws IOException {
        for (String name : List.of("yizhan.css", "public.css", "desk.css", "hues.css")) {
            String css = Files.readString(ASSETS.resolve(name));
            assertThat(css.chars().filter(c -> c == '{').count()).as(name)
                    .isEqualTo(css.chars().filter(c -> c == '}').count());
        }
    }

    @Test
    void templatesHoldNoInlineStylesScriptsOrHandlers() throws IOException {
        try (Stream<Path> templates = Files.walk(Path.of("src/main/jte"))) {
            templates.filter(path -> path.toString().endsWith(".jte")).forEach(path -> {
                String text = read(path);
                assertThat(text).as(path.toString())
                        .doesNotContainPattern(STYLE_ATTRIBUTE)
                        .doesNotContainPattern(HANDLER_ATTRIBUTE)
                        .doesNotContainPattern(INLINE_SCRIPT)
                        .doesNotContainPattern(INLINE_STYLE)
                        .doesNotContain("$unsafe{${");
            });
        }
    }

    @Test
    void everyIconThatTemplatesNameIsDrawn() throws IOException {
        String drawn = Files.readString(ASSETS.resolve("icons.svg"));
        Pattern named = Pattern.compile("part\\.icon\\(name = \"([a-z]+)\"");
        try (Stream<Path> templates = Files.walk(Path.of("src/main/jte"))) {
            templates.filter(path -> path.toString().endsWith(".jte"))
                    .forEach(path -> named.matcher(read(path))
                            .results()
                            .forEach(match -> assertThat(drawn).as(path.toString())
                                    .contains("id=\"" + match.group(1) + "\"")));
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int zipped(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.size();
    }
}
