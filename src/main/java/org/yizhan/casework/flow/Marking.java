package org.yizhan.casework.flow;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All places where a case stands at once (办理位置). Empty before it starts and after it has ended. */
public record Marking(List<Token> tokens) {
    public static final Marking EMPTY = new Marking(List.of());

    public Marking {
        tokens = tokens.stream().sorted(Comparator.comparingLong(Token::id)).toList();
        for (int i = 1; i < tokens.size(); i++) {
            if (tokens.get(i).id() == tokens.get(i - 1).id()) {
                throw new IllegalArgumentException("two tokens have one id");
            }
        }
    }

    public List<Token> open() {
        return tokens.stream().filter(Token::isOpen).toList();
    }

    /** All instances at a task: open, queued and done. */
    public List<Token> at(String node) {
        return tokens.stream().filter(token -> token.node().equals(node)).toList();
    }

    public Optional<Token> token(long id) {
        return tokens.stream().filter(token -> token.id() == id).findFirst();
    }

    public boolean isEmpty() {
        return tokens.isEmpty();
    }
}
