package org.yizhan.identity;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import org.yizhan.shared.ActorRef;

/** The sessions that someone has open (会话). */
@Component
public class Sessions {
    static final String SOURCE = "identity.source";
    static final String AGENT = "identity.agent";
    public static final String SINCE = "identity.since";

    private final FindByIndexNameSessionRepository<? extends Session> repository;

    Sessions(FindByIndexNameSessionRepository<? extends Session> repository) {
        this.repository = repository;
    }

    /** One open session. */
    public record OpenSession(String id, Instant since, Instant last, String source, String agent) {
        /** The browser in a word that people know. */
        public String device() {
            return new SignInEntry(since, SignInEntry.Outcome.SIGNED_IN, SignInEntry.Means.PASSWORD, source, agent)
                    .device();
        }
    }

    /** The latest used first. */
    public List<OpenSession> of(ActorRef who) {
        return repository.findByPrincipalName(SignedIn.nameOf(who))
                .values()
                .stream()
                .filter(session -> !session.isExpired())
                .map(session -> new OpenSession(session.getId(), session.getCreationTime(),
                        session.getLastAccessedTime(),
                        session.getAttributeOrDefault(SOURCE, ""), session.getAttributeOrDefault(AGENT, "")))
                .sorted(Comparator.comparing(OpenSession::last).reversed())
                .toList();
    }

    void endAll(ActorRef who) {
        repository.findByPrincipalName(SignedIn.nameOf(who)).keySet().forEach(repository::deleteById);
    }

    /** Ends all but the one given. */
    public int endOthers(ActorRef who, String kept) {
        List<String> others = repository.findByPrincipalName(SignedIn.nameOf(who))
                .keySet()
                .stream()
                .filter(id -> !id.equals(kept))
                .toList();
        others.forEach(repository::deleteById);
        return others.size();
    }
}
