package org.yizhan.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.calendar.CountyClock;
import org.yizhan.journal.Journal;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.Sm3;

/**
 * Takes in and gives out files (附件). The bytes are distrusted: the type is read from them, pictures are written anew without
 * their metadata, anything that a browser could run is refused. Whoever owns a file decides who may read it.
 */
@Component
public class Files {
    /** What a file is for decides which types and sizes are taken. */
    public enum Purpose {
        /** Any office document, PDF, picture, archive, audio or video, for readers to download; up to 200 MB. */
        ATTACHMENT(200),
        /** JPEG, PNG, GIF or WebP shown inside a page; up to 20 MB and 40 million pixels. */
        PICTURE(20);

        final long limit;
        final int megabytes;

        Purpose(int megabytes) {
            this.megabytes = megabytes;
            this.limit = (long) megabytes << 20;
        }
    }

    private final BlobStore blobs;
    private final VirusScan virusScan;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Journal journal;
    private final CountyClock clock;
    private final ApplicationEventPublisher events;

    Files(BlobStore blobs, VirusScan virusScan, JdbcClient sql, PlatformTransactionManager transactions,
            Journal journal,
            CountyClock clock, ApplicationEventPublisher events) {
        this.blobs = blobs;
        this.virusScan = virusScan;
        this.sql = sql;
        this.transaction = new TransactionTemplate(transactions);
        this.journal = journal;
        this.clock = clock;
        this.events = events;
    }

    /** Stores the stream without holding it in memory. The stream is read to its end or to the limit, not closed. */
    public FileReceipt store(InputStream bytes, String name, Purpose purpose, ActorRef by) {
        Path received = null;
        Path cleaned = null;
        try {
            received = blobs.temporary();
            cleaned = blobs.temporary();
            return store(bytes, FileNames.clean(name), purpose, by, received, cleaned);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            discard(received);
            discard(cleaned);
        }
    }

    public Optional<StoredFile> find(FileId id) {
        return sql.sql("select id, name, media_type, size, sm3 from files.file where id = ?")
                .param(id.value())
                .query((row, _) -> new StoredFile(new FileId(row.getLong("id")), row.getString("name"),
                        row.getString("media_type"), row.getLong("size"), row.getString("sm3")))
                .optional();
    }

    /** Those of which the row or the bytes are gone. */
    public Set<Long> missing(Collection<Long> ids) {
        var missing = new HashSet<>(ids);
        sql.sql("select id, sm3 from files.file where id = any (:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .query(row -> {
                    if (blobs.has(row.getString(2))) {
                        missing.remove(row.getLong(1));
                    }
                });
        return missing;
    }

    /** @throws java.io.UncheckedIOException when the bytes are gone from the store */
    public InputStream open(FileId id) {
        StoredFile file = find(id).orElseThrow(() -> new IllegalArgumentException("no file " + id.value()));
        try {
            return blobs.open(file.sm3());
        } catch (IOException e) {
            throw new UncheckedIOException("file " + id.value() + " is gone from the store", e);
        }
    }

    private FileReceipt store(InputStream bytes, String name, Purpose purpose, ActorRef by, Path received, Path cleaned)
            throws IOException {
        if (BlobStore.copy(bytes, received, purpose.limit) > purpose.limit) {
            return refused("“" + name + "”超过 " + purpose.megabytes + " MB，请压缩或拆分后上传");
        }
        FileType type;
        switch (TypeCheck.check(received, name)) {
            case TypeCheck.Answer.Unwanted(Refusal why) -> {
                return refused("“" + name + "”：" + why.text());
            }
            case TypeCheck.Answer.Known(FileType known) -> type = known;
        }
        if (purpose == Purpose.PICTURE && !type.isPicture()) {
            return refused("“" + name + "”是" + type.label + "，这里只能放图片（JPG、PNG、GIF、WebP）");
        }
        Optional<Refusal> infected = virusScan.scan(received);
        if (infected.isPresent()) {
            return new FileReceipt.Refused(infected.get());
        }
        Path whole = received;
        String keptName = name;
        if (type.isPicture()) {
            switch (PictureCleaner.clean(received, type, cleaned)) {
                case PictureCleaner.Cleaned.Unwanted(Refusal why) -> {
                    return refused("“" + name + "”：" + why.text());
                }
                case PictureCleaner.Cleaned.Picture(Path file, FileType written) -> {
                    whole = file;
                    type = written;
                    keptName = written.endsLike(name) ? name : FileNames.withEnding(name, written.endings.getFirst());
                }
            }
        } else if (type.isOoxml() && OfficeCleaner.clean(received, cleaned)) {
            whole = cleaned;
        }
        return new FileReceipt.Taken(keep(whole, keptName, type, purpose, by));
    }

    /** Under a lock on the content, so that {@link BlobSweep} on no node drops the bytes before their row is seen. */
    private StoredFile keep(Path file, String name, FileType type, Purpose purpose, ActorRef by) throws IOException {
        long size = java.nio.file.Files.size(file);
        String sm3 = Sm3.hex(file);
        return Objects.requireNonNull(transaction.execute(_ -> {
            sql.sql("select pg_advisory_xact_lock_shared(?)")
                    .param(BlobSweep.lock(sm3))
                    .query((_, _) -> sm3)
                    .single();
            blobs.keep(file, sm3);
            long id = sql.sql("""
                    insert into files.file (name, media_type, size, sm3, purpose, stored_by, stored_at)
                    values (:name, :type, :size, :sm3, :purpose, :by, :at) returning id""")
                    .param("name", name)
                    .param("type", type.mediaType)
                    .param("size", size)
                    .param("sm3", sm3)
                    .param("purpose", purpose.name())
                    .param("by", by.toString())
                    .param("at", java.sql.Timestamp.from(clock.now()))
                    .query(Long.class)
                    .single();
            journal.record(by, FilesAct.STORED, new ObjectRef("file", id), Map.of("sm3", sm3));
            events.publishEvent(new FileStored(id, type.mediaType, purpose));
            return new StoredFile(new FileId(id), name, type.mediaType, size, sm3);
        }));
    }

    private static FileReceipt refused(String why) {
        return new FileReceipt.Refused(new Refusal(why));
    }

    private static void discard(@org.jspecify.annotations.Nullable Path temporary) {
        try {
            if (temporary != null) {
                java.nio.file.Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            // The sweep takes it.
        }
    }
}
