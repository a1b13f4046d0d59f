package org.yizhan.casework;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.flow.CaseProcess;
import org.yizhan.casework.flow.Fault;
import org.yizhan.casework.flow.Flow;
import org.yizhan.casework.flow.Move;
import org.yizhan.casework.flow.ProcessReader;
import org.yizhan.casework.flow.Read;
import org.yizhan.casework.flow.TaskNode;
import org.yizhan.casework.flow.Token;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SqlLimit;

/**
 * The door to the processes of each kind: drawn as a draft, checked, tried out on past cases and put into force. New cases take the
 * newest version; running ones keep theirs unless somebody takes them over.
 */
@Component
public class Processes {
    /** How many past cases a trial plays. */
    public static final int TRIED = 200;
    /** How many running cases are taken over at once. */
    public static final int CARRIED = 200;
    private static final int LONGEST_NOTE = 200;
    private static final Refusal NOT_YOURS = new Refusal("办理流程由全县统一维护，您没有这项权限。");

    private final JdbcClient sql;
    private final Kinds kinds;
    private final CaseRows rows;
    private final PastCases past;
    private final CaseTodos todos;
    private final CaseOracle oracle;
    private final Journal journal;
    private final CountyClock clock;

    Processes(JdbcClient sql, Kinds kinds, CaseRows rows, PastCases past, CaseTodos todos, CaseOracle oracle,
            Journal journal, CountyClock clock) {
        this.sql = sql;
        this.kinds = kinds;
        this.rows = rows;
        this.past = past;
        this.todos = todos;
        this.oracle = oracle;
        this.journal = journal;
        this.clock = clock;
    }

    /** What became of one running case that was to go on under the newest process. */
    public record Carried(CaseId id, String number, Optional<Refusal> refusal) {}

    /**
     * Where a case stands in the drawing of its process.
     *
     * @param here ids of the steps that are open
     * @param past ids of those that were done before
     */
    public record Standing(CaseView view, CaseProcess process, List<String> here, List<String> past) {}

    public Optional<Refusal> whyNot(Actor actor) {
        return actor.mayEverywhere(CaseworkPermissions.PROCESSES) ? Optional.empty() : Optional.of(NOT_YOURS);
    }

    /** The newest first. */
    public KeyPage<ProcessVersion> versions(String kind, @Nullable String key, int size) {
        boolean newer = key != null && key.startsWith("n");
        String number = key == null ? "" : newer ? key.substring(1) : key;
        int from = number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0;
        List<ProcessVersion> read = sql
                .sql(SqlLimit.of(size + 1, newer
                        ? """
                                select kind, version, note, by_id, at from casework.process_version
                                where kind = :kind and version > :from order by version limit :rows"""
                        : """
                                select kind, version, note, by_id, at from casework.process_version
                                where kind = :kind and (:from = 0 or version < :from) order by version desc limit :rows"""))
                .param("kind", kind)
                .param("from", from)
                .query((row, n) -> new ProcessVersion(row.getString("kind"), row.getInt("version"),
                        row.getString("note"), by(row.getLong("by_id")),
                        Objects.requireNonNull(Moments.instant(row, "at"))))
                .list();
        return KeyPage.of(read, size, newer, from != 0, one -> Integer.toString(one.number()), one -> one);
    }

    private static ActorRef by(long id) {
        return id == 0 ? ActorRef.PROGRAM : ActorRef.staff(id);
    }

    /** A version as it was put into force; empty when there is none of that number. */
    public Optional<CaseProcess> process(String kind, int version) {
        return sql.sql("select count(*) from casework.process_version where kind = :kind and version = :version")
                .param("kind", kind)
                .param("version", version)
                .query(Integer.class)
                .single() == 0 ? Optional.empty() : Optional.of(kinds.process(kind, version));
    }

    /** Empty for who may not see the case. */
    @Transactional(readOnly = true)
    public Optional<Standing> standing(Actor actor, CaseId id) {
        return rows.find(id).filter(view -> oracle.sight(actor, view).isAny()).map(view -> {
            List<String> here = rows.marking(id).open().stream().map(Token::node).distinct().toList();
            List<String> past = sql.sql("""
                    select distinct node from casework.task
                    where case_id = :id and ended_at is not null and place in ('OPEN', 'DONE') order by node""")
                    .param("id", id.value())
                    .query(String.class)
                    .list();
            return new Standing(view, kinds.process(view.kind(), view.process()), here, past);
        });
    }

    /** What the person is drawing; the newest version when there is nothing yet. */
    public ProcessDraft draft(Actor actor, CaseKind kind) {
        return sql
                .sql("""
                        select based_on, bpmn, note, at from casework.process_draft where kind = :kind and person_id = :person""")
                .param("kind", kind.code())
                .param("person", actor.ref().id())
                .query((row, n) -> new ProcessDraft(row.getInt("based_on"), row.getString("bpmn"),
                        row.getString("note"), Moments.instant(row, "at")))
                .optional()
                .orElseGet(() -> {
                    int newest = kinds.newestProcess(kind);
                    return new ProcessDraft(newest, kinds.process(kind.code(), newest).toBpmn(), "", null);
                });
    }

    /** Keeps what was drawn, whether it is sound or not. */
    @Transactional
    public Optional<Refusal> keep(Actor actor, CaseKind kind, ProcessDraft draft) {
        return whyNot(actor)
                .or(() -> Refusal.when(
                        draft.bpmn().getBytes(StandardCharsets.UTF_8).length > ProcessReader.MOST_BYTES
                                || draft.bpmn().indexOf('\0') >= 0,
                        "流程文件最大" + ProcessReader.MOST_BYTES / 1024 + "KB，而且只能是文字。"))
                .or(() -> Refusal.when(draft.note().length() > LONGEST_NOTE || draft.note().indexOf('\0') >= 0,
                        "修改说明最多" + LONGEST_NOTE + "字。"))
                .or(() -> {
                    sql.sql("""
                            insert into casework.process_draft (kind, person_id, based_on, bpmn, note, at)
                            values (:kind, :person, :based, :bpmn, :note, :now)
                            on conflict (kind, person_id) do update
                                set based_on = excluded.based_on, bpmn = excluded.bpmn, note = excluded.note, at = excluded.at""")
                            .param("kind", kind.code())
                            .param("person", actor.ref().id())
                            .param("based", draft.basedOn())
                            .param("bpmn", draft.bpmn())
                            .param("note", draft.note().strip())
                            .param("now", Moments.time(clock.now()))
                            .update();
                    return Optional.empty();
                });
    }

    @Transactional
    public void discard(Actor actor, CaseKind kind) {
        sql.sql("delete from casework.process_draft where kind = :kind and person_id = :person")
                .param("kind", kind.code())
                .param("person", actor.ref().id())
                .update();
    }

    /** Everything that is wrong with a drawing; empty when it is sound. */
    public List<Fault> faults(CaseKind kind, String bpmn) {
        return switch (ProcessReader.read(bpmn.getBytes(StandardCharsets.UTF_8), kind.vocabulary())) {
            case Read.Refused refused -> refused.faults();
            case Read.Sound sound -> objections(kind, sound.process());
        };
    }

    /** What this kind needs beyond soundness. */
    private List<Fault> objections(CaseKind kind, CaseProcess process) {
        if (process.task(kind.reopensAt()).isPresent()) {
            return List.of();
        }
        String name = kinds.process(kind.code(), kinds.newestProcess(kind))
                .task(kind.reopensAt())
                .map(TaskNode::name)
                .orElse(kind.reopensAt());
        return List.of(new Fault("", "", "图上少了「" + name + "」：重新办理从它开始，不能删去重画。请放弃草稿重新修改"));
    }

    /** Plays the last ended cases on a sound drawing; empty when it is not sound. */
    @Transactional(readOnly = true)
    public Optional<ProcessTrial> tryOut(CaseKind kind, String bpmn) {
        return ProcessReader.read(bpmn.getBytes(StandardCharsets.UTF_8), kind.vocabulary()) instanceof Read.Sound sound
                ? Optional.of(past.tryOut(kind, sound.process(), TRIED))
                : Optional.empty();
    }

    /** The person's draft becomes the process of all new cases. */
    @Transactional
    public Optional<Refusal> putIntoForce(Actor actor, CaseKind kind) {
        Optional<Refusal> refusal = whyNot(actor);
        if (refusal.isPresent()) {
            return refusal;
        }
        ProcessDraft draft = draft(actor, kind);
        int newest = sql
                .sql("""
                        select version from casework.process_version where kind = :kind order by version desc limit 1 for update""")
                .param("kind", kind.code())
                .query(Integer.class)
                .single();
        if (newest != draft.basedOn() || newest != kinds.newestProcess(kind)) {
            return Optional.of(new Refusal("您开始修改以后，别人已经启用了新的版本。请先看一看新版本；您画的流程还在。"));
        }
        if (draft.at() == null) {
            return Optional.of(new Refusal("流程没有改动，不需要启用。"));
        }
        if (draft.note().isBlank()) {
            return Optional.of(new Refusal("请填写修改说明，写明改了什么、为什么改。"));
        }
        if (!faults(kind, draft.bpmn()).isEmpty()) {
            return Optional.of(new Refusal("流程还有问题，不能启用。"));
        }
        int version = kinds.addProcess(kind, draft.bpmn(), draft.note(), actor.ref(), clock.now());
        discard(actor, kind);
        journal.record(actor.ref(), CaseworkAct.PROCESS_CHANGED, new ObjectRef("process", version),
                Map.of("kind", kind.code()));
        return Optional.empty();
    }

    /** Whether cases run under an older process than the newest. */
    public boolean hasOlderRunning(CaseKind kind) {
        return sql
                .sql("""
                        select exists (select from casework.cases where kind = :kind and process < :newest and ended_at is null)""")
                .param("kind", kind.code())
                .param("newest", kinds.newestProcess(kind))
                .query(Boolean.class)
                .single();
    }

    /**
     * Takes running cases over into the newest process, as many as {@link #CARRIED}. One that stands where the newer process has
     * no place stays under its own.
     *
     * @param after the last case that was looked at before; 0 to begin
     */
    @Transactional
    public List<Carried> carry(Actor actor, CaseKind kind, long after) {
        if (whyNot(actor).isPresent()) {
            return List.of();
        }
        int newest = kinds.newestProcess(kind);
        CaseProcess process = kinds.process(kind.code(), newest);
        Instant now = clock.now();
        List<Long> ids = sql
                .sql(SqlLimit.of(CARRIED,
                        """
                                select id from casework.cases where kind = :kind and process < :newest and ended_at is null and id > :after
                                order by id limit :rows"""))
                .param("kind", kind.code())
                .param("newest", newest)
                .param("after", after)
                .query(Long.class)
                .list();
        var results = new ArrayList<Carried>();
        for (long id : ids) {
            rows.lock(new CaseId(id)).filter(file -> file.state().isOpen()).ifPresent(file -> {
                Optional<Refusal> refusal = Flow.carry(
                        kinds.process(kind.code(), file.view().process()), file.marking(), process);
                if (refusal.isEmpty()) {
                    file.happened(new CaseEvent.Carried(newest), now, actor.ref(), null, "", false);
                    rows.save(file, actor.ref(), "", now, new Writes());
                    // The newer process may want somebody else for the same task.
                    todos.follow(kind, process, file, new Move.Step(file.marking(), List.of(), file.marking().open(),
                            List.of(), List.of(), Optional.empty()), actor.ref());
                    journal.record(actor.ref(), CaseworkAct.CARRIED, file.id().ref(),
                            Map.of("process", Integer.toString(newest)));
                }
                results.add(new Carried(file.id(), file.view().number(), refusal));
            });
        }
        return results;
    }
}
