package org.yizhan.casework;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Component;
import org.yizhan.files.FileId;
import org.yizhan.files.FileReceipt;
import org.yizhan.files.Files;
import org.yizhan.files.StoredFile;
import org.yizhan.identity.Caller;
import org.yizhan.identity.Vault;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SheetFile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Takes the photos, voice notes and files that people without an account send with a form (随信附件). A file is stored when it arrives and
 * stays with the form by a mark that only this program can make, so that nothing has to be chosen again because another field is wrong,
 * and nobody can attach what others sent.
 */
@Component
public class Enclosures {
    public static final int MOST = 5;
    private static final int MEGABYTES = 20;
    private static final long LARGEST = (long) MEGABYTES << 20;
    /** From one address within the hour. */
    private static final long MOST_BYTES = 500L << 20;
    private static final String PURPOSE = "enclosure";

    private final Files files;
    private final Vault vault;
    /** In the memory of this node alone. */
    private final Cache<String, AtomicLong> sent = Caffeine.newBuilder()
            .maximumSize(50_000)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    Enclosures(Files files, Vault vault) {
        this.files = files;
        this.vault = vault;
    }

    /** A file as a browser sends it; a field in which nothing was chosen has no name and no bytes. */
    public record Upload(String name, long size, InputStreamSource bytes) {}

    /**
     * A file that was taken.
     *
     * @param mark to be sent back with the form
     */
    public record Enclosure(long file, String name, String mark) {
        public CaseFiles.Attached attached() {
            return new CaseFiles.Attached(file, name);
        }
    }

    /** @param problems what was not taken, and why */
    public record Taken(List<Enclosure> enclosures, List<Refusal> problems) {
        public Taken {
            enclosures = List.copyOf(enclosures);
            problems = List.copyOf(problems);
        }

        public List<CaseFiles.Attached> attached() {
            return enclosures.stream().map(Enclosure::attached).toList();
        }
    }

    /** @param marks of what came with an earlier attempt and is still wanted; one that is not ours is passed over */
    public Taken take(List<String> marks, List<Upload> uploads, ActorRef by, Caller caller) {
        var all = new ArrayList<Enclosure>();
        marks.stream().distinct().limit(MOST).map(this::read).flatMap(Optional::stream).forEach(all::add);
        var problems = new ArrayList<Refusal>();
        for (Upload upload : uploads) {
            if (upload.size() == 0 && upload.name().isEmpty()) {
                continue;
            }
            String name = PlainText.line(upload.name());
            if (all.size() == MOST) {
                problems.add(new Refusal("最多附 " + MOST + " 个文件，“" + name + "”没有收下。"));
            } else if (upload.size() > LARGEST) {
                problems.add(new Refusal("“" + name + "”超过 " + MEGABYTES + " MB，请压缩后再附上。"));
            } else if (counted(caller, upload.size()) > MOST_BYTES) {
                problems.add(new Refusal("这一小时里上传得太多了，“" + name + "”没有收下，请一小时以后再附上。"));
            } else {
                switch (store(upload, by)) {
                    case FileReceipt.Taken taken -> all.add(enclosure(taken.file()));
                    case FileReceipt.Refused refused -> problems.add(refused.why());
                }
            }
        }
        return new Taken(all, problems);
    }

    /**
     * The one file that somebody sends to be looked at, or by its mark the one that was looked at before.
     *
     * @throws SheetFile.Unreadable when there is none, or it was not taken
     */
    public Enclosure table(String mark, @Nullable Upload upload, ActorRef by, Caller caller)
            throws SheetFile.Unreadable {
        boolean known = !mark.isEmpty();
        Taken taken = take(known ? List.of(mark) : List.of(), known || upload == null ? List.of() : List.of(upload), by,
                caller);
        if (taken.enclosures().isEmpty()) {
            throw new SheetFile.Unreadable(
                    taken.problems().isEmpty() ? "请选择填好的文件。" : taken.problems().getFirst().text());
        }
        return taken.enclosures().getFirst();
    }

    /** What stands in a table, up to a little more than a table may have. */
    public byte[] bytes(Enclosure table) throws IOException {
        try (InputStream in = files.open(new FileId(table.file()))) {
            return in.readNBytes(SheetFile.LARGEST + 1);
        }
    }

    private long counted(Caller caller, long bytes) {
        return sent.get(caller.source(), key -> new AtomicLong()).addAndGet(bytes);
    }

    private FileReceipt store(Upload upload, ActorRef by) {
        try (InputStream in = upload.bytes().getInputStream()) {
            return files.store(in, upload.name(), Files.Purpose.ATTACHMENT, by);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Enclosure enclosure(StoredFile file) {
        return new Enclosure(file.id().value(), file.name(), mark(file.id().value(), file.name()));
    }

    private String mark(long file, String name) {
        return file + "." + vault.digest(PURPOSE, file + ":" + name).substring(0, 32) + "." + name;
    }

    private Optional<Enclosure> read(String mark) {
        String[] parts = mark.split("\\.", 3);
        if (parts.length < 3 || !parts[0].matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        long file = Long.parseLong(parts[0]);
        return Optional.of(new Enclosure(file, parts[2], mark)).filter(one -> mark(file, parts[2]).equals(mark));
    }
}
