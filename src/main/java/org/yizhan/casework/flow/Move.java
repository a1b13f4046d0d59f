package org.yizhan.casework.flow;

import java.util.List;
import java.util.Optional;

import org.yizhan.shared.Refusal;

/** What an act does to the place where a case stands: a step, or the reason why there is none. */
public sealed interface Move {
    /**
     * The engine deletes the rows of {@code ended}, inserts those of {@code begun} and then calls the hooks in order, all in the
     * transaction of the act. What begins and ends within one step is in neither list.
     *
     * @param hooks   by name; they cannot change which way the step took
     * @param lines   ids of the lines it went along, in order
     * @param outcome how the case ended; empty while it goes on, and after a withdrawal
     */
    record Step(
            Marking after, List<Token> ended, List<Token> begun, List<String> hooks, List<String> lines,
            Optional<String> outcome)
            implements
                Move {
        /** The tasks that somebody has to do from now on. */
        public List<Token> opened() {
            return begun.stream().filter(Token::isOpen).toList();
        }
    }

    /** Nothing moves; somebody was faster, or the process does not allow it. */
    record Barred(Refusal refusal) implements Move {}

    static Barred barred(String text) {
        return new Barred(new Refusal(text));
    }
}
