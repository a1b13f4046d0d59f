package org.yizhan.casework;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.Limit;
import org.yizhan.shared.AfterCommit;

/** The rules of limits, kept in memory; another node's change is seen within seconds. */
@Component
class LimitRules {
    private static final long CHECK_NANOS = Duration.ofSeconds(5).toNanos();

    private record Known(Map<Long, LimitRule> rules, long readAt) {}

    private final JdbcClient sql;
    private volatile @Nullable Known known;

    LimitRules(JdbcClient sql) {
        this.sql = sql;
    }

    /** Of versions that are valid on that day, for each code the one of this class before the one for all, and the newest of those. */
    Collection<LimitRule> of(String kind, String clazz, LocalDate day) {
        var best = new LinkedHashMap<String, LimitRule>();
        for (LimitRule rule : all().values()) {
            if (rule.kind().equals(kind) && rule.isValidOn(day)
                    && (rule.clazz().isEmpty() || rule.clazz().equals(clazz))) {
                best.merge(rule.code(), rule, LimitRules::better);
            }
        }
        return best.values();
    }

    private static LimitRule better(LimitRule one, LimitRule other) {
        if (one.clazz().isEmpty() != other.clazz().isEmpty()) {
            return one.clazz().isEmpty() ? other : one;
        }
        return one.validFrom().isAfter(other.validFrom())
                || one.validFrom().equals(other.validFrom()) && one.id() > other.id() ? one : other;
    }

    LimitRule get(long id) {
        LimitRule rule = all().get(id);
        if (rule == null) {
            known = null;
            rule = all().get(id);
        }
        if (rule == null) {
            throw new IllegalStateException("no limit rule " + id);
        }
        return rule;
    }

    Map<Long, LimitRule> all() {
        Known now = known;
        if (now == null || System.nanoTime() - now.readAt() > CHECK_NANOS) {
            now = new Known(
                    sql.sql("""
                            select id, kind, code, name, nature, class, begins, ends, term, stops, extensions, extension_most, warnings,
                                basis, valid_from, valid_until from casework.limit_rule order by kind, code, class, valid_from, id""")
                            .query((row, n) -> rule(row))
                            .list()
                            .stream()
                            .collect(Collectors.toMap(LimitRule::id, one -> one, (a, b) -> a, LinkedHashMap::new)),
                    System.nanoTime());
            known = now;
        }
        return now.rules();
    }

    long add(String kind, CaseKind.NewLimitRule rule, LocalDate from) {
        AfterCommit.run(() -> known = null);
        return sql
                .sql("""
                        insert into casework.limit_rule (kind, code, name, nature, class, begins, ends, term, stops, extensions,
                            extension_most, warnings, basis, valid_from)
                        values (:kind, :code, :name, :nature, :class, :begins, :ends, :term, :stops, :extensions, :most, :warnings,
                            :basis, :from) returning id""")
                .param("kind", kind)
                .param("code", rule.code())
                .param("name", rule.name())
                .param("nature", rule.nature().name())
                .param("class", rule.clazz())
                .param("begins", rule.begins())
                .param("ends", rule.ends())
                .param("term", rule.term())
                .param("stops", rule.stops())
                .param("extensions", rule.extensions())
                .param("most", rule.extensionMost())
                .param("warnings", rule.warnings().toArray(Integer[]::new))
                .param("basis", rule.basis())
                .param("from", from)
                .query(Long.class)
                .single();
    }

    /** A rule is never changed: it ends, and another begins on the next day. */
    void end(long id, LocalDate last) {
        AfterCommit.run(() -> known = null);
        sql.sql("update casework.limit_rule set valid_until = :last, version = version + 1 where id = :id")
                .param("last", last)
                .param("id", id)
                .update();
    }

    private static LimitRule rule(ResultSet row) throws SQLException {
        Array warnings = row.getArray("warnings");
        return new LimitRule(row.getLong("id"), row.getString("kind"), row.getString("code"), row.getString("name"),
                LimitNature.valueOf(row.getString("nature")), row.getString("class"), codes(row.getString("begins")),
                codes(row.getString("ends")), Limit.parse(row.getString("term")).orElseThrow(), row.getBoolean("stops"),
                row.getInt("extensions"), row.getInt("extension_most"), List.of((Integer[]) warnings.getArray()),
                row.getString("basis"), row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class));
    }

    private static Set<String> codes(String written) {
        return Arrays.stream(written.split(","))
                .map(String::strip)
                .filter(code -> !code.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
