package org.yizhan.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

import javax.sql.DataSource;

import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yizhan.runtime.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class JournalVerifierTests {
    private final DataSource source = TestDatabase.copy().dataSource();
    private final Path data = JournalBook.folder();
    private final JournalBook book = new JournalBook(source, data);

    @BeforeEach
    void threeDaysOfActs() {
        book.acts(1, 4);
        book.at("2026-10-01T03:00:00Z");
        book.acts(5, 8);
        book.at("2026-10-02T03:00:00Z");
        book.acts(9, 10);
    }

    @Test
    void findsNothingInAJournalThatNobodyTouched() {
        Verification result = book.verifier.verify();
        assertThat(result.findings()).isEmpty();
        assertThat(result.checked()).isEqualTo(10);
        assertThat(result.report()).contains("日志完好").contains("10条");
        assertThat(book.database.sql("select day::text || ' ' || last_seq from journal.closing order by 1")
                .query(String.class)
                .list()).containsExactly("2026-09-30 4", "2026-10-01 8");
    }

    @Test
    void findsAChangedRow() {
        for (String change : List.of("at = at + interval '1 second'", "who_kind = 'citizen'", "who_id = 8",
                "act = 'test.other'", "object_type = 'other'", "object_id = 99", "facts = '{}'",
                "mac = '\\x00'::bytea")) {
            var fresh = new JournalBook(TestDatabase.copy().dataSource(), JournalBook.folder());
            fresh.acts(1, 5);
            fresh.tamper("update journal.entry set " + change + " where id = 3");
            assertThat(fresh.findings()).as(change).singleElement().asString().startsWith("CHANGED 第3号日志（编号3，");
        }
    }

    @Test
    void findsADeletedRow() {
        book.tamper("delete from journal.entry where id = 3");
        found().singleElement().asString().isEqualTo("DELETED 第3号日志（编号3）的内容被删除。");
    }

    @Test
    void findsADeletedRowWithItsSeal() {
        book.tamper("delete from journal.entry where id = 3", "delete from journal.seal where seq = 3");
        found().singleElement().asString().isEqualTo("DELETED 第3号日志的封存记录被删除。");
    }

    @Test
    void findsADeletedSealAndNamesTheEntryToo() {
        book.tamper("delete from journal.seal where seq in (2, 3)");
        found().hasSize(3)
                .anyMatch(f -> f.equals("DELETED 第2至3号日志的封存记录被删除。"))
                .anyMatch(f -> f.startsWith("DELETED 日志（编号2，"))
                .anyMatch(f -> f.startsWith("DELETED 日志（编号3，"));
    }

    @Test
    void findsADeletedTail() {
        book.tamper("delete from journal.entry where id >= 9", "delete from journal.seal where seq >= 9");
        found().anyMatch(f -> f.equals("DELETED 第9至10号日志在末尾被删除，或数据库恢复自较早的备份。"));
    }

    @Test
    void findsATailThatIsDeletedAndWrittenAnew() {
        book.tamper("delete from journal.entry where id >= 9", "delete from journal.seal where seq >= 9");
        var later = new JournalBook(source, data);
        later.at("2026-10-02T04:00:00Z");
        later.acts(20, 22);
        assertThat(later.alarms).singleElement().extracting(JournalAlarm::key).isEqualTo("rewritten:10");
        later.acts(23, 24);
        assertThat(later.alarms).as("told once").hasSize(1);
        found().anyMatch(f -> f.startsWith("REWRITTEN 第10号"));
    }

    @Test
    void findsAnInsertedRowWhichIsNeverSealedAndRaisesAnAlarm() {
        book.tamper("""
                insert into journal.entry select 777, at, who_kind, 1, act, object_type, object_id, facts, key_mark, mac
                from journal.entry where id = 2""", "insert into journal.pending values (777)");
        found().singleElement().asString().startsWith("INSERTED 未封存的日志（编号777，");
        assertThat(book.alarms).singleElement().extracting(JournalAlarm::words).asString().contains("编号777");
        assertThat(
                book.database.sql("select count(*) from journal.seal where entry_id = 777").query(Long.class).single())
                .isZero();
        assertThat(book.database.sql("""
                select count(*) from journal.entry where act = 'journal.alarm' and object_id = 777""")
                .query(Long.class)
                .single()).isEqualTo(1);
    }

    @Test
    void findsARowInsertedWithItsSeal() {
        book.tamper("""
                insert into journal.entry select 777, at, who_kind, 1, act, object_type, object_id, facts, key_mark, mac
                from journal.entry where id = 2""",
                "insert into journal.seal select 11, 777, hash, sealed_at, day, mac from journal.seal where seq = 10");
        found().anyMatch(f -> f.startsWith("CHANGED 第11号日志（编号777") && f.contains("内容被改动"))
                .anyMatch(f -> f.startsWith("CHANGED 第11号日志（编号777") && f.contains("外来"));
    }

    @Test
    void findsTwoSwappedRows() {
        book.tamper("update journal.seal set entry_id = -entry_id where seq in (5, 6)",
                "update journal.seal set entry_id = 11 + entry_id where seq in (5, 6)");
        found().anyMatch(f -> f.startsWith("CHANGED 第5号日志（编号6")).anyMatch(f -> f.startsWith("CHANGED 第6号日志（编号5"));
    }

    @Test
    void findsAChainThatIsWrittenAnewFromARowOn() {
        book.tamper("delete from journal.entry where id = 7", "delete from journal.seal where seq = 7",
                "update journal.seal set seq = seq - 1 where seq > 7");
        rechain();
        found().anyMatch(f -> f.startsWith("CHANGED 第7号日志（编号8")).anyMatch(f -> f.contains("第10号日志在末尾被删除"));
    }

    @Test
    void findsAChangedOrDeletedOrInsertedClosing() {
        book.tamper("update journal.closing set day = day - 1 where last_seq = 4");
        found().singleElement().asString().startsWith("CHANGED 2026-09-30的日结（第4号）被改动");
        book.tamper("delete from journal.closing where last_seq = 4");
        found().singleElement().asString().startsWith("DELETED 2026-09-30的日结（第4号）被删除");
        book.tamper(
                "insert into journal.closing select 3, day, hash, signature from journal.closing where last_seq = 8");
        found().anyMatch(f -> f.startsWith("INSERTED 2026-10-01的日结（第3号）"));
    }

    @Test
    void findsAChangedHeadOutsideTheDatabase() throws IOException {
        Path head = data.resolve("journal/head");
        Files.writeString(head, Files.readString(head).replaceFirst("^10 ", "9 "));
        found().singleElement().asString().startsWith("CHANGED 数据库以外保存的链首");
    }

    @Test
    void findsAnEntryTakenAwayBeforeItCouldBeSealed() {
        book.act(11);
        book.act(12);
        book.tamper("delete from journal.entry where object_id = 11", "delete from journal.pending where entry_id = 11",
                "delete from journal.pending where entry_id = 12");
        book.sealer.lookForTheMissing(java.time.Duration.ZERO);
        assertThat(book.alarms).extracting(JournalAlarm::key).containsExactly("lost:11", "unqueued:12");
        found().isEmpty();
        assertThat(
                book.database.sql("select count(*) from journal.seal where entry_id = 12").query(Long.class).single())
                .isEqualTo(1);
    }

    @Test
    void aProgramThatEndedBetweenCommitAndSealingIsMadeGoodByTheNext() {
        book.act(11);
        var next = new JournalBook(source, data);
        next.at("2026-10-02T05:00:00Z");
        next.sealer.seal();
        assertThat(next.verifier.verify()).matches(v -> v.isSound() && v.checked() == 11);
    }

    @Test
    void aClockSetBackIsAnEntryOfItsOwnAndBreaksNothing() {
        book.at("2026-09-29T03:00:00Z");
        book.acts(11, 12);
        book.act(13);
        book.sealer.seal();
        found().isEmpty();
        assertThat(book.database.sql("select facts from journal.entry where act = 'journal.clock-set-back'")
                .query(String.class)
                .list()).containsExactly("{\"from\":\"2026-10-02T03:00:00Z\",\"to\":\"2026-09-29T03:00:00Z\"}");
    }

    @Test
    void anotherKeyIsSaidToBeAnotherKey() {
        var elsewhere = new JournalBook(source, JournalBook.folder());
        assertThat(elsewhere.findings()).anyMatch(f -> f.startsWith("UNKNOWN_KEY 第1号日志"));
    }

    @Test
    void keepsItsKeyFromOthers() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("journal/key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void anExportIsVerifiedWithoutTheDatabase() throws IOException {
        Path file = data.resolve("export.jsonl");
        assertThat(book.export.write(file)).isEqualTo(10);
        String publicKey = Files.readString(data.resolve("journal/public-key"));
        assertThat(offline(file, publicKey)).isEqualTo("0 日志完好：核对了10条，没有改动、删除或外来的记录。");
        assertThat(offline(file, publicKey.replaceFirst("^04..", "0400"))).startsWith("1 ");
        assertThat(offline(data.resolve("missing"), publicKey)).startsWith("2 ");
        assertThat(offline(data.resolve("journal/head"), publicKey)).startsWith("2 ");

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(1 + 10 + 2 + 1);
        for (int i = 1; i < lines.size(); i++) {
            var without = new ArrayList<>(lines);
            without.remove(i);
            assertThat(offline(with(without), publicKey)).as("without line %d", i)
                    .startsWith("1 ");
            assertThat(offline(with(lines.subList(0, i)), publicKey)).as("cut off before line %d", i)
                    .startsWith("1 ")
                    .contains("第" + i + "行")
                    .contains("截去");
        }
        for (String day : List.of("2026-09-30", "2026-10-01")) {
            var without = new ArrayList<>(lines);
            without.removeIf(line -> line.contains("\"closing\":\"" + day));
            assertThat(offline(with(without), publicKey)).startsWith("1 ").contains("缺少1个日结");
        }
        for (int i = 1; i < 11; i++) {
            var swapped = new ArrayList<>(lines);
            Collections.swap(swapped, i, i + 1);
            assertThat(offline(with(swapped), publicKey)).as("swapped line %d", i).startsWith("1 ");
        }
        for (int i = 1; i < lines.size(); i++) {
            var changed = new ArrayList<>(lines);
            changed.set(i, changed.get(i).replaceFirst("staff:7|2026-|\"head\":1", "staff:8"));
            assertThat(offline(with(changed), publicKey)).as("changed line %d", i).startsWith("1 ");
        }
    }

    @Test
    void theCommandVerifiesAnExportWithoutTheProgramAndRefusesWhatItDoesNotUnderstand() {
        Path file = data.resolve("export.jsonl");
        book.export.write(file);
        var out = new ByteArrayOutputStream();
        var screen = new PrintStream(out, true, StandardCharsets.UTF_8);
        var command = new JournalFileCommand();
        assertThat(command.run(List.of("--file", file.toString()), screen)).hasValue(0);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("日志完好").contains("签名公钥：04");
        assertThat(command.run(List.of("--file", file.toString(), "--public-key", "04ab"), screen)).hasValue(1);
        for (List<String> needsTheDatabase : List.of(List.<String>of(), List.of("--export", "x"))) {
            assertThat(command.run(needsTheDatabase, screen)).isEmpty();
        }
        for (List<String> wrong : List.of(List.of("--file"), List.of("--what"), List.of("x"), List.of("x", "--file"))) {
            assertThat(command.run(wrong, screen)).as("%s", wrong).hasValue(2);
        }
    }

    private Path with(List<String> lines) throws IOException {
        return Files.write(data.resolve("changed.jsonl"), lines);
    }

    private static String offline(Path file, String publicKey) {
        var out = new ByteArrayOutputStream();
        int code = JournalFile.verify(file, publicKey, new PrintStream(out, true, StandardCharsets.UTF_8));
        return code + " " + out.toString(StandardCharsets.UTF_8).strip();
    }

    /** What an intruder can compute without the key: the hashes, which are public knowledge. */
    private void rechain() {
        byte[] before = Seal.NO_HASH;
        for (long seq : book.database.sql("select seq from journal.seal order by seq").query(Long.class).list()) {
            Entry entry = book.database.sql("""
                    select e.* from journal.entry e join journal.seal s on s.entry_id = e.id where s.seq = ?""")
                    .param(seq)
                    .query((row, n) -> JournalSealer.readable(row).orElseThrow())
                    .single();
            byte[] hash = Seal.chain(before, entry.canonical());
            if (!MessageDigest.isEqual(hash, book.database.sql("select hash from journal.seal where seq = ?")
                    .param(seq)
                    .query((row, n) -> row.getBytes(1))
                    .single())) {
                book.tamper("update journal.seal set hash = '\\x" + HexFormat.of().formatHex(hash) + "' where seq = "
                        + seq);
            }
            before = Arrays.copyOf(hash, hash.length);
        }
    }

    private ListAssert<String> found() {
        return assertThat(book.findings());
    }
}
