package org.yizhan.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;
import org.yizhan.calendar.YearNotLoaded;
import org.yizhan.shared.KeyPage;

/** What other modules read of cases; whether a person may see it is {@link CaseOracle}'s to say. */
@Component
public class CaseReading {
    private final CaseRows rows;
    private final CaseLog log;
    private final RunningLimits running;
    private final Replies replies;
    private final MergedAnswers merged;
    private final LimitRules rules;
    private final Clockwork clockwork;

    CaseReading(CaseRows rows, CaseLog log, RunningLimits running, Replies replies, MergedAnswers merged,
            LimitRules rules, Clockwork clockwork) {
        this.merged = merged;
        this.rows = rows;
        this.log = log;
        this.running = running;
        this.replies = replies;
        this.rules = rules;
        this.clockwork = clockwork;
    }

    public Optional<CaseView> find(CaseId id) {
        return rows.find(id);
    }

    public Optional<CaseView> byNumber(String number) {
        return rows.byNumber(number);
    }

    /** In no particular order; what is no number of a case is left out. */
    public List<CaseView> byNumbers(Collection<String> numbers) {
        return rows.byNumbers(numbers);
    }

    /** By their ids; what is not there any more is left out. */
    public Map<Long, CaseView> byId(Collection<Long> ids) {
        return rows.find(ids).stream().collect(Collectors.toMap(view -> view.id().value(), Function.identity()));
    }

    /** Those that there are, in this order. */
    public KeyPage<CaseView> page(KeyPage<CaseId> ids) {
        Map<Long, CaseView> views = byId(ids.items().stream().map(CaseId::value).toList());
        return new KeyPage<>(ids.items().stream().flatMap(id -> Stream.ofNullable(views.get(id.value()))).toList(),
                ids.older(), ids.newer());
    }

    /** In no particular order. */
    public List<CaseView> find(Collection<Long> ids) {
        return rows.find(ids);
    }

    /** In the order in which they were registered, after the one and up to the other. */
    public List<CaseView> after(long id, long until, int most) {
        return rows.after(id, until, most);
    }

    /** The id of the case that was registered last; 0 when there is none. */
    public long last() {
        return rows.last();
    }

    /** What came from this writer, of every kind, the last one first; nothing that is guarded. */
    public List<CaseView> ofWriter(String mark, int most) {
        return mark.isEmpty() ? List.of() : rows.ofWriter(mark, most);
    }

    /** When something happened last to each that its writer may know of. */
    public Map<CaseId, Instant> lastChanges(Collection<CaseId> ids) {
        return log.lastChanges(ids);
    }

    public List<PastEvent> events(CaseId id) {
        return log.of(id);
    }

    /** The answers that have left, the last one last. */
    public List<Replies.Reply> sent(CaseId id) {
        return replies.of(id).stream().filter(reply -> reply.state() == Replies.State.SENT).toList();
    }

    /** What its writer may read as the answer: what was answered to the case into which it was merged, then what left for itself. */
    public List<Replies.Reply> answers(CaseView view) {
        return Stream.concat(merged.of(view).stream(), sent(view.id()).stream()).toList();
    }

    /**
     * What happened to a case, in order.
     *
     * @param dues by which day it was owed after each of its events, by their numbers; none where no time ran, or where it cannot be known
     */
    public record Course(List<PastEvent> events, Map<Integer, LocalDate> dues) {}

    /** Of each of these cases. */
    public Map<CaseId, Course> courses(Collection<CaseId> ids) {
        Map<CaseId, List<Running>> limits = running.of(ids);
        var courses = new HashMap<CaseId, Course>();
        log.of(ids)
                .forEach((id, events) -> courses.put(id,
                        new Course(events, dues(events, limits.getOrDefault(id, List.of())))));
        return courses;
    }

    private Map<Integer, LocalDate> dues(List<PastEvent> events, List<Running> all) {
        List<Running> limits = all.stream().filter(Running::isOfTheCase).toList();
        var dues = new HashMap<Integer, LocalDate>();
        for (int i = 0; i < events.size(); i++) {
            PastEvent last = events.get(i);
            List<PastEvent> until = events.subList(0, i + 1);
            limits.stream()
                    .filter(limit -> limit.beginning() <= last.number()
                            && (limit.endedAt() == null || limit.endedAt().isAfter(last.at())))
                    .flatMap(limit -> day(limit, until).stream())
                    .min(Comparator.naturalOrder())
                    .ifPresent(day -> dues.put(last.number(), day));
        }
        return dues;
    }

    private Optional<LocalDate> day(Running limit, List<PastEvent> events) {
        try {
            return Optional.ofNullable(clockwork
                    .deadline(clockwork.reckon(limit.rule(), limit.begunAt(), limit.beginning(), events)))
                    .map(clockwork::dueDay);
        } catch (YearNotLoaded unknown) {
            return Optional.empty();
        }
    }

    /** The rule of this code that a case of this class would begin with on that day. */
    public Optional<LimitRule> rule(String kind, String clazz, String code, LocalDate day) {
        return rules.of(kind, clazz, day).stream().filter(rule -> rule.code().equals(code)).findFirst();
    }
}
