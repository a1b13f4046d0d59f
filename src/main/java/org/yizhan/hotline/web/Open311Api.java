package org.yizhan.hotline.web;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.Matters;
import org.yizhan.casework.Replies;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.hotline.Caller;
import org.yizhan.hotline.HotlineDesk;
import org.yizhan.hotline.KeptLists;
import org.yizhan.hotline.NewTicket;
import org.yizhan.hotline.OutsideSystems;
import org.yizhan.hotline.OutsideSystems.OutsideSystem;
import org.yizhan.hotline.OutsideTickets;
import org.yizhan.hotline.TicketChannel;
import org.yizhan.hotline.TicketClass;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.TypedDay;
import org.yizhan.shared.web.Open;

/**
 * Open311 GeoReport v2 over tickets of the hotline: services are the subjects, a request is a ticket, its id the ticket's number. Who
 * hands one in proves itself with {@code api_key}; without it everybody reads what tells nothing of a person, and what is guarded is
 * not there. With the key a system reads the words, place and media of its own tickets too.
 */
@RestController
@Open
class Open311Api {
    private static final String ROOT = "/open311/v2";
    private static final String FORMAT = ".{format:xml|json}";
    private static final String NUMBER = "{number:[A-Za-z0-9-]{1,40}}";
    /** For tickets of which nobody has said what they are about. */
    private static final String OTHER = "other";
    private static final Duration LONGEST_SPAN = Duration.ofDays(90);
    private static final int LONGEST_MEDIA = 500;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX");

    private final OutsideSystems systems;
    private final OutsideTickets tickets;
    private final Matters matters;
    private final CaseReading cases;
    private final Directory directory;
    private final CountyClock clock;
    private final KeptLists lists;

    Open311Api(OutsideSystems systems, OutsideTickets tickets, Matters matters, CaseReading cases, Directory directory,
            CountyClock clock, KeptLists lists) {
        this.systems = systems;
        this.tickets = tickets;
        this.matters = matters;
        this.cases = cases;
        this.directory = directory;
        this.clock = clock;
        this.lists = lists;
    }

    @GetMapping(ROOT + "/discovery" + FORMAT)
    ResponseEntity<String> discovery(@PathVariable String format, HttpServletRequest request) {
        String here = request.getRequestURL().toString().replaceFirst("/discovery\\.(xml|json)$", "");
        var endpoint = new LinkedHashMap<String, Object>();
        endpoint.put("specification", "http://wiki.open311.org/GeoReport_v2");
        endpoint.put("url", here);
        endpoint.put("changeset", "2026-11-27T00:00:00+08:00");
        endpoint.put("type", "production");
        endpoint.put("formats", List.of("text/xml", "application/json"));
        var all = new LinkedHashMap<String, Object>();
        all.put("changeset", "2026-11-27T00:00:00+08:00");
        all.put("contact", "拨打 12345，或联系本县热线办");
        all.put("key_service", "由热线办在“热线设置”里发放接入密钥");
        all.put("endpoints", List.of(endpoint));
        return answer(HttpStatus.OK, format, "discovery", all);
    }

    @GetMapping(ROOT + "/services" + FORMAT)
    ResponseEntity<String> services(@PathVariable String format) {
        return answer(HttpStatus.OK, format, "services", subjects().entrySet().stream().map(subject -> {
            int level = subject.getValue().lastIndexOf(" / ");
            var service = new LinkedHashMap<String, Object>();
            service.put("service_code", subject.getKey());
            service.put("service_name", subject.getValue().substring(level < 0 ? 0 : level + 3));
            service.put("description", subject.getValue());
            service.put("metadata", true);
            service.put("type", "realtime");
            service.put("keywords", subject.getValue().replace(" / ", ","));
            service.put("group", level < 0 ? subject.getValue() : subject.getValue().substring(0, level));
            return service;
        }).toList());
    }

    private Map<String, String> subjects() {
        var subjects = new LinkedHashMap<>(matters.subjects());
        subjects.put(OTHER, "其他诉求");
        return subjects;
    }

    @GetMapping(ROOT + "/services/{code:[^.]{1,60}}" + FORMAT)
    ResponseEntity<String> definition(@PathVariable String code, @PathVariable String format) {
        if (!subjects().containsKey(code)) {
            return error(HttpStatus.NOT_FOUND, format, "service_code 不存在：" + code);
        }
        var definition = new LinkedHashMap<String, Object>();
        definition.put("service_code", code);
        definition.put("attributes", List.of(
                attribute("class", "singlevaluelist", 1, "诉求类型", Arrays.stream(TicketClass.values())
                        .map(one -> value(one.code(), one.label()))
                        .toList()),
                attribute("region", "singlevaluelist", 2, "在哪个乡镇", matters.regions()
                        .entrySet()
                        .stream()
                        .map(one -> value(one.getKey(), one.getValue()))
                        .toList()),
                attribute("village", "string", 3, "村、社区", List.of()),
                attribute("happened_on", "datetime", 4, "发生在哪一天", List.of())));
        return answer(HttpStatus.OK, format, "service_definition", definition);
    }

    private static Map<String, String> value(String key, String name) {
        var value = new LinkedHashMap<String, String>();
        value.put("key", key);
        value.put("name", name);
        return value;
    }

    private static Map<String, Object> attribute(String code, String type, int order, String description,
            List<Map<String, String>> values) {
        var attribute = new LinkedHashMap<String, Object>();
        attribute.put("variable", true);
        attribute.put("code", code);
        attribute.put("datatype", type);
        attribute.put("required", false);
        attribute.put("datatype_description", "");
        attribute.put("order", order);
        attribute.put("description", description);
        if (!values.isEmpty()) {
            attribute.put("values", values);
        }
        return attribute;
    }

    /** What a program hands in; {@code id} is its own number, by which the same once more is the same ticket. */
    private record Sent(String service, String lat, String lng, String address, String addressId, String email,
            String firstName, String lastName, String phone, String description, String id) {}

    @PostMapping(ROOT + "/requests" + FORMAT)
    ResponseEntity<String> take(@PathVariable String format,
            @RequestParam(name = "api_key", defaultValue = "") String key,
            @RequestParam(name = "service_code", defaultValue = "") String service,
            @RequestParam(defaultValue = "") String lat, @RequestParam(name = "long", defaultValue = "") String lng,
            @RequestParam(name = "address_string", defaultValue = "") String address,
            @RequestParam(name = "address_id", defaultValue = "") String addressId,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(name = "first_name", defaultValue = "") String firstName,
            @RequestParam(name = "last_name", defaultValue = "") String lastName,
            @RequestParam(defaultValue = "") String phone, @RequestParam(defaultValue = "") String description,
            @RequestParam(name = "media_url", defaultValue = "") String media,
            @RequestParam(name = "external_id", defaultValue = "") String id, HttpServletRequest request) {
        Optional<OutsideSystem> system = systems.of(key.strip());
        if (system.isEmpty()) {
            return error(HttpStatus.FORBIDDEN, format, "api_key 不对、已停用，或者没有填写。");
        }
        var sent = new Sent(service.strip(), lat.strip(), lng.strip(), address.strip(), addressId.strip(),
                email.strip(), firstName.strip(), lastName.strip(), phone.strip(), description, id.strip());
        var problems = new ArrayList<String>();
        Optional<NewTicket> ticket = ticket(system.get(), sent, request, problems);
        if (!media.isBlank() && (media.length() > LONGEST_MEDIA || !media.strip().matches("https?://[^\\s\"'<>]+"))) {
            problems.add("media_url 应是 http 或 https 开头的网址，最多 " + LONGEST_MEDIA + " 个字符。");
        }
        if (!problems.isEmpty() || ticket.isEmpty()) {
            return errors(HttpStatus.BAD_REQUEST, format, problems);
        }
        return tickets.take(system.get(), ticket.get(), media.strip())
                .map(receipt -> taken(receipt, format))
                .orElseGet(() -> error(HttpStatus.TOO_MANY_REQUESTS, format,
                        "今天已经提交 " + system.get().quota() + " 件，到了这个系统每天的上限，明天再交，或请热线办放宽。"));
    }

    private static ResponseEntity<String> taken(HotlineDesk.Receipt receipt, String format) {
        return switch (receipt) {
            case HotlineDesk.Receipt.Refused refused -> errors(HttpStatus.BAD_REQUEST, format,
                    refused.problems().values().stream().map(Refusal::text).toList());
            case HotlineDesk.Receipt.Taken taken -> {
                var made = new LinkedHashMap<String, Object>();
                made.put("service_request_id", taken.view().number());
                made.put("service_notice", "已转热线办派单。");
                made.put("account_id", "");
                yield answer(HttpStatus.CREATED, format, "service_requests", List.of(made));
            }
        };
    }

    private Optional<NewTicket> ticket(OutsideSystem system, Sent sent, HttpServletRequest request,
            List<String> problems) {
        String code = sent.service();
        if (code.isEmpty() || !subjects().containsKey(code)) {
            problems.add(code.isEmpty() ? "service_code 没有填写。" : "service_code 不存在：" + code);
        }
        String region = sent.addressId().isEmpty() ? attribute(request, "region") : sent.addressId();
        Optional<BigDecimal> latitude = degrees(sent.lat());
        Optional<BigDecimal> longitude = degrees(sent.lng());
        boolean point = latitude.isPresent() && longitude.isPresent();
        if (!point && sent.address().isEmpty() && region.isEmpty()) {
            problems.add("lat 和 long、address_string、address_id 至少要有一样。");
        }
        if (!point && !(sent.lat() + sent.lng()).isEmpty()) {
            problems.add("lat 和 long 应是 WGS 84 的度数，两个都要有。");
        }
        String happened = attribute(request, "happened_on");
        Optional<LocalDate> day = TypedDay.of(happened.length() > 10 ? happened.substring(0, 10) : happened);
        if (!happened.isEmpty() && day.isEmpty()) {
            problems.add("attribute[happened_on] 写成 2026-11-27 这样。");
        }
        String id = sent.id().isEmpty() ? UUID.randomUUID().toString() : sent.id();
        if (id.length() > 60) {
            problems.add("external_id 最多 60 个字符。");
        }
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        String clazz = attribute(request, "class");
        var caller = new Caller(sent.lastName() + sent.firstName(), sent.phone(), sent.email());
        return Optional.of(new NewTicket(UUID.randomUUID().toString(), TicketChannel.SYSTEM,
                clazz.isEmpty() ? TicketClass.HELP.code() : clazz, null, "", sent.description(),
                code.equals(OTHER) ? "" : code, region, attribute(request, "village"), sent.address(),
                latitude.orElse(null), longitude.orElse(null), day.orElse(null), false, null, caller, "",
                new NewTicket.Outside(system.name(), id)));
    }

    private static String attribute(HttpServletRequest request, String code) {
        return filled(request.getParameter("attribute[" + code + "]"));
    }

    private static Optional<BigDecimal> degrees(String typed) {
        return typed.matches("-?[0-9]{1,3}(\\.[0-9]{1,15})?")
                ? Optional.of(new BigDecimal(typed).setScale(6, java.math.RoundingMode.HALF_UP))
                : Optional.empty();
    }

    /** A ticket has its number at once, so a token is that number. */
    @GetMapping(ROOT + "/tokens/{token:[A-Za-z0-9-]{1,40}}" + FORMAT)
    ResponseEntity<String> token(@PathVariable String token, @PathVariable String format,
            @RequestParam(name = "api_key", defaultValue = "") String key, HttpServletRequest request) {
        Optional<OutsideSystem> system = system(key, request);
        return tickets.find(List.of(token), system.orElse(null))
                .stream()
                .findFirst()
                .map(view -> answer(HttpStatus.OK, format, "service_requests",
                        List.of(Map.of("service_request_id", view.number(), "token", token))))
                .orElseGet(() -> error(HttpStatus.NOT_FOUND, format, "没有这个 token：" + token));
    }

    @GetMapping(ROOT + "/requests/" + NUMBER + FORMAT)
    ResponseEntity<String> one(@PathVariable String number, @PathVariable String format,
            @RequestParam(name = "api_key", defaultValue = "") String key, HttpServletRequest request) {
        Optional<OutsideSystem> system = system(key, request);
        List<CaseView> found = tickets.find(List.of(number), system.orElse(null));
        return found.isEmpty()
                ? error(HttpStatus.NOT_FOUND, format, "没有这个 service_request_id：" + number)
                : answer(HttpStatus.OK, format, "service_requests", requests(found, system.orElse(null)));
    }

    @GetMapping(ROOT + "/requests" + FORMAT)
    ResponseEntity<?> all(@PathVariable String format,
            @RequestParam(name = "service_request_id", defaultValue = "") String numbers,
            @RequestParam(name = "service_code", defaultValue = "") String services,
            @RequestParam(name = "start_date", defaultValue = "") String start,
            @RequestParam(name = "end_date", defaultValue = "") String end,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(name = "api_key", defaultValue = "") String key, HttpServletRequest request) {
        Optional<OutsideSystem> system = system(key, request);
        if (!numbers.isBlank()) {
            List<String> asked = listed(numbers);
            return asked.size() > OutsideTickets.MOST
                    ? error(HttpStatus.BAD_REQUEST, format, "service_request_id 最多 " + OutsideTickets.MOST + " 个。")
                    : answer(HttpStatus.OK, format, "service_requests",
                            requests(tickets.find(asked, system.orElse(null)), system.orElse(null)));
        }
        Optional<Instant> from = time(start);
        Optional<Instant> until = time(end);
        if (!start.isBlank() && from.isEmpty() || !end.isBlank() && until.isEmpty()) {
            return error(HttpStatus.BAD_REQUEST, format, "start_date 和 end_date 写成 2026-11-27T00:00:00+08:00 这样。");
        }
        List<String> states = listed(status);
        if (!List.of("open", "closed").containsAll(states)) {
            return error(HttpStatus.BAD_REQUEST, format, "status 只有 open 和 closed。");
        }
        Instant last = until.orElseGet(() -> from.map(day -> earlier(day.plus(LONGEST_SPAN), clock.now()))
                .orElseGet(clock::now));
        Instant first = from.filter(day -> !day.isBefore(last.minus(LONGEST_SPAN))).orElse(last.minus(LONGEST_SPAN));
        var wanted = new OutsideTickets.Wanted(first, afterSecond(last), listed(services).stream()
                .map(code -> code.equals(OTHER) ? "" : code)
                .toList(), states.size() == 1 ? Boolean.valueOf(states.contains("open")) : null);
        return system.isPresent()
                ? answer(HttpStatus.OK, format, "service_requests", requests(tickets.find(wanted), system.get()))
                : kept(format, String.join("\n", format, services, start, end, status), wanted);
    }

    /** What everybody is told alike is written once for all who ask within the same second, unless something has happened. */
    private ResponseEntity<byte[]> kept(String format, String question, OutsideTickets.Wanted wanted) {
        KeptLists.Answer list = lists.list(question, () -> new KeptLists.Answer(
                text(format, "service_requests", requests(tickets.find(wanted), null))
                        .getBytes(StandardCharsets.UTF_8)));
        return head(HttpStatus.OK, format).body(list.body());
    }

    /** Times are told in whole seconds, and what was told is found by it. */
    private static Instant afterSecond(Instant last) {
        return last.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static List<String> listed(String typed) {
        return Stream.of(typed.split(",", -1)).map(String::strip).filter(one -> !one.isEmpty()).distinct().toList();
    }

    private static Optional<Instant> time(String typed) {
        try {
            // a plus that was not escaped has become a blank
            return Optional.of(OffsetDateTime.parse(typed.strip().replace(' ', '+')).toInstant())
                    .filter(at -> at.isAfter(Instant.EPOCH)
                            && at.isBefore(Instant.EPOCH.plus(60_000, ChronoUnit.DAYS)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<OutsideSystem> system(String key, HttpServletRequest request) {
        return key.isBlank() ? Optional.empty() : systems.of(key);
    }

    private List<Map<String, Object>> requests(List<CaseView> views, @Nullable OutsideSystem system) {
        Map<String, String> names = matters.subjectNames();
        Map<String, String> regions = matters.regions();
        Map<CaseId, OutsideTickets.Own> own = tickets.own(views, system);
        Map<CaseId, Instant> changed = cases.lastChanges(views.stream().map(CaseView::id).toList());
        boolean whole = views.size() == 1;
        return views.stream()
                .map(view -> request(view, names, regions, own.get(view.id()),
                        changed.getOrDefault(view.id(), view.receivedAt()), whole))
                .toList();
    }

    /** @param whole with its answer, which in a list would be asked for row by row */
    private Map<String, Object> request(CaseView view, Map<String, String> names, Map<String, String> regions,
            OutsideTickets.@Nullable Own own, Instant changed, boolean whole) {
        var request = new LinkedHashMap<String, Object>();
        request.put("service_request_id", view.number());
        request.put("status", view.state().isOpen() ? "open" : "closed");
        request.put("status_notes", view.state().label());
        request.put("service_name", view.subject().isEmpty()
                ? "其他诉求"
                : names.getOrDefault(view.subject(), view.subject()));
        request.put("service_code", view.subject().isEmpty() ? OTHER : view.subject());
        if (own != null) {
            request.put("description", own.ticket().text());
        }
        request.put("agency_responsible", view.lead() == null
                ? ""
                : directory.unit(view.lead().unit()).map(Unit::name).orElse(""));
        if (own != null && whole) {
            List<Replies.Reply> answers = cases.answers(view);
            request.put("service_notice", answers.isEmpty() ? "" : answers.getLast().text());
        }
        request.put("requested_datetime", time(view.receivedAt()));
        request.put("updated_datetime", time(changed));
        if (view.due() != null) {
            request.put("expected_datetime", time(view.due()));
        }
        if (!view.region().isEmpty()) {
            request.put("address_id", view.region());
        }
        String region = regions.getOrDefault(view.region(), "");
        if (own == null) {
            request.put("address", region);
        } else {
            request.put("address", region + own.ticket().village() + own.ticket().place());
            if (own.ticket().latitude() != null && own.ticket().longitude() != null) {
                request.put("lat", own.ticket().latitude());
                request.put("long", own.ticket().longitude());
            }
            if (!own.media().isEmpty()) {
                request.put("media_url", own.media());
            }
        }
        return request;
    }

    private String time(Instant at) {
        return TIME.format(at.truncatedTo(ChronoUnit.SECONDS).atZone(clock.zone()));
    }

    private static String filled(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    private static ResponseEntity<String> error(HttpStatus status, String format, String text) {
        return errors(status, format, List.of(text));
    }

    private static ResponseEntity<String> errors(HttpStatus status, String format, List<String> texts) {
        return answer(status, format, "errors", texts.stream().map(text -> {
            var error = new LinkedHashMap<String, Object>();
            error.put("code", status.value());
            error.put("description", text);
            return error;
        }).toList());
    }

    private static ResponseEntity<String> answer(HttpStatus status, String format, String root, Object content) {
        return head(status, format).body(text(format, root, content));
    }

    private static ResponseEntity.BodyBuilder head(HttpStatus status, String format) {
        return ResponseEntity.status(status)
                .contentType(MediaType.parseMediaType(
                        (format.equals("json") ? "application/json" : "text/xml") + ";charset=utf-8"))
                .header("Access-Control-Allow-Origin", "*");
    }

    private static String text(String format, String root, Object content) {
        return format.equals("json") ? Open311Text.json(content) : Open311Text.xml(root, content);
    }
}
