package org.yizhan.hotline.web;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
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
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseDesk;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.LimitClass;
import org.yizhan.casework.Matters;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.hotline.CallBacks;
import org.yizhan.hotline.Caller;
import org.yizhan.hotline.HotlineDesk;
import org.yizhan.hotline.Knowledge;
import org.yizhan.hotline.KnowledgeSearch;
import org.yizhan.hotline.LinkedNumbers;
import org.yizhan.hotline.OutsideOnce;
import org.yizhan.hotline.OutsideSystems;
import org.yizhan.hotline.OutsideSystems.OutsideSystem;
import org.yizhan.hotline.OutsideTickets;
import org.yizhan.hotline.Questions;
import org.yizhan.hotline.TicketChannel;
import org.yizhan.hotline.TicketClass;
import org.yizhan.hotline.TicketResult;
import org.yizhan.search.SearchResults;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.web.Open;

/**
 * What else an agent does at a desk, for a call centre outside that works in the name of one person (坐席账号): the same doors, the same
 * oracle, the same journal. {@code Idempotency-Key} makes a request that is sent twice one.
 */
@RestController
@Open
class HotlineAgentApi {
    private static final String TICKET = "/api/hotline/tickets/{number:[A-Za-z0-9-]{1,40}}";
    private static final String CALL_BACKS = "/api/hotline/call-backs";
    private static final int LONGEST_QUESTION = 500;

    private final OutsideDoor door;
    private final OutsideSystems systems;
    private final OutsideTickets tickets;
    private final HotlineDesk hotline;
    private final CaseDesk desk;
    private final CaseReading cases;
    private final LinkedNumbers numbers;
    private final CallBacks callBacks;
    private final Questions questions;
    private final Knowledge knowledge;
    private final KnowledgeSearch search;
    private final Matters matters;
    private final Directory directory;

    HotlineAgentApi(OutsideDoor door, OutsideSystems systems, OutsideTickets tickets, HotlineDesk hotline,
            CaseDesk desk, CaseReading cases, LinkedNumbers numbers, CallBacks callBacks, Questions questions,
            Knowledge knowledge, KnowledgeSearch search, Matters matters, Directory directory) {
        this.door = door;
        this.systems = systems;
        this.tickets = tickets;
        this.hotline = hotline;
        this.desk = desk;
        this.cases = cases;
        this.numbers = numbers;
        this.callBacks = callBacks;
        this.questions = questions;
        this.knowledge = knowledge;
        this.search = search;
        this.matters = matters;
        this.directory = directory;
    }

    record Words(@Nullable String words) {}

    @PostMapping(TICKET + "/notes")
    ResponseEntity<String> note(@PathVariable String number, HttpServletRequest request) {
        return write(number, request, Words.class, (agent, body) -> view -> OutsideDoor
                .doneOr(desk
                        .act(agent, view.id(), new CaseAct.Note(PlainText.lines(PlainText.orEmpty(body.words()))), null)
                        .refusal()));
    }

    record ThreeParty(@Nullable String party, @Nullable String words) {}

    @PostMapping(TICKET + "/three-party")
    ResponseEntity<String> threeParty(@PathVariable String number, HttpServletRequest request) {
        return write(number, request, ThreeParty.class, (agent, body) -> view -> OutsideDoor
                .doneOr(hotline.threeParty(agent, view.id(), PlainText.orEmpty(body.party()),
                        PlainText.orEmpty(body.words()))));
    }

    record Nothing() {}

    @PostMapping(TICKET + "/urges")
    ResponseEntity<String> urge(@PathVariable String number, HttpServletRequest request) {
        return write(number, request, Nothing.class, (agent, body) -> view -> OutsideDoor
                .doneOr(hotline.urge(agent, view.id())));
    }

    /** Of the system's own ticket. */
    private <T> ResponseEntity<String> write(String number, HttpServletRequest request, Class<T> type,
            BiFunction<Actor, T, Function<CaseView, OutsideOnce.Answer>> act) {
        return door.withKey(request, system -> {
            Optional<CaseView> view = tickets.mine(system, number);
            return view.isEmpty()
                    ? OutsideDoor.problem(HttpStatus.NOT_FOUND, "你方没有提交过编号为 " + number + " 的工单。")
                    : door.write(system, request, type,
                            (_, agent, body) -> act.apply(agent, body).apply(view.get()));
        });
    }

    /** @param to the number to which the call went; {@code ticket} the number of the own ticket, if there is one */
    record HandOff(@Nullable String to, @Nullable String phone, @Nullable String ticket, @Nullable String words) {}

    @PostMapping("/api/hotline/hand-offs")
    ResponseEntity<String> handOff(HttpServletRequest request) {
        return door.write(request, HandOff.class, (system, agent, body) -> {
            String about = PlainText.line(PlainText.orEmpty(body.ticket()));
            if (!about.isEmpty() && tickets.mine(system, about).isEmpty()) {
                return OutsideDoor.refused("你方没有提交过编号为 " + about + " 的工单。");
            }
            long to = numbers.inUse()
                    .stream()
                    .filter(one -> one.number().equals(PlainText.line(PlainText.orEmpty(body.to()))))
                    .findFirst()
                    .map(LinkedNumbers.LinkedNumber::id)
                    .orElse(0L);
            return OutsideDoor.doneOr(numbers.handOff(agent, to, PlainText.line(PlainText.orEmpty(body.phone())), about,
                    PlainText.orEmpty(body.words())));
        });
    }

    /** Whom to call, what is due first in front. */
    @GetMapping(CALL_BACKS)
    ResponseEntity<String> callBacks(@RequestParam(defaultValue = "") String after, HttpServletRequest request) {
        return door.withAgent(request, (system, agent) -> {
            KeyPage<CallBacks.CallBack> page = callBacks.waiting(agent, after.startsWith("n") ? "" : after);
            Map<Long, CaseView> views = cases
                    .byId(page.items().stream().map(one -> one.caseId().value()).distinct().toList());
            var answer = new LinkedHashMap<String, Object>();
            answer.put("callBacks", page.items()
                    .stream()
                    .flatMap(one -> callBacks.caller(agent, one)
                            .map(caller -> callBack(one, Objects.requireNonNull(views.get(one.caseId().value())),
                                    caller))
                            .stream())
                    .toList());
            if (page.older() != null) {
                answer.put("next", page.older());
            }
            return OutsideDoor.answer(HttpStatus.OK, answer);
        });
    }

    private static Map<String, Object> callBack(CallBacks.CallBack one, CaseView view, Caller caller) {
        var callBack = new LinkedHashMap<String, Object>();
        callBack.put("id", one.id());
        callBack.put("version", one.version());
        callBack.put("ticket", view.number());
        callBack.put("title", view.title());
        callBack.put("name", caller.name());
        callBack.put("phone", caller.phone());
        callBack.put("round", one.round());
        callBack.put("tries", one.tries());
        if (one.due() != null) {
            callBack.put("due", one.due().toString());
        }
        return callBack;
    }

    /** @param reached false for a call in vain; then nothing else is told */
    record Called(@Nullable Integer version, @Nullable Boolean reached, @Nullable Boolean responded,
            @Nullable Boolean solved, @Nullable Integer satisfaction, @Nullable String words,
            @Nullable Map<String, String> said) {}

    @PostMapping(CALL_BACKS + "/{id:[0-9]{1,18}}")
    ResponseEntity<String> called(@PathVariable long id, HttpServletRequest request) {
        return door.write(request, Called.class, (system, agent, body) -> {
            int seen = body.version() == null ? -1 : body.version();
            if (body.reached() == null) {
                return OutsideDoor.refused("请写明有没有联系上：reached 是 true 或 false。");
            }
            if (!body.reached()) {
                return OutsideDoor.doneOr(callBacks.inVain(agent, id, seen));
            }
            var said = new HashMap<Long, String>();
            for (var one : (body.said() == null ? Map.<String, String>of() : body.said()).entrySet()) {
                if (!one.getKey().matches("[0-9]{1,18}")) {
                    return OutsideDoor.refused("said 的键是 /api/hotline/lists 里问题的 id。");
                }
                said.put(Long.parseLong(one.getKey()), PlainText.orEmpty(one.getValue()));
            }
            return OutsideDoor.doneOr(callBacks.record(agent, id, seen, new CallBacks.Said(body.responded(),
                    body.solved(), body.satisfaction(), PlainText.orEmpty(body.words()), said)));
        });
    }

    /** What the county knows; a system without a person finds what is public. */
    @GetMapping("/api/hotline/knowledge")
    ResponseEntity<String> knowledge(@RequestParam(defaultValue = "") String q, HttpServletRequest request) {
        return door.withKey(request, system -> q.isBlank() || q.length() > LONGEST_QUESTION
                ? OutsideDoor.problem(HttpStatus.UNPROCESSABLE_CONTENT, "q 是要查的词或者一段话，最多 500 字。")
                : OutsideDoor.answer(HttpStatus.OK, Map.of("entries", search.of(q, isStaff(system))
                        .stream()
                        .map(HotlineAgentApi::hit)
                        .toList())));
    }

    private boolean isStaff(OutsideSystem system) {
        return systems.actor(system).isPresent();
    }

    private static Map<String, Object> hit(SearchResults.Hit hit) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("id", hit.id());
        entry.put("title", text(hit.title()));
        entry.put("excerpt", text(hit.excerpt()));
        entry.put("unit", hit.unit());
        return entry;
    }

    private static String text(List<SearchResults.Run> runs) {
        return runs.stream().map(SearchResults.Run::text).collect(Collectors.joining());
    }

    @GetMapping("/api/hotline/knowledge/{id:[0-9]{1,18}}")
    ResponseEntity<String> entry(@PathVariable long id, HttpServletRequest request) {
        return door.withKey(request, system -> knowledge.inForce(id, isStaff(system)).map(found -> {
            var entry = new LinkedHashMap<String, Object>();
            entry.put("id", found.id());
            entry.put("title", found.title());
            entry.put("body", found.body());
            entry.put("policy", found.policy());
            entry.put("open", found.open());
            entry.put("reviewOn", found.reviewOn().toString());
            entry.put("unit", directory.unit(found.unit().unit()).map(Unit::name).orElse(""));
            return OutsideDoor.answer(HttpStatus.OK, entry);
        }).orElseGet(() -> OutsideDoor.problem(HttpStatus.NOT_FOUND, "没有这条知识，或者它不公开。")));
    }

    @PostMapping("/api/hotline/knowledge/{id:[0-9]{1,18}}/did-not-help")
    ResponseEntity<String> didNotHelp(@PathVariable long id, HttpServletRequest request) {
        return door.write(request, Words.class, (system, agent, body) -> OutsideDoor
                .doneOr(knowledge.didNotHelp(agent, id, PlainText.orEmpty(body.words()))));
    }

    /** Everything that other requests choose from. */
    @GetMapping("/api/hotline/lists")
    ResponseEntity<String> lists(HttpServletRequest request) {
        return door.withKey(request, system -> {
            var lists = new LinkedHashMap<String, Object>();
            lists.put("subjects", codes(matters.subjects()));
            lists.put("regions", codes(matters.regions()));
            lists.put("units", directory.units()
                    .stream()
                    .map(unit -> code(unit.path().value(), unit.name()))
                    .toList());
            lists.put("types", Arrays.stream(TicketClass.values()).map(one -> code(one.code(), one.label())).toList());
            lists.put("urgencies", Arrays.stream(LimitClass.values())
                    .map(one -> code(one.name().toLowerCase(Locale.ROOT), one.label()))
                    .toList());
            lists.put("channels", Stream.of(TicketChannel.values())
                    .filter(one -> one != TicketChannel.ABOVE)
                    .map(one -> code(one.code(), one.label()))
                    .toList());
            lists.put("results", Stream.of(TicketResult.values())
                    .map(one -> code(one.name().toLowerCase(Locale.ROOT), one.label()))
                    .toList());
            lists.put("linkedNumbers", numbers.inUse().stream().map(one -> {
                var number = new LinkedHashMap<String, Object>();
                number.put("number", one.number());
                number.put("name", one.name());
                number.put("note", one.note());
                number.put("emergency", one.emergency());
                return number;
            }).toList());
            lists.put("questions", questions.asked().stream().map(one -> {
                var question = new LinkedHashMap<String, Object>();
                question.put("id", Long.toString(one.id()));
                question.put("words", one.words());
                question.put("choices", one.choices());
                return question;
            }).toList());
            return OutsideDoor.answer(HttpStatus.OK, lists);
        });
    }

    private static List<Map<String, String>> codes(Map<String, String> names) {
        return names.entrySet().stream().map(one -> code(one.getKey(), one.getValue())).toList();
    }

    private static Map<String, String> code(String code, String name) {
        var one = new LinkedHashMap<String, String>();
        one.put("code", code);
        one.put("name", name);
        return one;
    }
}
