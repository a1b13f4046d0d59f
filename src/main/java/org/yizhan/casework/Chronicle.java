package org.yizhan.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.yizhan.casework.flow.Token;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.UnitPath;

/**
 * What happened to one case that is being taken over, told step by step and written at the end with that of the others (ADR 0170).
 * Until then whoever asks for events or answers of such a case is answered from here.
 */
final class Chronicle {
    private static final ScopedValue<Map<CaseId, Chronicle>> IN_HAND = ScopedValue.newInstance();

    record Task(Token token, Instant openedAt, @Nullable Instant endedAt, @Nullable Long endedBy,
            @Nullable String action) {}

    record Help(UnitPath unit, Instant askedAt, @Nullable String opinion, @Nullable Long by, @Nullable Instant at) {}

    private CaseFile file;
    private final List<PastEvent> events = new ArrayList<>();
    private final Map<Long, Task> tasks = new LinkedHashMap<>();
    private final Map<Long, Running> limits = new LinkedHashMap<>();
    private final Map<UnitPath, Help> helps = new LinkedHashMap<>();
    private final TreeMap<Integer, Replies.Reply> replies = new TreeMap<>();

    private Chronicle(CaseFile file) {
        this.file = file;
    }

    static <T> T keeping(Supplier<T> work) {
        return ScopedValue.where(IN_HAND, new LinkedHashMap<>()).call(work::get);
    }

    static void begin(CaseFile file) {
        IN_HAND.get().put(file.id(), new Chronicle(file));
    }

    static Collection<Chronicle> inHand() {
        return IN_HAND.get().values();
    }

    /** Empty for every case that is not being taken over just now. */
    static Optional<Chronicle> of(CaseId id) {
        return IN_HAND.isBound() ? Optional.ofNullable(IN_HAND.get().get(id)) : Optional.empty();
    }

    /** What an act made of the case. */
    void add(CaseFile now, ActorRef by, String action, Instant at) {
        file = now;
        events.addAll(now.fresh());
        now.ended()
                .forEach(token -> tasks.computeIfPresent(token.id(),
                        (_, task) -> new Task(task.token(), task.openedAt(), at, by.id(), action)));
        now.begun().forEach(token -> tasks.put(token.id(), new Task(token, at, null, null, null)));
        now.changedLimits().forEach(limit -> limits.put(limit.id(), limit));
        now.begunLimits().forEach(limit -> limits.put(limit.id(), limit));
        now.changedAnswer().ifPresent(answer -> replies.put(answer.number(), answer));
        helps.keySet().retainAll(now.view().assisting());
        now.view().assisting().forEach(unit -> helps.putIfAbsent(unit, new Help(unit, at, null, null, null)));
    }

    void opinion(UnitPath unit, String words, long by, Instant at) {
        helps.computeIfPresent(unit, (_, help) -> new Help(unit, help.askedAt(), words, by, at));
    }

    CaseView view() {
        return file.view();
    }

    int eventCount() {
        return file.events();
    }

    List<PastEvent> events() {
        return events;
    }

    Collection<Task> tasks() {
        return tasks.values();
    }

    Collection<Running> limits() {
        return limits.values();
    }

    Collection<Help> helps() {
        return helps.values();
    }

    TreeMap<Integer, Replies.Reply> replies() {
        return replies;
    }
}
