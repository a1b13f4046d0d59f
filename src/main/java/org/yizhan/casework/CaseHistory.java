package org.yizhan.casework;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.journal.ReadableNames;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.UnitPath;
import org.yizhan.shared.web.Dates;

/** Says what has happened to a case, to those who may see it (办理经过). */
@Component
class CaseHistory {
    private final CaseOracle oracle;
    private final Directory directory;
    private final ReadableNames names;
    private final LimitRules rules;
    private final CaseRows rows;
    private final Kinds kinds;
    private final CountyClock clock;

    CaseHistory(CaseOracle oracle, Directory directory, ReadableNames names, LimitRules rules, CaseRows rows,
            Kinds kinds, CountyClock clock) {
        this.oracle = oracle;
        this.directory = directory;
        this.names = names;
        this.rules = rules;
        this.rows = rows;
        this.kinds = kinds;
        this.clock = clock;
    }

    List<CaseSheet.Told> told(Actor actor, CaseView view, List<PastEvent> events) {
        CaseOracle.Sight sight = oracle.sight(actor, view);
        Map<ActorRef, String> who = people(events.stream().map(PastEvent::who).toList());
        EventWords words = words(view, numbers(actor, events));
        String writer = kinds.of(view.kind()).writerWord();
        return events.stream().map(past -> {
            boolean hidden = sight == CaseOracle.Sight.WITHOUT_WRITER && isWriter(past.who()) && past.words() != null;
            String name = name(past.who(), who, writer);
            return new CaseSheet.Told(when(past.at()),
                    words.of(past.event()) + (isOwn(past, events) ? "（起草和审核是同一人）" : ""),
                    past.event() instanceof CaseEvent.Instructed by && by.onPaper() != null ? name + "录入" : name,
                    hidden ? "（为保护" + writer + "，这里的内容不显示）" : past.words(), !past.open(), isBad(past.event()));
        }).toList();
    }

    /** Whether an answer was approved by who had handed it in; what the approver only changed is not that. */
    private static boolean isOwn(PastEvent approval, List<PastEvent> events) {
        return approval.event() instanceof CaseEvent.ReplyApproved && events.stream()
                .filter(past -> past.event() instanceof CaseEvent.ReplyDrafted && past.at().isBefore(approval.at()))
                .max(Comparator.comparingInt(PastEvent::number))
                .filter(draft -> draft.who().equals(approval.who()))
                .isPresent();
    }

    EventWords words(CaseView view) {
        return words(view, Map.of());
    }

    private EventWords words(CaseView view, Map<CaseId, String> numbers) {
        CaseKind kind = kinds.of(view.kind());
        return new EventWords(kind, kinds.process(view.kind(), view.process()), this::unit,
                other -> numbers.getOrDefault(other, "另一件"), limits(view.kind()));
    }

    /** Of a guarded case only who may see it learns even the number. */
    private Map<CaseId, String> numbers(Actor actor, List<PastEvent> events) {
        List<Long> others = events.stream().flatMap(past -> switch (past.event()) {
            case CaseEvent.Merged merged -> java.util.stream.Stream.of(merged.into().value());
            case CaseEvent.TookIn taken -> java.util.stream.Stream.of(taken.other().value());
            case CaseEvent.Linked linked -> java.util.stream.Stream.of(linked.other().value());
            case CaseEvent.Split split -> java.util.stream.Stream.of(split.into().value());
            case CaseEvent.TakenOut taken -> java.util.stream.Stream.of(taken.from().value());
            default -> java.util.stream.Stream.<Long>empty();
        }).distinct().toList();
        return rows.find(others)
                .stream()
                .filter(other -> !other.guarded() || oracle.sight(actor, other).isAny())
                .collect(Collectors.toMap(CaseView::id, CaseView::number));
    }

    private Map<String, LimitRule> limits(String kind) {
        return rules.all()
                .values()
                .stream()
                .filter(rule -> rule.kind().equals(kind))
                .collect(Collectors.toMap(LimitRule::code, rule -> rule, (first, later) -> later));
    }

    private static boolean isBad(CaseEvent event) {
        return switch (event) {
            case CaseEvent.FellDue _,CaseEvent.Returned _,CaseEvent.ReplySentBack _,CaseEvent.Refused _ -> true;
            default -> false;
        };
    }

    static boolean isWriter(ActorRef who) {
        return who.kind() != ActorRef.Kind.STAFF && who.kind() != ActorRef.Kind.PROGRAM;
    }

    Map<ActorRef, String> people(Collection<ActorRef> who) {
        return names.of(who.stream().filter(one -> one.kind() == ActorRef.Kind.STAFF).toList());
    }

    /** Names of writers are the kind's to say, and not here. */
    private static String name(ActorRef who, Map<ActorRef, String> names, String writer) {
        return isWriter(who) ? writer : who.kind() == ActorRef.Kind.PROGRAM ? "系统" : names.getOrDefault(who, "");
    }

    String when(Instant at) {
        return Dates.minute(clock.local(at));
    }

    String unit(UnitPath path) {
        return directory.unit(path.unit()).map(Unit::shortName).orElse("已撤销的单位");
    }

    String unit(@Nullable UnitPath path, String otherwise) {
        return path == null ? otherwise : unit(path);
    }

    Map<String, String> unitNames(Collection<UnitPath> paths) {
        var all = new HashMap<String, String>();
        paths.forEach(path -> all.computeIfAbsent(path.value(), _ -> unit(path)));
        return all;
    }
}
