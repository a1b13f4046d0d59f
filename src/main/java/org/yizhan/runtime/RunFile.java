package org.yizhan.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * {@code run.json} in the data folder: where the running program answers and the secret that proves a caller may read the folder.
 * Left behind by a killed program it is harmless: nobody answers there with this secret.
 */
record RunFile(long pid, String host, int port, String token) {
    private static final String NAME = "run.json";

    static Optional<RunFile> read(Path folder) {
        try {
            String json = Files.readString(folder.resolve(NAME));
            return Optional.of(new RunFile(Long.parseLong(field(json, "pid")), field(json, "host"),
                    Integer.parseInt(field(json, "port")), field(json, "token")));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    void write(Path folder) throws IOException {
        Path written = folder.resolve(NAME + ".new");
        Files.deleteIfExists(written);
        EmbeddedPostgres.writeSecret(written, """
                {"pid":"%d","host":"%s","port":"%d","token":"%s"}
                """.formatted(pid, host, port, token));
        Files.move(written, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void remove(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(NAME));
        } catch (IOException e) {
            // Harmless when it stays.
        }
    }

    boolean isAlive() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static String field(String json, String name) {
        String start = "\"" + name + "\":\"";
        int at = json.indexOf(start);
        int end = at < 0 ? -1 : json.indexOf('"', at + start.length());
        if (end < 0) {
            throw new IllegalArgumentException(name);
        }
        return json.substring(at + start.length(), end);
    }
}
