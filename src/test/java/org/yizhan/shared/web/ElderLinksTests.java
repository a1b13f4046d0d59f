package org.yizhan.shared.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which links keep a reader in the elder mode. */
class ElderLinksTests {
    @ParameterizedTest
    @CsvSource({"/,/?mode=elder", "/tzgg/,/tzgg/?mode=elder", "/tzgg/?before=5-1,/tzgg/?before=5-1&amp;mode=elder",
        "?before=5-1,?before=5-1&amp;mode=elder", "/sitemap#units,/sitemap?mode=elder#units",
        "/tzgg/202611/5.html,/tzgg/202611/5.html?mode=elder",
        "/search?q=a&amp;year=2026,/search?q=a&amp;year=2026&amp;mode=elder"})
    void pagesKeepTheMode(String href, String carried) {
        assertThat(ElderLinks.carried("<li><a class=\"x\" href=\"" + href + "\">看</a>"))
                .isEqualTo("<li><a class=\"x\" href=\"" + carried + "\">看</a>");
    }

    @ParameterizedTest
    @CsvSource({"#main", "//evil.example/", "https://www.gov.cn/", "/files/7/a.pdf", "/assets/yizhan.css",
        "/feeds/portal.rss",
        "/desk/", "/desk", "mailto:a@b.cn", "/tzgg/?mode=elder", "''"})
    void whatIsNoPageOfOursStays(String href) {
        String link = "<a href=\"" + href + "\">看</a>";
        assertThat(ElderLinks.carried(link)).isEqualTo(link);
    }

    @Test
    void theWayBackToTheStandardPageStays() {
        String link = "<a href=\"/\" data-choose=\"elder:\">标准版</a>";
        assertThat(ElderLinks.carried(link)).isEqualTo(link);
    }

    @Test
    void searchesAndFormsThatSendSomethingStayInTheMode() {
        assertThat(ElderLinks.carried("<form class=\"search\" action=\"/search\" method=\"get\">"))
                .endsWith("<input type=\"hidden\" name=\"mode\" value=\"elder\">");
        assertThat(ElderLinks.carried("<form method=\"post\" action=\"/letters/new\">"))
                .isEqualTo("<form method=\"post\" action=\"/letters/new?mode=elder\">");
        String desk = "<form method=\"post\" action=\"/desk/sign-out\">";
        assertThat(ElderLinks.carried(desk)).isEqualTo(desk);
    }
}
