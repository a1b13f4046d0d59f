package org.yizhan.search;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import tools.jackson.databind.json.JsonMapper;

/**
 * Takes in documents, in the transaction of the act that changed them; they can be found within a second after the commit,
 * also when the program is killed in between.
 */
@Component
public class SearchIndex {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Indexer indexer;

    SearchIndex(JdbcClient jdbc, JsonMapper json, Indexer indexer) {
        this.jdbc = jdbc;
        this.json = json;
        this.indexer = indexer;
    }

    /** Adds the document or replaces the one of the same kind and id. */
    @Transactional
    public void put(SearchDocument document) {
        jdbc.sql("""
                insert into search.document (kind, id, payload) values (:kind, :id, :payload::jsonb)
                on conflict (kind, id) do update set payload = excluded.payload""")
                .param("kind", document.kind())
                .param("id", document.id())
                .param("payload", json.writeValueAsString(document).replace("\\u0000", ""))
                .update();
        changed(document.kind(), document.id());
    }

    /** Takes the document out; nothing happens when it is not there. */
    @Transactional
    public void remove(String kind, long id) {
        jdbc.sql("delete from search.document where kind = :kind and id = :id")
                .param("kind", kind)
                .param("id", id)
                .update();
        changed(kind, id);
    }

    private void changed(String kind, long id) {
        jdbc.sql("insert into search.pending (kind, id) values (:kind, :id)")
                .param("kind", kind)
                .param("id", id)
                .update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                indexer.wake();
            }
        });
    }
}
