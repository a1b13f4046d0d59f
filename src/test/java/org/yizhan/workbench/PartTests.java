package org.yizhan.workbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yizhan.calendar.When;
import org.yizhan.content.ArticleView.Attachment;
import org.yizhan.content.ArticleView.Fact;
import org.yizhan.content.ArticleView.Film;
import org.yizhan.content.ElementKind;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.PublicFrame.NavEntry;
import org.yizhan.shared.web.TimelineStep;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

import static org.assertj.core.api.Assertions.assertThat;

class PartTests {
    private static final String HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'";
    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(ContentType.Html);

    private static final Map<String, Map<String, Object>> HOSTILE_CALLS = Map.ofEntries(
            Map.entry("icon", Map.of("name", HOSTILE, "css", HOSTILE)),
            Map.entry("field",
                    Map.of("label", HOSTILE, "name", HOSTILE, "value", HOSTILE, "hint", HOSTILE, "errors",
                            FormErrors.of(HOSTILE, HOSTILE), "accept", HOSTILE)),
            Map.entry("choose",
                    Map.of("label", HOSTILE, "name", HOSTILE, "options", Map.of(HOSTILE, HOSTILE), "value", HOSTILE,
                            "hint", HOSTILE, "errors", FormErrors.of(HOSTILE, HOSTILE))),
            Map.entry("errors", Map.of("errors", FormErrors.of(HOSTILE, HOSTILE))),
            Map.entry("pager", Map.of("href", "/desk/?key=" + HOSTILE, "older", HOSTILE, "newer", HOSTILE)),
            Map.entry("timeline",
                    Map.of("steps", List.of(TimelineStep.done(HOSTILE, HOSTILE, HOSTILE, HOSTILE)))),
            Map.entry("process",
                    Map.of("file", "/" + HOSTILE, "here", List.of(HOSTILE), "past", List.of(HOSTILE), "open",
                            List.of(HOSTILE))),
            Map.entry("state",
                    Map.of("kind", "empty", "title", HOSTILE, "text", HOSTILE, "href", "/" + HOSTILE, "action",
                            HOSTILE)),
            Map.entry("when", Map.of("when", new When(LocalDate.EPOCH, HOSTILE, HOSTILE, true))),
            Map.entry("crumbs", Map.of("path", List.of(new NavEntry(HOSTILE, HOSTILE), new NavEntry(HOSTILE, "")))),
            Map.entry("facts",
                    Map.of("facts", List.of(new Fact(HOSTILE, HOSTILE, ElementKind.LINE, HOSTILE, null, null)))),
            Map.entry("passages",
                    Map.of("facts", List.of(new Fact(HOSTILE, HOSTILE, ElementKind.TEXT, HOSTILE, null, null),
                            new Fact(HOSTILE, HOSTILE, ElementKind.TABLE, HOSTILE + "\t" + HOSTILE, null, null)))),
            Map.entry("film",
                    Map.of("desk", true, "facts", List.of(new Fact(HOSTILE, HOSTILE, ElementKind.FILE, HOSTILE,
                            new Attachment(1, HOSTILE, "video/mp4", 1, "/files/" + HOSTILE),
                            new Film(HOSTILE, HOSTILE, HOSTILE))))),
            Map.entry("message", Map.of("notice", HOSTILE, "refusal", new Refusal(HOSTILE))));

    static List<String> parts() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/jte/part"))) {
            return files.map(file -> file.getFileName().toString().replace(".jte", "")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("parts")
    void escapesWhateverItShows(String part) {
        Map<String, Object> call = HOSTILE_CALLS.get(part);
        assertThat(call).as("a hostile call of part/%s.jte stands in this test", part).isNotNull();
        for (String type : List.of("text", "textarea", "file")) {
            var typed = new HashMap<>(call);
            if (part.equals("field")) {
                typed.put("type", type);
            }
            var parsed = Jsoup.parseBodyFragment(render(part, typed));
            assertThat(parsed.select("script, img")).isEmpty();
            assertThat(parsed.select("[onerror]")).isEmpty();
            assertThat(parsed.outerHtml()).as("the words themselves are still shown").contains("alert(1)");
        }
    }

    @Test
    void aFieldKeepsWhatWasTypedAndSaysWhatIsWrongNextToIt() {
        String html = render("field", Map.of("label", "身份证号", "name", "idNumber", "value", "53010219900307001", "hint",
                "18 位", "errors", FormErrors.of("idNumber", "少了一位，请核对。")));
        assertThat(html).contains("value=\"53010219900307001\"", "少了一位，请核对。", "aria-invalid=\"true\"",
                "aria-describedby=\"f-idNumber-error f-idNumber-hint\"", "<label for=\"f-idNumber\">");
    }

    @Test
    void aPasswordIsNeverSentBack() {
        assertThat(render("field", Map.of("label", "密码", "name", "password", "type", "password", "value", "geheim")))
                .doesNotContain("geheim");
    }

    @Test
    void theSummaryLeadsToEachWrongField() {
        String html = render("errors", Map.of("errors", FormErrors.of("title", "请填写标题。").and("column", "请选择栏目。")));
        assertThat(html).contains("有 2 处需要修改", "<a href=\"#f-title\">请填写标题。</a>", "<a href=\"#f-column\">");
        assertThat(render("errors", Map.of("errors", FormErrors.NONE)).strip()).isEmpty();
    }

    @Test
    void aPagerWithoutOtherPagesIsNotThere() {
        var nothing = new HashMap<String, Object>();
        nothing.put("href", "/desk/?key=");
        nothing.put("older", null);
        nothing.put("newer", null);
        assertThat(render("pager", nothing).strip()).isEmpty();
        nothing.put("older", "2026-11-21|7");
        assertThat(render("pager", nothing)).contains("href=\"/desk/?key=2026-11-21%7C7\"", "rel=\"next\"")
                .doesNotContain("rel=\"prev\"");
    }

    private static String render(String part, Map<String, Object> call) {
        var out = new StringOutput();
        TEMPLATES.render("part/" + part + ".jte", call, out);
        return out.toString();
    }
}
