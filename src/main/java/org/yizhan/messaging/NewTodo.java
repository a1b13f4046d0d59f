package org.yizhan.messaging;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Something that someone must do (待办).
 *
 * @param key unique among open to-dos; adding it again replaces the first
 * @param what one line, such as 审核：关于……的通知
 * @param why the reason or rule, one line
 * @param until the last day; null when nothing says when
 * @param href the page where the decision is made
 * @param audience who sees it: whoever has one of these
 * @param oneTap whether the list itself may close it with one tap, because nothing else hangs on it
 */
public record NewTodo(String key, String what, String why, @Nullable LocalDate until, String href,
        List<Audience> audience, boolean oneTap) {
    public NewTodo {
        audience = List.copyOf(audience);
        if (key.isBlank() || audience.isEmpty()) {
            throw new IllegalArgumentException("a to-do has a key and someone to do it: " + key);
        }
        if (!href.startsWith("/") || href.startsWith("//")) {
            throw new IllegalArgumentException("a to-do leads to a page of this program, not to " + href);
        }
    }

    /** A to-do that is closed by the decision on its page. */
    public NewTodo(String key, String what, String why, @Nullable LocalDate until, String href,
            List<Audience> audience) {
        this(key, what, why, until, href, audience, false);
    }

    /** Who a to-do is for. */
    public sealed interface Audience {
        /** One person. */
        record OnePerson(long personId) implements Audience {}

        /**
         * Everyone who holds the permission for the unit; {@code unitPath} as {@code /1/7/}.
         *
         * @param except people who hold it but may not do this, such as the author of what is to be reviewed
         */
        record Holders(String permission, String unitPath, Set<Long> except) implements Audience {
            public Holders {
                except = Set.copyOf(except);
            }

            public Holders(String permission, String unitPath) {
                this(permission, unitPath, Set.of());
            }
        }

        /** Everyone who holds the permission for the whole county. */
        record Everywhere(String permission) implements Audience {}
    }
}
