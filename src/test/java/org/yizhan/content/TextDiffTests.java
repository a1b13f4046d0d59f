package org.yizhan.content;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.yizhan.content.TextDiff.Change;
import org.yizhan.content.TextDiff.Piece;

import static org.assertj.core.api.Assertions.assertThat;

/** Two texts side by side. */
class TextDiffTests {
    @Test
    void saysWhichWordsOfALineAreGoneAndWhichWereAdded() {
        TextDiff.Row row = TextDiff.words("请于11月25日前报送材料", "请于11月30日前报送全部材料");

        assertThat(row.change()).isEqualTo(Change.CHANGED);
        assertThat(row.left()).containsExactly(new Piece(Change.SAME, "请于11月"), new Piece(Change.GONE, "25"),
                new Piece(Change.SAME, "日前报送"), new Piece(Change.SAME, "材料"));
        assertThat(row.right()).containsExactly(new Piece(Change.SAME, "请于11月"), new Piece(Change.ADDED, "30"),
                new Piece(Change.SAME, "日前报送"), new Piece(Change.ADDED, "全部"), new Piece(Change.SAME, "材料"));
    }

    @Test
    void saysWhichParagraphsAreGoneAddedOrTheSame() {
        List<TextDiff.Row> rows = TextDiff.ofHtml("<p>一</p><p>二</p><p>三</p>", "<p>一</p><p>三</p><p>四</p>");

        assertThat(rows).extracting(TextDiff.Row::change)
                .containsExactly(Change.SAME, Change.GONE, Change.SAME, Change.ADDED);
        assertThat(TextDiff.ofHtml("<p>一</p>", "<p>一</p>")).extracting(TextDiff.Row::change)
                .containsExactly(Change.SAME);
        assertThat(TextDiff.ofHtml("", "")).isEmpty();
    }

    @Test
    void aRowOfATableIsALineAndAPictureIsItsTextAlternative() {
        assertThat(TextDiff.blocks("<table><tr><td><p>名称</p></td><td>数</td></tr><tr><td>渠道</td><td>3</td></tr></table>"
                + "<figure><img src=\"/files/8/a.png\" alt=\"水渠\"><figcaption>青石村</figcaption></figure><p>完<br>了</p>"))
                .containsExactly("名称｜数", "渠道｜3", "〔图片：水渠〕", "青石村", "完", "了");
    }

    @Test
    void neverSplitsWhatBelongsTogether() {
        assertThat(TextDiff.words("👨‍👩‍👧村", "👨‍👩‍👧镇").left()).containsExactly(new Piece(Change.SAME, "👨‍👩‍👧"),
                new Piece(Change.GONE, "村"));
    }

    @Test
    void aLongTextIsComparedAsFarAsItGoes() {
        String many = "<p>段</p>".repeat(5_000);

        assertThat(TextDiff.ofHtml(many, many + "<p>尾</p>")).hasSize(TextDiff.MOST_BLOCKS);
        assertThat(TextDiff.words("甲".repeat(4_000), "乙".repeat(4_000)).left()).hasSize(1);
    }
}
