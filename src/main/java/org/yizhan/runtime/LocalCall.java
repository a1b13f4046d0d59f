package org.yizhan.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Hands a command to the running program and shows what it answers, as it comes. */
final class LocalCall {
    /** Options whose value is a file, which need not exist yet. */
    private static final Set<String> FILE_OPTIONS = Set.of("--export", "--file", "--out");

    private LocalCall() {}

    /** The program has another current folder than the caller: what names a file here is made absolute. */
    static List<String> absolute(List<String> args, Path folder) {
        var absolute = new ArrayList<String>();
        String before = "";
        for (String arg : args) {
            boolean file = FILE_OPTIONS.contains(before) || !arg.startsWith("-") && !before.startsWith("--");
            absolute.add(file || isFile(folder, arg) ? absolute(folder, arg) : arg);
            before = arg;
        }
        return absolute;
    }

    private static String absolute(Path folder, String arg) {
        try {
            return folder.resolve(arg).normalize().toString();
        } catch (InvalidPathException e) {
            return arg;
        }
    }

    private static boolean isFile(Path folder, String arg) {
        try {
            return !arg.startsWith("-") && arg.contains("/") && Files.exists(folder.resolve(arg));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** @throws IOException when nobody answers there, or the answer breaks off */
    static int call(RunFile program, String command, List<String> args, PrintStream out)
            throws IOException, InterruptedException {
        // One argument a line would break on a file name with a line feed; the null character cannot occur in one.
        String body = String.join("\0", args);
        String host = program.host().contains(":") ? "[" + program.host() + "]" : program.host();
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .proxy(HttpClient.Builder.NO_PROXY)
                .version(HttpClient.Version.HTTP_1_1)
                .build()) {
            var request = HttpRequest
                    .newBuilder(URI.create("http://" + host + ":" + program.port() + "/local/commands/" + command))
                    .header("X-Yizhan-Token", program.token())
                    .header("Content-Type", "application/octet-stream")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IOException("status " + answer.statusCode());
                }
                return show(in, out);
            }
        }
    }

    private static int show(InputStream in, PrintStream out) throws IOException {
        byte[] buffer = new byte[8192];
        int length;
        while ((length = in.read(buffer)) >= 0) {
            for (int i = 0; i < length; i++) {
                if (buffer[i] == LocalCommands.END) {
                    out.write(buffer, 0, i);
                    out.flush();
                    String code = new String(buffer, i + 1, length - i - 1, StandardCharsets.UTF_8)
                            + new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    return Integer.parseInt(code.trim());
                }
            }
            out.write(buffer, 0, length);
            out.flush();
        }
        throw new IOException("the answer broke off");
    }
}
