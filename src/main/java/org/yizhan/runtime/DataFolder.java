package org.yizhan.runtime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;

/** The folder with everything a county owns, locked for one program at a time. The lock dies with the program. */
final class DataFolder implements AutoCloseable {
    /** Less than this, and the first page of a database log does not fit any more. */
    private static final long ENOUGH = 200_000_000;

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** @throws StartFailure when it cannot be written, is full, or is in use */
    static DataFolder open(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        FileChannel channel;
        try {
            Files.createDirectories(path);
            channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw unusable(path, e);
        }
        try {
            if (!locked(channel)) {
                throw new StartFailure("数据文件夹 " + path + " 正被另一个一站程序使用；请先停止它，或用 --data 换一个文件夹。");
            }
            Path probe = Files.createTempFile(path, "probe", null);
            Files.delete(probe);
            long free = DiskSpace.free(path);
            if (free < ENOUGH) {
                throw new StartFailure("磁盘空间不足：" + path + " 所在的磁盘只剩 " + free / 1_000_000 + " MB，至少需要 "
                        + ENOUGH / 1_000_000 + " MB；请清理磁盘后再启动。");
            }
            return new DataFolder(path, channel);
        } catch (IOException e) {
            closeQuietly(channel);
            throw unusable(path, e);
        } catch (StartFailure e) {
            closeQuietly(channel);
            throw e;
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            @Nullable
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static StartFailure unusable(Path path, IOException e) {
        String message = String.valueOf(e.getMessage());
        if (e instanceof FileAlreadyExistsException) {
            return new StartFailure("数据文件夹 " + path + " 不能建立：同名的是一个文件，请用 --data 换一个位置。", e);
        }
        boolean forbidden = e instanceof AccessDeniedException || message.contains("Read-only");
        String reason = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : message;
        return new StartFailure("数据文件夹 " + path + " 不能写入" + (forbidden ? "：没有权限" : "：" + reason)
                + "；请修改权限，或用 --data 换一个文件夹。", e);
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock goes with the process at the latest.
        }
    }
}
