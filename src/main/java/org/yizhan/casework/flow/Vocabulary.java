package org.yizhan.casework.flow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a kind of case declares to its processes (流程词汇). A process names nothing else, so a drawn process can neither call
 * code nor read data that the kind did not offer. Every map goes from the code in the file to the Chinese word for the screen.
 *
 * @param facts   what conditions may ask about; {@code action}, the last completing action, is always there
 * @param actions what people can do at a task
 * @param outcomes how a case of this kind can end
 * @param hooks   what the kind does by itself between two tasks
 * @param limits  codes of limit rules for a step
 * @param who     who a task may be for
 */
public record Vocabulary(
        List<Fact> facts,
        Map<String, String> actions,
        Map<String, String> outcomes,
        Map<String, String> hooks,
        Map<String, String> limits,
        Map<String, String> who) {

    /** The fact that {@link Flow#complete} sets. */
    public static final String ACTION = "action";

    public Vocabulary {
        facts = List.copyOf(facts);
        actions = kept(actions);
        outcomes = kept(outcomes);
        hooks = kept(hooks);
        limits = kept(limits);
        who = kept(who);
        if (facts.stream().anyMatch(fact -> fact.name().equals(ACTION))) {
            throw new IllegalArgumentException("the fact action is the flow's own");
        }
        if (facts.stream().map(Fact::name).distinct().count() != facts.size()) {
            throw new IllegalArgumentException("two facts have one name");
        }
    }

    /** Conditions as they are written, each with what it means: whoever draws a process puts them together. */
    public Map<String, String> conditions() {
        var conditions = new LinkedHashMap<String, String>();
        actions.forEach((code, label) -> conditions.put(ACTION + " == '" + code + "'", "上一步是“" + label + "”"));
        for (Fact fact : facts) {
            String name = fact.name();
            switch (fact.type()) {
                case FLAG -> {
                    conditions.put(name, fact.label());
                    conditions.put("not " + name, "不是“" + fact.label() + "”");
                }
                case NUMBER -> conditions.put(name + " > 0", fact.label() + "大于 0");
                case LIST -> {
                    conditions.put(name + " is not empty", "有" + fact.label());
                    conditions.put(name + " is empty", "没有" + fact.label());
                }
                case TEXT -> {
                    fact.values()
                            .forEach((code, label) -> conditions.put(name + " == '" + code + "'",
                                    fact.label() + "是“" + label + "”"));
                    if (fact.values().isEmpty()) {
                        conditions.put(name + " is not empty", "有" + fact.label());
                    }
                }
            }
        }
        return conditions;
    }

    public enum Type {
        TEXT("文字"),
        NUMBER("数"),
        FLAG("是否"),
        /** Names, for instance of units, each once; a multi-instance task has one instance for each. */
        LIST("名单");

        private final String label;

        Type(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /**
     * Something that conditions may ask about (判断项).
     *
     * @param values the only values of a text, with their Chinese words; empty where any text is possible
     */
    public record Fact(String name, String label, Type type, Map<String, String> values) {
        public Fact {
            values = kept(values);
            if (!name.matches("[A-Za-z][A-Za-z0-9_]{0,39}") || Condition.RESERVED.contains(name)) {
                throw new IllegalArgumentException("a fact cannot be called " + name);
            }
            if (!values.isEmpty() && type != Type.TEXT) {
                throw new IllegalArgumentException(name + " is no text and has listed values");
            }
        }

        public static Fact text(String name, String label) {
            return new Fact(name, label, Type.TEXT, Map.of());
        }

        public static Fact number(String name, String label) {
            return new Fact(name, label, Type.NUMBER, Map.of());
        }

        public static Fact flag(String name, String label) {
            return new Fact(name, label, Type.FLAG, Map.of());
        }

        public static Fact list(String name, String label) {
            return new Fact(name, label, Type.LIST, Map.of());
        }
    }

    /** The Chinese word for an action; what is not declared is quoted as it is. */
    String action(String code) {
        return actions.getOrDefault(code, code);
    }

    /** Among the declared facts and {@code action}. */
    Optional<Fact> fact(String name) {
        if (name.equals(ACTION)) {
            return Optional.of(new Fact(ACTION, "办理动作", Type.TEXT, actions));
        }
        return facts.stream().filter(fact -> fact.name().equals(name)).findFirst();
    }

    private static Map<String, String> kept(Map<String, String> words) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(words));
    }
}
