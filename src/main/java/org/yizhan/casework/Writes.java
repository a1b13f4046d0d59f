package org.yizhan.casework;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What an act writes, as one statement and so one round trip (ADR 0137). The parts do not see each other's rows, and no row may be
 * written by two of them.
 */
final class Writes {
    private final List<String> parts = new ArrayList<>();
    private final Map<String, @Nullable Object> values = new HashMap<>();

    /** A statement that changes rows and returns nothing. */
    Writes add(String sql) {
        parts.add(sql);
        return this;
    }

    /** A value of any part; parts that share a name share the value. */
    Writes with(String name, @Nullable Object value) {
        if (values.containsKey(name) && !Objects.deepEquals(values.get(name), value)) {
            throw new IllegalArgumentException("two values of " + name);
        }
        values.put(name, value);
        return this;
    }

    void to(JdbcClient database) {
        if (parts.isEmpty()) {
            return;
        }
        var sql = new StringBuilder();
        for (int i = 0; i < parts.size() - 1; i++) {
            sql.append(i == 0 ? "with " : ", ")
                    .append("part")
                    .append(i)
                    .append(" as (")
                    .append(parts.get(i))
                    .append(')');
        }
        database.sql(sql.append(' ').append(parts.getLast()).toString()).params(values).update();
    }
}
