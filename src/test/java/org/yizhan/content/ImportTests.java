package org.yizhan.content;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import javax.imageio.ImageIO;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.poi.common.usermodel.PictureType;
import org.apache.poi.util.Units;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.directory.Person;
import org.yizhan.directory.Unit;
import org.yizhan.files.FileId;
import org.yizhan.files.FileReceipt;
import org.yizhan.files.StoredFile;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.when;

/** From handed-over files to drafts, also when something breaks on the way. */
class ImportTests extends ContentDatabaseTest {
    private static final Actor CLERK = Office.EVERYTHING;
    private static final AtomicInteger DIFFERENT = new AtomicInteger();

    @Autowired
    ImportDesk imports;
    @Autowired
    ImportCommand command;
    @Autowired
    ImportRunner runner;
    @TempDir
    Path folder;

    @BeforeEach
    void theClerk() {
        when(directory.actor(any())).thenReturn(CLERK);
        when(directory.personByAccount("clerk")).thenReturn(Optional.of(
                new Person(new PersonId(CLERK.ref().id()), "张三", "clerk", Office.WATER, true)));
    }

    @Test
    void filesBecomeDraftsWithWhatTheTextSays() {
        long job = begun(file("甲/通知.txt", notice("防汛") + "\n云岭县水利局\n2013年5月6日"), file("乙.txt", notice("抗旱")));
        ImportJob review = settled(job);
        assertThat(review.state()).isEqualTo(ImportJob.State.REVIEW);
        assertThat(draftCount()).isZero();
        ImportFile first = files(job).getFirst();
        assertThat(first.wanted()).isTrue();
        assertThat(first.issuingBody()).isEqualTo("云岭县水利局");
        assertThat(first.issuedOn()).isEqualTo(LocalDate.of(2013, 5, 6));

        accepted(imports.edit(CLERK, job, List.of(new ImportEdit(first.id(), true, "改过的标题", "水利局", "水利局", "云水发〔2013〕1号",
                LocalDate.of(2013, 5, 7), column, Nature.ON_REQUEST, false))));
        accepted(imports.take(CLERK, job));
        assertThat(settled(job).state()).isEqualTo(ImportJob.State.DONE);

        assertThat(files(job)).extracting(ImportFile::state).containsOnly(ImportFile.State.TAKEN);
        long document = java.util.Objects.requireNonNull(files(job).getFirst().documentId());
        var edition = sql.sql(
                "select title, issuing_body, document_number, issued_on, nature, state from content.edition where document_id = ?")
                .param(document)
                .query()
                .singleRow();
        assertThat(edition).containsEntry("title", "改过的标题")
                .containsEntry("document_number", "云水发〔2013〕1号")
                .containsEntry("nature", "ON_REQUEST")
                .containsEntry("state", "DRAFT");
        assertThat(draftCount()).isEqualTo(2);
    }

    @Test
    void theSourceOfATextThatNamesNoneIsTheImportersUnit() {
        when(directory.unit(Office.WATER.unit()))
                .thenReturn(Optional.of(new Unit(Office.WATER.unit(), Office.WATER, "云岭县水利局", "水利局", false)));
        long job = begun(file("甲.txt", notice("防汛") + "\n云岭县农业局\n2013年5月6日"), file("乙.txt", notice("抗旱")));
        settled(job);
        assertThat(files(job)).extracting(ImportFile::source).containsExactly("云岭县农业局", "云岭县水利局");
        accepted(imports.columnForAll(CLERK, job, column));
        accepted(imports.take(CLERK, job));
        settled(job);
        for (ImportFile file : files(job)) {
            var edition = sql.sql("select source, summary from content.edition where document_id = ?")
                    .param(file.documentId())
                    .query()
                    .singleRow();
            assertThat(edition.get("source")).isEqualTo(file.source());
            assertThat(String.valueOf(edition.get("summary"))).isNotBlank().doesNotContain("关于");
        }
    }

    @Test
    void archiveIsUnpackedWithChineseNamesAndWithoutItsTraps() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(bytes)) {
            zip.setEncoding("GBK");
            zip.setUseLanguageEncodingFlag(false);
            add(zip, "二〇一三年/防汛通知.txt", notice("防汛").getBytes(Charset.forName("GB18030")));
            add(zip, "../../逃出去.txt", notice("逃").getBytes(StandardCharsets.UTF_8));
            add(zip, "里面.zip", new byte[]{'P', 'K', 3, 4});
            add(zip, "__MACOSX/._x", new byte[3]);
            add(zip, "零.txt", new byte[30 << 20]);
            add(zip, "假.docx", "不是 Word".getBytes(StandardCharsets.UTF_8));
        }
        long job = begun(new ImportDesk.Incoming("材料.zip", () -> new ByteArrayInputStream(bytes.toByteArray())));
        settled(job);
        assertThat(files(job)).extracting(ImportFile::name)
                .containsExactly("材料.zip/二〇一三年/防汛通知.txt", "材料.zip/../../逃出去.txt", "材料.zip/里面.zip", "材料.zip/零.txt",
                        "材料.zip/假.docx");
        assertThat(files(job).getFirst().encoding()).isEqualTo("GB 18030");
        assertThat(files(job)).extracting(ImportFile::reason)
                .satisfiesExactly(reason -> assertThat(reason).isEmpty(),
                        reason -> assertThat(reason).contains("压缩包以外"),
                        reason -> assertThat(reason).contains("压缩包里的压缩包"),
                        reason -> assertThat(reason).contains("压缩比异常"), reason -> assertThat(reason).contains("内容却不是"));
    }

    @Test
    void brokenArchiveIsRefusedAndTheRestGoesOn() {
        long job = begun(new ImportDesk.Incoming("坏.zip", () -> new ByteArrayInputStream(new byte[100])),
                file("好.txt", notice("好")));
        settled(job);
        assertThat(files(job)).extracting(ImportFile::state)
                .containsExactly(ImportFile.State.UNREADABLE, ImportFile.State.READ);
    }

    @Test
    void damagedTextIsHeldBackUntilSomeoneHasLookedAtIt() {
        long job = begun(file("损坏.txt", "關於加強網站建設的通知\n近年來,推薦優(yōu)秀網站,現(xiàn)已開放,請各單位認真執行,做好各項工作,務必按時完成。"));
        settled(job);
        ImportFile damaged = files(job).getFirst();
        assertThat(damaged.wanted()).isFalse();
        assertThat(damaged.damage()).hasSize(2).allMatch(passage -> passage.contains("拼音"));

        accepted(imports.edit(CLERK, job, List.of(edit(damaged, true, false))));
        assertThat(words(imports.take(CLERK, job))).contains("已核对");
        accepted(imports.edit(CLERK, job, List.of(edit(damaged, true, true))));
        accepted(imports.take(CLERK, job));
        assertThat(settled(job).progress().taken()).isEqualTo(1);
    }

    @Test
    void whatIsThereAlreadyIsPointedOutAndNotProposed() {
        String same = notice("重复");
        long first = begun(file("一.txt", same), file("二.txt", same));
        settled(first);
        assertThat(files(first)).extracting(ImportFile::duplicate).containsExactly(null, "与本次前面的一个文件完全相同");
        assertThat(files(first)).extracting(ImportFile::wanted).containsExactly(true, false);
        accepted(imports.take(CLERK, first));
        settled(first);

        long second = begun(file("三.txt", same), file("四.txt", same + "\n多一句话。"));
        settled(second);
        assertThat(files(second)).extracting(ImportFile::duplicate).containsExactly("这个文件以前导入过", "这个栏目已有同名稿件");
        assertThat(words(imports.take(CLERK, second))).contains("还没有选择");
    }

    @Test
    void crashInTheMiddleOfTakingMakesNoDraftTwice() {
        List<ImportDesk.Incoming> many = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            many.add(file(i + ".txt", notice("第" + i)));
        }
        long job = begun(many.toArray(ImportDesk.Incoming[]::new));
        settled(job);
        var drafted = new AtomicInteger();
        doAnswer(call -> {
            if (drafted.incrementAndGet() == 40) {
                throw new IllegalStateException("the machine stumbles");
            }
            return null;
        }).when(journal).record(any(), eq(ContentAct.DRAFTED), any(), any());
        accepted(imports.take(CLERK, job));
        settled(job);
        assertThat(draftCount()).isEqualTo(60);
        assertThat(sql.sql("select count(distinct document_id) from content.import_file where job_id = ?")
                .param(job)
                .query(Integer.class)
                .single())
                .isEqualTo(60);
    }

    @Test
    void jobLeftHalfDoneByKillGoesOnWhereTheLastCommitWas() {
        long job = begun(file("一.txt", notice("一")), file("二.txt", notice("二")), file("三.txt", notice("三")));
        settled(job);
        // As a killed program leaves it: one file committed with its draft, the others still to do.
        sql.sql("update content.import_file set state = 'TAKING' where job_id = ?").param(job).update();
        sql.sql("update content.import_file set state = 'TAKEN', document_id = 1 where job_id = ? and position = 1")
                .param(job)
                .update();
        sql.sql("update content.import_job set state = 'TAKING' where id = ?").param(job).update();
        while (runner.step()) {
            // until nothing is left
        }
        assertThat(settled(job).state()).isEqualTo(ImportJob.State.DONE);
        assertThat(draftCount()).isEqualTo(2);
    }

    @Test
    void picturesInsideWordDocumentsBecomeFilesOfTheDraft() throws Exception {
        when(files.store(any(), any(), any(), any())).thenAnswer(call -> new FileReceipt.Taken(
                new StoredFile(new FileId(2), call.getArgument(1), "image/png", 100, "ab".repeat(32))));
        var bytes = new ByteArrayOutputStream();
        try (var document = new XWPFDocument()) {
            notice("图").lines().forEach(line -> document.createParagraph().createRun().setText(line));
            var picture = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", picture);
            document.createParagraph()
                    .createRun()
                    .addPicture(new ByteArrayInputStream(picture.toByteArray()),
                            PictureType.PNG, "位置图.png", Units.toEMU(8), Units.toEMU(8));
            document.write(bytes);
        }
        long job = begun(new ImportDesk.Incoming("图.docx", () -> new ByteArrayInputStream(bytes.toByteArray())));
        settled(job);
        accepted(imports.take(CLERK, job));
        settled(job);
        String body = sql.sql("select body_html from content.edition where document_id = ?")
                .param(java.util.Objects.requireNonNull(files(job).getFirst().documentId()))
                .query(String.class)
                .single();
        assertThat(body).contains("<img src=\"/files/2/image1.png\"").doesNotContain("embedded:");
    }

    @Test
    void cancelledJobStopsAndKeepsItsReport() {
        long job = begun(file("一.txt", notice("一")));
        settled(job);
        accepted(imports.cancel(CLERK, job));
        accepted(imports.cancel(CLERK, job));
        assertThat(words(imports.take(CLERK, job))).contains("已取消");
        assertThat(draftCount()).isZero();
    }

    @Test
    void strangersAndWrongChoicesAreRefusedInWords() {
        assertThat(begin(Office.CLERK, file("一.txt", "x"))).contains("没有批量导入的权限");
        assertThat(begin(CLERK)).contains("请先选择");
        assertThat(
                ((ImportDesk.Begun.Refused) imports.begin(CLERK, 999_999L, List.of(file("一.txt", "x")))).why().text())
                .contains("栏目不存在");
        long job = begun(file("一.txt", notice("一")));
        settled(job);
        Actor other = at(Office.COUNTY, 99, ContentPermissions.IMPORT, ContentPermissions.WRITE);
        assertThat(imports.job(other, job)).isEmpty();
        assertThat(words(imports.take(other, job))).contains("不存在");
        assertThat(imports.files(other, job, null).items()).isEmpty();
        ImportFile file = files(job).getFirst();
        assertThat(words(imports.edit(CLERK, job,
                List.of(new ImportEdit(file.id(), true, "长".repeat(101), "", "", "", null, column, Nature.VOLUNTARY,
                        false)))))
                .contains("超过 100 个字");
        assertThat(words(imports.edit(CLERK, job,
                List.of(new ImportEdit(file.id(), true, " ", "", "", "", null, column, Nature.VOLUNTARY, false)))))
                .contains("没有标题");
    }

    @Test
    void reportIsWorkbookWithLinePerFile() throws Exception {
        long job = begun(file("=危险.txt", notice("一")), file("空.txt", ""));
        settled(job);
        accepted(imports.take(CLERK, job));
        settled(job);
        var out = new ByteArrayOutputStream();
        imports.report(CLERK, job, out);
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            var lines = book.getFirstSheet().read();
            assertThat(lines).hasSize(3);
            assertThat(lines.get(1).getCellText(1)).isEqualTo("'=危险.txt");
            assertThat(lines.get(1).getCellText(2)).isEqualTo("已导入为草稿");
            assertThat(lines.get(2).getCellText(3)).contains("文件是空的");
        }
    }

    @Test
    void commandTakesAFolderAndSaysWhatBecameOfEveryFile() throws Exception {
        Files.createDirectories(folder.resolve("里"));
        Files.writeString(folder.resolve("里/一.txt"), notice("命令行"));
        Files.writeString(folder.resolve("二.txt"),
                "關於加強網站建設的通知\n推薦優(yōu)秀網站,現(xiàn)已開放,請各單位認真執行,做好各項工作,務必按時完成。" + DIFFERENT.incrementAndGet());
        assertThat(run(0, folder.resolve("里").toString(), "--as", "clerk", "--site", siteSlug, "--column", "tzgg",
                "--yes"))
                .contains("一.txt", "已导入为草稿 /desk/articles/", "共 1 个文件");
        assertThat(run(2, folder.toString(), "--as", "clerk", "--site", siteSlug, "--column", "tzgg", "--yes"))
                .contains("文字有损坏，没有导入", "这个文件以前导入过", "没有导入 2 个");
        assertThat(run(0, folder.resolve("二.txt").toString(), "--as", "clerk", "--site", siteSlug, "--column", "tzgg",
                "--yes", "--accept-damaged"))
                .contains("导入为草稿 1 个");
        assertThat(run(2)).contains("用法");
        assertThat(run(2, "--nonsense")).contains("不认识的选项");
        assertThat(run(2, folder.toString(), "--as", "nobody", "--column", "tzgg", "--yes")).contains("没有账号");
        assertThat(run(2, folder.toString(), "--as", "clerk", "--column", "no-such", "--yes")).contains("没有网址名为");
        assertThat(run(2, "/no/such/file", "--as", "clerk")).contains("找不到");
    }

    private String run(int code, String... args) {
        var bytes = new ByteArrayOutputStream();
        int actual = command.run(List.of(args), new PrintStream(bytes, true, StandardCharsets.UTF_8));
        String said = bytes.toString(StandardCharsets.UTF_8);
        assertThat(actual).as(said).isEqualTo(code);
        return said;
    }

    private long begun(ImportDesk.Incoming... files) {
        return ((ImportDesk.Begun.Started) imports.begin(CLERK, column, List.of(files))).jobId();
    }

    private String begin(Actor actor, ImportDesk.Incoming... files) {
        return ((ImportDesk.Begun.Refused) imports.begin(actor, column, List.of(files))).why().text();
    }

    private ImportJob settled(long job) {
        long until = System.nanoTime() + 60_000_000_000L;
        ImportJob now = imports.job(CLERK, job).orElseThrow();
        while (now.isBusy() && System.nanoTime() < until) {
            Thread.onSpinWait();
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            now = imports.job(CLERK, job).orElseThrow();
        }
        assertThat(now.isBusy()).isFalse();
        return now;
    }

    private List<ImportFile> files(long job) {
        return imports.files(CLERK, job, null).items();
    }

    private int draftCount() {
        return sql.sql("select count(*) from content.edition where column_id = ?")
                .param(column)
                .query(Integer.class)
                .single();
    }

    private ImportEdit edit(ImportFile file, boolean wanted, boolean checked) {
        return new ImportEdit(file.id(), wanted, file.title(), "", "", "", null, column, Nature.VOLUNTARY, checked);
    }

    private static ImportDesk.Incoming file(String name, String text) {
        return new ImportDesk.Incoming(name, () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A sound text that no other test has. */
    private static String notice(String about) {
        return "关于做好" + about + DIFFERENT.incrementAndGet() + "工作的通知\n各乡镇人民政府：现就有关事项通知如下，请认真抓好落实，按时报告情况。";
    }

    private static void add(ZipArchiveOutputStream zip, String name, byte[] bytes) throws IOException {
        var entry = new ZipArchiveEntry(name);
        entry.setSize(bytes.length);
        zip.putArchiveEntry(entry);
        zip.write(bytes);
        zip.closeArchiveEntry();
    }

    private static void accepted(Optional<org.yizhan.shared.Refusal> refusal) {
        yes(refusal);
    }

    private static String words(Optional<org.yizhan.shared.Refusal> refusal) {
        return refusal.orElseThrow().text();
    }
}
