package org.yizhan.casework.flow;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What is known about a case at this moment (判断事实), for conditions and lists of instances. Immutable. Values are
 * {@code String}, {@code Number}, {@code Boolean} or {@code List<String>}; one that is missing is empty.
 */
public final class Facts {
    public static final Facts NONE = new Facts(Map.of());

    private final Map<String, Object> values;

    private Facts(Map<String, Object> values) {
        this.values = values;
    }

    public static Facts of(Map<String, ?> values) {
        Facts facts = NONE;
        for (Map.Entry<String, ?> one : values.entrySet()) {
            facts = facts.with(one.getKey(), one.getValue());
        }
        return facts;
    }

    public Facts with(String name, Object value) {
        Map<String, Object> more = new TreeMap<>(values);
        more.put(name, switch (value) {
            case String text -> text;
            case Boolean flag -> flag;
            case BigDecimal number -> number;
            case Number number -> new BigDecimal(number.toString());
            case List<?> list -> list.stream().map(String.class::cast).toList();
            default -> throw new IllegalArgumentException(name + " is a " + value.getClass());
        });
        return new Facts(more);
    }

    @Nullable
    Object get(String name) {
        return values.get(name);
    }

    /** In order, each once. */
    List<String> list(String name) {
        return switch (values.get(name)) {
            case null -> List.of();
            case List<?> list -> new LinkedHashSet<>(list).stream().map(String.class::cast).toList();
            case Object other -> throw new IllegalArgumentException(name + " is no list but " + other.getClass());
        };
    }

    boolean isEmpty(String name) {
        return switch (values.get(name)) {
            case null -> true;
            case String text -> text.isBlank();
            case List<?> list -> list.isEmpty();
            default -> false;
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Facts facts && facts.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
