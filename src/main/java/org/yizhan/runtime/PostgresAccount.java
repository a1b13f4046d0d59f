package org.yizhan.runtime;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Under which rights the server runs. PostgreSQL refuses to be root, so when we are root, a user namespace of its own takes the
 * rights away while the files stay root's. Where namespaces are forbidden, the server runs as another account, which then owns
 * the files; whoever owns the files keeps running the server.
 */
record PostgresAccount(List<String> prefix) {
    private static final List<String> CANDIDATES = List.of("yizhan", "postgres", "nobody");

    /** @param folder of the server, with binaries and data in it */
    static PostgresAccount forFolder(Path folder) throws IOException, InterruptedException {
        var prefix = new ArrayList<String>();
        if (succeeds("setsid", "true")) {
            prefix.add("setsid"); // Ctrl-C at the terminal is for the program, which then stops the server in order
        }
        if (uid(Path.of("/proc/self")) == 0) {
            prefix.addAll(withoutRoot(folder));
        }
        return new PostgresAccount(List.copyOf(prefix));
    }

    private static List<String> withoutRoot(Path folder) throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        int owner = Files.exists(data) ? uid(data) : 0;
        if (owner == 0 && succeeds("unshare", "-U", "true")) {
            return List.of("unshare", "-U");
        }
        if (owner == 0) {
            owner = otherAccount();
            handOver(folder, owner);
        }
        var prefix = succeeds("setpriv", "--clear-groups", "true")
                ? List.of("setpriv", "--reuid=" + owner, "--regid=" + owner, "--clear-groups")
                : List.of("chroot", "--userspec=" + owner + ":" + owner, "--groups=", "/");
        var probe = new ArrayList<>(prefix);
        probe.addAll(List.of("test", "-r", folder.toString()));
        if (!succeeds(probe.toArray(String[]::new))) {
            throw new StartFailure("数据库不能以 root 身份运行，而替它运行的账号（编号 " + owner + "）进不了文件夹 " + folder
                    + "；请换普通账号运行，或用 --data 指定各账号都能进入的文件夹。");
        }
        return prefix;
    }

    private static int otherAccount() throws IOException {
        List<String> accounts = Files.readAllLines(Path.of("/etc/passwd"));
        for (String candidate : CANDIDATES) {
            for (String line : accounts) {
                if (line.startsWith(candidate + ":")) {
                    return Integer.parseInt(line.split(":")[2]);
                }
            }
        }
        return 65534;
    }

    private static void handOver(Path folder, int account) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes is) throws IOException {
                return visitFile(visited, is);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
                if (!is.isSymbolicLink()) {
                    Files.setAttribute(file, "unix:uid", account);
                    Files.setAttribute(file, "unix:gid", account);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Path parent = folder.getParent();
        var permissions = Files.getPosixFilePermissions(parent);
        permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        Files.setPosixFilePermissions(parent, permissions);
    }

    private static int uid(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            Process run = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!run.waitFor(10, TimeUnit.SECONDS)) {
                run.destroyForcibly();
                return false;
            }
            return run.exitValue() == 0;
        } catch (IOException e) {
            return false; // not installed
        }
    }
}
