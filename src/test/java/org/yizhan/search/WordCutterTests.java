package org.yizhan.search;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class WordCutterTests {
    private record Word(int from, int to, boolean inside) {}

    @ParameterizedTest
    @CsvSource({"产品和服务,产品 和 服务", "结合成分子,结合 成 分子", "研究生命起源,研究 生命 起源", "南京市长江大桥,南京市 长江 大桥",
        "乒乓球拍卖完了,乒乓球拍 卖完 了", "城乡居民基本养老保险,城乡 居民 基本 养老 保险", "医保缴费指南,医保 缴费 指南", "2026年gb18030标准,2026 年 gb18030 标准",
        "𠮷野家,𠮷 野 家", "一。,一 。"})
    void takesTheMostProbableWayThroughTheText(String text, String words) {
        assertThat(chosen(text)).containsExactly(words.split(" "));
    }

    @Test
    void tellsOfShorterWordsInsideALongerOneOnceEach() {
        assertThat(inside("保障局")).containsExactly("保障");
        assertThat(inside("农田水利")).containsExactly("农田", "水利");
        assertThat(inside("产品和服务")).isEmpty(); // 和服 lies across two words, not in one
    }

    @Test
    void theWordsChosenCoverTheTextWithoutAGap() {
        String text = "县政府2026年第3号公告：“三公”经费公开 OK了吗？😀 https://a.gov.cn/x1 ".repeat(50);
        int at = 0;
        for (Word word : cut(text)) {
            if (!word.inside()) {
                assertThat(word.from()).isEqualTo(at);
                at = word.to();
            }
        }
        assertThat(at).isEqualTo(text.length());
    }

    @Test
    void countsPlacesFromTheBeginningOfTheWholeText() {
        var words = new ArrayList<Word>();
        WordCutter.cut("水库".toCharArray(), 1000, (from, to, inside) -> words.add(new Word(from, to, inside)));
        assertThat(words).containsExactly(new Word(1000, 1002, false));
    }

    @Test
    void cutsAnEndlessWordOfLettersIntoPartsAndAnEmptyTextIntoNothing() {
        assertThat(chosen("a".repeat(250))).extracting(String::length).containsExactly(100, 100, 50);
        assertThat(chosen("")).isEmpty();
    }

    private static List<String> chosen(String text) {
        return cut(text).stream()
                .filter(word -> !word.inside())
                .map(word -> text.substring(word.from(), word.to()))
                .toList();
    }

    private static List<String> inside(String text) {
        return cut(text).stream().filter(Word::inside).map(word -> text.substring(word.from(), word.to())).toList();
    }

    private static List<Word> cut(String text) {
        var words = new ArrayList<Word>();
        WordCutter.cut(text.toCharArray(), 0, (from, to, inside) -> words.add(new Word(from, to, inside)));
        return words;
    }
}
