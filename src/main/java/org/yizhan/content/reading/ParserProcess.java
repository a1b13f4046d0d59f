package org.yizhan.content.reading;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.jar.JarFile;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The parent's side of {@link ParserMain}: one process, started when it is needed, ended when it is slow, idle or broken. */
@Component
class ParserProcess implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(ParserProcess.class);
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final int LARGEST_ANSWER = 64 << 20;

    /** What came back. {@code xhtml} is what was read until then. */
    record Answer(Status status, String xhtml) {
        enum Status {
            READ, ENCRYPTED, BROKEN, CUT, TOO_SLOW, DIED
        }
    }

    private final Duration limit;
    private final String memory;
    private @Nullable Running running;
    private long lastUse;

    private record Running(Process process, DataOutputStream to, DataInputStream from) {}

    ParserProcess() {
        this(Duration.ofSeconds(40), "320m");
    }

    ParserProcess(Duration limit, String memory) {
        this.limit = limit;
        this.memory = memory;
    }

    synchronized Answer parse(Path file, Path pictures, int mostCharacters) {
        try {
            Running child = child();
            var answer = new CompletableFuture<Answer>();
            Thread.ofVirtual().start(() -> {
                try {
                    answer.complete(ask(child, file, pictures, mostCharacters));
                } catch (IOException | RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            });
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            end();
            return new Answer(Answer.Status.TOO_SLOW, "");
        } catch (ExecutionException | IOException e) {
            LOG.warn("the parser process ended while reading a document: {}", e.toString());
            end();
            return new Answer(Answer.Status.DIED, "");
        } catch (InterruptedException e) {
            end();
            Thread.currentThread().interrupt();
            return new Answer(Answer.Status.DIED, "");
        } finally {
            lastUse = System.nanoTime();
        }
    }

    @Override
    public synchronized void destroy() {
        end();
    }

    private static Answer ask(Running child, Path file, Path pictures, int mostCharacters) throws IOException {
        child.to.writeUTF(file.toAbsolutePath().toString());
        child.to.writeUTF(pictures.toAbsolutePath().toString());
        child.to.writeInt(mostCharacters);
        child.to.flush();
        byte status = child.from.readByte();
        int length = child.from.readInt();
        if (length < 0 || length > LARGEST_ANSWER) {
            throw new IOException("answer of " + length + " bytes");
        }
        String xhtml = new String(child.from.readNBytes(length), StandardCharsets.UTF_8);
        return new Answer(switch (status) {
            case ParserMain.READ -> Answer.Status.READ;
            case ParserMain.ENCRYPTED -> Answer.Status.ENCRYPTED;
            case ParserMain.CUT -> Answer.Status.CUT;
            default -> Answer.Status.BROKEN;
        }, xhtml);
    }

    private Running child() throws IOException {
        Running now = running;
        if (now != null && now.process.isAlive()) {
            return now;
        }
        Process process = new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        var started = new Running(process, new DataOutputStream(process.getOutputStream()),
                new DataInputStream(process.getInputStream()));
        running = started;
        Thread.ofVirtual().start(() -> endWhenIdle(started));
        return started;
    }

    private List<String> command() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + memory, "-Xss2m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8"));
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        if (isBootJar(classPath)) {
            command.addAll(List.of("-Dloader.main=" + ParserMain.class.getName(), "-cp", classPath,
                    "org.springframework.boot.loader.launch.PropertiesLauncher"));
        } else {
            command.addAll(List.of("-cp", classPath, ParserMain.class.getName()));
        }
        return command;
    }

    private static boolean isBootJar(String classPath) throws IOException {
        if (classPath.contains(File.pathSeparator) || !classPath.endsWith(".jar")) {
            return false;
        }
        try (var jar = new JarFile(classPath)) {
            return jar.getEntry("BOOT-INF/classes") != null || jar.getEntry("BOOT-INF/classes/") != null;
        }
    }

    private void endWhenIdle(Running child) {
        try {
            while (child.process.isAlive()) {
                Thread.sleep(IDLE.toMillis());
                synchronized (this) {
                    if (running == child && System.nanoTime() - lastUse > IDLE.toNanos()) {
                        end();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        Running child = running;
        running = null;
        if (child != null) {
            child.process.destroyForcibly();
        }
    }
}
