package org.yizhan.letters.web;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.letters.LetterClass;
import org.yizhan.letters.LetterDesk;
import org.yizhan.letters.UpperIntake;
import org.yizhan.letters.UpperSystems;
import org.yizhan.letters.UpperSystems.UpperSystem;
import org.yizhan.letters.Writer;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.TypedDay;
import org.yizhan.shared.web.Open;

/**
 * What programs of offices above call (上级系统接入): they hand a letter down, ask what became of it, and confirm that they have the result.
 * Each call proves itself with the system's key as {@code Authorization: Bearer …}; numbers are the ones of the office above.
 */
@RestController
@Open
class LettersApi {
    private static final String TYPES = Stream.of(LetterClass.values())
            .map(LetterClass::label)
            .collect(Collectors.joining("、", "来信类型写", "中的一种。"));

    private static final String BEARER = "Bearer ";

    private final UpperSystems systems;
    private final UpperIntake intake;
    private final CaseReading cases;
    private final CountyClock clock;

    LettersApi(UpperSystems systems, UpperIntake intake, CaseReading cases, CountyClock clock) {
        this.systems = systems;
        this.intake = intake;
        this.cases = cases;
        this.clock = clock;
    }

    /** A letter as it is sent; whatever is missing is empty. */
    record Body(@Nullable String number, @Nullable String due, @Nullable String type, @Nullable String title,
            @Nullable String text, @Nullable String place, @Nullable String name, @Nullable String phone,
            @Nullable String email, @Nullable String address) {}

    @PostMapping(path = "/api/letters", consumes = "application/json")
    ResponseEntity<Map<String, Object>> take(@RequestBody Body body, HttpServletRequest request) {
        return withKey(request, system -> {
            Optional<LocalDate> due = TypedDay.of(PlainText.orEmpty(body.due()));
            if (!PlainText.orEmpty(body.due()).isBlank() && due.isEmpty()) {
                return refused(HttpStatus.UNPROCESSABLE_CONTENT, Map.of("due", "日期写成 2026-12-18 这样。"));
            }
            var sent = new UpperIntake.Sent(PlainText.orEmpty(body.number()).strip(), due.orElse(null),
                    type(PlainText.orEmpty(body.type())),
                    PlainText.orEmpty(body.title()), PlainText.orEmpty(body.text()), PlainText.orEmpty(body.place()),
                    new Writer(PlainText.orEmpty(body.name()),
                            PlainText.orEmpty(body.phone()), PlainText.orEmpty(body.email()),
                            PlainText.orEmpty(body.address())));
            return switch (intake.take(system, sent)) {
                case LetterDesk.Receipt.Refused refused -> {
                    var problems = new LinkedHashMap<String, String>();
                    refused.problems()
                            .forEach((field, why) -> problems.put(field.equals("class") ? "type" : field,
                                    field.equals("class") ? TYPES : why.text()));
                    yield refused(HttpStatus.UNPROCESSABLE_CONTENT, problems);
                }
                case LetterDesk.Receipt.Taken taken -> ResponseEntity
                        .status(taken.again() ? HttpStatus.OK : HttpStatus.CREATED)
                        .body(state(sent.number(), taken.view()));
            };
        });
    }

    /** By its code or as people call it; what is neither stays as it was sent. */
    private static String type(String sent) {
        return Stream.of(LetterClass.values())
                .filter(one -> one.label().equals(sent.strip()))
                .findFirst()
                .map(LetterClass::code)
                .orElse(sent);
    }

    @GetMapping("/api/letters")
    ResponseEntity<Map<String, Object>> state(@RequestParam(defaultValue = "") String number,
            HttpServletRequest request) {
        return withKey(request, system -> intake.find(system, number)
                .map(view -> ResponseEntity.ok(state(number, view)))
                .orElseGet(() -> refused(HttpStatus.NOT_FOUND, Map.of("number", "没有这个编号的转办件。"))));
    }

    /** The office above has the result: nothing is owed to it any more. */
    @PostMapping("/api/letters/reported")
    ResponseEntity<Map<String, Object>> reported(@RequestParam(defaultValue = "") String number,
            HttpServletRequest request) {
        return withKey(request, system -> {
            Optional<Refusal> refusal = intake.reportedBack(system, number);
            return refusal.isPresent()
                    ? refused(HttpStatus.CONFLICT, Map.of("number", refusal.get().text()))
                    : ResponseEntity.ok(Map.of("number", number, "reported", true));
        });
    }

    private interface Answer {
        ResponseEntity<Map<String, Object>> to(UpperSystem system);
    }

    private ResponseEntity<Map<String, Object>> withKey(HttpServletRequest request, Answer answer) {
        String header = request.getHeader("Authorization");
        String key = header != null && header.startsWith(BEARER) ? header.substring(BEARER.length()).strip() : "";
        return systems.of(key)
                .map(answer::to)
                .orElseGet(() -> refused(HttpStatus.UNAUTHORIZED, Map.of("key", "密钥不对、已停用，或者试得太多，请联系本县信箱管理员。")));
    }

    private static ResponseEntity<Map<String, Object>> refused(HttpStatus status, Map<String, String> problems) {
        return ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON).body(Map.of("problems", problems));
    }

    private Map<String, Object> state(String number, CaseView view) {
        var state = new LinkedHashMap<String, Object>();
        state.put("number", number);
        state.put("caseNumber", view.number());
        state.put("state", view.state().name().toLowerCase(java.util.Locale.ROOT));
        state.put("stateLabel", view.state().label());
        state.put("receivedAt", view.receivedAt().toString());
        if (view.due() != null) {
            state.put("due", clock.local(view.due().minusMillis(1)).toLocalDate().toString());
        }
        if (view.outcome() != null) {
            state.put("outcome", view.outcome());
        }
        List<Map<String, String>> answers = cases.answers(view)
                .stream()
                .map(reply -> Map.of("text", reply.text(), "sentAt", String.valueOf(reply.sentAt())))
                .toList();
        state.put("answers", answers);
        return state;
    }
}
