package org.yizhan.search;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;

import org.apache.lucene.search.MatchAllDocsQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class LuceneStoreTests {
    private static final int MANY = 24;

    @TempDir
    Path folder;

    @Test
    void segmentsOfManyDocumentsAreMergedWhenAllAreThereAndSearchedAsOne() throws IOException {
        try (var store = new LuceneStore(folder, ZoneId.of("Asia/Shanghai"))) {
            store.expectMany();
            for (int i = 0; i < MANY; i++) {
                store.put(document(i));
                store.commit();
            }
            assertThat(segments(store)).isEqualTo(MANY);
            store.expectFew();
            await().untilAsserted(() -> {
                store.takeOverMerged();
                assertThat(segments(store)).isLessThan(MANY / 2);
            });
            assertThat(documents(store)).isEqualTo(MANY);
        }
    }

    @Test
    void whatWasWrittenIsThereAfterItWasOpenedAgain() throws IOException {
        try (var store = new LuceneStore(folder, ZoneId.of("Asia/Shanghai"))) {
            store.put(document(1));
            store.put(document(2));
            store.put(document(1));
            store.remove("article", 2);
            store.markFilled(folder);
        }
        try (var store = new LuceneStore(folder, ZoneId.of("Asia/Shanghai"))) {
            assertThat(store.isFresh()).isFalse();
            assertThat(documents(store)).isEqualTo(1);
        }
    }

    private static int segments(LuceneStore store) {
        return store.search(searcher -> searcher.getIndexReader().leaves().size());
    }

    private static int documents(LuceneStore store) {
        return store.search(searcher -> searcher.count(MatchAllDocsQuery.INSTANCE));
    }

    private static SearchDocument document(long id) {
        return new SearchDocument("article", id, "public", "第" + id + "号通知", "正文".repeat(50), "", 1, "县政府", 1, "通知公告",
                "县政府办", null, Instant.parse("2026-11-20T00:00:00Z"), "/tzgg/202611/" + id + ".html");
    }
}
