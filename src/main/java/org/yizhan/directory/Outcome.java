package org.yizhan.directory;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.yizhan.shared.Refusal;

/** How an act of the directory ended: done, or refused with every problem at once, so that a form can show them all. */
public sealed interface Outcome<T> {
    record Done<T>(T value) implements Outcome<T> {}

    record Refused<T>(List<Problem> problems) implements Outcome<T> {
        public Refused {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("a refusal says why");
            }
        }
    }

    /**
     * One reason.
     *
     * @param field name of the component that is wrong; empty when it is about the whole
     */
    record Problem(String field, String text) {}

    static <T> Outcome<T> refused(String text) {
        return new Refused<>(List.of(new Problem("", text)));
    }

    static <T> Outcome<T> refused(Refusal refusal) {
        return refused(refusal.text());
    }

    /** For callers that have checked before, such as the demonstration data. */
    default T orThrow() {
        return switch (this) {
            case Done<T>(T value) -> value;
            case Refused<T>(List<Problem> problems) -> throw new IllegalStateException(
                    problems.stream().map(p -> p.field() + " " + p.text()).collect(Collectors.joining("; ")));
        };
    }

    /** All reasons as one text. */
    default Optional<Refusal> refusal() {
        return switch (this) {
            case Done<T> _ -> Optional.empty();
            case Refused<T>(List<Problem> problems) -> Optional.of(
                    new Refusal(problems.stream().map(Problem::text).distinct().collect(Collectors.joining(" "))));
        };
    }
}
