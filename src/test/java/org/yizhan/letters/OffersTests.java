package org.yizhan.letters;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.yizhan.search.SearchQuery;

import static org.assertj.core.api.Assertions.assertThat;

/** What is asked of the search while somebody types. */
class OffersTests {
    @Test
    void theWordsThatTellMostAreAskedForFirstAndThenFewerOfThem() {
        var queries = Offers.queries("您好，请问滨江公园的路灯一直不亮，晚上跑步摔倒了，什么时候能修好？");
        assertThat(queries).hasSizeGreaterThan(1).allSatisfy(query -> {
            assertThat(query.kind()).isEqualTo(Offers.KIND);
            assertThat(query.audience()).isEqualTo("public");
        });
        assertThat(queries.getFirst().words()).contains("路灯").doesNotContain("您好", "请问");
        assertThat(queries).extracting(SearchQuery::words)
                .extracting(words -> words.split(" ").length)
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test
    void aTextThatSaysTooLittleAsksNothing() {
        assertThat(Offers.queries("")).isEmpty();
        assertThat(Offers.queries("县长您好")).isEmpty();
        assertThat(Offers.queries("13977612345")).isEmpty();
    }

    @Test
    void anAnswerIsFoundByItsQuestionAndByItsWords() {
        var document = Offers.document(7, "路灯不亮", "滨江公园路灯不亮。", "已修复。", "城市管理 / 路灯", "城市管理局",
                Instant.parse("2026-11-27T02:00:00Z"), "/letters/7");
        assertThat(document.kind()).isEqualTo(Offers.KIND);
        assertThat(document.body()).contains("滨江公园", "已修复");
        assertThat(document.column()).isEqualTo("城市管理 / 路灯");
    }
}
