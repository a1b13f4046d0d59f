package org.yizhan.runtime;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The server programs that come with ours: unpacked once per version, counted at every start, unpacked again when a power cut or
 * a full disk left them incomplete.
 */
final class PostgresBinaries {
    private static final String COUNT = ".complete";

    private PostgresBinaries() {}

    /** One process at a time: a second one waits, and finds them there. */
    static synchronized Path in(Path folder) throws IOException {
        String archive = "/postgres-linux-" + architecture() + ".txz";
        var resource = PostgresBinaries.class.getResource(archive);
        if (resource == null) {
            throw new StartFailure(
                    "本机的处理器架构（" + System.getProperty("os.arch") + "）没有内置数据库，请用 --database 指定一个外部 PostgreSQL。");
        }
        Files.createDirectories(folder);
        Path target = folder.resolve("binaries-" + resource.openConnection().getContentLengthLong());
        try (FileChannel channel = FileChannel.open(folder.resolve("binaries.lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE); FileLock _ = channel.lock()) {
            if (!isComplete(target)) {
                removeOthers(folder);
                Path unpacking = Files.createTempDirectory(folder, "unpacking");
                try (InputStream in = resource.openStream()) {
                    unpack(in, unpacking);
                }
                Files.writeString(unpacking.resolve(COUNT), count(unpacking));
                Files.setPosixFilePermissions(unpacking, PosixFilePermissions.fromString("rwxr-xr-x"));
                Files.move(unpacking, target, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return target;
    }

    private static boolean isComplete(Path target) throws IOException {
        Path count = target.resolve(COUNT);
        return Files.exists(count) && Files.readString(count).equals(count(target));
    }

    /** Number and length of all files, without the count itself. */
    private static String count(Path target) throws IOException {
        long[] sum = new long[2];
        Files.walkFileTree(target, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
                if (!file.endsWith(COUNT) && is.isRegularFile()) {
                    sum[0]++;
                    sum[1] += is.size();
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return sum[0] + " " + sum[1];
    }

    private static void removeOthers(Path folder) throws IOException {
        try (var entries = Files.newDirectoryStream(folder, "{binaries-*,unpacking*}")) {
            for (Path entry : entries) {
                delete(entry);
            }
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e)
                    throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void unpack(InputStream in, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(in)))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("archive leaves its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    directories(path);
                } else if (entry.isSymbolicLink()) {
                    directories(path.getParent());
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    directories(path.getParent());
                    Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
                    boolean program = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(path,
                            PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    /** Readable by any account whatever the umask is: the server may have to run as another one. */
    private static void directories(@Nullable Path path) throws IOException {
        if (path != null && !Files.isDirectory(path)) {
            directories(path.getParent());
            Files.createDirectory(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static String architecture() {
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return arch.equals("amd64") ? "x86_64" : arch.equals("aarch64") ? "arm_64" : arch;
    }
}
