package org.yizhan.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Publishes and withdraws twenty articles a second through the desk's own forms while pages are viewed, and tells how long each
 * surface took to follow. Arguments: the program's address, the password of the demonstration accounts, a file of shelves
 * (column, home page, column page, feed, between strokes), the script of the views, seconds.
 */
public final class Publications {
    private static final int A_SECOND = 20;
    /** Seconds. */
    private static final int WARM_UP = 15;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(25);
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern DOCUMENT = Pattern.compile("/desk/articles/(\\d+)");

    private final String address;
    private final HttpClient reader = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Publications(String address) {
        this.address = address;
    }

    /** Where an article goes. */
    record Shelf(long column, String home, String page, String feed) {
        static Shelf read(String line) {
            String[] parts = line.split("\\|");
            return new Shelf(Long.parseLong(parts[0]), parts[1], parts[2], parts[3]);
        }
    }

    /** An article that is cleared for publication. */
    record Ready(long document, String words, Shelf shelf) {}

    /** Somebody at the desk, with a session of their own. */
    private final class Clerk {
        private final HttpClient browser = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager())
                .build();
        private final String token;

        Clerk(String account, String password) throws IOException, InterruptedException {
            String sent = token(get("/desk/sign-in"));
            send("/desk/sign-in", sent, Map.of("account", account, "password", password));
            token = token(get("/desk/"));
        }

        private String get(String path) throws IOException, InterruptedException {
            return browser
                    .send(HttpRequest.newBuilder(URI.create(address + path)).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }

        private String token(String page) {
            Matcher found = TOKEN.matcher(page);
            if (!found.find()) {
                throw new IllegalStateException("no form token: " + page);
            }
            return found.group(1);
        }

        /** Presses a button; returns where it leads. */
        String press(String path, Map<String, String> fields) throws IOException, InterruptedException {
            return send(path, token, fields);
        }

        private String send(String path, String formToken, Map<String, String> fields)
                throws IOException, InterruptedException {
            var form = new StringBuilder("_csrf=").append(encoded(formToken));
            fields.forEach((name, value) -> form.append('&').append(name).append('=').append(encoded(value)));
            HttpResponse<String> answer = browser.send(HttpRequest.newBuilder(URI.create(address + path))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form.toString()))
                    .build(), HttpResponse.BodyHandlers.ofString());
            return answer.headers()
                    .firstValue("Location")
                    .orElseThrow(
                            () -> new IllegalStateException(
                                    path + " answered " + answer.statusCode() + ": " + answer.body()));
        }
    }

    public static void main(String[] arguments) throws Exception {
        var bench = new Publications(arguments[0]);
        String password = arguments[1];
        List<Shelf> shelves = Files.readAllLines(Path.of(arguments[2])).stream().map(Shelf::read).toList();
        int seconds = Integer.parseInt(arguments[4]);
        Clerk publisher = bench.new Clerk("chenying", password);
        List<Ready> all = bench.prepare(password, shelves, (WARM_UP + seconds) * A_SECOND);
        List<Ready> first = all.subList(0, WARM_UP * A_SECOND);
        List<Ready> ready = all.subList(first.size(), all.size());
        Act publish = article -> publisher.press(
                "/desk/articles/" + article.document() + "/publish", Map.of("version", "4"));
        Act withdraw = article -> publisher.press(
                "/desk/articles/" + article.document() + "/withdrawal", Map.of("kind", "GONE", "reason", "测量"));
        bench.run("published to warm up", first, arguments[3], WARM_UP, publish, true);
        bench.run("withdrawn to warm up", first, arguments[3], WARM_UP, withdraw, false);
        bench.run("published", ready, arguments[3], seconds, publish, true);
        bench.run("withdrawn", ready, arguments[3], seconds, withdraw, false);
    }

    /** Written, submitted, approved and cleared, by four hands at a time. */
    List<Ready> prepare(String password, List<Shelf> shelves, int count) throws Exception {
        Clerk author = new Clerk("lixin", password);
        Clerk reviewer = new Clerk("wangjian", password);
        Clerk leader = new Clerk("zhaomin", password);
        var made = new ArrayList<Future<Ready>>();
        try (var hands = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < count; i++) {
                Shelf shelf = shelves.get(i % shelves.size());
                String words = "第" + (730_001 + i * 7) + "号";
                made.add(hands.submit(() -> {
                    String at = author.press("/desk/articles", Map.of("column", Long.toString(shelf.column()), "title",
                            "关于开展" + words + "专项检查的公告", "body", "<p>请各乡镇、各单位做好准备，按时报送情况。</p>", "summary",
                            "请各乡镇、各单位做好准备。", "source", "云岭县人民政府办公室", "nature", "VOLUNTARY"));
                    Matcher found = DOCUMENT.matcher(at);
                    if (!found.find()) {
                        throw new IllegalStateException(at);
                    }
                    String article = "/desk/articles/" + found.group(1);
                    author.press(article + "/submit", Map.of("version", "1"));
                    reviewer.press(article + "/approve", Map.of("version", "2", "remark", "同意"));
                    leader.press(article + "/secrecy", Map.of("version", "3", "stateSecret", "CLEAR", "tradeSecret",
                            "CLEAR", "privacy", "CLEAR", "other", "CLEAR", "opinion", "不涉密，同意公开"));
                    return new Ready(Long.parseLong(found.group(1)), words, shelf);
                }));
            }
        }
        var ready = new ArrayList<Ready>();
        for (Future<Ready> one : made) {
            ready.add(one.get());
        }
        return ready;
    }

    @FunctionalInterface
    private interface Act {
        String on(Ready article) throws IOException, InterruptedException;
    }

    private void run(String what, List<Ready> articles, String views, int seconds, Act act, boolean shown)
            throws Exception {
        Process viewers = new ProcessBuilder("wrk", "-t1", "-c50", "-d" + (seconds + 4) + "s", "-s", views, address)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread.sleep(2000);
        var times = new LinkedHashMap<String, ConcurrentLinkedQueue<Double>>();
        for (String surface : List.of("button", "article", "column", "home", "search", "feed")) {
            times.put(surface, new ConcurrentLinkedQueue<>());
        }
        long begin = System.nanoTime();
        var followed = new ArrayList<Future<Void>>();
        try (var acts = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < articles.size(); i++) {
                Ready article = articles.get(i);
                Thread.sleep(Duration.ofNanos(
                        Math.max(0, begin + i * (1_000_000_000L / A_SECOND) - System.nanoTime())));
                followed.add(acts.submit(() -> follow(article, act, shown, times)));
            }
        }
        double took = (System.nanoTime() - begin) / 1e9;
        String rate = new String(viewers.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
                .filter(line -> line.contains("Requests/sec") || line.contains("Non-2xx"))
                .map(String::strip)
                .reduce((a, b) -> a + ", " + b)
                .orElse("no views");
        System.out.printf("figure: %d articles %s in %.1f s; views: %s%n", articles.size(), what, took, rate);
        followed.stream()
                .filter(one -> one.state() == Future.State.FAILED)
                .map(Future::exceptionNow)
                .limit(3)
                .forEach(
                        failure -> System.out.println("figure: one was not " + what + ": " + failure));
        times.forEach((surface, seen) -> {
            List<Double> sorted = seen.stream().sorted().toList();
            if (sorted.isEmpty()) {
                System.out.printf("figure: %s, %s: never seen%n", what, surface);
                return;
            }
            System.out.printf("figure: %s, %s: p50 %.3f s, p95 %.3f s (to be at most 1), longest %.3f s, %d of %d%n",
                    what,
                    surface, at(sorted, 0.5), at(sorted, 0.95), sorted.getLast(), sorted.size(), articles.size());
        });
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * share)));
    }

    private Void follow(Ready article, Act act, boolean shown, Map<String, ConcurrentLinkedQueue<Double>> times)
            throws Exception {
        String link = "/" + article.document() + ".html";
        Shelf shelf = article.shelf();
        long begin = System.nanoTime();
        act.on(article);
        seen(times, "button", begin);
        // The month of the address is the article's own; a reader gets there by the link of the column's list or the search.
        String own = shelf.page() + month() + link;
        Predicate<HttpResponse<String>> lists = answer -> answer.body().contains(link) == shown;
        try (var surfaces = Executors.newVirtualThreadPerTaskExecutor()) {
            surfaces.submit(() -> await(own, answer -> answer.statusCode() == 200 == shown, times, "article", begin));
            surfaces.submit(() -> await(shelf.page(), lists, times, "column", begin));
            surfaces.submit(() -> await(shelf.home(), lists, times, "home", begin));
            surfaces.submit(() -> await("/search?q=" + encoded(article.words()), lists, times, "search", begin));
            surfaces.submit(() -> await(shelf.feed(), lists, times, "feed", begin));
        }
        return null;
    }

    private static String month() {
        return java.time.format.DateTimeFormatter.ofPattern("yyyyMM")
                .withZone(java.time.ZoneId.of("Asia/Shanghai"))
                .format(java.time.Instant.ofEpochMilli(System.currentTimeMillis()));
    }

    private Void await(String path, Predicate<HttpResponse<String>> as,
            Map<String, ConcurrentLinkedQueue<Double>> times,
            String surface, long begin) throws IOException, InterruptedException {
        while (System.nanoTime() - begin < PATIENCE.toNanos()) {
            HttpResponse<String> answer = reader.send(HttpRequest.newBuilder(URI.create(address + path)).build(),
                    HttpResponse.BodyHandlers.ofString());
            if (as.test(answer)) {
                seen(times, surface, begin);
                return null;
            }
            Thread.sleep(PAUSE);
        }
        return null;
    }

    private static void seen(Map<String, ConcurrentLinkedQueue<Double>> times, String surface, long begin) {
        ConcurrentLinkedQueue<Double> queue = times.get(surface);
        if (queue != null) {
            queue.add((System.nanoTime() - begin) / 1e9);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
