package org.yizhan.journeys;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** HTML as the standard has it (nu.validator, offline). */
final class HtmlChecker {
    private static final Path CHECKER = Path.of("target/html-validator");

    private HtmlChecker() {}

    /**
     * All errors of all pages, each with the address of its page.
     *
     * @param folder where the pages are put down for the checker
     */
    static List<String> errors(Map<String, String> htmlByAddress, Path folder) {
        assertThat(CHECKER).as("the checker, put there by the build with -Pjourneys").isNotEmptyDirectory();
        try {
            var addressByFile = new LinkedHashMap<String, String>();
            for (Map.Entry<String, String> page : htmlByAddress.entrySet()) {
                Path file = Files.writeString(folder.resolve(addressByFile.size() + ".html"), page.getValue());
                addressByFile.put(file.toUri().getPath(), page.getKey());
            }
            var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xss8m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", CHECKER + "/*",
                    "nu.validator.client.SimpleCommandLineValidator", "--errors-only",
                    "--format",
                    "json"));
            command.addAll(addressByFile.keySet());
            Process checking = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            String report;
            try (InputStream out = checking.getErrorStream()) {
                report = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            }
            assertThat(checking.waitFor(5, TimeUnit.MINUTES)).isTrue();
            JsonNode messages = JsonMapper.shared().readTree(report.substring(report.indexOf('{'))).get("messages");
            var errors = new ArrayList<String>();
            for (JsonNode message : messages) {
                String file = message.path("url").asString("").replace("file:", "");
                errors.add(addressByFile.getOrDefault(file, file) + ": " + message.path("message").asString("") + " …"
                        + message.path("extract").asString(""));
            }
            return errors;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
