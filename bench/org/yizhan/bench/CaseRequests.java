package org.yizhan.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.yizhan.identity.TestBrowser;

/**
 * Officers, units and leaders at work on many cases: so many requests a second whether the answers come or not, each timed from when it
 * was due. Beside them one officer looks, after each act, whether every list shows it.
 */
public final class CaseRequests {
    /** What is measured apart. */
    private enum Sort {
        PAGE("case page"), LIST("work list with filters"), SEARCH("search"), ACT("action");

        private final String label;

        Sort(String label) {
            this.label = label;
        }
    }

    private record Person(TestBrowser browser, String token) {}

    private record Answer(Sort sort, String address, long micros, boolean good) {}

    private static final Pattern LETTER = Pattern.compile("/desk/cases/(\\d+)");
    private static final List<String> TITLES = List.of("城关镇", "路灯不亮", "青石镇中山路1", "停车难，龙潭乡", "没有这样的标题", "污水外溢，大坪镇河滨路3",
            "拖欠工资", "长岭镇工业大道88");

    /** Seconds, before which the JDK has not finished compiling what is asked most; more and more requests, as in a morning. */
    private static final int WARM = 180;
    private static final int STEPS = 6;
    private final int port;
    private final long first;
    private final int cases;
    private final int open;
    private final List<String> subjects;
    private final List<String> regions;
    private final List<String> leads;
    private final List<String> numbers;
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Random random = new Random(4);
    private final Semaphore underWay = new Semaphore(400);
    private final AtomicInteger seen = new AtomicInteger();
    private volatile boolean over;
    private final ConcurrentLinkedQueue<String> unseen = new ConcurrentLinkedQueue<>();

    private CaseRequests(String[] arguments) throws IOException {
        port = Integer.parseInt(arguments[0]);
        first = Long.parseLong(arguments[3]);
        cases = Integer.parseInt(arguments[4]);
        open = Integer.parseInt(arguments[5]);
        subjects = List.of(arguments[6].split(","));
        regions = List.of(arguments[7].split(","));
        leads = List.of(arguments[8].split(","));
        numbers = Files.readAllLines(Path.of(arguments[10]));
    }

    /**
     * Arguments: port, seconds, requests a second, the first case, how many there are and how many of them, the last, are open; subjects,
     * regions and lead units as lists name them; the unit of the handler as a path; a file of numbers of cases.
     */
    public static void main(String[] arguments) throws Exception {
        var bench = new CaseRequests(arguments);
        int seconds = Integer.parseInt(arguments[1]);
        int rate = Integer.parseInt(arguments[2]);
        List<Person> people = List.of(bench.signedIn("xufang"), bench.signedIn("xufang"), bench.signedIn("zhengyu"),
                bench.signedIn("linzhihe"), bench.signedIn("luojing"));
        for (int step = 1; step <= STEPS; step++) {
            bench.send(people, Math.min(WARM, seconds) / STEPS, rate * step / STEPS);
        }
        bench.answers.clear();
        Person officer = bench.signedIn("xufang");
        Person handler = bench.signedIn("zhengyu");
        var looking = Thread.ofVirtual().start(() -> {
            while (!bench.over) {
                long begun = System.nanoTime();
                bench.lookAfterEachAct(officer, handler, arguments[9]);
                LockSupport.parkNanos(begun + 1_000_000_000L - System.nanoTime());
            }
        });
        bench.send(people, seconds, rate);
        bench.over = true;
        looking.join();
        bench.report();
    }

    private Person signedIn(String account) {
        var browser = new TestBrowser(port);
        browser.get("/desk/sign-in");
        browser.submit("/desk/sign-in", Map.of("account", account, "password", "Yunling#2026"));
        if (browser.get("/desk/cases").status() != 200) {
            throw new IllegalStateException(account + " cannot sign in");
        }
        return new Person(browser, browser.hidden().get("_csrf"));
    }

    private void send(List<Person> people, int seconds, int rate) throws InterruptedException {
        long begun = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long i = 0; i < (long) seconds * rate; i++) {
                long due = begun + i * 1_000_000_000L / rate;
                LockSupport.parkNanos(due - System.nanoTime());
                underWay.acquire();
                int dice = random.nextInt(100);
                Person person = people.get(random.nextInt(people.size()));
                Sort sort = dice < 40 ? Sort.PAGE : dice < 70 ? Sort.LIST : dice < 90 ? Sort.SEARCH : Sort.ACT;
                Person who = sort == Sort.ACT || sort == Sort.PAGE ? people.getFirst() : person;
                String address = address(sort);
                threads.submit(() -> {
                    try {
                        boolean good = sort == Sort.ACT
                                ? acted(who, address, Map.of("action", "note", "words", "已电话联系来信人。")).status()
                                        / 100 == 3
                                : who.browser().get(address).status() == 200;
                        answers.add(new Answer(sort, address, (System.nanoTime() - due) / 1_000, good));
                    } finally {
                        underWay.release();
                    }
                });
            }
        }
        System.out.printf("sent %d requests in %.1f s%n", (long) seconds * rate, (System.nanoTime() - begun) / 1e9);
    }

    private static TestBrowser.Answer acted(Person who, String address, Map<String, String> fields) {
        var all = new java.util.HashMap<>(fields);
        all.put("_csrf", who.token());
        return who.browser().post(address, all);
    }

    private String address(Sort sort) {
        return switch (sort) {
            case PAGE -> "/desk/cases/" + (random.nextInt(4) == 0 ? anOpenOne() : first + random.nextInt(cases));
            case ACT -> "/desk/cases/" + anOpenOne();
            case LIST -> "/desk/cases?kind=letter" + filter();
            case SEARCH -> "/desk/cases?kind=letter&q=" + encoded(random.nextInt(3) == 0 ? aNumber() : pick(TITLES))
                    + (random.nextInt(4) == 0 ? filter() : "");
        };
    }

    private long anOpenOne() {
        return first + cases - 1 - random.nextInt(open);
    }

    private String aNumber() {
        return pick(numbers);
    }

    private String filter() {
        String subject = "&subject=" + pick(subjects);
        String region = "&region=" + pick(regions);
        String lead = "&lead=" + pick(leads);
        return switch (random.nextInt(16)) {
            case 0, 1 -> "";
            case 2, 3 -> "&open=1&order=DUE";
            case 4 -> "&state=HANDLING";
            case 5 -> "&state=SUBMITTED";
            case 6 -> subject;
            case 7 -> region;
            case 8 -> lead;
            case 9 -> "&late=1";
            case 10 -> subject + region;
            case 11 -> "&clazz=help&state=CLOSED" + region;
            case 12 -> subject + region + lead;
            case 13 -> subject + region + lead + "&state=HANDLING";
            case 14 -> "&from=" + (2017 + random.nextInt(9)) + "-03-01&until=" + (2017 + random.nextInt(9)) + "-12-31";
            default -> "&key=" + (System.currentTimeMillis() / 1000 - random.nextInt(300_000_000)) + ".0." + first;
        };
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A letter is registered, given to a unit and signed for; each list that has to show it, and each that must not any more, is asked at once. */
    private void lookAfterEachAct(Person officer, Person handler, String unit) {
        String title = "路口没有红绿灯" + UUID.randomUUID().toString().substring(0, 8);
        officer.browser().get("/desk/letters/new");
        TestBrowser.Answer taken = acted(officer, "/desk/letters/new",
                Map.of("once", UUID.randomUUID().toString(), "to", "xianzhang", "kind", "suggest", "channel", "phone",
                        "title", title, "text", title + "，早晚高峰很危险，请安排人看一看。", "name", "李某", "phone", "13909800555",
                        "publish", "no"));
        Matcher link = LETTER.matcher(taken.body());
        if (!link.find()) {
            unseen.add("registering answered " + taken.status());
            return;
        }
        String id = link.group(1);
        shows(officer, "/desk/cases?kind=letter", id, true);
        shows(officer, "/desk/cases?kind=letter&state=SUBMITTED", id, true);
        shows(officer, "/desk/cases?kind=letter&q=" + encoded(title), id, true);
        acted(officer, "/desk/cases/" + id, Map.of("action", "dispatch", "lead", unit));
        String lead = unit.replaceFirst(".*/(\\d+)/$", "$1");
        shows(officer, "/desk/cases?kind=letter&state=HANDLING", id, true);
        shows(officer, "/desk/cases?kind=letter&state=SUBMITTED", id, false);
        shows(officer, "/desk/cases?kind=letter&open=1&lead=" + lead, id, true);
        shows(handler, "/desk/cases?kind=letter", id, true);
        shows(handler, "/desk/cases?kind=letter&q=" + encoded(title), id, true);
    }

    private void shows(Person who, String address, String id, boolean is) {
        TestBrowser.Answer list = who.browser().get(address);
        if (list.status() != 200) {
            return;
        }
        seen.incrementAndGet();
        if (list.body().contains("/desk/cases/" + id + "\"") != is) {
            unseen.add(address + (is ? " does not show " : " still shows ") + id);
        }
    }

    private void report() {
        var sorts = new EnumMap<Sort, List<Answer>>(Sort.class);
        answers.forEach(answer -> sorts.computeIfAbsent(answer.sort(), _ -> new ArrayList<>()).add(answer));
        sorts.forEach((sort, all) -> {
            long[] sorted = all.stream().mapToLong(Answer::micros).sorted().toArray();
            System.out.printf(
                    "figure: %s: p50 %.1f ms, p95 %.1f ms (to be at most 100), p99 %.1f ms, most %.1f ms; %d asked, %d failed%n",
                    sort.label, at(sorted, 50), at(sorted, 95), at(sorted, 99), at(sorted, 100), sorted.length,
                    all.stream().filter(answer -> !answer.good()).count());
        });
        answers.stream()
                .sorted(java.util.Comparator.comparingLong(Answer::micros).reversed())
                .limit(8)
                .forEach(answer -> System.out.printf("  %d ms: %s%n", answer.micros() / 1000, answer.address()));
        System.out.printf("figure: %d lists asked right after an act, %d did not show it%n", seen.get(), unseen.size());
        unseen.stream().limit(5).forEach(line -> System.out.println("  " + line));
    }

    private static double at(long[] sorted, int percent) {
        return sorted[Math.max(0, (sorted.length * percent + 99) / 100 - 1)] / 1e3;
    }
}
