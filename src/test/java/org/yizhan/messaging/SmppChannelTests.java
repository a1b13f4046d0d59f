package org.yizhan.messaging;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.jsmpp.PDUStringException;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;
import org.junit.jupiter.api.Test;
import org.yizhan.messaging.MessageChannel.Delivery;

import static org.assertj.core.api.Assertions.assertThat;

/** SMPP, against the library's own server. */
class SmppChannelTests {
    private static final class Centre implements AutoCloseable {
        final List<SubmitSm> taken = new CopyOnWriteArrayList<>();
        volatile int refuses;
        volatile boolean knowsAccount = true;
        private final int port;
        private final SMPPServerSessionListener listener;
        private final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();

        Centre() throws IOException {
            try (var free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            listener = new SMPPServerSessionListener(port);
            listener.setMessageReceiverListener((ServerMessageReceiverListener) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[]{ServerMessageReceiverListener.class},
                    (proxy, method, given) -> {
                        if (method.getName().equals("onAcceptSubmitSm")) {
                            return take((SubmitSm) given[0]);
                        }
                        throw new UnsupportedOperationException(method.getName());
                    }));
            Thread.startVirtualThread(() -> {
                try {
                    while (true) {
                        SMPPServerSession session = listener.accept();
                        sessions.add(session);
                        BindRequest request = session.waitForBind(5000);
                        if (knowsAccount) {
                            request.accept("centre");
                        } else {
                            request.reject(0x0D);
                        }
                    }
                } catch (Exception closed) {
                    // the test is over
                }
            });
        }

        private SubmitSmResult take(SubmitSm message) throws ProcessRequestException, PDUStringException {
            if (refuses != 0) {
                throw new ProcessRequestException("refused", refuses);
            }
            taken.add(message);
            return new SubmitSmResult(new MessageId("M" + taken.size()), new org.jsmpp.bean.OptionalParameter[0]);
        }

        @Override
        public void close() throws IOException {
            sessions.forEach(SMPPServerSession::close);
            listener.close();
        }
    }

    @Test
    void sendsChineseInPartsThatBelongTogether() throws Exception {
        try (var centre = new Centre()) {
            SmppChannel channel = channel(centre.port);
            try {
                assertThat(channel.deliver(to("13800138000", "您的来信已答复"))).isEqualTo(new Outcome.Accepted("M1"));
                assertThat(new String(centre.taken.getFirst().getShortMessage(), StandardCharsets.UTF_16BE))
                        .isEqualTo("您的来信已答复");
                assertThat(centre.taken.getFirst().getDestAddress()).isEqualTo("13800138000");
                String text = "长".repeat(150);
                assertThat(channel.deliver(to("13800138000", text))).isEqualTo(new Outcome.Accepted("M4"));
                var whole = new ArrayList<String>();
                for (SubmitSm part : centre.taken.subList(1, 4)) {
                    byte[] bytes = part.getShortMessage();
                    assertThat(bytes.length).isLessThanOrEqualTo(140);
                    assertThat(part.getEsmClass()).isEqualTo((byte) 0x40);
                    whole.add(new String(bytes, 6, bytes.length - 6, StandardCharsets.UTF_16BE));
                }
                assertThat(String.join("", whole)).isEqualTo(text);
                assertThat(centre.sessions).as("one connection for all").hasSize(1);
                assertThat(channel.facts().toString()).doesNotContain("s3cret");
            } finally {
                channel.close();
            }
        }
    }

    @Test
    void understandsWhatTheCentreSaysAndComesBackAfterItWasGone() throws Exception {
        try (var centre = new Centre()) {
            SmppChannel channel = channel(centre.port);
            try {
                centre.refuses = 0x0B;
                assertThat(channel.deliver(to("13800138000", "好"))).isInstanceOf(Outcome.BadAddress.class);
                centre.refuses = 0x58;
                assertThat(channel.deliver(to("13800138000", "好"))).isInstanceOf(Outcome.Down.class);
                centre.refuses = 0x45;
                assertThat(channel.deliver(to("13800138000", "好"))).isInstanceOf(Outcome.Unclear.class);
                centre.refuses = 0x0A;
                assertThat(channel.deliver(to("13800138000", "好"))).isInstanceOf(Outcome.Refused.class);
                assertThat(channel.deliver(to("x", "好"))).isInstanceOf(Outcome.BadAddress.class);
                centre.refuses = 0;
                centre.sessions.getFirst().close();
                assertThat(Stream.generate(() -> channel.deliver(to("13800138000", "好"))).limit(3))
                        .as("the first may find the old connection still there, and wait for its answer in vain")
                        .hasAtLeastOneElementOfType(Outcome.Accepted.class);
                centre.knowsAccount = false;
                channel.close();
                assertThat(channel.deliver(to("13800138000", "好"))).isInstanceOf(Outcome.Down.class);
            } finally {
                channel.close();
            }
        }
    }

    @Test
    void saysWhatIsWrongWithTheSettings() {
        assertThat(SmppChannel.problems(new OutboxSettings(Map.of("smpp.port", "x"), Map.of(), List.of()))).hasSize(4);
    }

    private static SmppChannel channel(int port) {
        return new SmppChannel(new OutboxSettings(new HashMap<>(Map.of("smpp.host", "127.0.0.1", "smpp.port",
                String.valueOf(port), "smpp.account", "yunling", "smpp.password", "s3cret", "smpp.source", "10690001")),
                Map.of(), List.of()));
    }

    private static Delivery to(String number, String text) {
        return new Delivery(77, "k", Channel.SMS, number, "通知", text, "note", Map.of());
    }
}
