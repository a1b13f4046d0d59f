package org.yizhan.messaging;

import java.time.DateTimeException;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** Where a page of the to-do list begins or ends; travels in the address of the page. */
record TodoKey(boolean backwards, String until, Instant since, long id) {
    static final TodoKey FIRST = new TodoKey(false, "-infinity", Instant.EPOCH, 0);

    static TodoKey after(Todo todo) {
        return new TodoKey(false, until(todo), todo.since(), todo.id());
    }

    static TodoKey before(Todo todo) {
        return new TodoKey(true, until(todo), todo.since(), todo.id());
    }

    /** Null, the first page, also for what nobody could have got from this program. */
    static @Nullable TodoKey parse(@Nullable String text) {
        if (text == null || !text.matches("[ab]~(\\d{4}-\\d{2}-\\d{2}|infinity)~\\d{1,18}~\\d{1,18}")) {
            return null;
        }
        String[] parts = text.split("~");
        try {
            String until = parts[1].equals("infinity") ? parts[1] : java.time.LocalDate.parse(parts[1]).toString();
            long micros = Long.parseLong(parts[2]);
            Instant since = Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000);
            if (since.isAfter(Instant.parse("9999-01-01T00:00:00Z"))) {
                return null;
            }
            return new TodoKey(parts[0].equals("b"), until, since, Long.parseLong(parts[3]));
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        long micros = since.getEpochSecond() * 1_000_000 + since.getNano() / 1000;
        return (backwards ? "b" : "a") + "~" + until + "~" + micros + "~" + id;
    }

    private static String until(Todo todo) {
        return todo.until() == null ? "infinity" : todo.until().toString();
    }
}
