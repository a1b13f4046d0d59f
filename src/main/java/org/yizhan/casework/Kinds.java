package org.yizhan.casework;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.flow.CaseProcess;
import org.yizhan.casework.flow.Marking;
import org.yizhan.casework.flow.ProcessReader;
import org.yizhan.casework.flow.Read;
import org.yizhan.casework.flow.Token;
import org.yizhan.shared.ActorRef;

/** The kinds of case of this program, and the processes they run under. */
@Component
public class Kinds {
    /** Rules that ship hold for cases of old years too, which are taken over. */
    private static final LocalDate ALWAYS = LocalDate.of(2000, 1, 1);

    private record Version(String kind, int number) {}

    private final Map<String, CaseKind> kinds = new LinkedHashMap<>();
    private final Map<Version, CaseProcess> processes = new ConcurrentHashMap<>();
    private final JdbcClient sql;
    private final LimitRules rules;
    private final CountyClock clock;

    Kinds(ObjectProvider<CaseKind> beans, JdbcClient sql, LimitRules rules, CountyClock clock) {
        beans.forEach(kind -> {
            if (kinds.put(kind.code(), kind) != null) {
                throw new IllegalStateException("two kinds of case have the code " + kind.code());
            }
        });
        this.sql = sql;
        this.rules = rules;
        this.clock = clock;
    }

    public Collection<CaseKind> all() {
        return kinds.values();
    }

    /** @throws IllegalArgumentException when there is no such kind */
    public CaseKind of(String code) {
        CaseKind kind = kinds.get(code);
        if (kind == null) {
            throw new IllegalArgumentException("no kind of case " + code);
        }
        return kind;
    }

    /** Writes what ships, where a kind has nothing yet. */
    @EventListener(ApplicationStartedEvent.class)
    @Order(0)
    @Transactional
    public void ship() {
        kinds.values().forEach(this::ship);
    }

    private void ship(CaseKind kind) {
        CaseKind.Shipped shipped = kind.shipped();
        boolean first = sql.sql("""
                insert into casework.process_version (kind, version, bpmn, note, by_id, at)
                values (:kind, 1, :bpmn, '随程序提供', 0, :now) on conflict do nothing""")
                .param("kind", kind.code())
                .param("bpmn", resource(shipped.process()))
                .param("now", Moments.time(clock.now()))
                .update() == 1;
        if (!first) {
            return;
        }
        shipped.limits().forEach(rule -> rules.add(kind.code(), rule, ALWAYS));
        for (int i = 0; i < shipped.grounds().size(); i++) {
            CaseKind.Ground ground = shipped.grounds().get(i);
            sql.sql("""
                    insert into casework.ground (kind, purpose, text, basis, ordering)
                    values (:kind, :purpose, :text, :basis, :ordering) on conflict do nothing""")
                    .param("kind", kind.code())
                    .param("purpose", ground.purpose().name())
                    .param("text", ground.text())
                    .param("basis", ground.basis())
                    .param("ordering", i)
                    .update();
        }
    }

    private static String resource(String name) {
        try {
            return new ClassPathResource(name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** The version that new cases take. */
    public int newestProcess(CaseKind kind) {
        return sql.sql("select version from casework.process_version where kind = :kind order by version desc limit 1")
                .param("kind", kind.code())
                .query(Integer.class)
                .single();
    }

    /** @throws IllegalStateException when it was never there; what was stored is sound */
    public CaseProcess process(String kind, int version) {
        return processes.computeIfAbsent(new Version(kind, version), wanted -> {
            String bpmn = sql.sql("select bpmn from casework.process_version where kind = :kind and version = :version")
                    .param("kind", kind)
                    .param("version", version)
                    .query(String.class)
                    .optional()
                    .orElseThrow(() -> new IllegalStateException("no process " + kind + " " + version));
            return switch (ProcessReader.read(bpmn.getBytes(StandardCharsets.UTF_8), of(kind).vocabulary())) {
                case Read.Sound sound -> sound.process();
                case Read.Refused refused ->
                    throw new IllegalStateException(kind + " " + version + ": " + refused.faults());
            };
        });
    }

    /** For tests, which take versions away. */
    void forgetProcesses() {
        processes.clear();
    }

    /** A version that somebody checked and put into force; new cases take it from now on. */
    int addProcess(CaseKind kind, String bpmn, String note, ActorRef by, Instant at) {
        int version = newestProcess(kind) + 1;
        sql.sql("""
                insert into casework.process_version (kind, version, bpmn, note, by_id, at)
                values (:kind, :version, :bpmn, :note, :by, :at)""")
                .param("kind", kind.code())
                .param("version", version)
                .param("bpmn", bpmn)
                .param("note", note)
                .param("by", by.id())
                .param("at", Moments.time(at))
                .update();
        return version;
    }

    /** The first open task at which this can be done. */
    Optional<Token> openTask(CaseView view, Marking marking, CaseAction action) {
        CaseProcess process = process(view.kind(), view.process());
        return marking.open()
                .stream()
                .filter(token -> process.taskOf(token).actions().contains(action.code()))
                .findFirst();
    }

    /** What may be chosen, in order; what was retired is not among them. */
    public List<CaseKind.Ground> grounds(String kind, CaseKind.Ground.Purpose purpose) {
        return sql.sql("""
                select text, basis from casework.ground where kind = :kind and purpose = :purpose and not retired
                order by ordering, id""")
                .param("kind", kind)
                .param("purpose", purpose.name())
                .query((row, n) -> new CaseKind.Ground(purpose, row.getString("text"), row.getString("basis")))
                .list();
    }
}
