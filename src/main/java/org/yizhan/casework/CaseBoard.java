package org.yizhan.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.calendar.DayWords;
import org.yizhan.calendar.HourLimit;
import org.yizhan.calendar.YearNotLoaded;
import org.yizhan.casework.flow.CaseProcess;
import org.yizhan.casework.flow.Marking;
import org.yizhan.casework.flow.TaskNode;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/** The page of one case: everything that this person may see of it and do with it, and who has looked at what is guarded. */
@Component
public class CaseBoard {
    private static final int MOST_TIES = 20;
    private static final int MOST_ALIKE = 5;
    private static final int MOST_OF_A_WRITER = 5;
    private static final int LONGEST_REASON = 200;
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");

    private final CaseRows rows;
    private final CaseLog log;
    private final RunningLimits running;
    private final CaseOracle oracle;
    private final CaseRules rules;
    private final Kinds kinds;
    private final CaseForms forms;
    private final CaseHistory history;
    private final Replies replies;
    private final CaseFiles files;
    private final CaseTies ties;
    private final Gathering gathering;
    private final ObjectProvider<CaseLinks> links;
    private final Clockwork clockwork;
    private final DayWords words;
    private final JdbcClient sql;
    private final Journal journal;
    private final CountyClock clock;

    CaseBoard(CaseRows rows, CaseLog log, RunningLimits running, CaseOracle oracle, CaseRules rules, Kinds kinds,
            CaseForms forms, CaseHistory history,
            Replies replies, CaseFiles files, CaseTies ties, Gathering gathering, ObjectProvider<CaseLinks> links,
            Clockwork clockwork,
            DayWords words, JdbcClient sql, Journal journal, CountyClock clock) {
        this.rows = rows;
        this.log = log;
        this.running = running;
        this.oracle = oracle;
        this.rules = rules;
        this.kinds = kinds;
        this.forms = forms;
        this.history = history;
        this.replies = replies;
        this.files = files;
        this.ties = ties;
        this.gathering = gathering;
        this.links = links;
        this.clockwork = clockwork;
        this.words = words;
        this.sql = sql;
        this.journal = journal;
        this.clock = clock;
    }

    /** Empty for a case that is not there or that this person may not see; whoever reads a guarded one is written down. */
    @Transactional
    public Optional<CaseSheet> read(Actor actor, CaseId id) {
        Optional<CaseView> found = seen(actor, id);
        found.filter(CaseView::guarded)
                .ifPresent(view -> journal.record(actor.ref(), CaseworkAct.GUARDED_READ, id.ref(), Map.of()));
        return found.map(view -> sheet(actor, view));
    }

    private Optional<CaseView> seen(Actor actor, CaseId id) {
        return rows.find(id).filter(view -> oracle.sight(actor, view).isAny());
    }

    private CaseSheet sheet(Actor actor, CaseView view) {
        CaseOracle.Sight sight = oracle.sight(actor, view);
        CaseKind kind = kinds.of(view.kind());
        Marking marking = rows.marking(view.id());
        List<PastEvent> events = log.of(view.id());
        List<Running> limits = running.of(view.id());
        List<CaseAction> offers = forms.offered(actor, view, marking, events, limits, clock.now());
        boolean all = sight == CaseOracle.Sight.ALL;
        List<CaseTies.Line> tied = ties.of(view.id(), MOST_TIES);
        List<CaseView> alike = all && !view.guarded() ? alike(actor, kind, view) : List.of();
        return new CaseSheet(view, kind.label(), kind.writerWord(), kind.word(CaseAction.DISPATCH),
                labels(kind, view, history.words(view)),
                clock.local(view.receivedAt()), due(view.due(), limits), unreckoned(view, limits),
                promised(kind, view), kind.face(view, sight),
                all && !hides(actor, view) ? kind.writer(view) : null, all && hides(actor, view),
                open(actor, view, marking, limits),
                offers.stream()
                        .map(action -> new CaseSheet.Offer(action, kind.word(action), kind.pageFor(action, view)))
                        .toList(),
                forms.needed(actor, view, offers, events, limits, alike), history.told(actor, view, events),
                opinions(view), answers(view), all ? attached(view) : List.of(),
                related(actor, view, tied, alike),
                tied.size() < MOST_TIES ? 0 : ties.count(view.id()) - MOST_TIES, into(actor, view, events),
                together(actor, view, alike),
                beside(actor, view),
                oracle.has(actor, Power.LEAD, view));
    }

    private static boolean unreckoned(CaseView view, List<Running> limits) {
        return view.waits() == null && view.state().isOpen()
                && limits.stream().anyMatch(limit -> limit.isOpen() && limit.isOfTheCase() && limit.deadline() == null);
    }

    private static @Nullable LocalDate promised(CaseKind kind, CaseView view) {
        boolean counted = view.due() != null || view.waits() != null || !view.state().isOpen();
        return counted ? null : kind.promised(view).orElse(null);
    }

    /** Whether who wrote it is said only for a reason. */
    private boolean hides(Actor actor, CaseView view) {
        return view.guarded() || kinds.of(view.kind()).hidesWriterFromWatchers() && !oracle.worksOn(actor, view);
    }

    private CaseSheet.Labels labels(CaseKind kind, CaseView view, EventWords words) {
        CaseLabels labels = kind.labels();
        String outcome = view.outcome();
        return new CaseSheet.Labels(kind.stateWord(view), kind.beginningWord(), named(labels.classes(), view.clazz()),
                named(labels.subjects(), view.subject()),
                named(labels.regions(), view.region()), named(labels.channels(), view.channel()),
                outcome == null ? "" : words.outcome(outcome), history.unit(view.home()),
                history.unit(view.lead(), ""),
                view.assisting().stream().map(history::unit).collect(Collectors.joining("、")));
    }

    private static String named(Map<String, String> labels, String code) {
        return labels.getOrDefault(code, code);
    }

    CaseSheet.@Nullable Due due(@Nullable Instant deadline, List<Running> limits) {
        if (deadline == null) {
            return null;
        }
        LocalDate day = clockwork.dueDay(deadline);
        return hasNoHour(deadline)
                ? new CaseSheet.Due(words.due(day), "")
                : new CaseSheet.Due(words.due(day, deadline, countedIn(deadline, limits)),
                        HOUR.format(clock.local(deadline)));
    }

    /** Those of many cases, for a list; only what ends at an hour is asked for its limits. */
    Map<CaseId, CaseSheet.Due> dues(Collection<CaseView> views) {
        List<CaseView> owed = views.stream().filter(view -> view.state().isOpen() && view.due() != null).toList();
        List<CaseId> atAnHour = owed.stream()
                .filter(view -> !hasNoHour(Objects.requireNonNull(view.due())))
                .map(CaseView::id)
                .toList();
        Map<CaseId, List<Running>> limits = atAnHour.isEmpty() ? Map.of() : running.open(atAnHour);
        return owed.stream()
                .collect(Collectors.toMap(CaseView::id, view -> Objects
                        .requireNonNull(due(view.due(), limits.getOrDefault(view.id(), List.of())))));
    }

    private boolean hasNoHour(Instant deadline) {
        return clock.local(deadline).toLocalTime().equals(LocalTime.MIDNIGHT);
    }

    private static HourLimit.Kind countedIn(Instant deadline, List<Running> limits) {
        return limits.stream()
                .filter(limit -> limit.isOpen() && deadline.equals(limit.deadline()))
                .flatMap(limit -> limit.rule().term() instanceof HourLimit hours
                        ? Stream.of(hours.kind())
                        : Stream.empty())
                .findFirst()
                .orElse(HourLimit.Kind.CLOCK);
    }

    private List<CaseSheet.Open> open(Actor actor, CaseView view, Marking marking, List<Running> limits) {
        CaseProcess process = kinds.process(view.kind(), view.process());
        Map<String, String> who = kinds.of(view.kind()).vocabulary().who();
        return marking.open().stream().map(token -> {
            TaskNode task = process.taskOf(token);
            UnitPath unit = CaseRules.unitOf(view, CaseRules.Who.of(task.who()), token);
            return new CaseSheet.Open(task.name(),
                    history.unit(unit) + "（" + who.getOrDefault(task.who(), task.who()) + "）",
                    rules.isFor(actor, view, task, token),
                    due(limits.stream()
                            .filter(limit -> Objects.equals(limit.task(), token.id()))
                            .map(Running::deadline)
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElse(null), limits));
        }).toList();
    }

    private List<CaseSheet.Said> opinions(CaseView view) {
        List<Opinion> given = rows.opinions(view.id());
        Map<ActorRef, String> people = history.people(given.stream()
                .map(Opinion::by)
                .filter(Objects::nonNull)
                .map(ActorRef::staff)
                .toList());
        return given.stream().map(one -> {
            Long by = one.by();
            Instant at = one.at();
            return new CaseSheet.Said(history.unit(one.unit()), one.words(),
                    by == null ? "" : people.getOrDefault(ActorRef.staff(by), ""), at == null ? "" : history.when(at));
        }).toList();
    }

    private List<CaseSheet.Answer> answers(CaseView view) {
        List<Replies.Reply> written = replies.of(view.id());
        Map<ActorRef, String> people = history
                .people(written.stream().map(reply -> ActorRef.staff(reply.writtenBy())).toList());
        return written.stream()
                .map(reply -> new CaseSheet.Answer(reply.number(), reply.text(), switch (reply.state()) {
                    case DRAFT -> "待审核";
                    case APPROVED -> "已同意";
                    case SENT -> "已发出";
                }, people.getOrDefault(ActorRef.staff(reply.writtenBy()), ""), history.when(reply.writtenAt())))
                .toList();
    }

    private List<CaseSheet.Attached> attached(CaseView view) {
        return files.of(view.id()).stream().map(file -> new CaseSheet.Attached(file.file(), file.name())).toList();
    }

    /** Those that read like it, those of the same writer, and those that somebody tied to it. */
    private List<CaseSheet.Tied> related(Actor actor, CaseView view, List<CaseTies.Line> tied, List<CaseView> alike) {
        var lines = new ArrayList<CaseSheet.Tied>();
        Set<CaseId> named = tied.stream().map(CaseTies.Line::other).collect(Collectors.toCollection(HashSet::new));
        alike.stream().filter(one -> named.add(one.id())).forEach(one -> lines.add(tied("内容相近", one)));
        if (oracle.sight(actor, view) == CaseOracle.Sight.ALL && !view.guarded()) {
            rows.ofWriter(view, MOST_OF_A_WRITER)
                    .stream()
                    .filter(one -> oracle.sight(actor, one).isAny() && named.add(one.id()))
                    .forEach(one -> lines.add(tied(CaseSheet.OF_WRITER, one)));
        }
        lines.addAll(ties(actor, tied));
        return lines;
    }

    private CaseSheet.Together together(Actor actor, CaseView view, List<CaseView> alike) {
        boolean any = alike.size() == MOST_ALIKE || alike.stream().anyMatch(one -> one.state().isOpen());
        return new CaseSheet.Together(any && gathering.isOffered(actor, view), gathering.of(view.id()).orElse(null));
    }

    private CaseSheet.Tied tied(String how, CaseView other) {
        return new CaseSheet.Tied(how, other.number(), other.title(),
                CaseFile.MERGED.equals(other.outcome()) ? "一并办理" : kinds.of(other.kind()).stateWord(other),
                "/desk/cases/" + other.id().value());
    }

    private List<CaseView> alike(Actor actor, CaseKind kind, CaseView view) {
        return rows.find(kind.alike(view, 0, MOST_ALIKE).stream().map(CaseId::value).toList())
                .stream()
                .filter(one -> !one.guarded() && oracle.sight(actor, one).isAny())
                .sorted(Comparator.comparingLong(one -> one.id().value()))
                .toList();
    }

    private List<CaseSheet.Tied> ties(Actor actor, List<CaseTies.Line> tied) {
        Map<CaseId, CaseView> others = rows
                .find(tied.stream().map(line -> line.other().value()).toList())
                .stream()
                .collect(Collectors.toMap(CaseView::id, Function.identity()));
        var lines = new ArrayList<CaseSheet.Tied>();
        for (CaseTies.Line line : tied) {
            CaseView other = others.get(line.other());
            if (other == null) {
                continue;
            }
            tied(actor, line.how(), other).ifPresent(lines::add);
        }
        return lines;
    }

    /** Of a guarded case that the person may not see, nothing. */
    private Optional<CaseSheet.Tied> tied(Actor actor, String how, CaseView other) {
        boolean sees = oracle.sight(actor, other).isAny();
        return sees
                ? Optional.of(tied(how, other))
                : other.guarded()
                        ? Optional.empty()
                        : Optional.of(new CaseSheet.Tied(how, other.number(), "", "", null));
    }

    private CaseSheet.@Nullable Tied into(Actor actor, CaseView view, List<PastEvent> events) {
        return !CaseFile.MERGED.equals(view.outcome())
                ? null
                : events.reversed()
                        .stream()
                        .flatMap(past -> past.event() instanceof CaseEvent.Merged merged
                                ? rows.find(merged.into()).stream()
                                : Stream.empty())
                        .findFirst()
                        .flatMap(other -> tied(actor, CaseTies.Nature.MERGED.label(), other))
                        .orElse(null);
    }

    private List<CaseLinks.Link> beside(Actor actor, CaseView view) {
        return links.orderedStream().flatMap(one -> one.beside(actor, view).stream()).toList();
    }

    /** The sheet with who wrote a guarded case, or why not; the reason is kept, and the journal says that it was asked. */
    public sealed interface Revealed {
        record Shown(CaseSheet sheet) implements Revealed {}

        record Refused(Refusal why) implements Revealed {}
    }

    @Transactional
    public Revealed reveal(Actor actor, CaseId id, String reason) {
        Optional<CaseView> found = seen(actor, id)
                .filter(view -> hides(actor, view) && oracle.sight(actor, view) == CaseOracle.Sight.ALL);
        if (found.isEmpty()) {
            return new Revealed.Refused(new Refusal("您没有查看这一件是谁写的权限。"));
        }
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            return new Revealed.Refused(new Refusal("请写明查看的理由，1 到 200 字。查看的人、时间和理由都会留下记录。"));
        }
        sql.sql("""
                insert into casework.writer_reading (case_id, person_id, at, reason)
                values (:id, :person, :at, :reason)""")
                .param("id", id.value())
                .param("person", actor.ref().id())
                .param("at", Moments.time(clock.now()))
                .param("reason", reason.strip())
                .update();
        journal.record(actor.ref(), CaseworkAct.WRITER_READ, id.ref(), Map.of());
        CaseView view = found.get();
        return new Revealed.Shown(sheet(actor, view).revealed(kinds.of(view.kind()).writer(view)));
    }

    /** All units by their id, in the county's order. */
    public Map<Long, String> unitIds() {
        var units = new LinkedHashMap<Long, String>();
        forms.units().forEach((path, name) -> units.put(new UnitPath(path).unit().value(), name));
        return units;
    }

    /** What other modules offer above the list of a kind. */
    public List<CaseLinks.Link> above(Actor actor, CaseKind kind) {
        return links.orderedStream().flatMap(one -> one.above(actor, kind).stream()).toList();
    }

    /** People write what a code is called; the case keeps the code. */
    public CaseAct coded(CaseId id, CaseAct act) {
        if (!(act instanceof CaseAct.Correct correct)) {
            return act;
        }
        CaseLabels labels = rows.find(id).map(view -> kinds.of(view.kind()).labels()).orElse(CaseLabels.NONE);
        String typed = correct.value();
        return new CaseAct.Correct(correct.field(), switch (correct.field()) {
            case TITLE -> typed;
            case CLASS -> code(labels.classes(), typed);
            case SUBJECT -> code(labels.subjects(), typed);
            case REGION -> code(labels.regions(), typed);
            case GUARDED -> typed.equals("是") ? "true" : typed.equals("否") ? "false" : typed;
        }, correct.words());
    }

    private static String code(Map<String, String> labels, String typed) {
        return labels.entrySet()
                .stream()
                .filter(one -> one.getValue().equals(typed))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(typed);
    }

    /** What waits for this leader's signature, the earliest first (待签发). */
    public List<CaseSheet> toSign(Actor actor, int most) {
        var nodes = new java.util.ArrayList<String>();
        for (CaseKind kind : kinds.all()) {
            for (int version = 1; version <= kinds.newestProcess(kind); version++) {
                kinds.process(kind.code(), version)
                        .tasks()
                        .stream()
                        .filter(task -> CaseRules.Who.of(task.who()) == CaseRules.Who.LEADER)
                        .forEach(task -> nodes.add(task.id()));
            }
        }
        List<Long> waiting = sql
                .sql("""
                        select distinct t.case_id from casework.task t
                        where t.node = any(:nodes) and t.ended_at is null and t.place = 'OPEN' order by t.case_id limit 500""")
                .param("nodes", nodes.stream().distinct().toArray(String[]::new))
                .query(Long.class)
                .list();
        return rows.find(waiting)
                .stream()
                .sorted(Comparator.comparingLong(view -> view.id().value()))
                .filter(view -> oracle.has(actor, Power.LEAD, view))
                .limit(most)
                .map(view -> sheet(actor, view))
                .filter(sheet -> sheet.offers(CaseAction.SIGN_OFF))
                .toList();
    }

    /** Those of them that this person sees, for a paper that is put before a leader (呈批单). */
    @Transactional
    public List<CaseSheet> papers(Actor actor, List<Long> ids) {
        return ids.stream().flatMap(id -> read(actor, new CaseId(id)).stream()).toList();
    }

    /** The case of this number, if the person may see it. */
    public Optional<CaseId> visible(Actor actor, String number) {
        return rows.byNumber(number).filter(view -> oracle.sight(actor, view).isAny()).map(CaseView::id);
    }

    /** What speaks against this answer; nothing where no answer is written. */
    public List<CaseKind.ReplyFinding> check(CaseView view, String action, String reply) {
        boolean writes = action.equals(CaseAction.DRAFT_REPLY.code()) || action.equals(CaseAction.APPROVE_REPLY.code());
        return writes && !reply.isBlank() ? kinds.of(view.kind()).check(view, reply.strip()) : List.of();
    }

    /** Each limit of the case, those that run first, with every day on its way (期限推算); empty as for {@link #read}. */
    public Optional<CaseDates> dates(Actor actor, CaseId id) {
        return seen(actor, id).map(view -> {
            List<PastEvent> events = log.of(id);
            return new CaseDates(view,
                    running.of(id)
                            .stream()
                            .sorted(Comparator.comparing((Running limit) -> !limit.isOpen())
                                    .thenComparing(limit -> !limit.isOfTheCase()))
                            .map(limit -> line(limit, events))
                            .toList());
        });
    }

    private CaseDates.Line line(Running limit, List<PastEvent> events) {
        LimitRule rule = limit.rule();
        Instant ended = limit.endedAt();
        List<org.yizhan.calendar.DueDate.Day> days;
        String problem = "";
        try {
            List<PastEvent> until = ended == null
                    ? events
                    : events.stream().filter(past -> !past.at().isAfter(ended)).toList();
            days = clockwork.reckon(rule, limit.begunAt(), limit.beginning(), until).days();
        } catch (YearNotLoaded e) {
            days = List.of();
            problem = e.words();
        }
        String unit = history.unit(limit.unit(), "");
        return new CaseDates.Line(rule.name(), rule.nature().label(), unit,
                rule.nature() == LimitNature.GIVEN ? "到限定的那一天为止" : rule.term().words(), rule.basis(),
                history.when(limit.begunAt()), due(limit.deadline(), List.of(limit)),
                ended == null ? "" : history.when(ended),
                limit.hasLapsedAt(clock.now()), Boolean.TRUE.equals(limit.late()),
                limit.lateBy() == null ? 0 : limit.lateBy(), rule.isInHours(),
                limit.extensions(), days, problem);
    }

    /** A file of the case, if this person may fetch it; fetching one of a guarded case is written down. */
    @Transactional
    public Optional<Long> file(Actor actor, CaseId id, long file) {
        Optional<CaseView> found = seen(actor, id)
                .filter(view -> oracle.sight(actor, view) == CaseOracle.Sight.ALL)
                .filter(view -> files.of(id).stream().anyMatch(line -> line.file() == file));
        found.filter(CaseView::guarded)
                .ifPresent(view -> journal.record(actor.ref(), CaseworkAct.GUARDED_READ, id.ref(),
                        Map.of("file", Long.toString(file))));
        return found.map(_ -> file);
    }
}
