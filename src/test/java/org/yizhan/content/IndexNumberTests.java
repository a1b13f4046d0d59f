package org.yizhan.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Index numbers: given once, by rule, in one statement. */
class IndexNumberTests extends ContentDatabaseTest {
    @Autowired
    IndexNumbers numbers;
    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void manyAtOnceGetEveryNumberOnceAndNoneTwice() throws Exception {
        var inOne = new TransactionTemplate(transactions);
        List<Callable<List<String>>> publications = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int size = i % 4 + 1;
            publications.add(() -> inOne.execute(_ -> numbers.next(Collections.nCopies(size, newcomer("2026-03-01")))));
        }
        var all = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(12)) {
            for (var given : threads.invokeAll(publications)) {
                all.addAll(given.get());
            }
        }
        assertThat(all).hasSize(500).doesNotHaveDuplicates();
        assertThat(all.stream().sorted().toList().getLast()).endsWith("/2026-00500");
    }

    @Test
    void theRuleOfABodySaysWhatANumberLooksLike() {
        bodyRule.pattern = new IndexRule.Pattern("11522624" + siteSlug + "K/202603-", 6);
        assertThat(numbers.next(newcomer("2026-03-01"))).isEqualTo("11522624" + siteSlug + "K/202603-000001");
        assertThat(numbers.next(newcomer("2026-03-01"))).isEqualTo("11522624" + siteSlug + "K/202603-000002");
        bodyRule.pattern = null;
        assertThat(numbers.next(newcomer("2026-03-01"))).endsWith("/2026-00001");
    }

    @Test
    void twoRulesWithTheSamePrefixCountOn() {
        bodyRule.pattern = new IndexRule.Pattern("甲" + siteSlug + "-", 3);
        assertThat(numbers.next(newcomer("2026-03-01"))).endsWith("-001");
        bodyRule.pattern = new IndexRule.Pattern("甲" + siteSlug + "-", 5);
        assertThat(numbers.next(newcomer("2026-03-01"))).endsWith("-00002");
    }

    @Test
    void aPrefixThatEndsWithADigitIsRefusedBecauseItCouldMakeAnothersNumber() {
        assertThatThrownBy(() -> new IndexRule.Pattern("52262420", 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new IndexRule.Pattern("", 5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNumberStaysWhateverIsDoneToItsDocument() {
        Turn live = aLiveArticle();
        String number = published.article(live.documentId()).orElseThrow().indexNumber();
        long other = aColumn(null, "other", List.of());
        yes(publishing.withdraw(Office.PUBLISHER, live.documentId(), new Withdrawal(Withdrawn.Kind.GONE, "有误", null)));
        bodyRule.pattern = new IndexRule.Pattern("乙" + siteSlug + "-", 5);
        Turn again = drafting.revise(Office.CLERK, live.documentId()).orThrow();
        again = drafting.save(Office.CLERK, again, other, Draft.of("改了标题", "<p>改了</p>", "水利局")).orThrow();
        live(ready(submitted(again)));

        assertThat(published.article(live.documentId()).orElseThrow().indexNumber()).isEqualTo(number);
        assertThat(aLiveArticle()).isNotNull();
        assertThatThrownBy(() -> sql.sql("update content.document set index_number = 'x' where id = ?")
                .param(live.documentId())
                .update()).isInstanceOf(DataAccessException.class).hasMessageContaining("is kept");
        assertThatThrownBy(() -> sql.sql("update content.document set index_number = null where id = ?")
                .param(live.documentId())
                .update()).isInstanceOf(DataAccessException.class);
    }

    private IndexRule.Newcomer newcomer(String day) {
        return new IndexRule.Newcomer(0, site, column, Office.WATER, Instant.parse(day + "T02:00:00Z"));
    }
}
