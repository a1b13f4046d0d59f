package org.yizhan.messaging;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.jsmpp.DefaultPDUReader;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jsmpp.util.DefaultComposer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Short messages by SMPP 3.4 (短信中心). The protocol has no key: a message whose answer was lost is sent again, and may arrive twice.
 */
final class SmppChannel implements MessageChannel {
    private static final Logger LOG = LoggerFactory.getLogger(SmppChannel.class);
    private static final int ANSWER = 10_000;
    private static final int CONNECT = 5_000;
    private static final int KEEP_ALIVE = 30_000;
    private static final int WHOLE = 140;
    private static final int HEADER = 6;
    private static final int PART = WHOLE - HEADER;
    private static final byte WITH_HEADER = 0x40;
    private static final Set<Integer> THROTTLED = Set.of(0x14, 0x58);
    private static final int NO_SUCH_NUMBER = 0x0B;
    private static final Set<Integer> THEIR_FAULT = Set.of(0x08, 0x45);
    private static final Pattern PHONE = Pattern.compile("\\+?\\d{5,15}");

    private final OutboxSettings settings;
    private @Nullable SMPPSession session;

    SmppChannel(OutboxSettings settings) {
        this.settings = settings;
    }

    static List<String> problems(OutboxSettings settings) {
        var problems = new ArrayList<String>();
        if (!settings.get("smpp.port", "2775").matches("\\d{1,5}")) {
            problems.add("smpp.port 应是端口号。");
        }
        for (String needed : List.of("smpp.account", "smpp.password", "smpp.source")) {
            if (settings.find(needed).isEmpty()) {
                problems.add("没有写 " + needed + "。");
            }
        }
        return problems;
    }

    @Override
    public synchronized Outcome deliver(Delivery delivery) {
        if (!PHONE.matcher(delivery.to()).matches()) {
            return new Outcome.BadAddress("不是电话号码");
        }
        SMPPSession bound;
        try {
            bound = bound();
        } catch (IOException e) {
            LOG.info("the message centre cannot be reached", e);
            return new Outcome.Down("连不上短信中心，或它不认账号。");
        }
        try {
            String reference = "";
            for (byte[] part : parts(settings.get("sms.signature", "") + delivery.text(), delivery.id())) {
                reference = submit(bound, delivery.to(), part);
            }
            return new Outcome.Accepted(reference);
        } catch (NegativeResponseException e) {
            return refused(e.getCommandStatus());
        } catch (ResponseTimeoutException e) {
            close();
            return new Outcome.Unclear("短信中心 " + ANSWER / 1000 + " 秒内没有应答，不知道是否收下。");
        } catch (IOException | InvalidResponseException e) {
            close();
            return new Outcome.Unclear("与短信中心的连接中断，不知道是否收下。");
        } catch (PDUException e) {
            LOG.warn("a short message cannot be put together", e);
            return new Outcome.Refused("短信中心不能发这样的短信");
        }
    }

    private static Outcome refused(int status) {
        if (THROTTLED.contains(status)) {
            return new Outcome.Down("短信中心说太忙。", Duration.ofMinutes(1));
        }
        if (status == NO_SUCH_NUMBER) {
            return new Outcome.BadAddress("号码不存在");
        }
        String words = "短信中心不收（代码 " + Integer.toHexString(status) + "）";
        return THEIR_FAULT.contains(status) ? new Outcome.Unclear(words + "。") : new Outcome.Refused(words);
    }

    private SMPPSession bound() throws IOException {
        SMPPSession kept = session;
        if (kept != null && kept.getSessionState().isBound()) {
            return kept;
        }
        close();
        var fresh = new SMPPSession(new SynchronizedPDUSender(new DefaultPDUSender(new DefaultComposer())),
                new DefaultPDUReader(), SmppChannel::connect);
        fresh.setTransactionTimer(ANSWER);
        fresh.setEnquireLinkTimer(KEEP_ALIVE);
        try {
            fresh.connectAndBind(settings.get("smpp.host", ""), Integer.parseInt(settings.get("smpp.port", "2775")),
                    new BindParameter(BindType.BIND_TX, settings.get("smpp.account", ""),
                            settings.get("smpp.password", ""), settings.get("smpp.system-type", ""),
                            TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, null),
                    CONNECT);
        } catch (IOException e) {
            fresh.unbindAndClose();
            throw e;
        }
        session = fresh;
        return fresh;
    }

    /** The library's own would wait as long as the system does. */
    private static Connection connect(String host, int port) throws IOException {
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), CONNECT);
            return new SocketConnection(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private String submit(SMPPSession bound, String to, byte[] part)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
            IOException {
        boolean withHeader = part.length > 0 && part[0] == HEADER - 1;
        return bound.submitShortMessage("", TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN,
                settings.get("smpp.source", ""), to.startsWith("+") ? TypeOfNumber.INTERNATIONAL : TypeOfNumber.UNKNOWN,
                NumberingPlanIndicator.ISDN, to.replace("+", ""),
                new ESMClass(withHeader ? WITH_HEADER : 0), (byte) 0, (byte) 1, null, null,
                new RegisteredDelivery(SMSCDeliveryReceipt.DEFAULT), (byte) 0,
                new GeneralDataCoding(Alphabet.ALPHA_UCS2), (byte) 0, part)
                .getMessageId();
    }

    /** A long text in parts that the phone puts together again: the same number for all, so that a part sent twice is the same part. */
    static List<byte[]> parts(String text, long id) {
        byte[] whole = text.getBytes(StandardCharsets.UTF_16BE);
        if (whole.length <= WHOLE) {
            return List.of(whole);
        }
        var parts = new ArrayList<byte[]>();
        int count = Math.ceilDiv(whole.length, PART);
        for (int i = 0; i < count; i++) {
            byte[] piece = Arrays.copyOfRange(whole, i * PART, Math.min(whole.length, (i + 1) * PART));
            byte[] part = new byte[HEADER + piece.length];
            part[0] = HEADER - 1;
            part[1] = 0;
            part[2] = 3;
            part[3] = (byte) id;
            part[4] = (byte) count;
            part[5] = (byte) (i + 1);
            System.arraycopy(piece, 0, part, HEADER, piece.length);
            parts.add(part);
        }
        return parts;
    }

    @Override
    public List<Fact> facts() {
        return List.of(new Fact("短信中心", settings.get("smpp.host", "") + "，端口 " + settings.get("smpp.port", "2775")),
                new Fact("账号", settings.get("smpp.account", "")), new Fact("主叫号码", settings.get("smpp.source", "")),
                settings.secret("密码", "smpp.password"));
    }

    @Override
    public synchronized void close() {
        SMPPSession kept = session;
        session = null;
        if (kept != null) {
            kept.unbindAndClose();
        }
    }
}
