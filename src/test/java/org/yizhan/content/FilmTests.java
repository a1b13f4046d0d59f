package org.yizhan.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.reading.OutsideProgram;
import org.yizhan.files.FileId;
import org.yizhan.files.FileReceipt;
import org.yizhan.files.FileStored;
import org.yizhan.files.Files.Purpose;
import org.yizhan.files.StoredFile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.lenient;

/** Films made for the web in the background, with a stand-in for ffmpeg and, where the machine has it, with ffmpeg itself. */
class FilmTests extends ContentDatabaseTest {
    private static final AtomicLong NUMBER = new AtomicLong(700_001);

    @Autowired
    Films films;
    @Autowired
    PublicSide publicSide;
    @Autowired
    CountyClock county;
    @Autowired
    PlatformTransactionManager transactions;

    @TempDir
    Path folder;

    private final List<String> made = new ArrayList<>();
    private byte[] bytes = {};
    private long film;

    @BeforeEach
    void aFilm() {
        sql.sql("delete from content.film").update();
        made.clear();
        bytes = "film".getBytes(StandardCharsets.UTF_8);
        film = NUMBER.addAndGet(2);
        lenient().doAnswer(call -> {
            FileId id = call.getArgument(0);
            return Optional.of(new StoredFile(id, "开工现场.mov", "video/quicktime", 100, "ab".repeat(32)));
        }).when(files).find(any());
        lenient().doAnswer(_ -> new ByteArrayInputStream(bytes)).when(files).open(any());
        lenient().doAnswer(call -> {
            String name = call.getArgument(1);
            made.add(name + ":" + call.<InputStream>getArgument(0).readAllBytes().length);
            return new FileReceipt.Taken(new StoredFile(new FileId(film + 100 + made.size()), name, "video/mp4", 5,
                    "cd".repeat(32)));
        }).when(files).store(any(), any(), any(), any());
    }

    private FilmRunner runner(String ffmpeg) {
        return new FilmRunner(films, files, publicSide, county, transactions, ffmpeg);
    }

    private String program(String script) throws IOException {
        Path program = folder.resolve("ffmpeg");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program.toString();
    }

    /** Writes something to its last argument. */
    private String works() throws IOException {
        return program("for last; do :; done; echo made > \"$last\"");
    }

    private Films.Film now() {
        return Objects.requireNonNull(films.of(List.of(film)).get(film));
    }

    @Test
    void whatWasTakenInWaitsOnceAndWhatWasMadeDoesNotWait() {
        FilmRunner runner = runner("");
        runner.stored(new FileStored(film, "video/quicktime", Purpose.ATTACHMENT));
        runner.stored(new FileStored(film, "video/quicktime", Purpose.ATTACHMENT));
        runner.stored(new FileStored(film + 1, "application/pdf", Purpose.ATTACHMENT));
        lenient().doReturn(Optional.of(new StoredFile(new FileId(film + 2), "开工现场（网页版）.mp4", "video/mp4", 1, "")))
                .when(files)
                .find(new FileId(film + 2));
        runner.stored(new FileStored(film + 2, "video/mp4", Purpose.ATTACHMENT));

        assertThat(sql.sql("select file_id from content.film").query(Long.class).list()).containsExactly(film);
    }

    @Test
    void aFilmIsMadeWithAPictureAndShownWithItsArticle() throws IOException {
        sql.sql("insert into content.upload (file_id, person_id, at) values (?, 11, now())").param(film).update();
        films.ask(film, county.now());
        Turn live = live(ready(reviewed(submitted(drafting.draft(Office.CLERK, column,
                Draft.of("渠道开工", "<p>看视频。</p>", "水利局")
                        .withElements("video", Map.of("video", Long.toString(film),
                                "transcript", "工人开始挖渠。")))
                .orThrow()))));
        announcements.all.clear();

        assertThat(runner(works()).next()).isTrue();

        assertThat(made).containsExactly("开工现场（网页版）.mp4:5", "开工现场.jpg:5");
        assertThat(now().state()).isEqualTo("DONE");
        assertThat(runner(works()).words(now())).contains("已转换好");
        ArticleView.Fact fact = published.article(live.documentId()).orElseThrow().facts().getFirst();
        assertThat(fact.plays()).isEqualTo("/files/" + now().web() + "/film.mp4");
        assertThat(published.isPublic(new FileId(Objects.requireNonNull(now().web())))).isTrue();
        assertThat(published.isPublic(new FileId(Objects.requireNonNull(now().poster())))).isTrue();
        assertThat(announcements.has("article:" + live.documentId())).isTrue();
        assertThat(runner(works()).next()).isFalse();
        yes(publishing.withdraw(Office.PUBLISHER, live.documentId(), new Withdrawal(Withdrawn.Kind.GONE, "有误", null)));
        assertThat(published.isPublic(new FileId(Objects.requireNonNull(now().web())))).isFalse();
    }

    @Test
    void whatCannotBeMadeIsTriedTwiceAndThenSaid() throws IOException {
        films.ask(film, county.now());
        FilmRunner runner = runner(program("exit 1"));

        assertThat(runner.next()).isTrue();
        assertThat(now().state()).isEqualTo("WAITING");
        assertThat(runner.next()).isTrue();
        assertThat(now().state()).isEqualTo("FAILED");
        assertThat(runner.next()).isFalse();
        assertThat(runner.words(now())).contains("可能已损坏", "原文件下载");
    }

    @Test
    void theQueueSurvivesTheEndOfTheProgram() throws IOException {
        films.ask(film, county.now());
        assertThat(films.claim(county.now(), Duration.ofHours(2))).contains(film);
        assertThat(films.claim(county.now(), Duration.ofHours(2))).isEmpty();

        FilmRunner runner = runner(works());
        runner.started();

        assertThat(runner.next()).isTrue();
        assertThat(now().state()).isEqualTo("DONE");
    }

    @Test
    void aFilmThatAnotherMachineLeftIsTakenUpAfterAWhile() {
        films.ask(film, county.now());
        films.claim(county.now(), Duration.ofHours(2));
        clock.set(clock.instant().plus(Duration.ofHours(3)));

        assertThat(films.claim(county.now(), Duration.ofHours(2))).contains(film);
    }

    @Test
    void withoutTheProgramNothingIsTakenFromTheQueueAndTheAuthorIsTold() {
        films.ask(film, county.now());
        FilmRunner runner = runner(folder.resolve("nowhere").toString());

        assertThat(runner.next()).isFalse();
        assertThat(now().state()).isEqualTo("WAITING");
        assertThat(runner.words(now())).contains("没有装 ffmpeg", "MP4");
        assertThat(runner("").isThere()).isFalse();
    }

    @Test
    void aProgramIsEndedWithItsChildrenWhenItsTimeIsOver() throws Exception {
        var program = OutsideProgram.find(program("sleep 60 & wait")).orElseThrow();

        assertThat(program.run(List.of(), folder, Duration.ofMillis(300))).isEqualTo(OutsideProgram.Ended.TOO_LATE);
        assertThat(ProcessHandle.current()
                .descendants()
                .filter(one -> one.info().commandLine().orElse("").contains("sleep 60")))
                .isEmpty();
    }

    @Test
    void ffmpegItselfMakesAFilmThatBeginsAtOnce() throws Exception {
        var ffmpeg = OutsideProgram.find("ffmpeg");
        assumeTrue(ffmpeg.isPresent(), "no ffmpeg on this machine");
        Path source = folder.resolve("source.mov");
        assertThat(ffmpeg.get()
                .run(List.of("-nostdin", "-loglevel", "error", "-y", "-f", "lavfi", "-i",
                        "testsrc=duration=2:size=1921x1080:rate=10", "-f", "lavfi", "-i", "sine=duration=2", "-c:v",
                        "mpeg4",
                        "-c:a", "aac", source.toString()), folder, Duration.ofMinutes(1)))
                .isEqualTo(OutsideProgram.Ended.WELL);
        bytes = Files.readAllBytes(source);
        films.ask(film, county.now());

        assertThat(runner("ffmpeg").next()).isTrue();

        assertThat(now().state()).isEqualTo("DONE");
        assertThat(made).hasSize(2).allMatch(one -> Integer.parseInt(one.substring(one.lastIndexOf(':') + 1)) > 2_000);
    }
}
