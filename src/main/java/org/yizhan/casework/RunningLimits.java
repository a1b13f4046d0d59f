package org.yizhan.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.Limit;
import org.yizhan.shared.UnitPath;

/** The limits of cases as they run and have ended, each with its rule. */
@Component
class RunningLimits {
    /** All that {@link #read} needs. */
    static final String ROWS = """
            select id, case_id, rule_id, task_id, unit_path, begun_at, begun_event, deadline, ended_at, late, late_by, extensions,
                warned, next_warning, term from casework.running
            """;

    private final JdbcClient sql;
    private final LimitRules rules;
    private final IdBlocks numbers;

    RunningLimits(JdbcClient sql, LimitRules rules) {
        this.sql = sql;
        this.rules = rules;
        numbers = new IdBlocks(sql, "casework.running_id_seq");
    }

    List<Running> of(CaseId id) {
        return of(List.of(id)).getOrDefault(id, List.of());
    }

    Map<CaseId, List<Running>> of(Collection<CaseId> ids) {
        return byCase(ids, "");
    }

    /** Those of these cases that run. */
    Map<CaseId, List<Running>> open(Collection<CaseId> ids) {
        return byCase(ids, " and ended_at is null");
    }

    private Map<CaseId, List<Running>> byCase(Collection<CaseId> ids, String more) {
        return sql.sql(ROWS + "where case_id = any(:ids)" + more + " order by id")
                .param("ids", ids.stream().map(CaseId::value).toArray(Long[]::new))
                .query((row, n) -> read(row))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Running::caseId));
    }

    Running read(ResultSet row) throws SQLException {
        String unit = row.getString("unit_path");
        return new Running(row.getLong("id"), new CaseId(row.getLong("case_id")),
                rule(row.getLong("rule_id"), row.getString("term")),
                row.getObject("task_id", Long.class), unit == null ? null : new UnitPath(unit),
                Objects.requireNonNull(Moments.instant(row, "begun_at")), row.getInt("begun_event"),
                Moments.instant(row, "deadline"),
                Moments.instant(row, "ended_at"), row.getObject("late", Boolean.class),
                row.getObject("late_by", Integer.class),
                row.getInt("extensions"),
                row.getObject("warned", Integer.class), Moments.instant(row, "next_warning"));
    }

    private LimitRule rule(long id, @Nullable String own) {
        LimitRule rule = rules.get(id);
        return own == null ? rule : rule.lasting(Limit.parse(own).orElseThrow());
    }

    long newId() {
        return numbers.next();
    }

    void begun(Collection<Running> limits, Writes writes) {
        if (limits.isEmpty()) {
            return;
        }
        List<Running> all = List.copyOf(limits);
        writes.add(
                """
                        insert into casework.running (id, case_id, rule_id, nature, task_id, unit_path, begun_at, begun_event, deadline,
                            next_warning, term)
                        select l, case_id, rule, nature, task, unit, at, event, deadline, next, term
                        from unnest(:limits, :limitCases, :limitRules, :natures, :limitTasks, :limitUnits, cast(:begunAt as timestamptz[]), :beginnings,
                            cast(:firstDeadlines as timestamptz[]), cast(:firstWarnings as timestamptz[]), :terms)
                            as n (l, case_id, rule, nature, task, unit, at, event, deadline, next, term)""")
                .with("limits", all.stream().map(Running::id).toArray(Long[]::new))
                .with("limitCases", all.stream().map(one -> one.caseId().value()).toArray(Long[]::new))
                .with("limitRules", all.stream().map(one -> one.rule().id()).toArray(Long[]::new))
                .with("natures", all.stream().map(one -> one.rule().nature().name()).toArray(String[]::new))
                .with("limitTasks", all.stream().map(Running::task).toArray(Long[]::new))
                .with("limitUnits",
                        all.stream()
                                .map(one -> one.unit() == null ? null : one.unit().value())
                                .toArray(String[]::new))
                .with("begunAt", Moments.times(all, Running::begunAt))
                .with("beginnings", all.stream().map(Running::beginning).toArray(Integer[]::new))
                .with("firstDeadlines", Moments.times(all, Running::deadline))
                .with("firstWarnings", Moments.times(all, Running::nextWarning))
                .with("terms", all.stream().map(one -> ownTerm(one.rule())).toArray(String[]::new));
    }

    /** The term of a case's own; null where it is the rule's. */
    private @Nullable String ownTerm(LimitRule rule) {
        return rule.term().equals(rules.get(rule.id()).term()) ? null : rule.term().written();
    }

    /** What the program itself says of limits of many cases at once. */
    void save(List<Running> changed) {
        var writes = new Writes();
        moved(changed, writes);
        writes.to(sql);
    }

    static void moved(Collection<Running> limits, Writes writes) {
        if (limits.isEmpty()) {
            return;
        }
        List<Running> changed = List.copyOf(limits);
        writes.add(
                """
                        update casework.running r set deadline = n.deadline, ended_at = n.ended_at, late = n.late, late_by = n.late_by,
                            extensions = n.extensions, warned = n.warned, next_warning = n.next_warning, begun_at = n.begun_at
                        from unnest(:changed, cast(:deadlines as timestamptz[]), cast(:endedAt as timestamptz[]), :wereLate, :lateBy,
                            :extensions, :warned, cast(:nextWarnings as timestamptz[]), cast(:countedFrom as timestamptz[]))
                            as n (id, deadline, ended_at, late, late_by, extensions, warned, next_warning, begun_at)
                        where r.id = n.id""")
                .with("changed", changed.stream().map(Running::id).toArray(Long[]::new))
                .with("deadlines", Moments.times(changed, Running::deadline))
                .with("endedAt", Moments.times(changed, Running::endedAt))
                .with("wereLate", changed.stream().map(Running::late).toArray(Boolean[]::new))
                .with("lateBy", changed.stream().map(Running::lateBy).toArray(Integer[]::new))
                .with("extensions", changed.stream().map(Running::extensions).toArray(Integer[]::new))
                .with("warned", changed.stream().map(Running::warned).toArray(Integer[]::new))
                .with("nextWarnings", Moments.times(changed, Running::nextWarning))
                .with("countedFrom", Moments.times(changed, Running::begunAt));
    }
}
