package org.yizhan.setup;

import java.time.LocalDate;
import java.util.List;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.content.Draft;
import org.yizhan.content.PublishedContent;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "yizhan.demo=true")
class CountyYearTests {
    @Autowired
    CountyYear year;

    @Autowired
    DemoFiles files;

    @Autowired
    Parts parts;

    @Autowired
    PublishedContent published;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void isOnlyChosenWhenSomebodyAsksForIt() {
        assertThat(year.isChosen()).isFalse();
        transaction.executeWithoutResult(status -> {
            year.choose();
            assertThat(year.isChosen()).isTrue();
            assertThat(parts.withPrefix(CountyYear.MARK)).isPresent();
            status.setRollbackOnly();
        });
        assertThat(year.isChosen()).isFalse();
    }

    @Test
    void putsPicturesWithTheirWordsAndFormsIntoArticles() {
        transaction.executeWithoutResult(status -> {
            year.makeFiles();
            int pictures = 0;
            for (int i = 0; i < 12; i++) {
                String title = "春茶开采，收购点开到村口之" + i;
                Draft draft = Draft.of(title, "<p>一</p>\n<p>二</p>\n", "白茶镇人民政府");
                Draft illustrated = files.illustrated(draft, written(title, "茶园", "申请表"));
                assertThat(illustrated.attachments()).hasSize(1);
                if (illustrated.picture() != null) {
                    pictures++;
                    Element figure = Jsoup.parseBodyFragment(illustrated.bodyHtml()).expectFirst("p + figure");
                    assertThat(figure.expectFirst("img").attr("alt")).contains("茶园");
                    assertThat(figure.expectFirst("figcaption").text()).contains("绘图");
                }
            }
            assertThat(pictures).isBetween(4, 11);
            Draft plain = Draft.of("通知", "<p>一</p>\n", "县政府办公室");
            assertThat(files.illustrated(plain, written("通知", "", ""))).isEqualTo(plain);
            status.setRollbackOnly();
        });
    }

    @Test
    void hasColumnsOnThreeLevelsOfWhichEachHasAPlaceOfItsOwn() {
        List<String[]> rows = DemoText.rows("year/columns.txt");
        int all = rows.stream().mapToInt(row -> row[0].contains("@") ? DemoSites.unitsOf(row[0]).size() : 1).sum();
        assertThat(all).isEqualTo(368);
        assertThat(rows).filteredOn(row -> row[1].isEmpty()).hasSize(8);
        assertThat(rows.stream().map(row -> row[0])).doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(DemoUnit.all().stream().map(DemoUnit::code).toList());
        assertThat(DemoUnit.all().stream().filter(DemoUnit::hasSite)).hasSize(54);
        assertThat(DemoUnit.all().stream().map(DemoUnit::code)).doesNotHaveDuplicates();
    }

    @Test
    void linksInterpretationsOfTheSmallCountyWithWhatTheyExplain() {
        for (DemoDisclosure.Explained pair : DemoDisclosure.Explained.byHand()) {
            assertThat(DemoArticle.all().stream().map(DemoArticle::title)).contains(pair.title(), pair.policy());
        }
    }

    private static YearText.Written written(String title, String picture, String form) {
        return new YearText.Written("gzdt", title, "", "县政府办公室", null, null, LocalDate.EPOCH, picture, form, null);
    }
}
