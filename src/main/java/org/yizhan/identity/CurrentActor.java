package org.yizhan.identity;

import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.PersonId;

/** Tells who is acting in this request; built once per request, so that a right taken away is gone with the next click. */
@Component
public class CurrentActor {
    private static final String KEPT = CurrentActor.class.getName();

    private final Directory directory;

    CurrentActor(Directory directory) {
        this.directory = directory;
    }

    /** The visitor for whoever is not signed in, and for a person who has left. */
    public Actor of(HttpServletRequest request) {
        if (request.getAttribute(KEPT) instanceof Actor kept) {
            return kept;
        }
        Actor actor = find(SecurityContextHolder.getContext().getAuthentication());
        request.setAttribute(KEPT, actor);
        return actor;
    }

    Actor find(@org.jspecify.annotations.Nullable Authentication authentication) {
        return SignedIn.of(authentication).map(this::actor).orElse(Actor.VISITOR);
    }

    private Actor actor(ActorRef who) {
        return switch (who.kind()) {
            case STAFF -> {
                var id = new PersonId(who.id());
                yield directory.person(id).filter(Person::active).isPresent() ? directory.actor(id) : Actor.VISITOR;
            }
            case CITIZEN -> new Actor(who, "市民", null, Set.of());
            case ENTERPRISE -> new Actor(who, "企业", null, Set.of());
            case VISITOR, PROGRAM -> Actor.VISITOR;
        };
    }
}
