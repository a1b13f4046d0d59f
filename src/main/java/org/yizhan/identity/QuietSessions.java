package org.yizhan.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sessions that are read often and written seldom: the time of the last click is written once it is a fifteenth of the idle
 * limit behind, so a session ends by itself after that limit or up to a fifteenth earlier, never later. Everything else is
 * written at the end of the request that changed it.
 */
final class QuietSessions<S extends Session> implements FindByIndexNameSessionRepository<QuietSessions.Quiet<S>> {
    private static final int TOUCHES = 15;

    private final FindByIndexNameSessionRepository<S> kept;
    private final TransactionOperations writing;

    /** @param kept where each reading is one statement, outside of any transaction */
    QuietSessions(FindByIndexNameSessionRepository<S> kept, TransactionOperations writing) {
        this.kept = kept;
        this.writing = writing;
    }

    @Override
    public Quiet<S> createSession() {
        return new Quiet<>(kept.createSession());
    }

    @Override
    public void save(Quiet<S> session) {
        writing.executeWithoutResult(_ -> kept.save(session.kept()));
    }

    @Override
    public @Nullable Quiet<S> findById(String id) {
        S found = kept.findById(id);
        return found == null ? null : new Quiet<>(found);
    }

    @Override
    public void deleteById(String id) {
        writing.executeWithoutResult(_ -> kept.deleteById(id));
    }

    @Override
    public Map<String, Quiet<S>> findByIndexNameAndIndexValue(String indexName, String indexValue) {
        return kept.findByIndexNameAndIndexValue(indexName, indexValue)
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new Quiet<>(entry.getValue())));
    }

    /** A session that does not take note of every click. */
    record Quiet<S extends Session>(S kept) implements Session {
        /** A clock that was set back is followed at once, otherwise the session would live longer. */
        @Override
        public void setLastAccessedTime(Instant now) {
            Duration since = Duration.between(kept.getLastAccessedTime(), now);
            if (since.isNegative() || since.compareTo(kept.getMaxInactiveInterval().dividedBy(TOUCHES)) >= 0) {
                kept.setLastAccessedTime(now);
            }
        }

        @Override
        public String getId() {
            return kept.getId();
        }

        @Override
        public String changeSessionId() {
            return kept.changeSessionId();
        }

        @Override
        public <T> @Nullable T getAttribute(String name) {
            return kept.getAttribute(name);
        }

        @Override
        public Set<String> getAttributeNames() {
            return kept.getAttributeNames();
        }

        @Override
        public void setAttribute(String name, Object value) {
            kept.setAttribute(name, value);
        }

        @Override
        public void removeAttribute(String name) {
            kept.removeAttribute(name);
        }

        @Override
        public Instant getCreationTime() {
            return kept.getCreationTime();
        }

        @Override
        public Instant getLastAccessedTime() {
            return kept.getLastAccessedTime();
        }

        @Override
        public void setMaxInactiveInterval(Duration interval) {
            kept.setMaxInactiveInterval(interval);
        }

        @Override
        public Duration getMaxInactiveInterval() {
            return kept.getMaxInactiveInterval();
        }

        @Override
        public boolean isExpired() {
            return kept.isExpired();
        }
    }
}
