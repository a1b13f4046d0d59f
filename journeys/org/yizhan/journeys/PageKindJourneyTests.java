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
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.microsoft.playwright.Page;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Every kind of public page in every mode: nothing for axe to find, and HTML as the standard has it (nu.validator, offline). */
class PageKindJourneyTests extends Journey {
    private static final Path CHECKER = Path.of("target/html-validator");
    private static final Pattern ARTICLE = Pattern.compile("href=\"(/[^\"]+/\\d{6}/\\d+\\.html)\"");

    private static final Pattern DISCLOSED = Pattern.compile("href=\"(/disclosure/[^\"#]*)\"");

    @TempDir
    Path folder;

    /** Addresses by the kind of page; articles are taken from lists. */
    private List<String> kinds(Page page) {
        var kinds = new ArrayList<>(List.of("/", "/slj/", "/tzgg/", "/zwdt/", "/slj/gzdt/", "/search", "/search?q=检查",
                "/search?q=senlinfanghuo", "/search?q=火星移民补贴", "/sitemap", "/slj/sitemap", "/mistake", "/help",
                "/about", "/accessibility", "/kiosk", "/screen", "/leaving?to=https://www.example.com/", "/nowhere/",
                "/member/sign-in", "/topics/", "/topics/cyfz/", "/topics/dcfh/", "/topics/zsrx26/", "/ldxx/",
                "/ranking", "/forms/",
                "/mistake-report", "/mistake-report/track"));
        kinds.addAll(disclosure(page));
        for (String list : List.of("/tzgg/", "/zcwj/", "/slj/gzdt/", "/ldxx/")) {
            var article = ARTICLE.matcher(page.request().get(list).text());
            if (article.find()) {
                kinds.add(article.group(1));
            }
        }
        assertThat(kinds).as("articles of all lists, and what is disclosed").hasSizeGreaterThanOrEqualTo(40);
        return kinds;
    }

    /** One page of each shape below the disclosure, by following its links. */
    private static List<String> disclosure(Page page) {
        var shapes = new LinkedHashMap<String, String>();
        var open = new ArrayList<>(List.of("/disclosure/"));
        for (int i = 0; i < open.size() && i < 12; i++) {
            var link = DISCLOSED.matcher(page.request().get(open.get(i)).text());
            while (link.find()) {
                String address = link.group(1).replace("&amp;", "&");
                String shape = address.replaceAll("\\?.*", "?")
                        .replaceAll("/\\d+", "/0")
                        .replaceAll("^/disclosure/[a-z]{2,4}/", "/disclosure/body/")
                        .replaceAll("/lists/[a-z-]+/", "/lists/one/");
                if (shapes.putIfAbsent(shape, address) == null && !address.contains("?")) {
                    open.add(address);
                }
            }
        }
        return shapes.values()
                .stream()
                .filter(address -> !address.matches(".*\\.(pdf|xlsx|csv|docx|rss|atom|xml)(\\?.*)?"))
                .toList();
    }

    private static List<String> inModes(List<String> kinds, String... modes) {
        var all = new ArrayList<>(kinds);
        for (String address : kinds) {
            for (String mode : modes) {
                all.add(address + (address.contains("?") ? "&" : "?") + mode);
            }
        }
        return all;
    }

    @Test
    void theHtmlIsValid() {
        Page page = someoneAt(PHONE);
        var files = new LinkedHashMap<String, String>();
        for (String address : inModes(kinds(page), "mode=elder", "script=hant", "mode=kiosk")) {
            Path file = folder.resolve(files.size() + ".html");
            try {
                Files.writeString(file, page.request().get(address).text());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            files.put(file.toUri().getPath(), address);
        }
        assertThat(errors(files)).isEmpty();
    }

    /**
     * Traditional characters change no element, and a kiosk looks as the elder mode does, which is another page on what is small only.
     * The pages of disclosure are of one layout.
     */
    @Test
    void axeFindsNothingAtAnyWidth() {
        Page phone = someoneAt(PHONE);
        List<String> kinds = kinds(phone);
        inModes(kinds, "mode=elder").forEach(address -> {
            phone.navigate(address);
            looksRight(phone);
        });
        Page desk = someoneAt(DESK);
        kinds.stream()
                .filter(address -> address.equals("/disclosure/") || !address.startsWith("/disclosure/"))
                .forEach(address -> {
                    desk.navigate(address);
                    looksRight(desk);
                });
    }

    @Test
    void theCheckerWouldFindSomething() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong.html"),
                "<!doctype html><html lang=\"zh-CN\"><head><title>x</title></head><body><ul><div></div></ul></body></html>");
        assertThat(errors(Map.of(wrong.toUri().getPath(), "wrong"))).isNotEmpty();
    }

    /** All errors of all files, each with the address of its page. */
    private List<String> errors(Map<String, String> addressByFile) {
        assertThat(CHECKER).as("the checker, put there by the build with -Pjourneys").isNotEmptyDirectory();
        try {
            var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp", CHECKER + "/*", "nu.validator.client.SimpleCommandLineValidator", "--errors-only",
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
