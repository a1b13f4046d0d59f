package org.yizhan.content;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.yizhan.content.Finding.Weight;

import static org.assertj.core.api.Assertions.assertThat;

/** What is known of the pictures of a body, written into it and read from it again. */
class PicturesTests {
    private static final Pictures.Facts FACTS = new Pictures.Facts("干部在青石村察看水渠", "李静", "云岭县融媒体中心", "2026年11月3日",
            "三个人蹲在水渠边，指着渠底的裂缝");

    private static String kept(String html, Pictures.Facts facts) {
        return CleanHtml.of(Pictures.say(html, Map.of(8L, facts))).html();
    }

    @Test
    void whatIsSaidIsWrittenUnderThePictureAndSurvivesTheSanitiser() {
        String html = kept("<p>正文。</p><p><img src=\"/desk/files/8/picture\" alt=\"\"></p>", FACTS);

        assertThat(html).contains("<figure>", "<figcaption>干部在青石村察看水渠", "李静").doesNotContain("<p></p>", "<p><figure");
        assertThat(Pictures.in(html)).singleElement()
                .satisfies(shown -> assertThat(shown.facts()).isEqualTo(FACTS));
    }

    @Test
    void saidAgainNothingChangesAndSaidOtherwiseItIsReplaced() {
        String once = kept("<p><img src=\"/files/8/picture\"></p>", FACTS);
        var other = new Pictures.Facts("村口", "", "云岭县水利局", "", "村口的石桥");

        assertThat(kept(once, FACTS)).isEqualTo(once);
        assertThat(Pictures.in(kept(once, other))).singleElement()
                .satisfies(shown -> assertThat(shown.facts()).isEqualTo(other));
        assertThat(kept(once, Pictures.Facts.NONE)).doesNotContain("figcaption");
    }

    @Test
    void aPictureBetweenWordsLeavesTheWordsInTheirParagraph() {
        String html = kept("<p>前面的话<img src=\"/files/8/picture\">后面的话</p>", FACTS);

        assertThat(html).contains("前面的话后面的话</p>").doesNotContain("<p><figure");
    }

    @Test
    void namesWhatIsLackingByWeight() {
        Pictures.Shown bare = Pictures.in("<p><img src=\"/files/8/a.png\" alt=\"IMG_01.jpg\"></p>").getFirst();

        assertThat(bare.lacking(Weight.BLOCK)).containsExactly("图注", "拍摄人或来源", "替代文字");
        assertThat(bare.lacking(Weight.SUGGESTION)).containsExactly("图注", "拍摄人或来源");
        assertThat(new Pictures.Shown(1, 8, FACTS).lacking(Weight.BLOCK)).isEmpty();
        assertThat(new Pictures.Shown(1, 8, new Pictures.Facts("图注", "", "水利局", "", "图")).lacking(Weight.BLOCK))
                .isEmpty();
    }

    @Test
    void whatIsTypedCannotBecomeMarkup() {
        String html = kept("<p><img src=\"/files/8/picture\"></p>",
                new Pictures.Facts("<script>alert(1)</script>", "\"><b>", "a\nb", "", "\" onerror=\"x"));

        assertThat(html).doesNotContain("<script", "<b>").contains("&lt;script&gt;");
        assertThat(org.jsoup.Jsoup.parseBodyFragment(html).select("img").is("[onerror]")).isFalse();
        assertThat(Pictures.in(html).getFirst().facts().alt()).isEqualTo("\" onerror=\"x");
    }

    @Test
    void foreignPicturesAndTextsWithoutPicturesAreLeftAlone() {
        assertThat(Pictures.in("<p><img src=\"https://example.com/a.png\">文字</p>")).isEmpty();
        assertThat(Pictures.say("<p>文字</p>", Map.of(8L, FACTS))).isEqualTo("<p>文字</p>");
    }

    @Test
    void aTextThatBeginsWithAPictureIsNotSummarisedByItsCaption() {
        CleanHtml clean = CleanHtml.of(kept("<p><img src=\"/files/8/a.png\"></p><p>全县水利冬修今天开工，计划修复渠道三十公里。</p>", FACTS));

        assertThat(Summary.of("水利冬修开工", clean.text())).startsWith("全县水利冬修今天开工");
        assertThat(clean.text()).contains("干部在青石村察看水渠");
    }

    @Test
    void aTableIsReadAsItComesFromASpreadsheetOrIsTyped() {
        assertThat(TableText.of("名称\t份数\n身份证\t1\n\n申请表\t2\t网上下载"))
                .isEqualTo(new TableText(List.of("名称", "份数", ""), List.of(List.of("身份证", "1", ""), List.of("申请表", "2",
                        "网上下载"))));
        assertThat(TableText.of("名称|份数\n身份证｜1").rows()).containsExactly(List.of("身份证", "1"));
        assertThat(TableText.of("只有表头").rows()).isEmpty();
        assertThat(TableText.of(" ").head()).isEmpty();
    }
}
