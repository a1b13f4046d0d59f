package org.yizhan.content;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;

/**
 * Which files may be put into an article: the ones the author has uploaded, the ones its document has already, and what is
 * public anyway. Otherwise a guessed number would open another unit's draft.
 */
@Component
class FileRights {
    private final JdbcClient sql;

    FileRights(JdbcClient sql) {
        this.sql = sql;
    }

    void uploaded(long fileId, Actor by, java.time.Instant now) {
        sql.sql("""
                insert into content.upload (file_id, person_id, at) values (:file, :person, :now) on conflict do nothing""")
                .param("file", fileId)
                .param("person", by.ref().id())
                .param("now", Editions.at(now))
                .update();
    }

    Optional<Refusal> refusal(Actor actor, @Nullable Long documentId, Text text) {
        var files = new HashSet<Long>();
        text.files().forEach(file -> files.add(file.fileId()));
        if (files.isEmpty()) {
            return Optional.empty();
        }
        files.removeAll(allowed(actor, documentId, files));
        return Refusal.when(!files.isEmpty(), "有附件或图片不是您上传的，不能放进这篇稿件。请重新上传。");
    }

    private Set<Long> allowed(Actor actor, @Nullable Long documentId, Set<Long> files) {
        return new HashSet<>(sql.sql("""
                select file_id from content.upload where file_id in (:files) and person_id = :person
                union
                select f.file_id from content.edition_file f join content.edition e on e.id = f.edition_id
                where f.file_id in (:files) and (e.document_id = :document or e.state = 'LIVE')""")
                .param("files", files)
                .param("person", actor.ref().id())
                .param("document", documentId == null ? 0 : documentId)
                .query((row, n) -> row.getLong(1))
                .list());
    }

    boolean isUploadOf(long fileId, Actor actor) {
        return sql.sql("select exists (select 1 from content.upload where file_id = :file and person_id = :person)")
                .param("file", fileId)
                .param("person", actor.ref().id())
                .query(Boolean.class)
                .single();
    }
}
