package org.yizhan.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.calendar.CountyClock;
import org.yizhan.journal.Journal;
import org.yizhan.runtime.TestDatabase;
import org.yizhan.shared.ActorRef;

import static org.assertj.core.api.Assertions.assertThat;

class BlobSweepTests {
    private static final Instant NOW = Instant.now();

    @TempDir
    static Path data;

    static DataSource database;
    static DataSourceTransactionManager transactions;
    static org.yizhan.files.Files files;
    static BlobStore blobs;
    static BlobSweep sweep;

    @BeforeAll
    static void open() throws IOException {
        database = TestDatabase.copy().dataSource();
        transactions = new DataSourceTransactionManager(database);
        var clock = new CountyClock(Clock.fixed(NOW, ZoneOffset.UTC));
        blobs = new BlobStore(data);
        sweep = new BlobSweep(blobs, JdbcClient.create(database), transactions, clock);
        files = new org.yizhan.files.Files(blobs, new VirusScan(""), JdbcClient.create(database), transactions,
                Mockito.mock(Journal.class), clock, _ -> {});
    }

    @Test
    void whatARolledBackUploadLeftIsKeptForADayAndThenDropped() throws IOException {
        StoredFile lost = new TransactionTemplate(transactions).execute(status -> {
            status.setRollbackOnly();
            return store("撤回的内容");
        });
        assertThat(place(lost)).exists();
        age(place(lost), Duration.ofHours(23));
        sweep.sweep();
        assertThat(place(lost)).exists();

        age(place(lost), Duration.ofHours(25));
        sweep.sweep();

        assertThat(place(lost)).doesNotExist();
    }

    @Test
    void whatAFileIsKnownByStaysHoweverOldItIs() throws IOException {
        StoredFile kept = store("留下的内容");
        age(place(kept), Duration.ofDays(4000));
        sweep.sweep();
        try (InputStream in = files.open(kept.id())) {
            assertThat(in.readAllBytes()).isEqualTo("留下的内容".getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The upload of another node has its bytes in place but not yet its row: its lock keeps the sweep away, and later its row does. */
    @Test
    void anUploadOfTheSameBytesAtTheSameMomentLosesNothing() throws Exception {
        StoredFile lost = new TransactionTemplate(transactions).execute(status -> {
            status.setRollbackOnly();
            return store("同一份内容");
        });
        var swept = new CompletableFuture<Void>();
        StoredFile kept = new TransactionTemplate(transactions).execute(_ -> {
            StoredFile stored = store("同一份内容");
            age(place(lost), Duration.ofDays(3));
            Thread.ofVirtual().start(() -> {
                sweep.sweep();
                swept.complete(null);
            });
            swept.orTimeout(60, TimeUnit.SECONDS).join();
            assertThat(place(stored)).exists();
            return stored;
        });
        sweep.sweep();
        assertThat(place(kept)).exists();
    }

    @Test
    void bytesThatComeAgainAreAsYoungAsTheSecondTime() {
        StoredFile first = store("两次的内容");
        age(place(first), Duration.ofDays(3));
        StoredFile second = store("两次的内容");
        assertThat(place(second)).isEqualTo(place(first));
        assertThat(blobs.dropKeptBefore(NOW.minus(Duration.ofDays(2)), first.sm3())).isFalse();
    }

    @Test
    void uploadsThatWereCutOffAreDroppedAndThoseUnderWayAreNot() throws IOException {
        Path cutOff = blobs.temporary();
        Path underWay = blobs.temporary();
        age(cutOff, Duration.ofHours(25));
        age(underWay, Duration.ofHours(2));
        new BlobStore(data);
        sweep.sweep();
        assertThat(cutOff).doesNotExist();
        assertThat(underWay).exists();
    }

    private static StoredFile store(String text) {
        FileReceipt receipt = files.store(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "文.txt",
                org.yizhan.files.Files.Purpose.ATTACHMENT, ActorRef.staff(7));
        return ((FileReceipt.Taken) receipt).file();
    }

    private static Path place(StoredFile file) {
        return data.resolve("files")
                .resolve(file.sm3().substring(0, 2))
                .resolve(file.sm3().substring(2, 4))
                .resolve(file.sm3());
    }

    private static void age(Path path, Duration age) {
        try {
            Files.setLastModifiedTime(path, FileTime.from(NOW.minus(age)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
