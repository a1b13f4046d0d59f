package org.yizhan.search;

import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HighlighterTests {
    @Test
    void marksEveryOccurrence() {
        assertThat(marked(new Highlighter(List.of("防汛")).whole("防汛通知：做好防汛"))).isEqualTo("[防汛]通知：做好[防汛]");
    }

    @Test
    void joinsWordsThatOverlap() {
        assertThat(marked(new Highlighter(List.of("社会保障", "保障局")).whole("社会保障局"))).isEqualTo("[社会保障局]");
    }

    @Test
    void findsSimplifiedWordsInTraditionalText() {
        assertThat(marked(new Highlighter(List.of("政府网站")).whole("縣政府網站"))).isEqualTo("縣[政府網站]");
    }

    @Test
    void picksTheStretchThatShowsMostWords() {
        String text = "水库。" + "一".repeat(300) + "水库移民补助标准" + "二".repeat(300);
        assertThat(marked(new Highlighter(List.of("水库", "移民", "补助")).excerpt(text)))
                .contains("[水库移民补助]标准")
                .startsWith("…");
    }

    @Test
    void showsTheBeginningWhenNothingMatches() {
        assertThat(marked(new Highlighter(List.of("防汛")).excerpt("今天天气好"))).isEqualTo("今天天气好");
    }

    @Test
    void neverCutsACharacterInHalf() {
        String text = "𠮷".repeat(200);
        String shown = new Highlighter(List.of("防汛")).excerpt(text)
                .stream()
                .map(SearchResults.Run::text)
                .collect(Collectors.joining());
        assertThat(shown.replace("𠮷", "").replace("…", "")).isEmpty();
    }

    private static String marked(List<SearchResults.Run> runs) {
        return runs.stream().map(r -> r.matched() ? "[" + r.text() + "]" : r.text()).collect(Collectors.joining());
    }
}
