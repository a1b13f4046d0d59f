package org.yizhan.runtime;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.yizhan.shared.Refusal;

/**
 * The room that is left on the disk of the data folder (磁盘空间). New content is turned away while there is still a reserve:
 * from it the database writes its log and the program its journal for what was taken in before, so that nothing
 * acknowledged depends on the last byte of the disk.
 */
@Component
public class DiskSpace {
    private static final Logger LOG = LoggerFactory.getLogger(DiskSpace.class);
    private static final Refusal SHORT = new Refusal(
            "服务器的磁盘快要满了，这次没有保存；请先把填写的内容复制留存，并请系统管理员清理磁盘，腾出空间后再提交。已经保存的内容不受影响。");

    private final Path folder;
    private final long reserve;
    private volatile boolean wasShort;

    /** @param reserve by default a few segments of the database's log */
    DiskSpace(@Value("${yizhan.data:data}") Path folder, @Value("${yizhan.disk-reserve:100MB}") DataSize reserve) {
        this.folder = folder;
        this.reserve = reserve.toBytes();
    }

    /** Asks the folder itself: a {@code FileStore} wants to know the mount point, which does not exist inside a chroot. */
    static long free(Path folder) {
        return folder.toFile().getUsableSpace();
    }

    /** Why {@code bytes} more, or some when that is not known, cannot be taken in. */
    public Optional<Refusal> refusal(long bytes) {
        long free = free(folder);
        boolean full = free < reserve;
        if (full != wasShort) {
            wasShort = full;
            LOG.error(full ? "The disk is nearly full ({} bytes left), writing is refused." : "Room again: {} bytes.",
                    free);
        }
        return Refusal.when(free - Math.max(bytes, 0) < reserve, SHORT.text());
    }

    /** Whether the failure comes from a disk without room, of the files or of the database. */
    public static boolean ranOut(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++, cause = cause.getCause()) {
            boolean told = cause.getMessage() != null && cause.getMessage().contains("No space left on device");
            if (told || cause instanceof SQLException sql && "53100".equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
