package org.yizhan.messaging;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;
import org.yizhan.messaging.MessageChannel.Delivery;
import org.yizhan.shared.Sm3;

import tools.jackson.databind.json.JsonMapper;

/**
 * Puts what is sent into the places of a setting, such as <code>{to}</code> and <code>{text}</code> (占位), escaped as the place where it stands asks for: what a
 * citizen typed never becomes a field of its own. Braces with other words are left as they are.
 */
final class PlaceFiller {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");
    private static final List<String> SIGNINGS = List.of("md5", "sha-256", "hmac-sha-256", "sm3");

    private final Map<String, String> values = new HashMap<>();

    /** How a value is written where it stands. */
    enum Escape {
        JSON, FORM, XML, HEADER, PLAIN;

        static Escape of(String contentType) {
            String type = contentType.toLowerCase(Locale.ROOT);
            return type.contains("json") ? JSON : type.contains("form") ? FORM : type.contains("xml") ? XML : PLAIN;
        }
    }

    PlaceFiller(OutboxSettings settings, Delivery delivery, String time, String millis, JsonMapper json) {
        values.put("to", delivery.to());
        values.put("text", delivery.text());
        values.put("key", delivery.key());
        values.put("signature", settings.get("sms.signature", ""));
        values.put("account", settings.get("sms.account", ""));
        values.put("secret", settings.get("sms.secret", ""));
        values.put("time", time);
        values.put("millis", millis);
        values.put("template", settings.get("sms.template." + delivery.template(), ""));
        values.put("values", json.writeValueAsString(delivery.values()));
        settings.find("sms.sign")
                .ifPresent(how -> values.put("sign",
                        signed(how, settings.get("sms.secret", ""),
                                in(settings.get("sms.sign.of", ""), Escape.PLAIN))));
    }

    static List<String> problems(OutboxSettings settings) {
        var problems = new ArrayList<String>();
        String everything = settings.get("sms.url", "") + settings.get("sms.body", "")
                + String.join("", settings.below("sms.header.").values()) + settings.get("sms.sign.of", "");
        if (everything.contains("{secret}") && settings.find("sms.secret").isEmpty()) {
            problems.add("用到了 {secret}，但没有写 sms.secret。");
        }
        if (everything.contains("{sign}") && settings.find("sms.sign").isEmpty()) {
            problems.add("用到了 {sign}，但没有写 sms.sign。");
        }
        settings.find("sms.sign")
                .filter(how -> !SIGNINGS.contains(how.toLowerCase(Locale.ROOT)))
                .ifPresent(how -> problems
                        .add("sms.sign 只能是 " + String.join("、", SIGNINGS) + "。"));
        return problems;
    }

    String in(String setting, Escape escape) {
        return PLACE.matcher(setting).replaceAll(found -> {
            String value = values.get(found.group(1));
            return Matcher.quoteReplacement(value == null ? found.group() : escaped(value, escape));
        });
    }

    private static String escaped(String value, Escape escape) {
        return switch (escape) {
            case JSON -> inJson(value);
            case FORM -> URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
            case XML -> value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
            case HEADER -> value.replaceAll("[\\r\\n]", " ");
            case PLAIN -> value;
        };
    }

    private static String inJson(String value) {
        var out = new StringBuilder(value.length() + 16);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static @Nullable String signed(String how, String secret, String over) {
        byte[] bytes = over.getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(switch (how.toLowerCase(Locale.ROOT)) {
                case "md5" -> MessageDigest.getInstance("MD5").digest(bytes);
                case "sha-256" -> MessageDigest.getInstance("SHA-256").digest(bytes);
                case "sm3" -> Sm3.digest(bytes);
                default -> hmac(secret, bytes);
            });
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has no " + how, e);
        }
    }

    static byte[] hmac(String secret, byte[] bytes) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return mac.doFinal(bytes);
    }
}
