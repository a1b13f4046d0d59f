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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yizhan.calendar.CountyClock;
import org.yizhan.messaging.OutgoingMessage.Channel;
import org.yizhan.runtime.TestDatabase;

import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OutboxTests {
    private final DataSource source = TestDatabase.copy().dataSource();
    private final JdbcClient database = JdbcClient.create(source);
    private final Path data = folder();
    private Instant now = Instant.parse("2026-09-30T01:00:00Z");
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
    private final Templates templates = new Templates(database, JsonMapper.builder().build());
    private final Outbox outbox = new Outbox(database, clock, templates);
    private final TodoList todos = new TodoList(database, clock);
    private final FolderChannel folder = new FolderChannel(data);

    /** Fails as long as it is told to. */
    private static final class Gateway implements MessageChannel {
        final List<String> texts = new ArrayList<>();
        boolean down;

        @Override
        public boolean carries(Channel channel) {
            return channel == Channel.SMS;
        }

        @Override
        public void deliver(Delivery delivery) throws DeliveryFailed {
            if (down) {
                throw new DeliveryFailed("网关没有应答。");
            }
            texts.add(delivery.to() + " " + delivery.text());
        }
    }

    private final Gateway gateway = new Gateway();
    private final OutboxDispatcher dispatcher = new OutboxDispatcher(database, clock, templates,
            List.of(gateway, folder),
            folder, todos);

    @Test
    void sendsOnceHoweverOftenItIsHandedIn() {
        outbox.send(code("a", Channel.SMS));
        outbox.send(code("a", Channel.SMS));
        assertThat(dispatcher.sendDue()).isEqualTo(1);
        assertThat(dispatcher.sendDue()).isZero();
        assertThat(gateway.texts).containsExactly("13800138000 您的验证码是 123456，5 分钟内有效。请勿告诉他人。");
    }

    @Test
    void triesAgainLaterAndLaterAndTellsSomeoneInTheEnd() {
        database.sql("insert into messaging.template values ('note', '通知', '请看{{what}}', false)").update();
        gateway.down = true;
        outbox.send(new OutgoingMessage("n", Channel.SMS, "13800138000", "note", Map.of("what", "答复")));
        assertThat(dispatcher.sendDue()).isEqualTo(1);
        assertThat(dispatcher.sendDue()).as("not at once").isZero();
        now = now.plus(Duration.ofSeconds(31));
        assertThat(dispatcher.sendDue()).isEqualTo(1);
        for (int i = 0; i < 20; i++) {
            now = now.plus(Duration.ofHours(13));
            dispatcher.sendDue();
        }
        assertThat(row("state || ' ' || tries || ' ' || last_error")).isEqualTo("failed 8 网关没有应答。");
        assertThat(todos.count(1, List.of(new TodoList.Right(MessagingPermissions.OUTBOX, "/42/")))).isEqualTo(1);

        gateway.down = false;
        database.sql("update messaging.outgoing set state = 'waiting', next_try = created_at").update();
        dispatcher.sendDue();
        assertThat(gateway.texts).containsExactly("13800138000 请看答复");
    }

    @Test
    void writesAFileWhereThereIsNoGatewayAndTakesSecretsAwayAgain() throws IOException {
        outbox.send(new OutgoingMessage("m", Channel.EMAIL, "zhang@example.cn", "sign-in-code",
                Map.of("code", "654321", "minutes", "5")));
        dispatcher.sendDue();
        assertThat(files()).singleElement().asString().contains("zhang@example.cn").contains("654321");
        assertThat(row("places")).contains("654321");
        now = now.plus(OutboxDispatcher.SECRETS_LIVE).plusSeconds(1);
        dispatcher.eraseSecrets();
        assertThat(files()).isEmpty();
        assertThat(row("places || state")).isEqualTo("{}sent");
    }

    @Test
    void neverSendsACodeThatIsTooOld() {
        gateway.down = true;
        outbox.send(code("a", Channel.SMS));
        dispatcher.sendDue();
        now = now.plus(OutboxDispatcher.SECRETS_LIVE).plusSeconds(1);
        dispatcher.eraseSecrets();
        gateway.down = false;
        dispatcher.sendDue();
        assertThat(gateway.texts).isEmpty();
        assertThat(row("state")).isEqualTo("cancelled");
    }

    @Test
    void refusesUnknownTextsAndPlacesWithoutValue() {
        assertThatThrownBy(() -> outbox.send(new OutgoingMessage("x", Channel.SMS, "1", "nothing", Map.of())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> outbox.send(new OutgoingMessage("x", Channel.SMS, "1", "sign-in-code",
                Map.of("code", "1")))).hasMessageContaining("minutes");
        assertThat(dispatcher.sendDue()).isZero();
    }

    @Test
    void takesAValueAsItIs() {
        assertThat(
                new Templates.Template("t", "t", "{{a}} {{b}}", false).filledWith(Map.of("a", "{{b}} $1 \\", "b", "x")))
                .isEqualTo("{{b}} $1 \\ x");
    }

    private static OutgoingMessage code(String once, Channel channel) {
        return new OutgoingMessage(once, channel, "13800138000", "sign-in-code",
                Map.of("code", "123456", "minutes", "5"));
    }

    private String row(String columns) {
        return database.sql("select " + columns + " from messaging.outgoing").query(String.class).single();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> found = Files.walk(data)) {
            return found.filter(Files::isRegularFile).map(file -> {
                try {
                    return Files.readString(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }).toList();
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("outbox");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
