package org.yizhan.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import org.yizhan.identity.TestBrowser;
import org.yizhan.search.Keywords;

/**
 * Tickets of the hotline. {@code texts FILE}: what callers say, with the words under which the program keeps it. {@code create PORT KEY
 * SECONDS RATE VIEWS}: so many tickets a second by Open311 whether the answers come or not, each timed from when it was due, while wrk
 * views pages. {@code hints PORT SECONDS RATE}: what an agent is shown beside the form while typing.
 */
public final class Tickets {
    private static final int KEPT = 16;

    /** Seconds until the compiler of the JDK has seen most of what a ticket takes. */
    private static final int WARM = 180;

    private static final List<String> TOWNS = List.of("城关镇", "青石镇", "龙潭乡", "白鹤镇", "石桥乡", "大坪镇", "竹园乡", "双河镇", "马鞍乡",
            "清溪镇", "云峰乡",
            "长岭镇");
    private static final List<String> STREETS = List.of("中山路", "人民路", "解放路", "文化街", "河滨路", "环城路", "学府路", "工业大道");
    private static final List<String> THINGS = List.of("路灯坏了三盏，晚上看不清台阶", "路面坑洼，电动车摔了两个人", "自来水浑浊发黄，不敢喝",
            "垃圾桶满了没人清运，气味很大",
            "工地夜间施工，打桩声吵得孩子睡不着", "小区电梯停了一个星期，老人下不了楼", "公交班车太少，等了一个小时", "医保报销材料交了两个月没到账", "包工头拖欠工资，工人讨要被推诿",
            "停车位被占，消防通道堵死", "污水管堵塞外溢，流到菜地里", "物业乱收电费，没有票据", "养老金这个月没有发放", "燃气管道没有接通，还要用煤气罐", "烧烤摊占道经营，油烟呛人",
            "河道被填土，下雨就淹田", "危房墙体开裂，怕塌下来", "下水井盖丢失，差点掉进去", "树枝挡住红绿灯", "学校门口没有斑马线，孩子过街危险");

    private Tickets() {}

    static List<String> texts() {
        var texts = new ArrayList<String>();
        for (String town : TOWNS) {
            for (String street : STREETS) {
                THINGS.forEach(thing -> texts.add(town + street + thing + "。"));
            }
        }
        return texts;
    }

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "texts" -> Files.write(Path.of(arguments[1]), texts().stream()
                    .map(text -> text + "\t{" + String.join(",", Keywords.strongest(Keywords.of(text), KEPT)) + "}")
                    .toList());
            case "create" -> create(Integer.parseInt(arguments[1]), arguments[2], Integer.parseInt(arguments[3]),
                    Integer.parseInt(arguments[4]), arguments[5]);
            default -> hints(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]),
                    Integer.parseInt(arguments[3]));
        }
    }

    private static void create(int port, String key, int seconds, int rate, String views) throws Exception {
        var browser = new TestBrowser(port);
        Function<Integer, TestBrowser.Answer> create = i -> {
            String text = texts().get(i * 7 % texts().size());
            return browser.post("/open311/v2/requests.json", Map.of("api_key", key, "service_code", "other",
                    "address_string", text.substring(0, 6), "description", text, "last_name", "王", "phone",
                    "139" + String.format("%08d", i)));
        };
        send(Math.max(WARM, seconds), rate, create, 201);
        Process viewers = new ProcessBuilder("wrk", "-t1", "-c60", "-d" + (seconds + 4) + "s", "-s", views,
                "http://127.0.0.1:" + port).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        LockSupport.parkNanos(2_000_000_000L);
        print("a ticket was taken (to be at most 0.150 s at p95)", send(seconds, rate, create, 201));
        new String(viewers.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
                .filter(line -> line.contains("Requests/sec") || line.contains("Non-2xx"))
                .forEach(line -> System.out.println("figure: views meanwhile: " + line.strip()));
    }

    private static void hints(int port, int seconds, int rate) throws Exception {
        var browser = new TestBrowser(port);
        browser.get("/desk/sign-in");
        browser.submit("/desk/sign-in", Map.of("account", "tangmin", "password", "Yunling#2026"));
        browser.get("/desk/hotline/call");
        String token = browser.hidden().get("_csrf");
        Function<Integer, TestBrowser.Answer> hint = i -> {
            var typed = new HashMap<String, String>();
            typed.put("_csrf", token);
            typed.put("text", texts().get(i * 11 % texts().size()));
            return browser.post("/desk/hotline/call/hints", typed);
        };
        send(Math.min(20, seconds), rate, hint, 200);
        print("what is similar was shown (to be at most 0.100 s at p95)", send(seconds, rate, hint, 200));
        String page = hint.apply(3).body();
        System.out.println("seen beside the form: " + page.lines().filter(line -> line.contains("RX")).count()
                + " lines with tickets");
    }

    /** Times of the good answers in seconds, from when each was due; the others are said. */
    private static List<Double> send(int seconds, int rate, Function<Integer, TestBrowser.Answer> act, int good)
            throws IOException {
        var times = new ConcurrentLinkedQueue<Double>();
        var bad = new ConcurrentLinkedQueue<String>();
        long begun = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < seconds * rate; i++) {
                int one = i;
                long due = begun + i * 1_000_000_000L / rate;
                LockSupport.parkNanos(due - System.nanoTime());
                threads.submit(() -> {
                    TestBrowser.Answer answer = act.apply(one);
                    if (answer.status() == good) {
                        times.add((System.nanoTime() - due) / 1e9);
                    } else {
                        bad.add(answer.status() + " " + answer.body().lines().findFirst().orElse(""));
                    }
                });
            }
        }
        if (!bad.isEmpty()) {
            System.out.println("figure: " + bad.size() + " were not answered well, such as " + bad.peek());
        }
        return times.stream().sorted().toList();
    }

    private static void print(String what, List<Double> sorted) {
        System.out.printf("figure: %s: p50 %.3f s, p95 %.3f s, longest %.3f s, %d times%n", what, at(sorted, 0.5),
                at(sorted, 0.95), at(sorted, 1), sorted.size());
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.isEmpty() ? Double.NaN : sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * share)));
    }
}
