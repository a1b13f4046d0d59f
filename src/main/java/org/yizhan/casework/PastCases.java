package org.yizhan.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.casework.flow.CaseProcess;
import org.yizhan.casework.flow.DryRun;
import org.yizhan.casework.flow.Facts;
import org.yizhan.casework.flow.Marking;
import org.yizhan.casework.flow.TaskNode;
import org.yizhan.casework.flow.Token;
import org.yizhan.shared.SqlLimit;

/** What ended cases went through, told again as acts of the flow. */
@Component
class PastCases {
    /** Among so many of the newest cases of all kinds those of one kind are sought. */
    private static final int NEWEST = 20_000;

    private final JdbcClient sql;
    private final CaseRows rows;
    private final CaseLog log;
    private final Kinds kinds;

    PastCases(JdbcClient sql, CaseRows rows, CaseLog log, Kinds kinds) {
        this.sql = sql;
        this.rows = rows;
        this.log = log;
        this.kinds = kinds;
    }

    private record Ended(String node, Token.Where where, @Nullable String whom, String action, Instant at) {}

    /** How the last ended cases of a kind would do under another process. */
    ProcessTrial tryOut(CaseKind kind, CaseProcess now, int most) {
        List<Long> ids = sql
                .sql(SqlLimit.of(NEWEST,
                        """
                                select id from (select id, kind, ended_at from casework.cases order by id desc limit :rows) newest
                                where kind = :kind and ended_at is not null order by id desc"""))
                .param("kind", kind.code())
                .query(Long.class)
                .list()
                .stream()
                .limit(most)
                .toList();
        int same = 0;
        int unknown = 0;
        var different = new ArrayList<ProcessTrial.Line>();
        var stuck = new ArrayList<ProcessTrial.Line>();
        Map<Long, List<Ended>> tasks = ended(ids);
        for (CaseView past : rows.find(ids)) {
            switch (play(kind, past, tasks.getOrDefault(past.id().value(), List.of()), now)) {
                case DryRun.Result.Same _ -> same++;
                case DryRun.Result.Unknown _ -> unknown++;
                case DryRun.Result.Differs differs -> different.add(new ProcessTrial.Line(past.number(), differs.act(),
                        "原来到" + quoted(differs.was()) + "，按新流程到" + quoted(differs.now())));
                case DryRun.Result.Stuck cannot ->
                    stuck.add(new ProcessTrial.Line(past.number(), cannot.act(), cannot.reason()));
            }
        }
        return new ProcessTrial(same, different, stuck, unknown);
    }

    private static String quoted(List<String> places) {
        return places.stream().map(place -> "“" + place + "”").collect(Collectors.joining("、"));
    }

    private Map<Long, List<Ended>> ended(List<Long> ids) {
        record Row(long id, Ended ended) {}
        return sql.sql("""
                select case_id, node, place, whom, action, ended_at from casework.task
                where case_id = any(:ids) and ended_at is not null order by case_id, id""")
                .param("ids", ids.toArray(Long[]::new))
                .query((row, n) -> new Row(row.getLong("case_id"), new Ended(row.getString("node"),
                        Token.Where.valueOf(row.getString("place")), row.getString("whom"),
                        Objects.requireNonNullElse(row.getString("action"), ""),
                        row.getTimestamp("ended_at").toInstant())))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Row::id, Collectors.mapping(Row::ended, Collectors.toList())));
    }

    private DryRun.Result play(CaseKind kind, CaseView past, List<Ended> tasks, CaseProcess now) {
        CaseProcess was = kinds.process(past.kind(), past.process());
        List<PastEvent> events = log.of(past.id());
        if (events.stream().anyMatch(one -> one.event() instanceof CaseEvent.Carried)) {
            return new DryRun.Result.Unknown(0, "办理中换过流程");
        }
        var file = new CaseFile(beginning(past), 0, Marking.EMPTY, List.of());
        var moments = new TreeMap<Instant, List<PastEvent>>();
        events.forEach(one -> moments.computeIfAbsent(one.at(), _ -> new ArrayList<>()).add(one));
        tasks.forEach(task -> moments.computeIfAbsent(task.at(), _ -> new ArrayList<>()));
        var acts = new ArrayList<DryRun.Act>();
        Facts atStart = CommonWords.facts(kind, file.view());
        for (Map.Entry<Instant, List<PastEvent>> moment : moments.entrySet()) {
            moment.getValue()
                    .forEach(one -> file.happened(one.event(), one.at(), one.who(), one.unit(), "", one.open()));
            Facts facts = CommonWords.facts(kind, file.view());
            List<Ended> ended = tasks.stream().filter(task -> task.at().equals(moment.getKey())).toList();
            Set<String> types = moment.getValue().stream().map(one -> one.event().type()).collect(Collectors.toSet());
            if (types.contains("MERGED") || types.contains("WITHDRAWN")
                    || ended.stream().anyMatch(task -> task.action().equals(CaseAction.END.code()))
                    || types.contains("REOPENED") && file.state() == CaseState.SUBMITTED) {
                break;
            }
            acts(was, moment.getValue(), ended, facts).forEach(acts::add);
        }
        return DryRun.play(was, now, kind.vocabulary(), atStart, acts);
    }

    /** As it came in; facts that were added meanwhile are asked for only after they were. */
    private static CaseView beginning(CaseView past) {
        return new CaseView(past.id(), past.kind(), past.number(), past.code(), past.process(), past.title(),
                past.clazz(), past.subject(), past.region(), past.channel(), past.writer(), past.guarded(), past.home(),
                null, Set.of(), CaseState.SUBMITTED, null, null, false, past.receivedAt(), null, null, null, false, 0,
                0, 0, past.facts(), 0);
    }

    private static Stream<DryRun.Act> acts(CaseProcess was, List<PastEvent> events, List<Ended> ended, Facts facts) {
        Stream<DryRun.Act> free = events.stream().flatMap(one -> switch (one.event()) {
            case CaseEvent.Moved moved -> Stream.of(new DryRun.Act.Jumped(moved.node(), facts));
            case CaseEvent.Reopened again -> Stream.of(new DryRun.Act.Jumped(again.node(), facts));
            case CaseEvent.AssistingAdded added -> assisting(was)
                    .map(task -> new DryRun.Act.Added(task.id(), added.unit().value(), facts))
                    .stream();
            case CaseEvent.AssistingRemoved removed -> assisting(was)
                    .map(task -> new DryRun.Act.Removed(task.id(), removed.unit().value(), facts))
                    .stream();
            default -> Stream.<DryRun.Act>of();
        });
        // Whoever did it is the one of the ended tasks that this action ends.
        Stream<DryRun.Act> done = ended.stream()
                .filter(task -> task.where() == Token.Where.OPEN && was.task(task.node())
                        .filter(node -> node.completing().contains(task.action()))
                        .isPresent())
                .limit(1)
                .map(task -> new DryRun.Act.Did(task.node(), task.whom(), task.action(), facts));
        return Stream.concat(done, free);
    }

    private static Optional<TaskNode> assisting(CaseProcess process) {
        return process.tasks()
                .stream()
                .filter(task -> task.many() != null && task.many().over().equals(CommonWords.ASSISTING))
                .findFirst();
    }
}
