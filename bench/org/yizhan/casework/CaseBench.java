package org.yizhan.casework;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yizhan.Program;
import org.yizhan.calendar.CalendarChanged;
import org.yizhan.directory.Directory;
import org.yizhan.letters.LetterDesk;
import org.yizhan.letters.LetterPermissions;
import org.yizhan.letters.NewLetter;
import org.yizhan.letters.Publication;
import org.yizhan.letters.Writer;
import org.yizhan.runtime.EmbeddedPostgres;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/** What cases cost, measured within the program. Arguments: a data folder on which no program runs, what is measured, its numbers. */
public final class CaseBench {
    private static final String REPLY = "您好。您反映的这段路路面坑洼、骑车摔人的问题，我局已派人用冷补料填平并设警示牌，12月20日前重新铺油。联系人：养护科，0980-2203300。";

    /** Seconds until the compiler of the JDK has seen most of what a life takes. */
    private static final int WARM = 300;

    private final ConfigurableApplicationContext program;
    private final JdbcClient sql;
    private final UnitPath roads;
    private final Actor officer;
    private final Actor handler;
    private final Actor leader;

    /** No two letters say quite the same, so that nothing is found because another had it first. */
    private final AtomicLong written = new AtomicLong();

    private CaseBench(ConfigurableApplicationContext program) {
        this.program = program;
        sql = program.getBean(JdbcClient.class);
        Directory directory = program.getBean(Directory.class);
        UnitPath county = directory.root().orElseThrow().path();
        roads = directory.units()
                .stream()
                .filter(unit -> unit.shortName().equals("交通局"))
                .findFirst()
                .orElseThrow()
                .path();
        officer = actor(901, county, LetterPermissions.SEE, LetterPermissions.OFFICE, LetterPermissions.PUBLISH);
        handler = actor(902, roads, LetterPermissions.HANDLE);
        leader = actor(903, county, LetterPermissions.LEAD);
    }

    private static Actor actor(long id, UnitPath unit, String... permissions) {
        return new Actor(ActorRef.staff(id), "同志", unit,
                Set.copyOf(List.of(permissions).stream().map(permission -> new Grant(permission, unit)).toList()));
    }

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data.resolve("postgres"))) {
            var application = new SpringApplication(Program.class);
            application.setDefaultProperties(Map.of("server.port", 0, "server.address", "127.0.0.1", "yizhan.data",
                    data.toString(), "yizhan.demo", true, "spring.datasource.url", server.url("yizhan"),
                    "spring.datasource.username", server.user(), "spring.datasource.password", server.password(),
                    "logging.level.root", "warn"));
            try (ConfigurableApplicationContext program = application.run()) {
                var bench = new CaseBench(program);
                switch (arguments[1]) {
                    case "lives" -> bench.lives(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
                    case "limits" -> bench.limits(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
                    case "flood" -> bench.flood(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
                    default -> throw new IllegalArgumentException(arguments[1]);
                }
            }
        }
        System.exit(0);
    }

    private interface Life {
        void once() throws Exception;
    }

    private void lives(int clients, int seconds) throws Exception {
        var bare = new BareLife(program.getBean(DataSource.class));
        rate(this::life, clients, WARM);
        rate(bare::once, clients, seconds);
        var engine = new ArrayList<Double>();
        var plain = new ArrayList<Double>();
        for (int round = 0; round < 2; round++) {
            engine.add(rate(this::life, clients, seconds));
            plain.add(rate(bare::once, clients, seconds));
        }
        double ours = engine.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double theirs = plain.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        System.out.printf(
                "figure: %.0f lives a second (%.0f and %.0f), bare row changes %.0f (%.0f and %.0f; %d statements each): %.2f (to be at "
                        + "least 0.5)%n",
                ours, engine.get(0), engine.get(1), theirs, plain.get(0), plain.get(1), BareLife.statements(),
                ours / theirs);
    }

    private static double rate(Life life, int clients, int seconds) throws Exception {
        var lived = new AtomicLong();
        var failure = new AtomicReference<Exception>();
        long begun = System.nanoTime();
        long end = begun + seconds * 1_000_000_000L;
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < clients; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    while (System.nanoTime() < end && failure.get() == null) {
                        life.once();
                        lived.incrementAndGet();
                    }
                } catch (Exception e) {
                    failure.set(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (failure.get() != null) {
            throw failure.get();
        }
        return lived.get() / ((System.nanoTime() - begun) / 1e9);
    }

    /** Seven transactions. */
    private void life() {
        String text = "这段路坏了三个星期，" + written.incrementAndGet() + "号路灯杆旁边最深，请早点派人来看。";
        var form = new NewLetter(UUID.randomUUID().toString(), "complaint", "路面坑洼，骑车摔了人", text, "",
                "", "",
                null, null, true, false, null, new Writer("李某", "13909800100", "", ""), null, List.of(), null);
        var taken = (LetterDesk.Receipt.Taken) program.getBean(LetterDesk.class)
                .submit("xianzhang", form, ActorRef.VISITOR, "203.0.113.7");
        CaseId id = taken.view().id();
        does(officer, id, new CaseAct.Dispatch(roads, List.of(), false, true, "请办理"));
        does(handler, id, new CaseAct.Sign());
        does(handler, id, new CaseAct.DraftReply(REPLY, List.of()));
        does(officer, id, new CaseAct.ApproveReply(REPLY, List.of()));
        does(leader, id, new CaseAct.SignOff(""));
        refuse(program.getBean(Publication.class).publish(officer, id, "路面坑洼", "这段路坏了三个星期。", "路面已经填平。", null));
    }

    private void does(Actor actor, CaseId id, CaseAct act) {
        refuse(program.getBean(CaseDesk.class).act(actor, id, act, null).refusal());
    }

    private static void refuse(java.util.Optional<Refusal> refusal) {
        refusal.ifPresent(why -> {
            throw new IllegalStateException(why.text());
        });
    }

    private void limits(int many, int open) throws Exception {
        long rule = sql.sql(
                "select id from casework.limit_rule where kind = 'letter' and code = 'answer' and class = 'complaint'")
                .query(Long.class)
                .single();
        long first = sql.sql("select coalesce(max(id), 0) + 1 from casework.cases").query(Long.class).single();
        sql.sql("""
                insert into casework.cases (id, kind, number, code, process, title, class, channel, home_path, lead_path, state, events,
                    received_at, due)
                select n, 'letter', 'BL' || n, lpad(n::text, 12, '0'), 1, '量表', 'complaint', 'web', :home, :home, 'HANDLING', 3,
                    now() - interval '2 days', now() + interval '9 days' from generate_series(cast(:first as bigint), :last) n""")
                .param("home", roads.value())
                .param("first", first)
                .param("last", first + many - 1)
                .update();
        sql.sql("""
                insert into casework.running (case_id, rule_id, nature, begun_at, begun_event, deadline, next_warning)
                select n, :rule, 'PROMISED', now() - interval '2 days', 3, now() + interval '9 days', now() + interval '7 days'
                from generate_series(cast(:first as bigint), :last) n""")
                .param("rule", rule)
                .param("first", first)
                .param("last", first + many - 1)
                .update();
        sql.sql("select setval('casework.cases_id_seq', :last)")
                .param("last", first + many)
                .query(Long.class)
                .single();
        sql.sql("analyze casework.cases").update();
        sql.sql("analyze casework.running").update();
        LimitSweep sweep = program.getBean(LimitSweep.class);
        sweep.run();
        int from = 0;
        for (int due : new int[]{1_000, 10, 1_000, 10_000, 1_000}) {
            sql.sql("update casework.running set deadline = now(), next_warning = now() where case_id >= :from and case_id < :until and ended_at is null")
                    .param("from", first + from)
                    .param("until", first + from + due)
                    .update();
            from += due;
            long begun = System.nanoTime();
            int said = sweep.run();
            System.out.printf("figure: sweep of %,d limits, %,d due: %,d said in %d ms%s%n", many, due, said,
                    (System.nanoTime() - begun) / 1_000_000, due == 1_000 ? " (to be at most 2,000)" : "");
        }
        sql.sql("update casework.running set ended_at = now(), late = false, next_warning = null where case_id >= :from and ended_at is null")
                .param("from", first + open)
                .update();
        rate(this::life, 2, 10);
        double alone = rate(this::life, 2, 10);
        Redating redating = program.getBean(Redating.class);
        var over = new AtomicBoolean();
        var lived = new AtomicLong();
        List<Thread> normal = List.of(living(over, lived), living(over, lived));
        long begun = System.nanoTime();
        redating.on(new CalendarChanged(Set.of(2026)));
        while (sql.sql("select exists (select from casework.redating where done_at is null)")
                .query(Boolean.class)
                .single()) {
            redating.run(); // the program's own may have begun, and then this one finds nothing to do
            Thread.sleep(50);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        over.set(true);
        for (Thread one : normal) {
            one.join();
        }
        System.out.printf(
                "figure: re-dating of %,d open cases: %,d dates changed in %.1f s (to be at most 60), beside %.1f lives of letters a second "
                        + "(%.1f without it)%n",
                open, sql.sql("select changed from casework.redating order by id desc limit 1")
                        .query(Integer.class)
                        .single(),
                seconds, lived.get() / seconds, alone);
    }

    private Thread living(AtomicBoolean over, AtomicLong lived) {
        return Thread.ofVirtual().start(() -> {
            while (!over.get()) {
                life();
                lived.incrementAndGet();
            }
        });
    }

    /** Letters of one text from one address, and beside them somebody else's; then all are merged into the first in one act. */
    private void flood(int many, int clients) throws Exception {
        rate(() -> written("水管漏水", "203.0.113.99"), 1, 10);
        double alone = rate(() -> written("水管漏水", "203.0.113.99"), 1, 10);
        CaseView first = written("反对改建老码头", "203.0.113.7");
        var left = new AtomicInteger(many);
        var threads = new ArrayList<Thread>();
        long begun = System.nanoTime();
        for (int i = 0; i < clients; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                while (left.getAndDecrement() > 0) {
                    written("反对改建老码头", "203.0.113.7");
                }
            }));
        }
        var waited = new ArrayList<Long>();
        while (left.get() > 0) {
            long asked = System.nanoTime();
            written("我家的水停了", "203.0.113.99");
            waited.add((System.nanoTime() - asked) / 1_000);
            Thread.sleep(50);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        waited.sort(null);
        System.out.printf(
                "figure: %,d letters from one address by %d clients in %.1f s (%.0f a second; %.0f with one client alone); somebody else's %d letters "
                        + "meanwhile: median %.1f ms, p95 %.1f ms, most %.1f ms%n",
                many, clients, seconds, many / seconds, alone, waited.size(), waited.get(waited.size() / 2) / 1e3,
                waited.get(waited.size() * 95 / 100) / 1e3, waited.getLast() / 1e3);
        List<CaseBatch.Item> items = sql
                .sql("""
                        select c.id, c.version from letters.signature s join casework.cases c on c.id = s.letter
                        where s.bundle = :first and s.letter <> :first order by c.id""")
                .param("first", first.id().value())
                .query((row, n) -> new CaseBatch.Item(row.getLong("id"), row.getInt("version")))
                .list();
        begun = System.nanoTime();
        var merged = (CaseBatch.Result.Done) program.getBean(CaseBatch.class)
                .act(officer, program.getBean(Kinds.class).of(first.kind()), items, new CaseAct.Merge(first.id()));
        System.out.printf("figure: %,d of %,d found to read alike, %,d merged in one act in %.1f s%n", items.size(),
                many,
                merged.outcomes().stream().filter(CaseBatch.Outcome::done).count(), (System.nanoTime() - begun) / 1e9);
        CaseBoard board = program.getBean(CaseBoard.class);
        var pages = new ArrayList<Long>();
        for (int i = 0; i < 200; i++) {
            long asked = System.nanoTime();
            boolean shown = board.read(officer, first.id()).isPresent();
            pages.add((System.nanoTime() - asked) / 1_000);
            refuse(Refusal.when(!shown, "the page of the first letter is gone"));
        }
        pages.sort(null);
        System.out.printf("figure: what the page of the first shows is read in %.1f ms (median of 200)%n",
                pages.get(100) / 1e3);
    }

    private CaseView written(String title, String address) {
        var form = new NewLetter(UUID.randomUUID().toString(), "suggest", title, "这件事请尽快处理一下。", "", "", "", null, null,
                false, false, null, new Writer("李某", "13909800999", "", ""), null, List.of(), null);
        return ((LetterDesk.Receipt.Taken) program.getBean(LetterDesk.class)
                .submit("yijian", form, ActorRef.VISITOR, address)).view();
    }
}
