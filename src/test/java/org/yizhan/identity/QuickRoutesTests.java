package org.yizhan.identity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.util.pattern.PathPatternParser;

import static org.assertj.core.api.Assertions.assertThat;

/** Which patterns are tried for a path. */
class QuickRoutesTests {
    @ParameterizedTest
    @CsvSource({"/, /", "/desk, /desk", "/{first:[a-z]+}/, /tzgg/", "/{a}/{b}, /slj/tzgg",
        "'/{column:[a-z]+}/{month:[0-9]{6}}/{id:[0-9]{1,18}}.html', /tzgg/202611/5.html",
        "/desk/articles/{id}/submit, /desk/articles/7/submit", "/files/{id}/{name}, /files/7/a.b.html",
        "/assets/**, /assets/a/b/c.css", "/{*rest}, /a/b/c", "/feeds/{site}.{kind}, /feeds/portal.rss",
        "/a?c/*, /abc/d"})
    void aPatternIsTriedForEveryPathThatItMatches(String pattern, String path) {
        assertThat(new PathPatternParser().parse(pattern).matches(PathContainer.parsePath(path))).isTrue();
        assertThat(mayBeOf(pattern, path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"/desk, /desks/", "/{first:[a-z]+}/, /tzgg", "/{a}/{b}, /slj/tzgg/",
        "/{column}/{month:[0-9]{6}}/{id}.html, /slj/tzgg/202611/5.html",
        "/desk/articles/{id}/submit, /desk/articles/7/save",
        "/{site}/sitemap, /slj/tzgg"})
    void andPassedOverWhenThePathCanBeNoneOfIts(String pattern, String path) {
        assertThat(mayBeOf(pattern, path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/desk", "/desk/", "/desk/cases", "/desk/cases/7", "/desk/cases/7/dates", "/desk/new",
        "/tzgg", "/tzgg/",
        "/desk/tzgg", "/assets/a/b/c.css", "/x", "/x/y/z/"})
    void ofAllRoutesThoseAreTriedThatMayBeMeant(String path) {
        List<String> patterns = List.of("/", "/desk", "/desk/", "/desk/cases", "/desk/cases/{id}",
                "/desk/cases/{id}/dates",
                "/desk/{page}", "/desk/c{x}/{id}", "/{site}", "/{site}/", "/{site}/{column}", "/assets/**", "/{*rest}",
                "/desk/{page}/desk/");
        Map<RequestMappingInfo, String> all = new LinkedHashMap<>();
        patterns.forEach(pattern -> all.put(RequestMappingInfo.paths(pattern).build(), pattern));
        assertThat(new QuickRoutes.Routes(all.keySet()).maybeOf(path).stream().map(all::get))
                .containsExactlyInAnyOrderElementsOf(
                        patterns.stream().filter(pattern -> mayBeOf(pattern, path)).toList());
    }

    private static boolean mayBeOf(String pattern, String path) {
        return QuickRoutes.Shape.of(pattern).mayBeOf(path, QuickRoutes.Shape.strokesOf(path));
    }
}
