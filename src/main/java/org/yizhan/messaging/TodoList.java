package org.yizhan.messaging;

import java.util.Collection;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.KeyPage;

/** The one to-do list of the program (待办), ordered by date. */
@Component
public class TodoList {
    /** A right that a reader holds: a permission over a subtree, as {@code Holders} audiences are matched. */
    public record Right(String permission, String scopePath) {}

    public void add(NewTodo todo) {
        throw new UnsupportedOperationException();
    }

    /** Closes it for everyone; nothing happens when it is not open. */
    public void done(String key, ActorRef by) {
        throw new UnsupportedOperationException();
    }

    /** What this person must do, the earliest date first, then the oldest; what has no date comes last. */
    public KeyPage<Todo> of(long personId, Collection<Right> rights, @Nullable String key, int size) {
        throw new UnsupportedOperationException();
    }

    /** How many are open for the person, 99 at most. */
    public int count(long personId, Collection<Right> rights) {
        throw new UnsupportedOperationException();
    }
}
