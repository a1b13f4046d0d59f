package org.yizhan.messaging;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.yizhan.calendar.CountyClock;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Short messages by a gateway that speaks HTTP (短信网关). Address, headers and body are lines of the settings with named places, and so
 * is what the answer must say; so a gateway that nobody here has seen needs no program.
 */
final class SmsGateway implements MessageChannel {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int MOST_READ = 64 * 1024;
    private static final int LONGEST_WORDS = 100;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final Pattern PHONE = Pattern.compile("\\+?\\d{5,15}");

    private final OutboxSettings settings;
    private final CountyClock clock;
    private final JsonMapper json;
    private final RestClient client;
    private final HttpMethod method;
    private final PlaceFiller.Escape escape;
    private final String field;
    private final Set<String> accepted;

    SmsGateway(OutboxSettings settings, CountyClock clock, JsonMapper json) {
        this(settings, clock, json, ANSWER);
    }

    SmsGateway(OutboxSettings settings, CountyClock clock, JsonMapper json, Duration patience) {
        this.settings = settings;
        this.clock = clock;
        this.json = json;
        this.method = HttpMethod.valueOf(settings.get("sms.method", "POST").toUpperCase(java.util.Locale.ROOT));
        this.escape = PlaceFiller.Escape.of(contentType());
        this.field = settings.get("sms.answer.field", "");
        this.accepted = settings.several("sms.answer.accepted");
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        var factory = new JdkClientHttpRequestFactory(http);
        factory.setReadTimeout(patience);
        this.client = RestClient.builder().requestFactory(factory).build();
    }

    static List<String> problems(OutboxSettings settings) {
        var problems = new ArrayList<String>();
        String url = settings.get("sms.url", "");
        if (!url.matches("https?://[^\\s/]+.*")) {
            problems.add("sms.url 应是 https:// 开头的完整网址。");
        }
        String method = settings.get("sms.method", "POST");
        if (!method.matches("(?i)POST|GET")) {
            problems.add("sms.method 只能是 POST 或 GET。");
        }
        String body = settings.get("sms.body", "");
        if (!(url + body).contains("{to}")) {
            problems.add("sms.url 或 sms.body 里没有 {to}，网关不知道发给谁。");
        }
        if (!(url + body).contains("{text}") && !(url + body).contains("{values}")) {
            problems.add("sms.url 或 sms.body 里没有 {text}，网关不知道发什么。");
        }
        if (!settings.get("sms.answer.field", "").isEmpty() && settings.several("sms.answer.accepted").isEmpty()) {
            problems.add("写了 sms.answer.field，还要写 sms.answer.accepted，说明哪些值是成功。");
        }
        problems.addAll(PlaceFiller.problems(settings));
        String field = settings.get("sms.answer.field", "");
        if (!field.isEmpty() && !field.startsWith("/")) {
            try {
                if (Pattern.compile(field).matcher("").groupCount() < 1) {
                    problems.add("sms.answer.field 不以“/”开头时是正则表达式，要有一对圆括号。");
                }
            } catch (PatternSyntaxException e) {
                problems.add("sms.answer.field 不是正确的正则表达式。");
            }
        }
        return problems;
    }

    @Override
    public Outcome deliver(Delivery delivery) {
        if (!PHONE.matcher(delivery.to()).matches()) {
            return new Outcome.BadAddress("不是电话号码");
        }
        PlaceFiller places = new PlaceFiller(settings, delivery, clock.local(clock.now()).format(TIME),
                String.valueOf(clock.now().toEpochMilli()), json);
        try {
            return client.method(method)
                    .uri(URI.create(places.in(settings.get("sms.url", ""), PlaceFiller.Escape.FORM)))
                    .headers(headers -> {
                        headers.set("Content-Type", contentType());
                        settings.below("sms.header.")
                                .forEach((name, value) -> headers.set(name,
                                        places.in(value, PlaceFiller.Escape.HEADER)));
                    })
                    .body(places.in(settings.get("sms.body", ""), escape).getBytes(StandardCharsets.UTF_8))
                    .exchange((request, answer) -> judge(answer.getStatusCode(),
                            new String(answer.getBody().readNBytes(MOST_READ), StandardCharsets.UTF_8),
                            retryAfter(answer.getHeaders().getFirst("Retry-After"))));
        } catch (ResourceAccessException e) {
            return failed(e.getCause() instanceof IOException cause ? cause : new IOException(e));
        }
    }

    private String contentType() {
        return settings.get("sms.header.Content-Type", "application/json;charset=UTF-8");
    }

    private static Outcome failed(IOException e) {
        Throwable cause = e;
        while (cause != null) {
            if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException
                    || cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
                return new Outcome.Down("连不上短信网关，请检查网络和网关地址。");
            }
            if (cause instanceof SSLException) {
                return new Outcome.Down("短信网关的证书不可信，或加密连接不上。");
            }
            if (cause instanceof HttpTimeoutException) {
                return new Outcome.Unclear("短信网关 " + ANSWER.toSeconds() + " 秒内没有应答，不知道是否收下。");
            }
            cause = cause.getCause();
        }
        return new Outcome.Unclear("短信网关的应答没有收完，不知道是否收下。");
    }

    private Outcome judge(HttpStatusCode status, String body, Duration retryAfter) {
        if (status.value() == 401 || status.value() == 403) {
            return new Outcome.Down("短信网关不认账号或密钥（" + status.value() + "）。");
        }
        if (status.value() == 429 || status.value() == 503) {
            return new Outcome.Down("短信网关说太忙（" + status.value() + "）。",
                    retryAfter.isZero() ? Duration.ofMinutes(1) : retryAfter);
        }
        if (!status.is2xxSuccessful() && field.isEmpty()) {
            return new Outcome.Unclear("短信网关答复 " + status.value() + "。" + words(body));
        }
        return field.isEmpty()
                ? new Outcome.Accepted(reference(body))
                : byField(status, found(body, field).orElse(""), body);
    }

    private Outcome byField(HttpStatusCode status, String value, String body) {
        if (settings.several("sms.answer.bad-address").contains(value)) {
            return new Outcome.BadAddress("号码不存在或停机（网关代码 " + value + "）");
        }
        if (settings.several("sms.answer.refused").contains(value)) {
            return new Outcome.Refused("短信网关不收这条短信（代码 " + value + "）。" + words(body));
        }
        if (settings.several("sms.answer.busy").contains(value)) {
            return new Outcome.Down("短信网关说太忙（代码 " + value + "）。", Duration.ofMinutes(1));
        }
        if (settings.several("sms.answer.stopped").contains(value)) {
            return new Outcome.Down("短信网关停用了账号，例如余额不足（代码 " + value + "）。" + words(body),
                    Duration.ofMinutes(5));
        }
        return status.is2xxSuccessful() && accepted.contains(value)
                ? new Outcome.Accepted(reference(body))
                : new Outcome.Unclear("短信网关答复 " + status.value() + "，"
                        + (value.isEmpty() ? "看不懂内容。" : "代码 " + shortened(value) + "。") + words(body));
    }

    private @Nullable String reference(String body) {
        return settings.find("sms.answer.reference").flatMap(path -> found(body, path)).orElse(null);
    }

    /** What the gateway says itself, without numbers that could be somebody's. */
    private String words(String body) {
        return settings.find("sms.answer.words")
                .flatMap(path -> found(body, path))
                .map(words -> "网关说：" + shortened(words))
                .orElse("");
    }

    private static String shortened(String words) {
        String clean = org.yizhan.shared.PlainText.line(words).replaceAll("\\d{7,}", "****");
        return clean.length() <= LONGEST_WORDS ? clean : clean.substring(0, LONGEST_WORDS) + "…";
    }

    /** @param where a JSON pointer, or a pattern whose first group is meant */
    private Optional<String> found(String body, String where) {
        if (!where.startsWith("/")) {
            Matcher matcher = Pattern.compile(where).matcher(body);
            return matcher.find() ? Optional.ofNullable(matcher.group(1)).map(String::strip) : Optional.empty();
        }
        try {
            JsonNode node = json.readTree(body).at(where);
            return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node.asString());
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Duration retryAfter(@Nullable String header) {
        return header != null && header.matches("\\d{1,4}")
                ? Duration.ofSeconds(Integer.parseInt(header))
                : Duration.ZERO;
    }

    @Override
    public List<Fact> facts() {
        URI url = URI.create(settings.get("sms.url", "").replaceAll("[{}?].*", ""));
        return List.of(new Fact("网关", String.valueOf(url.getHost())),
                new Fact("签名", settings.get("sms.signature", "没有设置")),
                settings.secret("密钥", "sms.secret"),
                new Fact("送达回执", settings.find("sms.receipt.secret").isEmpty() ? "不收" : "收，按密钥核对"));
    }
}
