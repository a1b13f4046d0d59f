package org.yizhan.casework.flow;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a line asks (流转条件), a typed tree. Closed: facts and constants, no calls. A comparison with a fact that is not there is
 * false, so {@code !=} and {@code not in} are true; {@code is empty} asks whether it is there.
 */
sealed interface Condition {
    Set<String> RESERVED = Set.of("and", "or", "not", "in", "is", "empty", "contains", "true", "false");

    boolean holds(Facts facts);

    record All(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return parts.stream().allMatch(part -> part.holds(facts));
        }
    }

    record Any(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return parts.stream().anyMatch(part -> part.holds(facts));
        }
    }

    record Not(Condition part) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return !part.holds(facts);
        }
    }

    record Flag(String fact) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return Boolean.TRUE.equals(facts.get(fact));
        }
    }

    record Text(String fact, Set<String> among) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return facts.get(fact) instanceof String text && among.contains(text);
        }
    }

    record Number(String fact, Relation relation, BigDecimal than) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return facts.get(fact) instanceof BigDecimal number && relation.holds(number.compareTo(than));
        }
    }

    record Contains(String fact, String name) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return facts.list(fact).contains(name);
        }
    }

    record Empty(String fact) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return facts.isEmpty(fact);
        }
    }

    enum Relation {
        SAME("=="),
        LESS("<"),
        AT_MOST("<="),
        MORE(">"),
        AT_LEAST(">=");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }

        static Relation of(String sign) {
            return Stream.of(values()).filter(one -> one.sign.equals(sign)).findFirst().orElseThrow();
        }

        boolean holds(int comparison) {
            return switch (this) {
                case SAME -> comparison == 0;
                case LESS -> comparison < 0;
                case AT_MOST -> comparison <= 0;
                case MORE -> comparison > 0;
                case AT_LEAST -> comparison >= 0;
            };
        }
    }

    /** The values that a text fact is compared with. */
    default Stream<String> textsFor(String name) {
        return switch (this) {
            case All all -> all.parts().stream().flatMap(part -> part.textsFor(name));
            case Any any -> any.parts().stream().flatMap(part -> part.textsFor(name));
            case Not not -> not.part().textsFor(name);
            case Text text -> text.fact().equals(name) ? text.among().stream() : Stream.of();
            case Flag _,Number _,Contains _,Empty _ -> Stream.of();
        };
    }
}
