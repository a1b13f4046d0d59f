package org.yizhan.messaging;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yizhan.calendar.CountyClock;
import org.yizhan.messaging.MessageChannel.Delivery;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** A gateway for short messages that nobody here has seen, described by settings alone. */
class SmsGatewayTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final CountyClock CLOCK = new CountyClock(
            Clock.fixed(Instant.parse("2026-11-27T01:02:03Z"), ZoneId.of("Asia/Shanghai")));
    private static final String NASTY = "他说：\"好\"\n\\ {to} & <b> 100%";

    private final PlayedPeer peer = new PlayedPeer();
    private final Map<String, String> lines = new HashMap<>(Map.of("sms.url", peer.address() + "/send?ts={time}",
            "sms.header.X-Account", "{account}:{secret}", "sms.account", "yunling", "sms.secret", "s3cret",
            "sms.signature", "【云岭县】", "sms.body",
            "{\"mobile\":\"{to}\",\"content\":\"{signature}{text}\",\"id\":\"{key}\",\"sign\":\"{sign}\"}", "sms.sign",
            "hmac-sha-256", "sms.sign.of", "{time}{to}"));

    @AfterEach
    void hangUp() throws IOException {
        peer.close();
    }

    @Test
    void saysWhatTheSettingsSayAndNothingThatWasTypedBreaksOut() {
        peer.answers(200, "{\"code\":0}");
        assertThat(send(NASTY)).isInstanceOf(Outcome.Accepted.class);
        PlayedPeer.Asked asked = peer.asked.getFirst();
        assertThat(asked.line()).isEqualTo("POST /send?ts=20261127090203 HTTP/1.1");
        assertThat(asked.headers()).contains("X-Account: yunling:s3cret");
        JsonNode body = JSON.readTree(asked.body());
        assertThat(body.get("mobile").asString()).isEqualTo("13800138000");
        assertThat(body.get("content").asString()).isEqualTo("【云岭县】" + NASTY);
        assertThat(body.get("id").asString()).isEqualTo("key-1");
        assertThat(body.get("sign").asString())
                .isEqualTo("884956e680b5a6b573c991ac31d18ea65366589b9c2c37d21229f46faacd7517");
    }

    @Test
    void fillsFormsToo() {
        lines.put("sms.header.Content-Type", "application/x-www-form-urlencoded");
        lines.put("sms.body", "m={to}&c={text}");
        peer.answers(200, "");
        send("a&b=c 好");
        assertThat(peer.asked.getFirst().body()).isEqualTo("m=13800138000&c=a%26b%3Dc%20%E5%A5%BD");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | {"code":0,"id":"M1"}               | Accepted   | M1
            200 | {"code":"0"}                       | Accepted   | null
            200 | {"code":7,"msg":"格式 13800138000"}  | Unclear    | 代码 7。网关说：格式 ****
            200 | <html>                             | Unclear    | 看不懂
            200 | {"code":4}                         | BadAddress | 号码不存在
            200 | {"code":9,"msg":"有敏感词"}          | Refused    | 有敏感词
            200 | {"code":8}                         | Down       | 太忙
            200 | {"code":5,"msg":"欠费"}             | Down       | 停用了账号
            500 | oops                               | Unclear    | 500
            500 | {"code":0}                         | Unclear    | 500
            302 |                                    | Unclear    | 302
            401 |                                    | Down       | 不认账号
            429 |                                    | Down       | 太忙
            503 |                                    | Down       | 太忙
            """)
    void judgesTheAnswerByStatusAndField(int status, String body, String kind, String words) {
        lines.putAll(Map.of("sms.answer.field", "/code", "sms.answer.accepted", "0,OK", "sms.answer.bad-address", "4",
                "sms.answer.refused", "9", "sms.answer.busy", "8", "sms.answer.stopped", "5", "sms.answer.words",
                "/msg", "sms.answer.reference", "/id"));
        peer.answers(status, body == null ? "" : body);
        Outcome outcome = send("好");
        assertThat(outcome.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(outcome.toString()).contains(words);
    }

    @Test
    void readsAnswersThatAreNotJsonByAPattern() {
        lines.putAll(Map.of("sms.answer.field", "<status>(\\w+)</status>", "sms.answer.accepted", "Success"));
        peer.answers(200, "<r><status>Success</status></r>").answers(200, "<r><status>Failed</status></r>");
        assertThat(send("好")).isInstanceOf(Outcome.Accepted.class);
        assertThat(send("好")).isInstanceOf(Outcome.Unclear.class);
    }

    @Test
    void waitsAsLongAsTheGatewayAsks() {
        peer.answers(429, "", "Retry-After: 90");
        assertThat(send("好")).isInstanceOfSatisfying(Outcome.Down.class,
                down -> assertThat(down.pause()).isEqualTo(Duration.ofSeconds(90)));
    }

    @Test
    void knowsWhatWasCertainlyNotTakenFromWhatPerhapsWas() throws IOException {
        peer.takesAndHangsUp();
        assertThat(send("好")).isInstanceOf(Outcome.Unclear.class);
        assertThat(peer.asked).as("tried once by us alone").hasSize(1);
        try (var unused = new ServerSocket(0)) {
            lines.put("sms.url", "http://127.0.0.1:" + unused.getLocalPort());
        }
        assertThat(send("好")).isInstanceOf(Outcome.Down.class);
        lines.put("sms.url", "http://gateway.invalid/send");
        assertThat(send("好")).isInstanceOf(Outcome.Down.class);
    }

    @Test
    void gatewaysThatKeepSilentAreNotWaitedForLong() {
        peer.takesAndIsSilent();
        Outcome outcome = new SmsGateway(settings(), CLOCK, JSON, Duration.ofMillis(300)).deliver(delivery("好"));
        assertThat(outcome).isInstanceOf(Outcome.Unclear.class);
    }

    @Test
    void sendsNothingToWhatIsNoNumber() {
        assertThat(gateway().deliver(new Delivery(1, "k", Channel.SMS, "1380013\r\nX: y", "s", "t", "note", Map.of())))
                .isInstanceOf(Outcome.BadAddress.class);
        assertThat(peer.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sms.url          | ftp://x                | 完整网址
            sms.method       | DELETE                 | POST 或 GET
            sms.body         | {"content":"{text}"}   | {to}
            sms.body         | {"mobile":"{to}"}      | {text}
            sms.secret       | ''                     | sms.secret
            sms.sign         | rot13                  | hmac-sha-256
            sms.sign         | ''                     | sms.sign
            sms.answer.field | /code                  | sms.answer.accepted
            sms.answer.field | (                      | 正则表达式
            sms.answer.field | code                   | 圆括号
            """)
    void saysWhatIsWrongWithTheSettings(String key, String value, String words) {
        lines.put(key, value);
        assertThat(String.join("", SmsGateway.problems(settings()))).contains(words);
    }

    @Test
    void showsNoSecret() {
        assertThat(SmsGateway.problems(settings())).isEmpty();
        assertThat(gateway().facts().toString()).contains("127.0.0.1", "【云岭县】", "已设置（outbox.properties）")
                .doesNotContain("s3cret");
        lines.remove("sms.secret");
        var fromEnvironment = new OutboxSettings(lines, Map.of("YIZHAN_OUTBOX_SMS_SECRET", "other"), List.of());
        assertThat(new SmsGateway(fromEnvironment, CLOCK, JSON).facts().toString()).contains("已设置（环境变量）");
        assertThat(SmsGateway.problems(fromEnvironment)).isEmpty();
    }

    private Outcome send(String text) {
        return gateway().deliver(delivery(text));
    }

    private static Delivery delivery(String text) {
        return new Delivery(1, "key-1", Channel.SMS, "13800138000", "通知", text, "note", Map.of("what", text));
    }

    private SmsGateway gateway() {
        return new SmsGateway(settings(), CLOCK, JSON);
    }

    private OutboxSettings settings() {
        return new OutboxSettings(Map.copyOf(lines), Map.of(), List.of());
    }
}
