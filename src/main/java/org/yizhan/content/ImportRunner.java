package org.yizhan.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.reading.DocumentReader;
import org.yizhan.content.reading.Reading;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.files.FileReceipt;
import org.yizhan.files.SafeZip;
import org.yizhan.files.UnsafeArchive;
import org.yizhan.runtime.DiskSpace;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.Sm3;

/**
 * Does the work of imports in the background, one small batch after the other. What a batch has done and that it has done it are
 * written in the same transaction: after a crash the next start goes on where the last commit was, and no draft is made twice.
 */
@Component
class ImportRunner implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(ImportRunner.class);
    private static final int READ_BATCH = 32;
    private static final int TAKE_BATCH = 25;
    private static final long LARGEST_UNPACKED = 4L << 30;
    private static final Pattern EMBEDDED = Pattern
            .compile("<p><img src=\"embedded:([^\"]+)\" alt=\"([^\"]*)\"></p>\\n?");

    private final ImportRows rows;
    private final ImportStaging staging;
    private final DocumentReader reader;
    private final DraftingDesk desk;
    private final ModelRows models;
    private final ArticleFiles articleFiles;
    private final Directory directory;
    private final CountyClock clock;
    private final DiskSpace disk;
    private final TransactionTemplate transaction;
    private final Semaphore bell = new Semaphore(0);
    private volatile boolean stopped;

    ImportRunner(ImportRows rows, ImportStaging staging, DocumentReader reader, DraftingDesk desk, ModelRows models,
            ArticleFiles articleFiles,
            Directory directory, CountyClock clock, DiskSpace disk, PlatformTransactionManager transactions) {
        this.rows = rows;
        this.staging = staging;
        this.reader = reader;
        this.desk = desk;
        this.models = models;
        this.articleFiles = articleFiles;
        this.directory = directory;
        this.clock = clock;
        this.disk = disk;
        this.transaction = new TransactionTemplate(transactions);
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        dropUnfinishedUploads();
        Thread.ofPlatform().daemon().name("import").start(this::work);
    }

    void wake() {
        bell.release();
    }

    @Override
    public void destroy() {
        stopped = true;
        bell.release();
    }

    /** Does one batch of whatever is to be done; false when nothing is, or when the disk has no room for it now. */
    synchronized boolean step() {
        if (disk.refusal(0).isPresent()) {
            return false;
        }
        for (long job : rows.inState(ImportJob.State.READING)) {
            read(job);
            return true;
        }
        for (long job : rows.inState(ImportJob.State.TAKING)) {
            take(job);
            return true;
        }
        return false;
    }

    private void dropUnfinishedUploads() {
        for (long job : rows.inState(ImportJob.State.STAGING)) {
            transaction.executeWithoutResult(status -> rows.finish(job, ImportJob.State.CANCELLED, clock.now()));
            staging.discard(job);
        }
    }

    private void work() {
        while (!stopped) {
            try {
                if (!step()) {
                    if (bell.tryAcquire(30, TimeUnit.SECONDS)) {
                        bell.drainPermits();
                    }
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (stopped) {
                    return;
                }
                LOG.error("An import stopped; it is tried again.", e);
                try {
                    bell.tryAcquire(10, TimeUnit.SECONDS);
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }

    private void read(long job) {
        List<ImportFile> archives = rows.next(job, ImportFile.State.ARCHIVE, 1);
        if (!archives.isEmpty()) {
            transaction.executeWithoutResult(status -> unpack(job, archives.getFirst()));
            return;
        }
        List<ImportFile> waiting = rows.next(job, ImportFile.State.WAITING, READ_BATCH);
        if (waiting.isEmpty()) {
            transaction.executeWithoutResult(status -> {
                if (rows.lock(job).filter(found -> found.state() == ImportJob.State.READING).isPresent()) {
                    rows.proposeWanted(job);
                    rows.state(job, ImportJob.State.REVIEW);
                }
            });
            return;
        }
        String unit = unitOfImporter(job);
        List<Runnable> results = new ArrayList<>();
        for (ImportFile file : waiting) {
            if (stopped) {
                return;
            }
            results.add(read(job, file, unit));
        }
        transaction.executeWithoutResult(status -> {
            if (rows.lock(job).filter(found -> found.state() == ImportJob.State.READING).isPresent()) {
                results.forEach(Runnable::run);
            }
        });
    }

    private Runnable read(long job, ImportFile file, @Nullable String unit) {
        Path staged = staging.file(job, file.position());
        try {
            String sm3 = Sm3.hex(staged);
            Reading reading = reader.read(staged, file.name(), staging.emptyPictures(job, file.position()));
            staging.dropEmptyPictures(job, file.position());
            return switch (reading) {
                case Reading.Done done -> () -> rows.read(file.id(), sm3, done.text(), unit);
                case Reading.Unreadable not ->
                    () -> rows.state(file.id(), ImportFile.State.UNREADABLE, not.why().text());
            };
        } catch (IOException | RuntimeException e) {
            later(e);
            LOG.warn("File {} of import {} cannot be read: {}", file.position(), job, e.toString());
            return () -> rows.state(file.id(), ImportFile.State.UNREADABLE, "文件不能读取，请重新上传");
        }
    }

    private @Nullable String unitOfImporter(long job) {
        return rows.job(job)
                .map(found -> directory.actor(new PersonId(found.personId())).unit())
                .flatMap(unit -> directory.unit(unit.unit()))
                .map(Unit::name)
                .orElse(null);
    }

    private void unpack(long job, ImportFile archive) {
        int position = rows.lastPosition(job);
        int room = ImportDesk.MOST_FILES - position;
        try (SafeZip zip = SafeZip.open(staging.file(job, archive.position()), LARGEST_UNPACKED)) {
            if (zip.entries().size() > room) {
                rows.state(archive.id(), ImportFile.State.UNREADABLE,
                        "压缩包里的文件太多，一次最多导入 " + ImportDesk.MOST_FILES + " 个，请分几次导入");
                return;
            }
            for (SafeZip.Entry entry : zip.entries()) {
                String name = ImportDesk.cleanPath(archive.name() + "/" + entry.name());
                if (isRubbish(entry.name())) {
                    continue;
                }
                unpack(job, ++position, name, zip, entry);
            }
            rows.state(archive.id(), ImportFile.State.UNPACKED, "");
        } catch (UnsafeArchive e) {
            rows.state(archive.id(), ImportFile.State.UNREADABLE, e.refusal().text());
        } catch (IOException e) {
            later(e);
            rows.state(archive.id(), ImportFile.State.UNREADABLE, "压缩包已损坏，请重新压缩后再上传");
        }
    }

    private void unpack(long job, int position, String name, SafeZip zip, SafeZip.Entry entry) throws IOException {
        if (entry.leavesFolder()) {
            rows.addFile(job, position, name, ImportFile.State.UNREADABLE, "文件的路径指向压缩包以外，可能是恶意文件，没有收下");
        } else if (entry.encrypted()) {
            rows.addFile(job, position, name, ImportFile.State.UNREADABLE, "压缩包设有密码，请去掉密码后再导入");
        } else if (entry.name().toLowerCase(java.util.Locale.ROOT).endsWith(".zip")) {
            rows.addFile(job, position, name, ImportFile.State.UNREADABLE, "压缩包里的压缩包不再解开，请先解压后再导入");
        } else {
            boolean kept;
            try (InputStream in = zip.open(entry)) {
                kept = staging.keep(job, position, in);
            } catch (UnsafeArchive e) {
                rows.addFile(job, position, name, ImportFile.State.UNREADABLE, e.refusal().text());
                return;
            }
            rows.addFile(job, position, name, kept ? ImportFile.State.WAITING : ImportFile.State.UNREADABLE,
                    kept ? "" : "文件超过 200 MB，请拆分后导入");
        }
    }

    /** A full disk is no fault of the file: the whole step is tried again when there is room. */
    private static void later(Exception failure) {
        if (DiskSpace.ranOut(failure)) {
            throw new IllegalStateException("no room for the import", failure);
        }
    }

    /** What systems leave in folders without anyone meaning it. */
    private static boolean isRubbish(String name) {
        return name.startsWith("__MACOSX/")
                || name.matches("(?:.*/)?(?:\\._.*|\\.DS_Store|Thumbs\\.db|desktop\\.ini|~\\$.*)");
    }

    private void take(long job) {
        List<ImportFile> files = rows.next(job, ImportFile.State.TAKING, TAKE_BATCH);
        if (files.isEmpty()) {
            transaction.executeWithoutResult(status -> {
                if (rows.lock(job).filter(found -> found.state() == ImportJob.State.TAKING).isPresent()) {
                    rows.finish(job, ImportJob.State.DONE, clock.now());
                }
            });
            staging.discard(job);
            return;
        }
        try {
            takeAll(job, files);
        } catch (RuntimeException e) {
            later(e);
            LOG.warn("A batch of import {} failed, its files are taken one by one: {}", job, e.toString());
            for (ImportFile file : files) {
                try {
                    takeAll(job, List.of(file));
                } catch (RuntimeException alone) {
                    later(alone);
                    LOG.error("File {} of import {} could not be taken.", file.position(), job, alone);
                    rows.state(file.id(), ImportFile.State.REFUSED, "程序出错，没有导入，请单独导入这个文件或告诉系统管理员");
                }
            }
        }
    }

    private void takeAll(long job, List<ImportFile> files) {
        transaction.executeWithoutResult(status -> {
            Optional<ImportJob> locked = rows.lock(job).filter(found -> found.state() == ImportJob.State.TAKING);
            if (locked.isEmpty()) {
                return;
            }
            Actor actor = directory.actor(new PersonId(locked.get().personId()));
            files.forEach(file -> take(job, file, actor));
        });
    }

    private void take(long job, ImportFile file, Actor actor) {
        Long column = file.columnId();
        if (column == null) {
            rows.state(file.id(), ImportFile.State.REFUSED, "没有选择栏目");
            return;
        }
        String body = withPictures(job, file, actor, rows.body(file.id()));
        var draft = new Draft(file.title(), "", body, file.source() == null ? "" : file.source(), null, null,
                file.issuingBody(), file.documentNumber(),
                file.issuedOn(), "",
                file.nature(), "", null, List.of(), models.of(column).getFirst().code(), Map.of());
        switch (desk.draft(actor, column, draft)) {
            case Saved.Done done -> rows.taken(file.id(), done.turn().documentId());
            case Saved.Refused refused -> rows.state(file.id(), ImportFile.State.REFUSED, refused.why().text());
            case Saved.Overtaken overtaken ->
                throw new IllegalStateException("a new draft was overtaken: " + overtaken.now());
        }
    }

    /** Pictures inside the document become files of the draft; one that is refused is left out. */
    private String withPictures(long job, ImportFile file, Actor actor, String body) {
        Matcher matcher = EMBEDDED.matcher(body);
        var out = new StringBuilder();
        Map<String, String> kept = new HashMap<>();
        while (matcher.find()) {
            String name = matcher.group(1);
            String address = kept.computeIfAbsent(name,
                    n -> store(staging.pictures(job, file.position()).resolve(n), actor));
            matcher.appendReplacement(out, Matcher.quoteReplacement(
                    address.isEmpty()
                            ? ""
                            : "<p><img src=\"" + address + "\" alt=\"" + matcher.group(2) + "\"></p>\n"));
        }
        matcher.appendTail(out);
        return out.toString();
    }

    private String store(Path picture, Actor actor) {
        if (!Files.isRegularFile(picture)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(picture)) {
            return switch (articleFiles.take(actor, in, picture.getFileName().toString(),
                    org.yizhan.files.Files.Purpose.PICTURE)) {
                case FileReceipt.Taken taken -> "/files/" + taken.file().id().value() + "/" + taken.file().name();
                case FileReceipt.Refused refused -> "";
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
