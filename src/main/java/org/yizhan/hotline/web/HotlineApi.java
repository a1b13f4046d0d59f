package org.yizhan.hotline.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.LimitClass;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.hotline.Caller;
import org.yizhan.hotline.HotlineDesk;
import org.yizhan.hotline.HotlineDesk.First;
import org.yizhan.hotline.NewTicket;
import org.yizhan.hotline.OutsideResults;
import org.yizhan.hotline.OutsideSystems;
import org.yizhan.hotline.OutsideSystems.OutsideSystem;
import org.yizhan.hotline.OutsideTickets;
import org.yizhan.hotline.Ticket;
import org.yizhan.hotline.TicketChannel;
import org.yizhan.hotline.TicketResult;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.TypedDay;
import org.yizhan.shared.UnitPath;
import org.yizhan.shared.web.Open;

/**
 * Tickets and results for programs outside: a call centre hands in what callers say, a platform above hands tickets down and fetches
 * what became of them. Each sees its own tickets alone. What is described in {@code api/openapi.json} is what is here; a test holds
 * both together.
 */
@RestController
@Open
class HotlineApi {
    private static final String TICKETS = "/api/hotline/tickets";
    private static final int LONGEST_NUMBER = 60;

    private final OutsideDoor door;
    private final OutsideSystems systems;
    private final OutsideTickets tickets;
    private final OutsideResults results;
    private final CaseReading cases;
    private final Directory directory;

    HotlineApi(OutsideDoor door, OutsideSystems systems, OutsideTickets tickets, OutsideResults results,
            CaseReading cases, Directory directory) {
        this.door = door;
        this.systems = systems;
        this.tickets = tickets;
        this.results = results;
        this.cases = cases;
        this.directory = directory;
    }

    record Person(@Nullable String name, @Nullable String phone, @Nullable String address) {}

    /** @param how {@code answered}, {@code given} or {@code left} */
    record AtOnce(@Nullable String how, @Nullable String result, @Nullable String unit,
            @Nullable List<String> assisting,
            @Nullable String words) {}

    /** A ticket as it is sent; whatever is missing is empty. */
    record Sent(@Nullable String number, @Nullable String due, @Nullable String channel, @Nullable String type,
            @Nullable String urgency, @Nullable String title, @Nullable String text, @Nullable String subject,
            @Nullable String region, @Nullable String village, @Nullable String place, @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude, @Nullable String happenedOn, @Nullable Boolean secret,
            @Nullable Person caller, @Nullable String recording, @Nullable AtOnce first) {}

    @PostMapping(TICKETS)
    ResponseEntity<String> take(HttpServletRequest request) {
        return door.withKey(request, system -> door.read(request, Sent.class, sent -> {
            var problems = new LinkedHashMap<String, String>();
            NewTicket ticket = ticket(system, sent, problems);
            Optional<LocalDate> due = day("due", sent.due(), problems);
            put(problems, "due", due.isPresent() && !system.above(), "只有上级平台可以限定办结日期。");
            Optional<First> first = first(sent.first(), problems);
            Optional<Actor> agent = systems.actor(system);
            put(problems, "first", agent.isEmpty() && !first.map(First.Left.class::isInstance).orElse(true),
                    "这个系统没有坐席账号，不能直接答复或派单；请写 left，或者不写。");
            if (!problems.isEmpty()) {
                return refused(problems);
            }
            Optional<HotlineDesk.Receipt> receipt = system.above()
                    ? tickets.handDown(system, ticket, due.orElse(null), false, ActorRef.PROGRAM)
                    : agent.isPresent()
                            ? tickets.take(system, agent.get(), ticket, first.orElseThrow())
                            : tickets.take(system, ticket, "");
            return receipt.map(one -> taken(system, one))
                    .orElseGet(() -> OutsideDoor.problem(HttpStatus.TOO_MANY_REQUESTS,
                            "今天已经提交 " + system.quota() + " 件，到了这个系统每天的上限，明天再交，或请热线办放宽。"));
        }));
    }

    private static ResponseEntity<String> refused(Map<String, String> problems) {
        return OutsideDoor.problem(HttpStatus.UNPROCESSABLE_CONTENT, problems.values().iterator().next(), problems);
    }

    private ResponseEntity<String> taken(OutsideSystem system, HotlineDesk.Receipt receipt) {
        return switch (receipt) {
            case HotlineDesk.Receipt.Refused refused when refused.problems().containsKey(OutsideTickets.NUMBER) ->
                OutsideDoor.problem(HttpStatus.CONFLICT,
                        Objects.requireNonNull(refused.problems().get(OutsideTickets.NUMBER)).text());
            case HotlineDesk.Receipt.Refused refused -> {
                var problems = new LinkedHashMap<String, String>();
                refused.problems().forEach((field, why) -> problems.put(field(field), why.text()));
                yield refused(problems);
            }
            case HotlineDesk.Receipt.Taken taken -> OutsideDoor.answer(taken.again()
                    ? HttpStatus.OK
                    : HttpStatus.CREATED, whole(system, taken.view()));
        };
    }

    /** The fields of the desk's form by their names here. */
    private static String field(String field) {
        return switch (field) {
            case "kind" -> "type";
            case "phone", "name", "address" -> "caller." + field;
            case "happened" -> "happenedOn";
            case "" -> "request";
            case "unit", "answer" -> "first." + (field.equals("answer") ? "words" : field);
            default -> field;
        };
    }

    private static NewTicket ticket(OutsideSystem system, Sent sent, Map<String, String> problems) {
        String number = line(sent.number());
        put(problems, "number", number.isEmpty() || number.length() > LONGEST_NUMBER,
                "请填写你方编号，最多 60 个字符；同一编号就是同一件。");
        String channel = line(sent.channel());
        Optional<TicketChannel> through = channel.isEmpty()
                ? Optional.of(TicketChannel.PHONE)
                : TicketChannel.of(channel).filter(one -> one != TicketChannel.ABOVE);
        put(problems, "channel", through.isEmpty(), "channel 应是 phone、sms、wechat、web、app、mail、system 之一，或者不写。");
        String wanted = line(sent.urgency());
        Optional<LimitClass> urgency = Arrays.stream(LimitClass.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst();
        put(problems, "urgency", !wanted.isEmpty() && urgency.isEmpty(),
                "urgency 应是 urgent、prompt、ordinary、hard 之一，或者不写。");
        BigDecimal latitude = degrees("latitude", sent.latitude(), problems);
        BigDecimal longitude = degrees("longitude", sent.longitude(), problems);
        Optional<LocalDate> happened = day("happenedOn", sent.happenedOn(), problems);
        Person person = sent.caller();
        Caller caller = person == null
                ? Caller.UNKNOWN
                : new Caller(line(person.name()), line(person.phone()), line(person.address()));
        return new NewTicket("", system.above() ? TicketChannel.ABOVE : through.orElse(TicketChannel.PHONE),
                line(sent.type()), urgency.orElse(null), line(sent.title()), PlainText.orEmpty(sent.text()),
                line(sent.subject()),
                line(sent.region()), line(sent.village()), line(sent.place()), latitude, longitude,
                happened.orElse(null), Boolean.TRUE.equals(sent.secret()), null, caller, line(sent.recording()),
                new NewTicket.Outside(system.name(), number));
    }

    private static void put(Map<String, String> problems, String field, boolean wrong, String why) {
        if (wrong) {
            problems.putIfAbsent(field, why);
        }
    }

    private static Optional<LocalDate> day(String field, @Nullable String typed, Map<String, String> problems) {
        Optional<LocalDate> day = TypedDay.of(typed);
        put(problems, field, day.isEmpty() && !PlainText.orEmpty(typed).isBlank(), field + " 写成 2026-12-18 这样。");
        return day;
    }

    /** Before anything is reckoned with it: a number of a million digits is not written out. */
    private static @Nullable BigDecimal degrees(String field, @Nullable BigDecimal sent, Map<String, String> problems) {
        boolean wrong = sent != null && (sent.precision() - sent.scale() > 4 || sent.scale() > 30);
        put(problems, field, wrong, field + " 应是 WGS 84 的度数。");
        return sent == null || wrong ? null : sent.setScale(6, RoundingMode.HALF_UP);
    }

    private static Optional<First> first(@Nullable AtOnce sent, Map<String, String> problems) {
        if (sent == null) {
            return Optional.of(new First.Left());
        }
        return switch (line(sent.how())) {
            case "left" -> Optional.of(new First.Left());
            case "answered" -> {
                Optional<TicketResult> result = Arrays.stream(TicketResult.values())
                        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(line(sent.result())))
                        .findFirst();
                put(problems, "first.result", result.isEmpty(), "first.result 应是 solved、explained、later、not_ours 之一。");
                yield result.map(one -> new First.Answered(one, PlainText.orEmpty(sent.words())));
            }
            case "given" -> {
                Optional<UnitPath> unit = CallForm.path(line(sent.unit()));
                put(problems, "first.unit", unit.isEmpty(), "first.unit 应是 /api/hotline/lists 里单位的 code。");
                List<UnitPath> assisting = Stream.ofNullable(sent.assisting())
                        .flatMap(List::stream)
                        .flatMap(one -> CallForm.path(line(one)).stream())
                        .toList();
                put(problems, "first.assisting",
                        sent.assisting() != null && sent.assisting().size() != assisting.size(),
                        "first.assisting 应是 /api/hotline/lists 里单位的 code。");
                yield unit.map(one -> new First.Given(one, assisting, PlainText.orEmpty(sent.words())));
            }
            default -> {
                put(problems, "first.how", true, "first.how 应是 answered、given、left 之一。");
                yield Optional.empty();
            }
        };
    }

    private static String line(@Nullable String text) {
        return PlainText.line(PlainText.orEmpty(text));
    }

    @GetMapping(TICKETS + "/{number:[A-Za-z0-9-]{1,40}}")
    ResponseEntity<String> one(@PathVariable String number, HttpServletRequest request) {
        return door.withKey(request, system -> tickets.mine(system, number)
                .map(view -> OutsideDoor.answer(HttpStatus.OK, whole(system, view)))
                .orElseGet(() -> OutsideDoor.problem(HttpStatus.NOT_FOUND, "你方没有提交过编号为 " + number + " 的工单。")));
    }

    private Map<String, Object> whole(OutsideSystem system, CaseView view) {
        Ticket ticket = Objects.requireNonNull(tickets.own(List.of(view), system).get(view.id())).ticket();
        Map<String, Object> state = state(ticket.externalId(), view);
        if (ticket.result() != null) {
            state.put("result", ticket.result().name().toLowerCase(Locale.ROOT));
        }
        state.put("answers", cases.answers(view).stream().map(reply -> {
            var answer = new LinkedHashMap<String, Object>();
            answer.put("text", reply.text());
            answer.put("sentAt", door.time(reply.sentAt()));
            return answer;
        }).toList());
        return state;
    }

    private Map<String, Object> state(String ownNumber, CaseView view) {
        var state = new LinkedHashMap<String, Object>();
        state.put("number", view.number());
        state.put("ownNumber", ownNumber);
        state.put("title", view.title());
        state.put("type", view.clazz());
        state.put("subject", view.subject());
        state.put("region", view.region());
        state.put("open", view.state().isOpen());
        state.put("state", view.state().name().toLowerCase(Locale.ROOT));
        state.put("stateLabel", view.state().label());
        state.put("unit", view.lead() == null
                ? ""
                : directory.unit(view.lead().unit()).map(Unit::name).orElse(""));
        state.put("late", view.late());
        state.put("receivedAt", door.time(view.receivedAt()));
        putTime(state, "due", view.due());
        putTime(state, "answeredAt", view.answeredAt());
        putTime(state, "endedAt", view.endedAt());
        return state;
    }

    private void putTime(Map<String, Object> state, String field, @Nullable Instant at) {
        if (at != null) {
            state.put(field, door.time(at));
        }
    }

    /** The system's own tickets in the order of their last change. */
    @GetMapping(TICKETS)
    ResponseEntity<String> all(@RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String limit, @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String since, HttpServletRequest request) {
        return door.withKey(request, system -> {
            var problems = new LinkedHashMap<String, String>();
            put(problems, "state", !List.of("", "open", "closed").contains(state), "state 是 open 或 closed，或者不写。");
            Optional<Instant> from = time(since);
            put(problems, "since", !since.isBlank() && from.isEmpty(), "since 写成 2026-11-27T00:00:00+08:00 这样。");
            Optional<Page> page = page(after, limit, problems);
            if (!problems.isEmpty() || page.isEmpty()) {
                return refused(problems);
            }
            List<OutsideResults.Change> read = results.changes(system, page.get().after(), page.get().limit() + 1);
            List<OutsideResults.Change> shown = read.subList(0, Math.min(read.size(), page.get().limit()));
            var answer = new LinkedHashMap<String, Object>();
            answer.put("tickets", shown.stream()
                    .filter(one -> state.isEmpty() || one.view().state().isOpen() == state.equals("open"))
                    .filter(one -> from.isEmpty() || !one.at().isBefore(from.get()))
                    .map(one -> {
                        Map<String, Object> ticket = state(one.outerNumber(), one.view());
                        ticket.put("changedAt", door.time(one.at()));
                        return ticket;
                    })
                    .toList());
            answer.put("next", shown.isEmpty() ? page.get().after() : shown.getLast().change());
            answer.put("more", read.size() > shown.size());
            return OutsideDoor.answer(HttpStatus.OK, answer);
        });
    }

    private record Page(long after, int limit) {}

    private static Optional<Page> page(String after, String limit, Map<String, String> problems) {
        put(problems, "after", !after.matches("[0-9]{0,15}"), "after 是上一次得到的 next，从头读就不写。");
        boolean number = limit.matches("[1-9][0-9]{0,2}") && Integer.parseInt(limit) <= 500;
        put(problems, "limit", !limit.isEmpty() && !number, "limit 是 1 到 500 的数字，不写是 100。");
        return problems.isEmpty()
                ? Optional.of(new Page(after.isEmpty() ? 0 : Long.parseLong(after),
                        limit.isEmpty() ? 100 : Integer.parseInt(limit)))
                : Optional.empty();
    }

    private static Optional<Instant> time(String typed) {
        try {
            // a plus that was not escaped has become a blank
            return Optional.of(OffsetDateTime.parse(typed.strip().replace(' ', '+')).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @GetMapping("/api/hotline/results")
    ResponseEntity<String> results(@RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String limit, HttpServletRequest request) {
        return above(request, system -> {
            var problems = new LinkedHashMap<String, String>();
            Optional<Page> page = page(after, limit, problems);
            if (page.isEmpty()) {
                return refused(problems);
            }
            List<OutsideResults.Result> read = results.results(system, page.get().after(), page.get().limit() + 1);
            List<OutsideResults.Result> shown = read.subList(0, Math.min(read.size(), page.get().limit()));
            var answer = new LinkedHashMap<String, Object>();
            answer.put("results", shown.stream().map(this::result).toList());
            answer.put("more", read.size() > shown.size());
            return OutsideDoor.answer(HttpStatus.OK, answer);
        });
    }

    private Map<String, Object> result(OutsideResults.Result one) {
        var result = new LinkedHashMap<String, Object>();
        result.put("result", one.result());
        result.put("ownNumber", one.outerNumber());
        result.put("number", one.number());
        result.put("what", one.what().name().toLowerCase(Locale.ROOT));
        result.put("whatLabel", one.what().label());
        result.put("at", door.time(one.at()));
        result.put("unit", one.unit());
        result.put("outcome", one.outcome());
        result.put("words", one.words());
        return result;
    }

    record Through(@Nullable Long through) {}

    /** The platform has all results up to this one; nothing is owed to it before the next. */
    @PostMapping("/api/hotline/results/confirmed")
    ResponseEntity<String> confirmed(HttpServletRequest request) {
        return above(request, system -> door.read(request, Through.class, body -> {
            Long through = body.through();
            if (through == null) {
                return refused(Map.of("through", "请填写收到的最后一个结果号。"));
            }
            return results.confirm(system, through)
                    .map(why -> refused(Map.of("through", why.text())))
                    .orElseGet(() -> OutsideDoor.answer(HttpStatus.OK, Map.of("confirmed", through)));
        }));
    }

    private ResponseEntity<String> above(HttpServletRequest request,
            Function<OutsideSystem, ResponseEntity<String>> act) {
        return door.withKey(request, system -> system.above()
                ? act.apply(system)
                : OutsideDoor.problem(HttpStatus.FORBIDDEN, "结果只回传给上级平台；自己提交的工单请用 /api/hotline/tickets 查询。"));
    }
}
