package org.yizhan.search;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        changed("""
                insert into search.document (kind, id, payload) values (:kind, :id, :payload::json)
                on conflict (kind, id) do update set payload = excluded.payload""",
                document.kind(), document.id(), Map.of("payload", payload(document)));
    }

    /** The same for many documents, all of them different. */
    @Transactional
    public void putAll(List<SearchDocument> documents) {
        if (documents.isEmpty()) {
            return;
        }
        jdbc.sql("""
                with changed as (
                    insert into search.document (kind, id, payload)
                    select kind, id, payload::json
                    from unnest(:kinds::text[], :ids::bigint[], :payloads::text[]) one (kind, id, payload)
                    on conflict (kind, id) do update set payload = excluded.payload)
                insert into search.pending (kind, id)
                select kind, id from unnest(:kinds::text[], :ids::bigint[]) with ordinality one (kind, id, place)
                order by place""")
                .param("kinds", documents.stream().map(SearchDocument::kind).toArray(String[]::new))
                .param("ids", documents.stream().map(SearchDocument::id).toArray(Long[]::new))
                .param("payloads", documents.stream().map(this::payload).toArray(String[]::new))
                .update();
        wakeAfterCommit();
    }

    private String payload(SearchDocument document) {
        return json.writeValueAsString(document).replace("\\u0000", "");
    }

    /** Takes the document out; nothing happens when it is not there. */
    @Transactional
    public void remove(String kind, long id) {
        changed("delete from search.document where kind = :kind and id = :id", kind, id, Map.of());
    }

    /** Which documents of the kind are taken in, of those with ids above the first up to and including the last. */
    public Set<Long> between(String kind, long after, long last) {
        return new HashSet<>(
                jdbc.sql("select id from search.document where kind = :kind and id > :after and id <= :last")
                        .param("kind", kind)
                        .param("after", after)
                        .param("last", last)
                        .query(Long.class)
                        .list());
    }

    /** @param change of the document, which the indexer is then told of */
    private void changed(String change, String kind, long id, Map<String, String> values) {
        jdbc.sql("with changed as (" + change + ") insert into search.pending (kind, id) values (:kind, :id)")
                .params(values)
                .param("kind", kind)
                .param("id", id)
                .update();
        wakeAfterCommit();
    }

    private void wakeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                indexer.wake();
            }
        });
    }
}
