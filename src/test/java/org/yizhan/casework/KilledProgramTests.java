package org.yizhan.casework;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.yizhan.identity.TestBrowser;
import org.yizhan.runtime.BuiltProgram;

import com.sun.net.httpserver.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The program and its database are killed with {@code kill -9} while a thousand actions are on their way, and started again. Runs on the
 * built program, in {@code verify}.
 */
@Timeout(600)
class KilledProgramTests {
    private static final int BEFORE_THE_KILL = 100;
    private static final int SENT_AGAIN = 60;
    private static final int SESSIONS = 3;

    @TempDir
    Path folder;

    private final Map<String, Set<String>> keysByPhone = new ConcurrentHashMap<>();
    private HttpServer gateway;

    /** What a person sends, and whether it was answered as done. */
    private record Action(String kind, String about, String path, Map<String, String> fields) {}

    @BeforeEach
    void gatewayThatKnowsItsKeys() throws Exception {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", exchange -> {
            String[] said = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).split(" ");
            keysByPhone.computeIfAbsent(said[0], _ -> ConcurrentHashMap.newKeySet()).add(said[1]);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        gateway.start();
        Files.writeString(Files.createDirectories(folder.resolve("data")).resolve("outbox.properties"),
                "sms.url=http://127.0.0.1:" + gateway.getAddress().getPort() + "/\nsms.body={to} {key} {text}\n");
    }

    @AfterEach
    void hangUp() {
        gateway.stop(0);
    }

    @Test
    void losesNothingThatWasAnsweredAndDoesNothingTwice() throws Exception {
        int port = BuiltProgram.freePort();
        List<Action> actions;
        Set<Action> done = ConcurrentHashMap.newKeySet();
        try (BuiltProgram program = BuiltProgram.onItsOwn(folder.resolve("data"), port)) {
            JdbcClient sql = JdbcClient
                    .create(new SingleConnectionDataSource(program.database().getConnection(), true));
            sql.sql("delete from messaging.quiet_hours").update();
            sql.sql("update messaging.gateway set per_minute = 100000").update();
            List<Sender> officers = signedIn(program);
            String roads = sql.sql("select path from directory.unit where short_name = '交通局'")
                    .query(String.class)
                    .single();
            prepare(range(60, n -> letter("先", n)), officers);
            prepare(range(25, n -> dispatch(sql, "先" + n, roads)), officers);
            actions = new ArrayList<>(range(450, n -> letter("后", n)));
            actions.addAll(range(25, n -> dispatch(sql, "先" + (25 + n), roads)));
            actions.addAll(range(25, n -> act(sql, "urge", "先" + n, Map.of("words", "请抓紧"))));
            actions.addAll(range(500, n -> note(sql, "先" + (50 + n % 10), "备注" + n + "。")));
            Collections.shuffle(actions, new Random(1));
            var enough = new CountDownLatch(BEFORE_THE_KILL);
            try (var storm = Executors.newVirtualThreadPerTaskExecutor()) {
                storm.submit(() -> {
                    send(actions, officers, actions.size(), action -> {
                        done.add(action);
                        enough.countDown();
                    });
                    return null;
                });
                assertThat(enough.await(120, TimeUnit.SECONDS)).isTrue();
                program.kill();
            }
        }
        assertThat(done).hasSizeBetween(BEFORE_THE_KILL, actions.size() - 200);
        try (BuiltProgram program = BuiltProgram.onItsOwn(folder.resolve("data"), port)) {
            JdbcClient sql = JdbcClient
                    .create(new SingleConnectionDataSource(program.database().getConnection(), true));
            for (Action action : actions) {
                assertThat(times(sql, action)).as("%s", action)
                        .satisfies(n -> assertThat(n).isBetween(done.contains(action) ? 1 : 0, 1));
            }
            List<Action> again = actions.stream()
                    .filter(action -> !done.contains(action) && !action.kind().equals("note"))
                    .limit(SENT_AGAIN)
                    .toList();
            send(again, signedIn(program), 8, _ -> {});
            done.addAll(again);
            for (Action action : done) {
                assertThat(times(sql, action)).as("%s, some of them sent again", action).isEqualTo(1);
            }
            assertWhole(sql);
            assertToldOnce(sql);
            assertThat(program.run("verify-journal")).as("the journal is sound").isZero();
        }
    }

    private static List<Action> range(int n, IntFunction<Action> of) {
        return IntStream.range(0, n).mapToObj(of).toList();
    }

    private static Action letter(String when, int n) {
        String name = when + n;
        return new Action("letter", name, "/desk/letters/new",
                Map.of("once", "form-of-the-letter-" + (when.equals("先") ? 0 : 1) + "-" + n, "to", "xianzhang", "kind",
                        "complaint", "channel", "phone", "title", "第" + name + "号路灯不亮", "text", "晚上看不见路，请来修。", "name",
                        "李某", "phone", (when.equals("先") ? "13900000" : "13900001") + (100 + n), "publish", "no"));
    }

    private static Action dispatch(JdbcClient sql, String letter, String unit) {
        return act(sql, "dispatch", letter, Map.of("lead", unit));
    }

    private static Action act(JdbcClient sql, String kind, String letter, Map<String, String> fields) {
        record Seen(long id, int version) {}
        Seen seen = sql.sql("select id, version from casework.cases where title = :title")
                .param("title", "第" + letter + "号路灯不亮")
                .query((row, n) -> new Seen(row.getLong("id"), row.getInt("version")))
                .single();
        var all = new HashMap<>(fields);
        all.put("action", kind);
        all.put("version", String.valueOf(seen.version()));
        return new Action(kind, letter, "/desk/cases/" + seen.id(), all);
    }

    /** Several write on the same case; none of them minds what the others write. */
    private static Action note(JdbcClient sql, String letter, String words) {
        Action action = act(sql, "note", letter, Map.of("words", words));
        action.fields().remove("version");
        return action;
    }

    private static int times(JdbcClient sql, Action action) {
        return switch (action.kind()) {
            case "letter" -> count(sql, "select count(*) from casework.cases where title = ?",
                    Objects.requireNonNull(action.fields().get("title")));
            case "note" -> count(sql, "select count(*) from casework.event where type = 'NOTED' and words = ?",
                    Objects.requireNonNull(action.fields().get("words")));
            default -> count(sql,
                    "select count(*) from casework.event where type = ? and case_id = cast(? as bigint)",
                    action.kind().equals("urge") ? "URGED" : "ASSIGNED",
                    action.path().substring("/desk/cases/".length()));
        };
    }

    private static int count(JdbcClient sql, String question, Object... values) {
        return sql.sql(question).params(values).query(Integer.class).single();
    }

    private record Sender(TestBrowser browser, String token) {}

    private static List<Sender> signedIn(BuiltProgram program) {
        return IntStream.range(0, SESSIONS).mapToObj(_ -> {
            TestBrowser browser = program.browser();
            browser.get("/desk/sign-in");
            browser.submit("/desk/sign-in", Map.of("account", "xufang", "password", "Yunling#2026"));
            browser.get("/desk/letters/new");
            return new Sender(browser, Objects.requireNonNull(browser.hidden().get("_csrf")));
        }).toList();
    }

    /** A few at once, which all are answered as done. */
    private static void prepare(List<Action> actions, List<Sender> senders) throws InterruptedException {
        Set<Action> done = ConcurrentHashMap.newKeySet();
        send(actions, senders, 8, done::add);
        assertThat(actions).allMatch(done::contains);
    }

    /** Each in a thread of its own; says which are answered as done. */
    private static void send(List<Action> actions, List<Sender> senders, int atOnce, Consumer<Action> done)
            throws InterruptedException {
        var go = new Semaphore(atOnce);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < actions.size(); i++) {
            Action action = actions.get(i);
            Sender sender = senders.get(i % senders.size());
            threads.add(Thread.startVirtualThread(() -> {
                go.acquireUninterruptibly();
                try {
                    if (isDone(action, sender)) {
                        done.accept(action);
                    }
                } catch (UncheckedIOException e) {
                    // Not answered: nobody knows whether it was done.
                } finally {
                    go.release();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static boolean isDone(Action action, Sender sender) {
        var fields = new HashMap<>(action.fields());
        fields.put("_csrf", sender.token());
        TestBrowser.Answer answer = sender.browser().post(action.path(), fields);
        return action.kind().equals("letter")
                ? answer.status() == 200 && answer.body().contains("XJ")
                : answer.status() / 100 == 3 && answer.location().equals(action.path());
    }

    /** What is kept beside the events says what they say. */
    private static void assertWhole(JdbcClient sql) {
        var log = new CaseLog(sql, new EventText());
        var rows = new CaseRows(sql, log, new RunningLimits(sql, new LimitRules(sql)), new Replies(sql));
        for (long id : sql.sql("select id from casework.cases").query(Long.class).list()) {
            CaseView row = rows.find(new CaseId(id)).orElseThrow();
            assertThat(ReplayedCase.of(row, rows.marking(row.id()), log.of(row.id()))).usingRecursiveComparison()
                    .ignoringFields("version")
                    .isEqualTo(row);
        }
        assertThat(count(sql,
                """
                        select count(*) from casework.cases c where events <> (select count(*) from casework.event e where e.case_id = c.id)
                            or events <> (select max(number) from casework.event e where e.case_id = c.id)"""))
                .isZero();
        assertThat(count(sql,
                """
                        select count(*) from casework.cases c where not exists (select from casework.shelf s where s.case_id = c.id
                            and s.state = c.state and s.due = coalesce(c.due, timestamptz '9999-12-31 00:00:00Z'))"""))
                .isZero();
        assertThat(count(sql, """
                select count(*) from casework.cases c where c.state = 'HANDLING' and title like '第%号路灯不亮'
                    and 1 <> (select count(*) from casework.task t where t.case_id = c.id and t.ended_at is null
                        and t.place = 'OPEN')""")).isZero();
        assertThat(count(sql,
                """
                        select (select sum(n) from (select n from casework.figure union all select n from casework.figure_change) f)
                            - (select count(*) from casework.counted)"""))
                .as("counted once")
                .isZero();
        assertThat(count(sql, """
                select count(*) from casework.event e join casework.cases c on c.id = e.case_id
                where type = 'URGED' and title like '第%号路灯不亮' and 1 <> (select count(*) from journal.entry j
                    where j.object_type = 'case' and j.object_id = e.case_id and j.facts like '%"urge"%')"""))
                .as("written down once in the journal")
                .isZero();
    }

    /** One notice was on its way at most; it is tried again later, under its key. */
    private void assertToldOnce(JdbcClient sql) {
        await().atMost(120, TimeUnit.SECONDS)
                .until(() -> count(sql,
                        "select count(*) from messaging.outgoing where state = 'waiting' and channel = 'SMS'") <= 1);
        int letters = count(sql, "select count(*) from casework.cases where title like '第%号路灯不亮'");
        keysByPhone.keySet().removeIf(phone -> !phone.startsWith("1390000"));
        assertThat(keysByPhone).hasSizeBetween(letters - 1, letters)
                .allSatisfy((_, keys) -> assertThat(keys).hasSize(1));
        assertThat(count(sql, "select count(*) from messaging.outgoing where recipient like '1390000%'"))
                .isEqualTo(letters);
        assertThat(sql.sql("""
                select count(*) from messaging.inbox i join casework.cases c on i.href = '/desk/cases/' || c.id
                where i.template = 'case-urged' and c.title like '第%号路灯不亮' group by i.href, i.reader""")
                .query(Integer.class)
                .list()).as("each handler is told once of each that was urged")
                .hasSizeGreaterThanOrEqualTo(count(sql, """
                        select count(*) from casework.event e join casework.cases c on c.id = e.case_id
                        where e.type = 'URGED' and c.title like '第%号路灯不亮'"""))
                .containsOnly(1);
    }
}
