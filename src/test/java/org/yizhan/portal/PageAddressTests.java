package org.yizhan.portal;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PageAddressTests {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/ | | /", "/ | utm_source=x&fbclid=1 | /", "/ | mode=elder | /?mode=elder",
        "/ | x=1&mode=elder&y | /?mode=elder", "/ | mode=other | /", "/ | before=abc | /",
        "/tzgg/ | before=abc-1 | /tzgg/?before=abc-1", "/tzgg/ | mode=elder&before=k | /tzgg/?before=k&mode=elder",
        "/tzgg/ | before=a&before=b | /tzgg/?before=a", "/tzgg/ | before=%41 | /tzgg/", "/tzgg/ | before= | /tzgg/",
        "/tzgg/ | before=<script> | /tzgg/",
        "/tzgg/202601/5.html | before=k&mode=elder | /tzgg/202601/5.html?mode=elder",
        "/sitemap.xml | a=b | /sitemap.xml", "/sitemap-202611-17.xml | | /sitemap-202611-17.xml",
        "/feeds/portal.rss | | /feeds/portal.rss", "/disclosure/ | x=1 | /disclosure/",
        "/disclosure/catalogue | year=2026&body=7&utm=a | /disclosure/catalogue?body=7&year=2026",
        "/disclosure/library | key=n0-5-9&validity=EFFECTIVE&mode=elder | /disclosure/library?validity=EFFECTIVE&key=n0-5-9&mode=elder",
        "/disclosure/lists/powers/ | q=&key=5 | /disclosure/lists/powers/?key=5"})
    void leavesOnlyWhatChangesThePage(String path, @Nullable String query, String key) {
        assertThat(key(null, path, query)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/desk/", "/desk", "/search", "/files/5/a.pdf", "/api/calendar/due", "/assets/yizhan.css",
        "/sign-in", "/member/", "/favicon.ico", "/sitemap-x.xml", "/oauth2/authorize",
        "/.well-known/openid-configuration",
        "/leaving", "/TZGG/", "/tz%67g/", "/tzgg;jsessionid=1/", "/tzgg//", "//evil.example/", "/a/../desk/",
        "/./", "/tz gg/", "/通知/", "", "tzgg", "*"})
    void staysOutOfTheWayOfEverythingElse(String path) {
        assertThat(PageAddress.of(null, path, null)).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/disclosure/lists/powers/ | q=x", "/disclosure/catalogue | body=1&body=2",
        "/disclosure/catalogue | subject=%27", "/disclosure/gazette/2026/3/gazette.pdf | "})
    void keepsNothingOfDisclosureThatSomebodyTypedOrThatIsAFile(String path, @Nullable String query) {
        assertThat(PageAddress.of(null, path, query)).isNull();
    }

    @Test
    void refusesPathsThatAreTooLong() {
        assertThat(PageAddress.of(null, "/" + "a".repeat(200) + "/", null)).isNull();
    }

    @Test
    void leavesKeysOutThatAreTooLong() {
        assertThat(key(null, "/tzgg/", "before=" + "a".repeat(81))).isEqualTo("/tzgg/");
    }

    @ParameterizedTest
    @CsvSource({"/, /shuili/", "/tzgg/, /shuili/tzgg/", "/shuili/tzgg/, /shuili/tzgg/", "/shuili/, /shuili/",
        "/tzgg/202601/5.html, /shuili/tzgg/202601/5.html", "/sitemap, /shuili/sitemap",
        "/mistake, /shuili/mistake", "/sitemap.xml, /shuili/sitemap.xml",
        "/sitemap-202611.xml, /shuili/sitemap-202611.xml",
        "/robots.txt, /shuili/robots.txt", "/feeds/shuili.rss, /feeds/shuili.rss"})
    void leadsASitesOwnHostToTheSamePage(String path, String key) {
        assertThat(key("shuili", path, null)).isEqualTo(key);
    }

    private static @Nullable String key(@Nullable String site, String path, @Nullable String query) {
        PageAddress address = PageAddress.of(site, path, query);
        return address == null ? null : address.key();
    }
}
