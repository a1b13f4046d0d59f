package org.yizhan.messaging;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.calendar.CountyClock;
import org.yizhan.messaging.NewTodo.Audience;
import org.yizhan.messaging.NewTodo.Audience.Holders;
import org.yizhan.messaging.NewTodo.Audience.OnePerson;
import org.yizhan.messaging.TodoList.Right;
import org.yizhan.runtime.TestDatabase;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TodoListTests {
    private static final ActorRef SOMEONE = ActorRef.staff(9);
    private final DataSource source = TestDatabase.copy().dataSource();
    private final JdbcClient database = JdbcClient.create(source);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(source));
    private final TodoList todos = new TodoList(database, new CountyClock(
            Clock.fixed(Instant.parse("2026-09-30T01:00:00Z"), ZoneId.of("Asia/Shanghai"))));

    @BeforeEach
    void startsEmpty() {
        assertThat(todos.count(5, List.of())).isZero();
    }

    @Test
    void isOrderedByDateAndWhatHasNoDateComesLast() {
        add("c", null, new OnePerson(5));
        add("b", LocalDate.of(2026, 10, 9), new OnePerson(5));
        add("a", LocalDate.of(2026, 10, 8), new OnePerson(5));
        add("of another", LocalDate.of(2026, 10, 1), new OnePerson(6));
        assertThat(keys(todos.of(5, List.of(), null, 10))).containsExactly("a", "b", "c");
        assertThat(todos.of(5, List.of(), null, 10).items().getLast().until()).isNull();
    }

    @Test
    void aRightOverASubtreeFindsWhatIsBelowItAndNothingBeside() {
        add("x", null, new Holders("content.review", "/1/7/23/"));
        assertThat(seen("content.review", "/1/")).containsExactly("x");
        assertThat(seen("content.review", "/1/7/")).containsExactly("x");
        assertThat(seen("content.review", "/1/7/23/")).containsExactly("x");
        assertThat(seen("content.review", "/1/7/23/99/")).isEmpty();
        assertThat(seen("content.review", "/1/8/")).isEmpty();
        assertThat(seen("content.publish", "/1/7/")).isEmpty();
    }

    @Test
    void whatIsForTheWholeCountyIsSeenByWhoHoldsTheRightAboveAllUnitsWhateverItsId() {
        add("x", null, new NewTodo.Audience.Everywhere("calendar.edit"));
        assertThat(seen("calendar.edit", "/1/")).containsExactly("x");
        assertThat(seen("calendar.edit", "/42/")).containsExactly("x");
        assertThat(seen("calendar.edit", "/42/1/")).isEmpty();
        assertThat(seen("journal.read", "/42/")).isEmpty();
    }

    @Test
    void whoMayNotDoItDoesNotSeeItAlthoughTheRightIsHeld() {
        add("x", LocalDate.of(2026, 10, 8), new Holders("a.b", "/1/7/", java.util.Set.of(5L, 8L)));
        List<Right> rights = List.of(new Right("a.b", "/1/"));
        assertThat(keys(todos.of(5, rights, null, 10))).isEmpty();
        assertThat(todos.count(5, rights)).isZero();
        assertThat(keys(todos.of(6, rights, null, 10))).containsExactly("x");
        assertThat(todos.count(6, rights)).isEqualTo(1);
        add("x", LocalDate.of(2026, 10, 8), new Holders("a.b", "/1/7/", java.util.Set.of(5L)), new OnePerson(5));
        assertThat(keys(todos.of(5, rights, null, 10))).containsExactly("x");
    }

    @Test
    void whoIsMeantTwiceSeesItOnce() {
        add("x", null, new OnePerson(5), new Holders("a.b", "/1/"), new Holders("a.c", "/1/"));
        List<Right> rights = List.of(new Right("a.b", "/1/"), new Right("a.c", "/1/"));
        assertThat(keys(todos.of(5, rights, null, 10))).containsExactly("x");
        assertThat(todos.count(5, rights)).isEqualTo(1);
    }

    @Test
    void pagesForwardAndBackWithoutLosingOrRepeating() {
        var expected = new ArrayList<String>();
        for (int i = 0; i < 25; i++) {
            String key = "k%02d".formatted(i);
            add(key, i < 20 ? LocalDate.of(2026, 10, 1 + i / 3) : null,
                    i % 2 == 0 ? new OnePerson(5) : new Holders("a.b", "/1/4/"));
            expected.add(key);
        }
        List<Right> rights = List.of(new Right("a.b", "/1/"));
        KeyPage<Todo> first = todos.of(5, rights, null, 10);
        KeyPage<Todo> second = todos.of(5, rights, first.older(), 10);
        KeyPage<Todo> third = todos.of(5, rights, second.older(), 10);
        var all = new ArrayList<>(keys(first));
        all.addAll(keys(second));
        all.addAll(keys(third));
        assertThat(all).containsExactlyElementsOf(expected);
        assertThat(first.newer()).isNull();
        assertThat(third.older()).isNull();
        assertThat(keys(todos.of(5, rights, third.newer(), 10))).isEqualTo(keys(second));
        KeyPage<Todo> back = todos.of(5, rights, second.newer(), 10);
        assertThat(keys(back)).isEqualTo(keys(first));
        assertThat(back.newer()).isNull();
    }

    @Test
    void nonsenseForAKeyGivesTheFirstPage() {
        add("x", null, new OnePerson(5));
        for (String key : List.of("", "9999999999", "a~2026-13-45~1~1", "a~infinity~999999999999999999~1", "'; drop")) {
            assertThat(keys(todos.of(5, List.of(), key, 10))).as(key).containsExactly("x");
        }
    }

    @Test
    void theSameKeyAgainReplacesTheFirstAndItsAudience() {
        add("x", null, new OnePerson(5));
        add("x", LocalDate.of(2026, 12, 1), new OnePerson(6));
        assertThat(todos.of(5, List.of(), null, 10).items()).isEmpty();
        assertThat(todos.of(6, List.of(), null, 10).items()).singleElement()
                .extracting(Todo::until)
                .isEqualTo(LocalDate.of(2026, 12, 1));
    }

    @Test
    void doneClosesItForEveryoneAndKeepsWhoDidIt() {
        add("x", null, new OnePerson(5), new OnePerson(6));
        todos.done("x", SOMEONE);
        todos.done("x", ActorRef.staff(10));
        assertThat(todos.count(5, List.of())).isZero();
        assertThat(todos.count(6, List.of())).isZero();
        assertThat(database.sql("select done_by_id from messaging.todo where key = 'x'").query(Long.class).single())
                .isEqualTo(9);
        add("x", null, new OnePerson(5));
        assertThat(todos.count(5, List.of())).isEqualTo(1);
    }

    @Test
    void closesAllOfOneMatterButNotItsNeighbour() {
        add("article:1:review", null, new OnePerson(5));
        add("article:1:secrecy", null, new OnePerson(5));
        add("article:12:review", null, new OnePerson(5));
        add("article_1:x", null, new OnePerson(5));
        todos.doneAll("article:1:", SOMEONE);
        assertThat(keys(todos.of(5, List.of(), null, 10))).containsExactly("article:12:review", "article_1:x");
        todos.doneAll("article_", SOMEONE);
        assertThat(keys(todos.of(5, List.of(), null, 10))).containsExactly("article:12:review");
        assertThatThrownBy(() -> todos.doneAll("", SOMEONE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneTapClosesOnlyWhatIsSafeAndOnlyForThoseWhoSeeIt() {
        todos.add(new NewTodo("read", "阅知", "传阅", null, "/desk", List.of(new Holders("a.b", "/1/7/")), true));
        add("decide", null, new Holders("a.b", "/1/7/"));
        Actor head = new Actor(SOMEONE, "李", null, Set.of(new Grant("a.b", new UnitPath("/1/"))));
        Actor stranger = new Actor(ActorRef.staff(8), "王", null, Set.of(new Grant("a.b", new UnitPath("/1/8/"))));
        assertThat(todos.tick(stranger, "read")).isPresent();
        assertThat(todos.tick(head, "decide")).isPresent();
        assertThat(todos.tick(head, "read")).isEmpty();
        assertThat(todos.tick(head, "read")).isPresent();
        assertThat(keys(todos.of(9, Right.of(head), null, 10))).containsExactly("decide");
    }

    @Test
    void handsOverWhatOnePersonHadToDo() {
        add("x", null, new OnePerson(5));
        add("y", null, new OnePerson(5), new OnePerson(6));
        assertThat(todos.handOver(5, 6)).isEqualTo(1);
        assertThat(todos.count(5, List.of())).isZero();
        assertThat(keys(todos.of(6, List.of(), null, 10))).containsExactly("x", "y");
    }

    @Test
    void countsNoFurtherThanNinetyNine() {
        for (int i = 0; i < 120; i++) {
            add("k" + i, null, new OnePerson(5));
        }
        assertThat(todos.count(5, List.of())).isEqualTo(99);
    }

    @Test
    void takesTheSameToDoFromManyAtOnce() throws InterruptedException {
        var failures = new ConcurrentLinkedQueue<Throwable>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    transaction.executeWithoutResult(status -> add("same", null, new OnePerson(5)));
                } catch (RuntimeException e) {
                    failures.add(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
        assertThat(todos.count(5, List.of())).isEqualTo(1);
    }

    @Test
    void leadsOnlyToPagesOfThisProgram() {
        assertThatThrownBy(() -> new NewTodo("x", "a", "b", null, "https://elsewhere/", List.of(new OnePerson(1))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NewTodo("x", "a", "b", null, "//elsewhere/", List.of(new OnePerson(1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void add(String key, @Nullable LocalDate until, Audience... audience) {
        todos.add(new NewTodo(key, "事项" + key, "理由", until, "/desk/x", List.of(audience)));
    }

    private List<String> seen(String permission, String scope) {
        return keys(todos.of(1, List.of(new Right(permission, scope)), null, 10));
    }

    private static List<String> keys(KeyPage<Todo> page) {
        return page.items().stream().map(Todo::key).toList();
    }
}
