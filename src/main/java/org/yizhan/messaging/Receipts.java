package org.yizhan.messaging;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a gateway says later about the messages that it took (送达回执). Its call proves itself by a signature over the whole body
 * (HMAC-SHA-256 with {@code sms.receipt.secret}); without a secret there is no such door. Said twice, it holds once.
 */
@Component
public class Receipts {
    private final WaysOut ways;
    private final OutboxDispatcher dispatcher;
    private final JsonMapper json;

    Receipts(WaysOut ways, OutboxDispatcher dispatcher, JsonMapper json) {
        this.ways = ways;
        this.dispatcher = dispatcher;
        this.json = json;
    }

    /** What to answer to a call. */
    public sealed interface Taken {
        /** @param answer what the gateway wants to hear */
        record Yes(String answer) implements Taken {}

        record NotSigned() implements Taken {}

        record Unreadable() implements Taken {}

        record NotOffered() implements Taken {}
    }

    /** The header in which the gateway puts its signature, as hexadecimal digits or Base64. */
    public String signatureHeader() {
        return ways.settings().get("sms.receipt.header", "X-Signature");
    }

    @Transactional
    public Taken take(byte[] body, String signature) {
        OutboxSettings settings = ways.settings();
        Optional<String> secret = settings.find("sms.receipt.secret");
        if (secret.isEmpty()) {
            return new Taken.NotOffered();
        }
        if (!isSigned(secret.get(), body, signature)) {
            return new Taken.NotSigned();
        }
        JsonNode tree;
        try {
            tree = json.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            return new Taken.Unreadable();
        }
        String list = settings.get("sms.receipt.list", "");
        JsonNode items = list.isEmpty() ? tree : tree.at(list);
        (items.isArray() ? StreamSupport.stream(items.spliterator(), false).toList() : List.of(items))
                .forEach(item -> take(settings, item));
        return new Taken.Yes(settings.get("sms.receipt.answer", "ok"));
    }

    private void take(OutboxSettings settings, JsonNode item) {
        String reference = item.at(settings.get("sms.receipt.reference", "/key")).asString("");
        String state = item.at(settings.get("sms.receipt.field", "/status")).asString("");
        if (reference.isEmpty() || state.isEmpty()) {
            return;
        }
        boolean delivered = settings.several("sms.receipt.delivered").contains(state);
        boolean bad = settings.several("sms.receipt.bad-address").contains(state);
        String shown = state.matches("[A-Za-z0-9:_-]{1,20}") ? state : "不明";
        dispatcher.receipt(reference, delivered, bad,
                bad ? "号码不存在或停机（回执 " + shown + "）" : "运营商没有送到（回执 " + shown + "）");
    }

    private static boolean isSigned(String secret, byte[] body, String signature) {
        byte[] given;
        try {
            given = signature.matches("[0-9A-Fa-f]{64}")
                    ? HexFormat.of().parseHex(signature)
                    : Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException e) {
            return false;
        }
        try {
            return MessageDigest.isEqual(given, PlaceFiller.hmac(secret, body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has no HMAC", e);
        }
    }
}
