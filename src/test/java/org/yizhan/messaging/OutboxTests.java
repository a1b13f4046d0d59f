package org.yizhan.messaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.calendar.CountyClock;
import org.yizhan.runtime.TestDatabase;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;

import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The queue: once, in order, one way after the other, whatever the gateways do. */
class OutboxTests {
    private static final String PHONE = "13800138000";
    private static final Recipient BY_PHONE = Recipient.withoutAccount().and(Channel.SMS, PHONE);
    private static final Recipient BY_BOTH = BY_PHONE.and(Channel.EMAIL, "zhang@example.cn");

    private final DataSource source = TestDatabase.copy().dataSource();
    private final JdbcClient database = JdbcClient.create(source);
    private final Path data = folder();
    private volatile Instant now = Instant.parse("2026-09-30T01:00:00Z"); // 9 o'clock here
    private final CountyClock clock = new CountyClock(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneId.of("Asia/Shanghai");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    });
    private final JsonMapper json = JsonMapper.builder().build();
    private final Templates templates = new Templates(database, json);
    private final Preferences preferences = new Preferences(database);
    private final Outbox outbox = new Outbox(database, clock, templates, preferences);
    private final Inbox inbox = new Inbox(database, clock, templates, preferences);
    private final TodoList todos = new TodoList(database, clock);
    private final FolderChannel folder = new FolderChannel(data);
    private final BadAddresses badAddresses = new BadAddresses(database, clock);
    private final Gateways gateways = new Gateways(database, clock);
    private final Map<Channel, Gateway> gatewayOf = new EnumMap<>(Channel.class);
    private final List<Object> notDelivered = new ArrayList<>();
    private final OutboxDispatcher dispatcher = dispatcher();

    /** Answers as it is told to, and remembers what it took, like a gateway that knows the keys of what it has. */
    private static final class Gateway implements MessageChannel {
        final List<String> tries = new CopyOnWriteArrayList<>();
        final List<String> keys = new CopyOnWriteArrayList<>();
        final List<String> texts = new CopyOnWriteArrayList<>();
        volatile Outcome answer = new Outcome.Accepted(null);
        volatile boolean takesWhateverItAnswers;
        volatile boolean programIsKilled;

        @Override
        public Outcome deliver(Delivery delivery) {
            tries.add(delivery.to());
            if ((answer instanceof Outcome.Accepted || takesWhateverItAnswers) && !keys.contains(delivery.key())) {
                keys.add(delivery.key());
                texts.add(delivery.to() + " " + delivery.text());
            }
            if (programIsKilled) {
                throw new Killed();
            }
            return answer;
        }

        @Override
        public List<Fact> facts() {
            return List.of();
        }
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private OutboxDispatcher dispatcher() {
        var ways = new WaysOut(data, Map.of(), folder, clock, json) {
            @Override
            MessageChannel of(Channel channel) {
                Gateway gateway = gatewayOf.get(channel);
                return gateway == null ? super.of(channel) : gateway;
            }
        };
        return new OutboxDispatcher(database, clock, templates, ways, gateways, new QuietHours(database), badAddresses,
                folder, todos,
                new DataSourceTransactionManager(source), notDelivered::add);
    }

    private Gateway gateway(Channel channel) {
        return gatewayOf.computeIfAbsent(channel, any -> new Gateway());
    }

    private final Gateway sms = gateway(Channel.SMS);

    @BeforeEach
    void aText() {
        database.sql("insert into messaging.template values ('note', '通知', '请看{{what}}', false)").update();
        database.sql(
                "insert into messaging.template_version select 'note', 1, text, '', 'PROGRAM', 0, now() from messaging.template where name = 'note'")
                .update();
    }

    @Test
    void sendsOnceHoweverOftenItIsHandedIn() {
        outbox.send(code("a"));
        outbox.send(code("a"));
        assertThat(dispatcher.sendDue()).isEqualTo(1);
        assertThat(dispatcher.sendDue()).isZero();
        assertThat(sms.texts).containsExactly(PHONE + " 您的验证码是 123456，5 分钟内有效。请勿告诉他人。");
        assertThat(sms.keys.getFirst()).as("no key tells the ticket of a code").doesNotContain("a:").hasSize(32);
    }

    @Test
    void whatDidNotHappenIsNotTold() {
        new TransactionTemplate(new DataSourceTransactionManager(source)).executeWithoutResult(act -> {
            outbox.send(code("a"));
            act.setRollbackOnly();
        });
        assertThat(dispatcher.sendDue()).isZero();
        assertThat(sms.texts).isEmpty();
    }

    @Test
    void triesAgainLaterAndLaterAndTellsSomeoneInTheEnd() {
        sms.answer = new Outcome.Unclear("网关没有应答。");
        outbox.send(note("n", BY_PHONE));
        assertThat(dispatcher.sendDue()).isEqualTo(1);
        assertThat(dispatcher.sendDue()).as("not at once").isZero();
        later(Duration.ofSeconds(31));
        assertThat(dispatcher.sendDue()).isEqualTo(1);
        for (int i = 0; i < 20; i++) {
            later(Duration.ofHours(24));
            dispatcher.sendDue();
        }
        assertThat(row("state || ' ' || tries || ' ' || last_error")).isEqualTo("failed 8 网关没有应答。");
        assertThat(notDelivered).as("whoever owes the news hears of it, once")
                .containsExactly(
                        new NotDelivered("n", templates.find("note").orElseThrow().label(), "短信", "网关没有应答。", true));
        assertThat(todos.count(1, List.of(new TodoList.Right(MessagingPermissions.OUTBOX, "/42/")))).isEqualTo(1);
    }

    @Test
    void anAnswerLostAfterTheMessageWasTakenDoublesNothingWhereTheGatewayKnowsTheKey() {
        sms.answer = new Outcome.Unclear("没有应答。");
        sms.takesWhateverItAnswers = true;
        outbox.send(note("n", BY_PHONE));
        dispatcher.sendDue();
        later(Duration.ofMinutes(1));
        sms.answer = new Outcome.Accepted(null);
        dispatcher.sendDue();
        assertThat(sms.tries).hasSize(2);
        assertThat(sms.texts).hasSize(1);
        assertThat(row("state")).isEqualTo("sent");
    }

    @Test
    void aProgramKilledBetweenSendingAndRecordingTriesAgainWithTheSameKeyAndNotAtOnce() {
        sms.programIsKilled = true;
        outbox.send(note("n", BY_PHONE));
        assertThatThrownBy(dispatcher::sendDue).isInstanceOf(Killed.class);
        sms.programIsKilled = false;
        OutboxDispatcher next = dispatcher();
        assertThat(next.sendDue()).as("whoever sent it may still be at it").isZero();
        later(Duration.ofMinutes(3));
        assertThat(next.sendDue()).isEqualTo(1);
        assertThat(sms.tries).hasSize(2);
        assertThat(sms.texts).hasSize(1);
        assertThat(row("state")).isEqualTo("sent");
    }

    @Test
    void twoDispatchersAtOnceSendEveryNoticeOnce() throws Exception {
        database.sql("update messaging.gateway set per_minute = 100000").update();
        IntStream.range(0, 40).forEach(i -> outbox.send(note("n" + i, BY_PHONE)));
        OutboxDispatcher other = dispatcher();
        var start = new CyclicBarrier(2);
        List<Thread> threads = Stream.of(dispatcher, other).map(each -> Thread.startVirtualThread(() -> {
            try {
                start.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            each.sendDue();
        })).toList();
        for (Thread thread : threads) {
            thread.join();
        }
        dispatcher.sendDue();
        assertThat(sms.tries).hasSize(40);
        assertThat(Set.copyOf(sms.keys)).hasSize(40);
    }

    @Test
    void aGatewayThatIsDownUsesUpNobodysTries() {
        sms.answer = new Outcome.Down("连不上。");
        IntStream.range(0, 30).forEach(i -> outbox.send(note("n" + i, BY_PHONE)));
        for (int minute = 0; minute < 60; minute++) {
            dispatcher.sendDue();
            later(Duration.ofMinutes(1));
        }
        assertThat(sms.tries.size()).as("a probe every minute or two").isBetween(20, 70);
        assertThat(database.sql("select max(tries) from messaging.outgoing").query(Integer.class).single()).isZero();
        dispatcher.mindTheGateways();
        assertThat(open("短信发不出去")).isTrue();
        sms.answer = new Outcome.Accepted(null);
        for (int minute = 0; minute < 5; minute++) {
            later(Duration.ofMinutes(1));
            dispatcher.sendDue();
        }
        assertThat(sms.texts).hasSize(30);
        assertThat(open("短信发不出去")).isFalse();
    }

    @Test
    void aGatewayThatBreaksOffIsLeftAloneAndTheRestIsAsItWas() {
        sms.answer = new Outcome.Unclear("500");
        IntStream.range(0, 30).forEach(i -> outbox.send(note("n" + i, BY_PHONE)));
        dispatcher.sendDue();
        assertThat(sms.tries).hasSize(3);
        assertThat(
                database.sql("select count(*) from messaging.outgoing where tries = 0").query(Integer.class).single())
                .isEqualTo(27);
    }

    @Test
    void waitsAsLongAsTheGatewayAsks() {
        sms.answer = new Outcome.Down("太忙。", Duration.ofMinutes(5));
        outbox.send(note("n", BY_PHONE));
        dispatcher.sendDue();
        later(Duration.ofMinutes(4));
        assertThat(dispatcher.sendDue()).isZero();
        later(Duration.ofMinutes(2));
        sms.answer = new Outcome.Accepted(null);
        assertThat(dispatcher.sendDue()).isEqualTo(1);
    }

    @Test
    void takesTheNextWayOnlyWhenTheFirstHasFailedForGood() {
        Gateway mail = gateway(Channel.EMAIL);
        sms.answer = new Outcome.Unclear("没有应答。");
        outbox.send(note("n", BY_BOTH));
        for (int i = 0; i < 7; i++) {
            dispatcher.sendDue();
            later(Duration.ofHours(24));
        }
        assertThat(mail.tries).isEmpty();
        dispatcher.sendDue();
        dispatcher.sendDue();
        assertThat(mail.texts).containsExactly("zhang@example.cn 请看答复");
        assertThat(row("state || ' ' || channel || ' ' || detour"))
                .isEqualTo("sent EMAIL 短信没有送到（没有应答），改用邮件。");
        assertThat(sms.tries).hasSize(8);
    }

    @Test
    void afterADayWithoutGatewayWhatCanTakesAnotherWayAndTheRestWaits() {
        Gateway mail = gateway(Channel.EMAIL);
        sms.answer = new Outcome.Down("连不上。");
        outbox.send(note("both", BY_BOTH));
        outbox.send(note("phone", BY_PHONE));
        for (int i = 0; i < 8; i++) {
            dispatcher.sendDue();
            dispatcher.mindTheGateways();
            assertThat(mail.tries).isEmpty();
            later(Duration.ofHours(3));
        }
        later(Duration.ofHours(1));
        dispatcher.mindTheGateways();
        dispatcher.sendDue();
        assertThat(mail.texts).hasSize(1);
        assertThat(state("phone")).isEqualTo("waiting");
    }

    @Test
    void aNumberThatDoesNotExistIsRememberedAndSkipped() {
        Gateway mail = gateway(Channel.EMAIL);
        sms.answer = new Outcome.BadAddress("号码不存在");
        outbox.send(note("first", BY_BOTH));
        dispatcher.sendDue();
        dispatcher.sendDue();
        outbox.send(note("second", BY_BOTH));
        dispatcher.sendDue();
        dispatcher.sendDue();
        assertThat(sms.tries).hasSize(1);
        assertThat(mail.texts).hasSize(2);
        outbox.send(note("third", BY_PHONE));
        dispatcher.sendDue();
        assertThat(state("third")).isEqualTo("failed");

        sms.answer = new Outcome.Accepted(null);
        BadAddresses.Row bad = badAddresses.list(null, 10).items().getFirst();
        assertThat(badAddresses.list(bad.id(), 10).items()).isEmpty();
        assertThat(badAddresses.forget(bad.id())).isTrue();
        assertThat(badAddresses.forget(bad.id())).isFalse();
        outbox.send(note("fourth", BY_PHONE));
        dispatcher.sendDue();
        assertThat(state("fourth")).isEqualTo("sent");
    }

    @Test
    void aReceiptIsKeptAndOneThatSaysItDidNotArriveTakesTheNextWay() {
        Gateway mail = gateway(Channel.EMAIL);
        sms.answer = new Outcome.Accepted("G1");
        outbox.send(note("arrives", BY_BOTH));
        dispatcher.sendDue();
        sms.answer = new Outcome.Accepted("G2");
        outbox.send(note("does not", BY_BOTH));
        dispatcher.sendDue();
        dispatcher.receipt("G1", true, false, "");
        dispatcher.receipt("G2", false, true, "号码停机");
        dispatcher.receipt("G2", false, true, "号码停机");
        dispatcher.receipt("G2", true, false, "");
        dispatcher.receipt("G3", true, false, "");
        dispatcher.sendDue();
        assertThat(mail.texts).hasSize(1);
        assertThat(rows("once || ' ' || channel || ' ' || coalesce(receipt, '-')"))
                .containsExactly("arrives SMS delivered", "does not EMAIL -");
        assertThat(badAddresses.why(Channel.SMS, PHONE)).contains("号码停机");
    }

    @Test
    void keepsTheNightQuietAndSpreadsTheMorning() {
        now = Instant.parse("2026-09-30T13:00:00Z"); // 21 o'clock here
        database.sql("update messaging.gateway set per_minute = 60 where channel = 'SMS'").update();
        IntStream.range(0, 90).forEach(i -> outbox.send(note("n" + i, BY_PHONE)));
        outbox.send(note("urgent", BY_PHONE).urgent(Urgency.URGENT));
        outbox.send(code("c"));
        dispatcher.sendDue();
        assertThat(sms.texts).hasSize(2).anyMatch(text -> text.contains("验证码")).anyMatch(text -> text.contains("请看"));
        now = Instant.parse("2026-09-30T23:59:00Z");
        dispatcher.sendDue();
        assertThat(sms.texts).hasSize(2);
        now = Instant.parse("2026-10-01T00:00:00Z");
        for (int second = 0; second < 60; second++) {
            dispatcher.sendDue();
            later(Duration.ofSeconds(1));
        }
        assertThat(sms.texts.size()).as("sixty a minute").isBetween(60, 70);
        outbox.send(code("d"));
        dispatcher.sendDue();
        assertThat(sms.texts).as("a code passes all that waits").anyMatch(text -> text.contains("654321"));
    }

    @Test
    void callsOffWhatStillWaits() {
        sms.answer = new Outcome.Down("连不上。");
        outbox.send(note("letter:17:answered", BY_PHONE));
        outbox.send(note("letter:17:extended", BY_PHONE));
        outbox.send(note("letter:170:answered", BY_PHONE));
        assertThat(outbox.callOff("letter:17:")).isEqualTo(2);
        assertThat(outbox.callOff("letter:17:")).isZero();
        assertThat(rows("state")).containsExactly("cancelled", "cancelled", "waiting");
        assertThatThrownBy(() -> outbox.callOff("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsStaffTheirNoticesAtOnceAndNobodyElse() {
        Actor me = actor(ActorRef.staff(5));
        outbox.send(note("n", Recipient.staff(5).and(Channel.SMS, PHONE)).leadingTo("/desk/cases/1"));
        outbox.send(note("n", Recipient.staff(5)));
        assertThat(todos.waiting(5, List.of()).unreadNotices()).isEqualTo(1);
        assertThat(inbox.unread(ActorRef.staff(5))).isEqualTo(1);
        assertThat(inbox.list(actor(ActorRef.staff(6)), false, null, 10).items()).isEmpty();
        Inbox.Item item = inbox.list(me, true, null, 10).items().getFirst();
        assertThat(item.text()).isEqualTo("请看答复");
        assertThat(inbox.open(actor(ActorRef.staff(6)), item.id())).isEmpty();
        assertThat(inbox.open(me, item.id())).contains("/desk/cases/1");
        assertThat(inbox.list(me, true, null, 10).items()).isEmpty();
        assertThat(inbox.list(me, false, null, 10).items()).singleElement().matches(Inbox.Item::read);
        assertThat(dispatcher.sendDue()).as("one way, not two").isZero();
        outbox.send(note("m", Recipient.staff(5)));
        outbox.send(note("o", Recipient.staff(5)));
        long newest = inbox.list(me, false, null, 10).items().getFirst().id();
        assertThat(inbox.list(me, false, newest, 1).older()).isNotNull();
        assertThat(inbox.readAll(me, newest - 1)).isEqualTo(1);
        assertThat(inbox.readAll(me, newest)).isEqualTo(1);
    }

    @Test
    void followsTheOrderThatTheReaderWants() {
        var citizen = new ActorRef(ActorRef.Kind.CITIZEN, 7);
        Recipient to = Recipient.member(citizen).and(Channel.SMS, PHONE);
        assertThat(outbox.first(to)).contains(Channel.SMS);
        assertThat(outbox.first(Recipient.withoutAccount())).isEmpty();
        outbox.send(note("before", to));
        assertThat(dispatcher.sendDue()).as("a member does not look at the page every day").isEqualTo(1);
        inbox.prefer(actor(citizen), Channel.IN_APP);
        assertThat(inbox.order(actor(citizen))).startsWith(Channel.IN_APP, Channel.WECHAT);
        assertThat(outbox.first(to)).as("as it is sent").contains(Channel.IN_APP);
        outbox.send(note("after", to));
        outbox.send(note("before", to));
        assertThat(dispatcher.sendDue()).isZero();
        assertThat(inbox.unread(citizen)).as("and nothing twice").isEqualTo(1);
        outbox.send(code("secret", to));
        assertThat(dispatcher.sendDue()).as("a code proves that the phone is at hand").isEqualTo(1);
        inbox.erase(citizen);
        assertThat(inbox.unread(citizen)).isZero();
        assertThat(inbox.order(actor(citizen))).endsWith(Channel.IN_APP);
    }

    @Test
    void theLastWayMayBeThePageOfNotices() {
        var citizen = new ActorRef(ActorRef.Kind.CITIZEN, 7);
        sms.answer = new Outcome.BadAddress("号码不存在");
        outbox.send(note("n", Recipient.member(citizen).and(Channel.WECHAT, "openid").and(Channel.SMS, PHONE)));
        dispatcher.sendDue();
        dispatcher.sendDue();
        assertThat(inbox.list(actor(citizen), false, null, 10).items()).singleElement()
                .matches(item -> item.text().equals("请看答复"));
        assertThat(row("state || ' ' || detour")).isEqualTo(
                "sent 微信没有送到（没有设置微信公众号），改用短信。短信没有送到（号码不存在），改用站内消息。");
    }

    @Test
    void writesAFileWhereThereIsNoGatewayAndTakesSecretsAwayAgain() throws IOException {
        outbox.send(code("m", Recipient.withoutAccount().and(Channel.EMAIL, "zhang@example.cn")));
        dispatcher.sendDue();
        assertThat(files()).singleElement().asString().contains("zhang@example.cn").contains("654321");
        assertThat(row("places")).contains("654321");
        later(OutboxDispatcher.SECRETS_LIVE.plusSeconds(1));
        dispatcher.eraseSecrets();
        assertThat(files()).isEmpty();
        assertThat(row("places || state")).isEqualTo("{}sent");
    }

    @Test
    void forgetsAddressesAfterAMonthAndTheRestAfterAYear() {
        var keeping = new OutboxKeeping(database, clock);
        outbox.send(note("a", BY_BOTH));
        outbox.send(note("b", Recipient.withoutAccount().and(Channel.EMAIL, "zhang@example.cn")));
        dispatcher.sendDue();
        sms.answer = new Outcome.Down("连不上。");
        outbox.send(note("c", BY_PHONE));
        keeping.tidy();
        assertThat(rows("recipient")).containsExactly(PHONE, "zhang@example.cn", PHONE);
        later(OutboxKeeping.WHOLE.plusSeconds(1));
        keeping.tidy();
        assertThat(rows("recipient")).containsExactly("138****8000", "z****@example.cn", PHONE);
        assertThat(rows("places")).startsWith("{}", "{}");
        later(OutboxKeeping.AT_ALL);
        keeping.tidy();
        assertThat(rows("once || ' ' || state")).containsExactly("c waiting");
    }

    @Test
    void neverSendsACodeThatIsTooOld() {
        sms.answer = new Outcome.Unclear("没有应答。");
        outbox.send(code("a"));
        dispatcher.sendDue();
        later(OutboxDispatcher.SECRETS_LIVE.plusSeconds(1));
        dispatcher.eraseSecrets();
        sms.answer = new Outcome.Accepted(null);
        dispatcher.sendDue();
        assertThat(sms.texts).isEmpty();
        assertThat(row("state")).isEqualTo("cancelled");
    }

    @Test
    void refusesUnknownTextsAndPlacesWithoutValueAndSaysWhenNobodyCanBeReached() {
        assertThatThrownBy(() -> outbox.send(new Notice("x", BY_PHONE, "nothing", Map.of())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> outbox.send(new Notice("x", BY_PHONE, "sign-in-code", Map.of("code", "1"))))
                .hasMessageContaining("minutes");
        assertThat(outbox.send(note("x", Recipient.withoutAccount().and(Channel.SMS, " ")))).isFalse();
        assertThat(outbox.send(note("x", BY_PHONE))).isTrue();
        assertThatThrownBy(() -> note("y", BY_PHONE).leadingTo("//elsewhere"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyShippedTextHasTheSamplesOfItsPlaces() {
        for (String name : database.sql("select name from messaging.template where name <> 'note'")
                .query(String.class)
                .list()) {
            Map<String, String> samples = new java.util.HashMap<>();
            database.sql("select place, sample from messaging.template_place where template = ?")
                    .param(name)
                    .query((row, n) -> samples.put(row.getString(1), row.getString(2)))
                    .list();
            assertThat(templates.find(name).orElseThrow().filledWith(samples)).as(name).doesNotContain("{{");
            assertThat(templates.shape(name).places()).as(name).isEqualTo(samples.keySet());
        }
    }

    @Test
    void takesAValueAsItIs() {
        assertThat(
                new Templates.Template("t", "t", "{{a}} {{b}}", false).filledWith(Map.of("a", "{{b}} $1 \\", "b", "x")))
                .isEqualTo("{{b}} $1 \\ x");
    }

    private void later(Duration time) {
        now = now.plus(time);
    }

    private boolean open(String what) {
        return todos.of(1, List.of(new TodoList.Right(MessagingPermissions.OUTBOX, "/42/")), null, 10)
                .items()
                .stream()
                .anyMatch(todo -> todo.what().equals(what));
    }

    private static Actor actor(ActorRef who) {
        return new Actor(who, "", null, Set.of());
    }

    private static Notice note(String once, Recipient to) {
        return new Notice(once, to, "note", Map.of("what", "答复"));
    }

    private static Notice code(String once) {
        return new Notice(once, BY_PHONE, "sign-in-code",
                Map.of("code", once.equals("d") ? "654321" : "123456", "minutes", "5"), Urgency.CODE, "");
    }

    private static Notice code(String once, Recipient to) {
        return new Notice(once, to, "sign-in-code", Map.of("code", "654321", "minutes", "5"), Urgency.CODE, "");
    }

    private String row(String columns) {
        return rows(columns).getFirst();
    }

    private List<String> rows(String columns) {
        return database.sql("select " + columns + " from messaging.outgoing order by id").query(String.class).list();
    }

    private String state(String once) {
        return database.sql("select state from messaging.outgoing where once = ?")
                .param(once)
                .query(String.class)
                .single();
    }

    private List<String> files() throws IOException {
        var texts = new ArrayList<String>();
        try (Stream<Path> found = Files.walk(data)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("outbox");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
