package org.yizhan.content.reading;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A program of the machine that we may use when it is there (外部程序), with fixed arguments, behind everything else, and ended with
 * all its children when its time is over.
 */
public record OutsideProgram(Path path) {
    private static final Path NICE = Path.of("/usr/bin/nice");
    private static final Duration SOON = Duration.ofSeconds(5);

    /** @param setting a path, or a name that is looked for where the system looks; empty switches it off */
    public static Optional<OutsideProgram> find(String setting) {
        if (setting.isBlank()) {
            return Optional.empty();
        }
        if (setting.contains("/")) {
            return there(Path.of(setting));
        }
        String everywhere = System.getenv("PATH");
        for (String folder : (everywhere == null ? "/usr/bin:/usr/local/bin" : everywhere).split(File.pathSeparator)) {
            var found = folder.isEmpty() ? Optional.<OutsideProgram>empty() : there(Path.of(folder, setting));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<OutsideProgram> there(Path path) {
        return Files.isExecutable(path) && Files.isRegularFile(path)
                ? Optional.of(new OutsideProgram(path))
                : Optional.empty();
    }

    /** How it ended. */
    public enum Ended {
        WELL, BADLY, TOO_LATE
    }

    /** @param folder where it works; it sees no more of the environment than it needs */
    public Ended run(List<String> arguments, Path folder, Duration limit) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(NICE)) {
            command.addAll(List.of(NICE.toString(), "-n", "15"));
        }
        command.add(path.toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().retainAll(List.of("PATH", "LANG", "LC_ALL"));
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("TMPDIR", folder.toString());
        Process process = builder.start();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return Ended.TOO_LATE;
            }
            return process.exitValue() == 0 ? Ended.WELL : Ended.BADLY;
        } finally {
            end(process);
        }
    }

    /** With all that it has started; when this returns they write nowhere any more. */
    private static void end(Process process) throws InterruptedException {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        try {
            CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(SOON.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // They have been told to; the system is slow to do it.
        }
    }
}
