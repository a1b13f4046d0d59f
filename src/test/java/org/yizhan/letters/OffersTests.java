package org.yizhan.letters;

import org.junit.jupiter.api.Test;
import org.yizhan.search.SearchQuery;

import static org.assertj.core.api.Assertions.assertThat;

/** What is asked of the search while somebody types. */
class OffersTests {
    @Test
    void theWordsThatTellMostAreAskedForFirstAndThenFewerOfThem() {
        var queries = Offers.queries("您好，请问滨江公园的路灯一直不亮，晚上跑步摔倒了，什么时候能修好？");
        assertThat(queries).hasSizeGreaterThan(1).allSatisfy(query -> {
            assertThat(query.kind()).isEqualTo(PublishedLetters.KIND);
            assertThat(query.audience()).isEqualTo("public");
        });
        assertThat(queries.getFirst().words()).contains("路灯").doesNotContain("您好", "请问");
        assertThat(queries).extracting(SearchQuery::words)
                .extracting(words -> words.split(" ").length)
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test
    void twoWordsThatTellLessThanThePlaceAreAskedForTogether() {
        assertThat(Offers.queries("城南小区自来水发黄有异味")).extracting(SearchQuery::words)
                .doesNotHaveDuplicates()
                .anySatisfy(words -> assertThat(words.split(" ")).containsExactlyInAnyOrder("自来水", "发黄"));
    }

    @Test
    void aTextThatSaysTooLittleAsksNothing() {
        assertThat(Offers.queries("")).isEmpty();
        assertThat(Offers.queries("县长您好")).isEmpty();
        assertThat(Offers.queries("13977612345")).isEmpty();
    }
}
