package org.yizhan.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.reading.OutsideProgram;
import org.yizhan.files.FileId;
import org.yizhan.files.FileReceipt;
import org.yizhan.files.FileStored;
import org.yizhan.files.Files.Purpose;
import org.yizhan.files.StoredFile;
import org.yizhan.shared.ActorRef;

/**
 * Makes films into what every browser plays, with a picture to begin with (视频转换), where ffmpeg is present: one at a time, behind
 * everything else, within a time and a size. The queue is in the database.
 */
@Component
class FilmRunner {
    private static final Logger LOG = LoggerFactory.getLogger(FilmRunner.class);
    private static final Duration LONGEST = Duration.ofHours(1);
    /**
     * Containers that hold their film themselves. Lists of other files, such as of a live stream, are none: they could name files of
     * this machine.
     */
    private static final String CONTAINERS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,flv,asf,mpeg,mpegts";
    /** What a made film is called, so that it is not made again. */
    private static final String MADE = "（网页版）.mp4";

    private final Films films;
    private final org.yizhan.files.Files files;
    private final PublicSide publicSide;
    private final CountyClock clock;
    private final TransactionTemplate transaction;
    private final String setting;
    private final AtomicBoolean busy = new AtomicBoolean();

    FilmRunner(Films films, org.yizhan.files.Files files, PublicSide publicSide, CountyClock clock,
            PlatformTransactionManager transactions, @Value("${yizhan.tools.ffmpeg:ffmpeg}") String setting) {
        this.films = films;
        this.files = files;
        this.publicSide = publicSide;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.setting = setting;
    }

    boolean isThere() {
        return OutsideProgram.find(setting).isPresent();
    }

    /** Safe to repeat: a film waits once. */
    @ApplicationModuleListener
    void stored(FileStored file) {
        if (file.purpose() == Purpose.ATTACHMENT
                && file.mediaType().startsWith("video/")
                && files.find(new FileId(file.fileId())).filter(one -> !one.name().endsWith(MADE)).isPresent()) {
            films.ask(file.fileId(), clock.now());
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void started() {
        films.again(clock.now());
    }

    @Scheduled(initialDelay = 20_000, fixedDelay = 10_000)
    void tick() {
        if (isThere() && busy.compareAndSet(false, true)) {
            Thread.ofVirtual().name("films").start(() -> {
                try {
                    while (next()) {
                        LOG.debug("a film was made");
                    }
                } catch (RuntimeException e) {
                    LOG.warn("films are left for later: {}", e.toString());
                } finally {
                    busy.set(false);
                }
            });
        }
    }

    /** @return whether there was one */
    boolean next() {
        Optional<OutsideProgram> ffmpeg = OutsideProgram.find(setting);
        if (ffmpeg.isEmpty()) {
            return false;
        }
        Optional<Long> claimed = films.claim(clock.now(), LONGEST.multipliedBy(2));
        claimed.ifPresent(file -> make(file, ffmpeg.get()));
        return claimed.isPresent();
    }

    private void make(long file, OutsideProgram ffmpeg) {
        Path folder = null;
        try {
            StoredFile film = files.find(new FileId(file)).orElseThrow();
            folder = Files.createTempDirectory("yizhan-film");
            Path source = folder.resolve("source");
            try (InputStream in = files.open(film.id())) {
                Files.copy(in, source);
            }
            Path web = folder.resolve("web.mp4");
            OutsideProgram.Ended ended = ffmpeg.run(List.of("-nostdin", "-hide_banner", "-loglevel", "error", "-y",
                    "-protocol_whitelist", "file", "-format_whitelist", CONTAINERS, "-threads", "1", "-i",
                    source.toString(), "-t", "7200", "-map",
                    "0:v:0", "-map", "0:a:0?", "-map_metadata", "-1", "-c:v", "libx264", "-preset", "veryfast", "-crf",
                    "25", "-vf", "scale=w=min(1280\\,trunc(iw/2)*2):h=-2", "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a",
                    "96k", "-ac", "2", "-movflags", "+faststart", "-fs", "200000000", "-threads", "1", web.toString()),
                    folder, LONGEST);
            if (ended != OutsideProgram.Ended.WELL || !Files.isRegularFile(web) || Files.size(web) == 0) {
                films.failed(file, ended == OutsideProgram.Ended.TOO_LATE
                        ? "视频太长，在规定时间内没有转换完"
                        : "视频无法转换，文件可能已损坏", clock.now());
                return;
            }
            Path poster = folder.resolve("poster.jpg");
            ffmpeg.run(List.of("-nostdin", "-hide_banner", "-loglevel", "error", "-y", "-protocol_whitelist", "file",
                    "-format_whitelist", CONTAINERS, "-i", web.toString(), "-vf", "thumbnail=50", "-frames:v", "1",
                    "-q:v", "4", poster.toString()),
                    folder, Duration.ofMinutes(2));
            keep(film, web, Files.isRegularFile(poster) && Files.size(poster) > 0 ? poster : null);
        } catch (IOException | RuntimeException e) {
            LOG.warn("film {} could not be made: {}", file, e.toString());
            films.failed(file, "视频无法转换", clock.now());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (folder != null) {
                ImportStaging.deleteQuietly(folder);
            }
        }
    }

    private void keep(StoredFile film, Path web, @Nullable Path poster) throws IOException {
        String name = film.name().replaceFirst("\\.[^.]*$", "");
        Long made = store(web, name + MADE, Purpose.ATTACHMENT);
        if (made == null) {
            films.failed(film.id().value(), "转换出的视频超过200 MB", clock.now());
            return;
        }
        Long picture = poster == null ? null : store(poster, name + ".jpg", Purpose.PICTURE);
        transaction.executeWithoutResult(_ -> {
            films.done(film.id().value(), made, picture, clock.now());
            publicSide.announce(films.liveArticles(film.id().value())
                    .stream()
                    .map(article -> "article:" + article)
                    .collect(Collectors.toSet()));
        });
    }

    private @Nullable Long store(Path made, String name, Purpose purpose) throws IOException {
        try (InputStream in = Files.newInputStream(made)) {
            return switch (files.store(in, name, purpose, ActorRef.PROGRAM)) {
                case FileReceipt.Taken taken -> taken.file().id().value();
                case FileReceipt.Refused refused -> {
                    LOG.warn("what was made of a film is not taken: {}", refused.why().text());
                    yield null;
                }
            };
        }
    }

    /** What to tell who put the film in; empty when there is nothing to tell. */
    String words(Films.@Nullable Film film) {
        if (film == null || film.state().equals("WAITING") || film.state().equals("RUNNING")) {
            return isThere()
                    ? "视频正在后台转换成各种手机和电脑都能放的格式，不用等，可以先提交。"
                    : "这台服务器没有装 ffmpeg，视频会按原样提供，有的手机可能放不了。请上传 MP4（H.264）格式，或请系统管理员安装 ffmpeg，装好后会自动转换。";
        }
        return film.state().equals("FAILED")
                ? film.note() + "，网页上提供原文件下载。请换一个 MP4 文件再传。"
                : "已转换好，读者在网页上播放的是转换后的视频。这里放的是您传的原文件，有的浏览器放不了。";
    }
}
