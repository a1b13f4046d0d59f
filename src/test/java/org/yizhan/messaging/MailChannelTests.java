package org.yizhan.messaging;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;

import jakarta.mail.internet.MimeMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yizhan.messaging.MessageChannel.Delivery;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;

import static org.assertj.core.api.Assertions.assertThat;

/** Mail, with a real server and with one that says no. */
class MailChannelTests {
    @Test
    void arrivesAsItWasWritten() throws Exception {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            server.setUser("office@yunling.example", "office", "pass word");
            var settings = settings(server.getSmtp().getPort(), Map.of("mail.user", "office", "mail.password",
                    "pass word", "mail.name", "云岭县人民政府"));
            assertThat(MailChannel.problems(settings)).isEmpty();
            assertThat(new MailChannel(settings).deliver(to("zhang@example.cn")))
                    .isEqualTo(new Outcome.Accepted(null));
            MimeMessage got = server.getReceivedMessages()[0];
            assertThat(got.getSubject()).isEqualTo("来信已答复");
            assertThat(GreenMailUtil.getBody(got)).isNotBlank();
            assertThat(String.valueOf(got.getContent()).strip()).isEqualTo("编号 1 的来信已经答复。");
            assertThat(got.getMessageID()).isEqualTo("<key-1@yunling.example>");
            assertThat(got.getFrom()[0].toString()).contains("office@yunling.example");
            assertThat(got.getHeader("Auto-Submitted")).containsExactly("auto-generated");

            var wrong = new MailChannel(settings(server.getSmtp().getPort(),
                    Map.of("mail.user", "office", "mail.password", "wrong")));
            assertThat(wrong.deliver(to("zhang@example.cn"))).isInstanceOfSatisfying(Outcome.Down.class,
                    down -> assertThat(down.words()).contains("不认账号"));
            assertThat(wrong.facts().toString()).contains("密码").doesNotContain("wrong");
        } finally {
            server.stop();
        }
    }

    @ParameterizedTest
    @CsvSource({"RCPT, 550 no such user, BadAddress", "RCPT, 552 over quota, Refused", "RCPT, 450 later, Unclear",
        "DATA-END, 554 spam, Refused", "DATA-END, 451 later, Unclear", "MAIL, 550 not you, Down",
        "DATA-END, '', Unclear",
        "HELLO, 421 busy, Down"})
    void understandsWhatAServerSays(String where, String says, String kind) throws IOException {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> play(server, where, says));
            Outcome outcome = new MailChannel(settings(server.getLocalPort(), Map.of()))
                    .deliver(to("zhang@example.cn"));
            assertThat(outcome.getClass().getSimpleName()).as(outcome.toString()).isEqualTo(kind);
        }
    }

    private static void play(ServerSocket server, String where, String says) {
        try (Socket socket = server.accept(); var in = new Scanner(socket.getInputStream(), StandardCharsets.UTF_8)) {
            OutputStream out = socket.getOutputStream();
            say(out, where.equals("HELLO") ? says : "220 ready");
            boolean text = false;
            while (in.hasNextLine()) {
                String line = in.nextLine();
                if (text) {
                    if (line.equals(".")) {
                        text = false;
                        if (where.equals("DATA-END") && says.isEmpty()) {
                            return;
                        }
                        say(out, where.equals("DATA-END") ? says : "250 ok");
                    }
                } else if (line.startsWith("DATA")) {
                    text = true;
                    say(out, "354 go on");
                } else {
                    say(out, line.startsWith(where) ? says : line.startsWith("QUIT") ? "221 bye" : "250 ok");
                }
            }
        } catch (IOException e) {
            // the other side has gone
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Test
    void knowsAServerThatIsNotThere() throws IOException {
        int port;
        try (var unused = new ServerSocket(0)) {
            port = unused.getLocalPort();
        }
        assertThat(new MailChannel(settings(port, Map.of())).deliver(to("zhang@example.cn")))
                .isInstanceOfSatisfying(Outcome.Down.class, down -> assertThat(down.words()).contains("连不上"));
    }

    @ParameterizedTest
    @CsvSource({"zhang", "a@b@c", "'a@example.cn, b@example.cn'", "'a@example.cn\nBcc: b@example.cn'"})
    void sendsNothingToWhatIsNoMailbox(String address) {
        assertThat(new MailChannel(settings(1, Map.of())).deliver(to(address))).isInstanceOf(Outcome.BadAddress.class);
    }

    @ParameterizedTest
    @CsvSource({"mail.from, office, 发件人", "mail.port, x, 端口号", "mail.tls, maybe, starttls",
        "mail.user, office, mail.password"})
    void saysWhatIsWrongWithTheSettings(String key, String value, String words) {
        assertThat(String.join("", MailChannel.problems(settings(25, Map.of(key, value))))).contains(words);
    }

    private static Delivery to(String address) {
        return new Delivery(1, "key-1", Channel.EMAIL, address, "来信已答复", "编号 1 的来信已经答复。", "note", Map.of());
    }

    private static OutboxSettings settings(int port, Map<String, String> more) {
        var lines = new HashMap<>(
                Map.of("mail.host", "127.0.0.1", "mail.port", String.valueOf(port), "mail.tls", "none",
                        "mail.from", "office@yunling.example"));
        lines.putAll(more);
        return new OutboxSettings(lines, Map.of(), List.of());
    }
}
