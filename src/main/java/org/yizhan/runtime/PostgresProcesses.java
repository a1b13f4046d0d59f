package org.yizhan.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The server's processes over one data folder, found by what they are (a postgres working in this folder) and not by the number in
 * {@code postmaster.pid}, which may meanwhile belong to a stranger.
 */
final class PostgresProcesses {
    private PostgresProcesses() {}

    static List<ProcessHandle> over(Path data) {
        return ProcessHandle.allProcesses().filter(process -> worksIn(process, data)).toList();
    }

    private static boolean worksIn(ProcessHandle process, Path data) {
        try {
            Path entry = Path.of("/proc", String.valueOf(process.pid()));
            return Files.readString(entry.resolve("comm")).trim().equals("postgres")
                    && Files.readSymbolicLink(entry.resolve("cwd")).equals(data.toRealPath());
        } catch (IOException | SecurityException e) {
            return false; // gone, or somebody else's
        }
    }

    /** Ends all of them, as gently as they allow. Afterwards nobody writes in {@code data}, and the lock file is gone. */
    static void end(Path data, Duration patience) throws IOException, InterruptedException {
        if (!Files.isDirectory(data)) {
            return;
        }
        List<ProcessHandle> servers = over(data);
        Set<Long> pids = servers.stream().map(ProcessHandle::pid).collect(Collectors.toSet());
        for (ProcessHandle server : servers) {
            boolean child = server.parent().map(parent -> pids.contains(parent.pid())).orElse(false);
            if (!child) {
                stop(server, patience);
            }
        }
        for (ProcessHandle left : over(data)) {
            stop(left, Duration.ofSeconds(5));
        }
        Files.deleteIfExists(data.resolve("postmaster.pid"));
    }

    /** The server's own ladder: fast (INT), immediate (QUIT), then by force. */
    static void stop(ProcessHandle server, Duration patience) throws IOException, InterruptedException {
        if (!server.isAlive()) {
            return;
        }
        signal(server, "INT");
        if (!ends(server, patience)) {
            signal(server, "QUIT");
            if (!ends(server, Duration.ofSeconds(10))) {
                signal(server, "KILL");
                ends(server, Duration.ofSeconds(10));
            }
        }
    }

    private static boolean ends(ProcessHandle process, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (process.isAlive()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(20);
        }
        return true;
    }

    private static void signal(ProcessHandle process, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor(10, TimeUnit.SECONDS);
    }
}
