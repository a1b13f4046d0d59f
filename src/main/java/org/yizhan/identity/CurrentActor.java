package org.yizhan.identity;

import java.time.Instant;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.Directory;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.PersonId;

/** Tells who is acting in this request; built once per request, so that a right taken away is gone with the next click. */
@Component
public class CurrentActor {
    private static final String KEPT = CurrentActor.class.getName();

    private final Directory directory;
    private final CountyClock clock;
    private final IdentitySettings settings;

    CurrentActor(Directory directory, CountyClock clock, IdentitySettings settings) {
        this.directory = directory;
        this.clock = clock;
        this.settings = settings;
    }

    /** The visitor for whoever is not signed in, for a person who has left, and after the longest time a session may last. */
    public Actor of(HttpServletRequest request) {
        if (request.getAttribute(KEPT) instanceof Actor kept) {
            return kept;
        }
        Actor actor = SignedIn.of(SecurityContextHolder.getContext().getAuthentication())
                .filter(who -> !isTooOld(who, request))
                .map(this::actor)
                .orElse(Actor.VISITOR);
        request.setAttribute(KEPT, actor);
        return actor;
    }

    private boolean isTooOld(ActorRef who, HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return who.kind() == ActorRef.Kind.STAFF
                && session != null
                && session.getAttribute(Sessions.SINCE) instanceof Long since
                && !clock.isWithin(settings.deskLongest(), Instant.ofEpochMilli(since));
    }

    private Actor actor(ActorRef who) {
        return switch (who.kind()) {
            case STAFF -> directory.activeActor(new PersonId(who.id())).orElse(Actor.VISITOR);
            case CITIZEN -> new Actor(who, "市民", null, Set.of());
            case ENTERPRISE -> new Actor(who, "企业", null, Set.of());
            case VISITOR, PROGRAM -> Actor.VISITOR;
        };
    }
}
