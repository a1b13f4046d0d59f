package org.yizhan.hotline.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.hotline.OutsideOnce;
import org.yizhan.hotline.OutsideSystems;
import org.yizhan.hotline.OutsideSystems.OutsideSystem;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** How programs outside come in: by the key of their system, with JSON that says nothing unknown; what is refused is a problem in words. */
@Component
class OutsideDoor {
    private static final String BEARER = "Bearer ";
    private static final String KEY = "Idempotency-Key";
    private static final int LARGEST = 64 * 1024;
    private static final MediaType JSON_TEXT = new MediaType(MediaType.APPLICATION_JSON, StandardCharsets.UTF_8);
    private static final MediaType PROBLEM = new MediaType(MediaType.APPLICATION_PROBLEM_JSON, StandardCharsets.UTF_8);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX");
    /** Whoever misspells a field is told so, rather than having it passed over. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final OutsideSystems systems;
    private final OutsideOnce once;
    private final CountyClock clock;

    OutsideDoor(OutsideSystems systems, OutsideOnce once, CountyClock clock) {
        this.systems = systems;
        this.once = once;
        this.clock = clock;
    }

    /** What is done for the system whose key came with the request. */
    ResponseEntity<String> withKey(HttpServletRequest request, Function<OutsideSystem, ResponseEntity<String>> act) {
        String header = request.getHeader("Authorization");
        String key = header != null && header.startsWith(BEARER) ? header.substring(BEARER.length()).strip() : "";
        return systems.of(key)
                .map(act)
                .orElseGet(() -> problem(HttpStatus.UNAUTHORIZED, "密钥不对、已停用，或者没有带上。请在 Authorization 里写 Bearer 和密钥。"));
    }

    interface ForAgent {
        ResponseEntity<String> act(OutsideSystem system, Actor agent);
    }

    /** The same in the name of the system's person. */
    ResponseEntity<String> withAgent(HttpServletRequest request, ForAgent act) {
        return withKey(request, system -> withAgent(system, act));
    }

    private ResponseEntity<String> withAgent(OutsideSystem system, ForAgent act) {
        return systems.actor(system)
                .map(agent -> act.act(system, agent))
                .orElseGet(() -> problem(HttpStatus.FORBIDDEN, "这个系统没有坐席账号，或者账号已停用、没有权限，请联系热线办。"));
    }

    interface Writing<T> {
        OutsideOnce.Answer act(OutsideSystem system, Actor agent, T body);
    }

    /** Something that is written, once however often it is sent with the same key. */
    <T> ResponseEntity<String> write(HttpServletRequest request, Class<T> type, Writing<T> act) {
        return withKey(request, system -> write(system, request, type, act));
    }

    /** The same by a system that is known already. */
    <T> ResponseEntity<String> write(OutsideSystem known, HttpServletRequest request, Class<T> type, Writing<T> act) {
        return withAgent(known, (system, agent) -> {
            String key = request.getHeader(KEY);
            if (key != null && !key.matches("[!-~]{1,64}")) {
                return problem(HttpStatus.BAD_REQUEST, KEY + " 应是 1 到 64 个英文字母、数字或符号。");
            }
            return read(request, type, body -> switch (once.answer(system, key == null ? "" : key,
                    request.getRequestURI() + "\n" + JSON.writeValueAsString(body),
                    () -> act.act(system, agent, body))) {
                case OutsideOnce.Answer.Done done -> text(HttpStatus.OK, done.text());
                case OutsideOnce.Answer.Refused refused ->
                    problem(HttpStatus.UNPROCESSABLE_CONTENT, refused.why().text());
            });
        });
    }

    static OutsideOnce.Answer done(Object content) {
        return new OutsideOnce.Answer.Done(JSON.writeValueAsString(content));
    }

    static OutsideOnce.Answer doneOr(Optional<Refusal> refusal) {
        return refusal.<OutsideOnce.Answer>map(OutsideOnce.Answer.Refused::new)
                .orElseGet(() -> done(Map.of("done", true)));
    }

    static OutsideOnce.Answer refused(String why) {
        return new OutsideOnce.Answer.Refused(new Refusal(why));
    }

    <T> ResponseEntity<String> read(HttpServletRequest request, Class<T> type,
            Function<T, ResponseEntity<String>> act) {
        byte[] sent;
        try {
            sent = request.getInputStream().readNBytes(LARGEST + 1);
        } catch (IOException e) {
            return problem(HttpStatus.BAD_REQUEST, "请求没有传完，请再发一次。");
        }
        if (sent.length > LARGEST) {
            return problem(HttpStatus.CONTENT_TOO_LARGE, "请求内容最多 64 KB。");
        }
        T body;
        try {
            body = JSON.readValue(sent, type);
        } catch (UnrecognizedPropertyException e) {
            return problem(HttpStatus.BAD_REQUEST, "没有“" + e.getPropertyName() + "”这个字段，请对照接口说明。");
        } catch (DatabindException e) {
            return problem(HttpStatus.BAD_REQUEST, "字段的类型不对：" + field(e) + "，请对照接口说明。");
        } catch (JacksonException e) {
            return problem(HttpStatus.BAD_REQUEST, "请求内容不是合格的 JSON（UTF-8）。");
        }
        return body == null ? problem(HttpStatus.BAD_REQUEST, "请求内容是空的。") : act.apply(body);
    }

    private static String field(DatabindException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference at : e.getPath()) {
            path.append(path.isEmpty() ? "" : ".")
                    .append(at.getPropertyName() == null ? "[" + at.getIndex() + "]" : at.getPropertyName());
        }
        return path.isEmpty() ? "最外层" : path.toString();
    }

    static ResponseEntity<String> answer(HttpStatus status, Object content) {
        return text(status, JSON.writeValueAsString(content));
    }

    private static ResponseEntity<String> text(HttpStatus status, String json) {
        return ResponseEntity.status(status).contentType(JSON_TEXT).body(json);
    }

    static ResponseEntity<String> problem(HttpStatus status, String detail) {
        return problem(status, detail, Map.of());
    }

    /** @param errors what is wrong, by field */
    static ResponseEntity<String> problem(HttpStatus status, String detail, Map<String, String> errors) {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", "about:blank");
        problem.put("title", title(status));
        problem.put("status", status.value());
        problem.put("detail", detail);
        if (!errors.isEmpty()) {
            problem.put("errors", errors);
        }
        return ResponseEntity.status(status).contentType(PROBLEM).body(JSON.writeValueAsString(problem));
    }

    private static String title(HttpStatus status) {
        return switch (status) {
            case UNAUTHORIZED -> "密钥不对";
            case FORBIDDEN -> "没有权限";
            case NOT_FOUND -> "没有找到";
            case CONFLICT -> "编号已经用过";
            case CONTENT_TOO_LARGE -> "内容太大";
            case TOO_MANY_REQUESTS -> "到了每天的上限";
            case UNPROCESSABLE_CONTENT -> "没有办成";
            default -> "请求有误";
        };
    }

    @Nullable
    String time(@Nullable Instant at) {
        return at == null ? null : TIME.format(at.truncatedTo(ChronoUnit.SECONDS).atZone(clock.zone()));
    }
}
