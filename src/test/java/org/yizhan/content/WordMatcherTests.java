package org.yizhan.content;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yizhan.content.CheckWord.Level;

import static org.assertj.core.api.Assertions.assertThat;

/** How kept words are found in a text. */
class WordMatcherTests {
    private static CheckWord word(long id, String word) {
        return new CheckWord(id, Office.COUNTY, word, Level.SUGGESTION, "", "", false, 0);
    }

    private static long hits(String word, String text) {
        return new WordMatcher(List.of(word(1, word))).find(text).size();
    }

    @ParameterizedTest
    @CsvSource({"截止目前,截止目前已完成,1", "截止目前,截至目前已完成,0", "app,使用APP办理,1", "app,使用ＡＰＰ办理,1", "app,happy,0", "app,app2,0",
        "12345,电话12345。,1", "12345,电话112345,0", "一一,一一一,2", ".*,随便什么,0", "a.c,abc,0", "𠮷野家,去𠮷野家,1"})
    void aWordIsFoundAsItIsAndWhereItStandsAlone(String word, String text, int hits) {
        assertThat(hits(word, text)).isEqualTo(hits);
    }

    @Test
    void saysWhereInTheTextAsItWasWritten() {
        String text = "请下载ＡＰＰ。";
        var hit = new WordMatcher(List.of(word(1, "app"))).find(text).getFirst();
        assertThat(text.substring(hit.from(), hit.to())).isEqualTo("ＡＰＰ");
    }

    @Test
    void wordsThatBeginAlikeAreAllFound() {
        var matcher = new WordMatcher(List.of(word(1, "防汛"), word(2, "防汛办")));
        assertThat(matcher.find("县防汛办通知")).extracting(hit -> hit.word().id()).containsExactly(1L, 2L);
    }
}
