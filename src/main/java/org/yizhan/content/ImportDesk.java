package org.yizhan.content;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.calendar.CountyClock;
import org.yizhan.journal.Journal;
import org.yizhan.runtime.DiskSpace;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SheetFile;

/**
 * Brings documents from files into columns (批量导入): files are handed over and read, the clerk looks over what is proposed, and
 * what is confirmed becomes drafts through the editors' desk. Reading and taking go on in the background, also after a restart.
 */
@Service
public class ImportDesk {
    static final int MOST_FILES = 20_000;
    private static final int PAGE = 20;

    /** One file that is handed over; {@code name} may have folders before it. */
    public record Incoming(String name, Source source) {}

    /** Opens the bytes of a file, once. */
    public interface Source {
        InputStream open() throws IOException;
    }

    /** The answer to handing over. */
    public sealed interface Begun {
        record Started(long jobId) implements Begun {}

        record Refused(Refusal why) implements Begun {}
    }

    private final ImportRows rows;
    private final ImportStaging staging;
    private final ImportRunner runner;
    private final ColumnShelf columns;
    private final Journal journal;
    private final CountyClock clock;
    private final DiskSpace disk;
    private final TransactionTemplate transaction;

    ImportDesk(ImportRows rows, ImportStaging staging, ImportRunner runner, ColumnShelf columns, Journal journal,
            CountyClock clock, DiskSpace disk,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.staging = staging;
        this.runner = runner;
        this.columns = columns;
        this.journal = journal;
        this.clock = clock;
        this.disk = disk;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Columns into which the actor may write, as id and path of names. */
    public Map<Long, String> columnsFor(Actor actor) {
        Map<Long, String> names = new LinkedHashMap<>();
        for (var site : columns.sites()) {
            if (!site.open()) {
                continue;
            }
            Map<Long, String> paths = new LinkedHashMap<>();
            for (var column : columns.columns(site.id())) {
                String above = column.parentId() == null
                        ? site.name()
                        : paths.getOrDefault(column.parentId(), site.name());
                paths.put(column.id(), above + " › " + column.name());
                if (column.open() && ContentRules.refusal(ContentAction.WRITE, actor, column.unit()).isEmpty()) {
                    names.put(column.id(), above + " › " + column.name());
                }
            }
        }
        return names;
    }

    /** Takes the files over. Nothing of them is looked into yet. */
    public Begun begin(Actor actor, @Nullable Long columnId, Iterable<Incoming> files) {
        return begin(actor, columnId, files, null);
    }

    /**
     * The same for a form, which somebody may send twice: the second answer is the import that the first began.
     *
     * @param sending the same for the same form with the same files
     */
    public Begun beginOnce(Actor actor, @Nullable Long columnId, Iterable<Incoming> files, String sending) {
        return begin(actor, columnId, files, sending);
    }

    private Begun begin(Actor actor, @Nullable Long columnId, Iterable<Incoming> files, @Nullable String sending) {
        if (!actor.isStaff() || !actor.mayAnywhere(ContentPermissions.IMPORT)) {
            return new Begun.Refused(new Refusal("您没有批量导入的权限，请联系本单位管理员开通。"));
        }
        Optional<Refusal> noRoom = disk.refusal(0);
        if (noRoom.isPresent()) {
            return new Begun.Refused(noRoom.get());
        }
        if (columnId != null) {
            Optional<Refusal> refusal = columnRefusal(actor, columnId);
            if (refusal.isPresent()) {
                return new Begun.Refused(refusal.get());
            }
        }
        var iterator = files.iterator();
        if (!iterator.hasNext()) {
            return new Begun.Refused(new Refusal("请先选择要导入的文件、文件夹或 ZIP 压缩包。"));
        }
        Optional<Long> begun = newJob(actor, columnId, sending);
        if (begun.isEmpty()) {
            return rows.begunBy(actor.ref().id(), sending)
                    .<Begun>map(Begun.Started::new)
                    .orElseGet(() -> new Begun.Refused(new Refusal("这次上传刚被取消，请重新选择文件。")));
        }
        long job = begun.get();
        int position = 0;
        try {
            while (iterator.hasNext() && position < MOST_FILES) {
                position = stageSome(job, position, iterator);
            }
        } catch (RuntimeException e) {
            transaction.executeWithoutResult(status -> rows.finish(job, ImportJob.State.CANCELLED, clock.now()));
            staging.discard(job);
            throw e;
        }
        transaction.executeWithoutResult(status -> rows.state(job, ImportJob.State.READING));
        runner.wake();
        return new Begun.Started(job);
    }

    private Optional<Long> newJob(Actor actor, @Nullable Long columnId, @Nullable String sending) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Optional<Long> id = rows.newJob(actor.ref().id(), columnId, sending, clock.now());
            id.ifPresent(job -> journal.record(actor.ref(), ImportAct.STARTED, new ObjectRef("import", job), Map.of()));
            return id;
        }));
    }

    public Optional<ImportJob> job(Actor actor, long id) {
        return rows.job(id).filter(job -> job.personId() == actor.ref().id() && actor.isStaff());
    }

    public List<ImportJob> recent(Actor actor) {
        return actor.isStaff() ? rows.recent(actor.ref().id()) : List.of();
    }

    /** Files of the job, in order; the key is a position. */
    public KeyPage<ImportFile> files(Actor actor, long jobId, @Nullable String key) {
        if (job(actor, jobId).isEmpty()) {
            return new KeyPage<>(List.of(), null, null);
        }
        int after = key != null && key.matches("\\d{1,8}") ? Integer.parseInt(key) : 0;
        List<ImportFile> found = new ArrayList<>(rows.page(jobId, after, PAGE + 1));
        String next = found.size() > PAGE ? Integer.toString(found.get(PAGE - 1).position()) : null;
        String before = after == 0 ? null : rows.before(jobId, after, PAGE).map(String::valueOf).orElse(null);
        return new KeyPage<>(found.subList(0, Math.min(PAGE, found.size())), next, before);
    }

    /** Keeps what the clerk has corrected, file by file; says of the first that cannot be kept why. */
    public Optional<Refusal> edit(Actor actor, long jobId, List<ImportEdit> edits) {
        return inReview(actor, jobId, () -> {
            Optional<Refusal> first = Optional.empty();
            for (ImportEdit edit : edits) {
                String title = PlainText.line(edit.title());
                Optional<Refusal> refusal = refusal(actor, edit, title);
                if (refusal.isEmpty()) {
                    rows.edit(jobId, new ImportEdit(edit.fileId(), edit.wanted() && !title.isEmpty(), title,
                            PlainText.line(edit.source()), PlainText.line(edit.issuingBody()),
                            PlainText.line(edit.documentNumber()), edit.issuedOn(),
                            edit.columnId(), edit.nature(), edit.damageChecked()));
                }
                if (first.isEmpty()) {
                    first = refusal.or(() -> Refusal.when(edit.wanted() && title.isEmpty(),
                            "有选中的文件没有标题，已取消选择。请填写标题后再选中。"));
                }
            }
            return first;
        });
    }

    private Optional<Refusal> refusal(Actor actor, ImportEdit edit, String title) {
        if (PlainText.length(title) > TextReader.LONGEST_TITLE) {
            return refuse("标题“" + title.substring(0, title.offsetByCodePoints(0, 20)) + "……”超过 "
                    + TextReader.LONGEST_TITLE + " 个字，请缩短。");
        }
        if (PlainText.length(edit.issuingBody()) > 200
                || PlainText.length(edit.documentNumber()) > 100
                || PlainText.length(edit.source()) > 100) {
            return refuse("“" + title + "”：发文机关最多 200 个字，来源和文号最多 100 个字，请缩短。");
        }
        return edit.columnId() == null ? Optional.empty() : columnRefusal(actor, edit.columnId());
    }

    public Optional<Refusal> columnForAll(Actor actor, long jobId, long columnId) {
        return inReview(actor, jobId, () -> {
            Optional<Refusal> refusal = columnRefusal(actor, columnId);
            if (refusal.isEmpty()) {
                rows.columnForAll(jobId, columnId);
            }
            return refusal;
        });
    }

    /** Says of all damaged files at once that they were looked at; for the command line. */
    Optional<Refusal> acceptDamaged(Actor actor, long jobId) {
        return inReview(actor, jobId, () -> {
            rows.acceptDamaged(jobId);
            return Optional.empty();
        });
    }

    /** Has drafts made of all chosen files. A damaged one must have been looked at. */
    public Optional<Refusal> take(Actor actor, long jobId) {
        Optional<Refusal> refusal = inReview(actor, jobId, () -> {
            if (rows.wanted(jobId) == 0) {
                return refuse("还没有选择要导入的文件。请在“导入”一栏打勾后再导入。");
            }
            int homeless = rows.wantedWithoutColumn(jobId);
            if (homeless > 0) {
                return refuse("选中的文件中有 " + homeless + " 个没有栏目，请先选择栏目。");
            }
            int unchecked = rows.wantedButNotChecked(jobId);
            if (unchecked > 0) {
                return refuse("选中的文件中有 " + unchecked + " 个文字有损坏，请逐个看过损坏之处，打勾“已核对”后再导入；不导入的请取消选择。");
            }
            rows.confirm(jobId);
            rows.state(jobId, ImportJob.State.TAKING);
            journal.record(actor.ref(), ImportAct.CONFIRMED, new ObjectRef("import", jobId), Map.of());
            return Optional.empty();
        });
        runner.wake();
        return refusal;
    }

    /** Stops the job; drafts that were made already stay. */
    public Optional<Refusal> cancel(Actor actor, long jobId) {
        Optional<Refusal> refusal = Objects.requireNonNull(transaction.execute(status -> {
            Optional<ImportJob> job = rows.lock(jobId).filter(found -> found.personId() == actor.ref().id());
            if (job.isEmpty()) {
                return refuse("这个导入任务不存在。");
            }
            if (job.get().state() == ImportJob.State.DONE) {
                return refuse("这个导入任务已经完成，不能取消。");
            }
            if (job.get().state() != ImportJob.State.CANCELLED) {
                rows.finish(jobId, ImportJob.State.CANCELLED, clock.now());
                journal.record(actor.ref(), ImportAct.CANCELLED, new ObjectRef("import", jobId), Map.of());
            }
            return Optional.<Refusal>empty();
        }));
        if (refusal.isEmpty()) {
            staging.discard(jobId);
        }
        return refusal;
    }

    /** Writes the report of the job, a line per file, as an Excel workbook. */
    public void report(Actor actor, long jobId, OutputStream out) {
        if (job(actor, jobId).isEmpty()) {
            throw new IllegalArgumentException("no import " + jobId + " of " + actor.ref());
        }
        Map<Long, String> names = new LinkedHashMap<>();
        try (var book = new Workbook(out, "yizhan", "1.0")) {
            Worksheet sheet = book.newWorksheet("导入结果");
            List<String> head = List.of("序号", "文件", "结果", "说明", "标题", "发文机关", "日期", "文号", "栏目", "编码", "损坏处", "稿件编号");
            for (int i = 0; i < head.size(); i++) {
                sheet.value(0, i, head.get(i));
            }
            int line = 1;
            int after = 0;
            List<ImportFile> files = rows.page(jobId, after, 500);
            while (!files.isEmpty()) {
                for (ImportFile file : files) {
                    String column = file.columnId() == null
                            ? ""
                            : names.computeIfAbsent(file.columnId(),
                                    id -> columns.column(id).map(ColumnRecord::name).orElse(""));
                    List<Object> cells = List.of(file.position(), SheetFile.safe(file.name()), file.state().label(),
                            SheetFile.safe(why(file)),
                            SheetFile.safe(file.title()), SheetFile.safe(orEmpty(file.issuingBody())),
                            file.issuedOn() == null ? "" : file.issuedOn().toString(),
                            SheetFile.safe(orEmpty(file.documentNumber())), column, file.encoding(), file.damageCount(),
                            file.documentId() == null ? "" : file.documentId().toString());
                    for (int i = 0; i < cells.size(); i++) {
                        if (cells.get(i) instanceof Integer number) {
                            sheet.value(line, i, number);
                        } else {
                            sheet.value(line, i, cells.get(i).toString());
                        }
                    }
                    line++;
                }
                sheet.flush();
                after = files.getLast().position();
                files = rows.page(jobId, after, 500);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String why(ImportFile file) {
        var words = new ArrayList<String>();
        if (!file.reason().isEmpty()) {
            words.add(file.reason());
        }
        if (file.duplicate() != null && file.state() != ImportFile.State.TAKEN) {
            words.add(file.duplicate());
        }
        words.addAll(file.hints());
        return String.join("；", words);
    }

    /** A few hundred files in one transaction: a commit for each would wait for the disk ten thousand times. */
    private int stageSome(long job, int from, Iterator<Incoming> files) {
        return Objects.requireNonNull(transaction.execute(status -> {
            int position = from;
            try {
                while (files.hasNext() && position < MOST_FILES && position < from + 200) {
                    stage(job, ++position, files.next());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return position;
        }));
    }

    private void stage(long job, int position, Incoming incoming) throws IOException {
        String name = cleanPath(incoming.name());
        try (InputStream in = new BufferedInputStream(incoming.source().open())) {
            if (!staging.keep(job, position, in)) {
                rows.addFile(job, position, name, ImportFile.State.UNREADABLE, "文件超过 200 MB，请拆分后导入");
                return;
            }
        }
        boolean archive = name.toLowerCase(Locale.ROOT).endsWith(".zip");
        rows.addFile(job, position, name, archive ? ImportFile.State.ARCHIVE : ImportFile.State.WAITING, "");
    }

    /** For showing only: the name never becomes a path on our disk. */
    static String cleanPath(String name) {
        String clean = PlainText.line(name.replace('\\', '/')).replaceAll("^/+", "");
        int length = PlainText.length(clean);
        return clean.isEmpty()
                ? "未命名"
                : length <= 250 ? clean : "…" + clean.substring(clean.offsetByCodePoints(0, length - 249));
    }

    private Optional<Refusal> columnRefusal(Actor actor, long columnId) {
        var column = columns.open(columnId);
        return column.isEmpty()
                ? refuse("这个栏目不存在或已关闭，请另选栏目。")
                : ContentRules.refusal(ContentAction.WRITE, actor, column.get().unit());
    }

    private Optional<Refusal> inReview(Actor actor, long jobId, java.util.function.Supplier<Optional<Refusal>> act) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Optional<ImportJob> job = rows.lock(jobId)
                    .filter(found -> found.personId() == actor.ref().id() && actor.isStaff());
            if (job.isEmpty()) {
                return refuse("这个导入任务不存在。");
            }
            if (job.get().state() != ImportJob.State.REVIEW) {
                return refuse("这个导入任务" + job.get().state().label() + "，现在不能修改。");
            }
            return act.get();
        }));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Optional<Refusal> refuse(String text) {
        return Optional.of(new Refusal(text));
    }
}
