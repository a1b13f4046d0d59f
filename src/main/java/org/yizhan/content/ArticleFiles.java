package org.yizhan.content;

import java.io.InputStream;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.files.FileId;
import org.yizhan.files.FileReceipt;
import org.yizhan.files.Files;
import org.yizhan.files.Files.Purpose;
import org.yizhan.files.StoredFile;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;

/** Takes in the files of articles and shows them to those at the desk who may see the article. */
@Service
public class ArticleFiles {
    private final Files files;
    private final FileRights rights;
    private final Editions editions;
    private final PublicSide publicSide;
    private final JdbcClient sql;
    private final CountyClock clock;

    ArticleFiles(Files files, FileRights rights, Editions editions, PublicSide publicSide, JdbcClient sql,
            CountyClock clock) {
        this.files = files;
        this.rights = rights;
        this.editions = editions;
        this.publicSide = publicSide;
        this.sql = sql;
        this.clock = clock;
    }

    /** Stores a file that the actor means to put into an article. Only what came through here can be put into one. */
    @Transactional
    public FileReceipt take(Actor actor, InputStream bytes, String name, Purpose purpose) {
        if (!actor.mayAnywhere(ContentPermissions.WRITE) && !actor.mayAnywhere(ContentPermissions.IMPORT)) {
            return new FileReceipt.Refused(new Refusal("您没有写稿的权限，不能上传文件。"));
        }
        FileReceipt receipt = files.store(bytes, name, purpose, actor.ref());
        if (receipt instanceof FileReceipt.Taken taken) {
            rights.uploaded(taken.file().id().value(), actor, clock.now());
        }
        return receipt;
    }

    /** Keeps the text of an attachment for the search; articles that are public with it become findable by it. */
    @Transactional
    public void textRead(FileId file, String text) {
        String clean = text.replace("\u0000", "");
        sql.sql("""
                insert into content.attachment_text (file_id, text) values (:file, :text)
                on conflict (file_id) do update set text = excluded.text""")
                .param("file", file.value())
                .param("text", clean.length() > 1_000_000 ? clean.substring(0, 1_000_000) : clean)
                .update();
        for (long document : liveDocumentsWith(file)) {
            editions.live(document)
                    .ifPresent(live -> publicSide.index(live, editions.attachmentText(live)));
        }
    }

    private java.util.List<Long> liveDocumentsWith(FileId file) {
        return sql.sql("""
                select distinct e.document_id from content.edition_file f join content.edition e on e.id = f.edition_id
                where f.file_id = :file and e.state = 'LIVE'""")
                .param("file", file.value())
                .query((row, n) -> row.getLong(1))
                .list();
    }

    /** The file, when this person may see it at the desk: an own upload, or of an article that they may read. */
    @Transactional(readOnly = true)
    public Optional<StoredFile> readable(Actor actor, FileId file) {
        boolean may = rights.isUploadOf(file.value(), actor) || sql.sql("""
                select distinct edition_id from content.edition_file where file_id = :file limit 50""")
                .param("file", file.value())
                .query((row, n) -> row.getLong(1))
                .list()
                .stream()
                .flatMap(id -> editions.byId(id).stream())
                .anyMatch(edition -> ContentRules
                        .refusal(ContentAction.READ, actor, editions.standing(edition))
                        .isEmpty());
        return may ? files.find(file) : Optional.empty();
    }
}
