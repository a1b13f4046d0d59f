package org.yizhan.directory;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** Looks up units and people, and tells what a person may do (组织机构). */
@Component
public class Directory {
    private final Units units;
    private final People people;
    private final Posts posts;
    private final DelegationRows delegations;
    private final RightsStamp stamp;
    private final CountyClock clock;
    private final Cache<PersonId, Known> known = Caffeine.newBuilder().maximumSize(5_000).build();

    /** An actor with the state of rights and the day for which it was made. */
    private record Known(Actor actor, long stamp, LocalDate day) {}

    Directory(Units units, People people, Posts posts, DelegationRows delegations, RightsStamp stamp,
            CountyClock clock) {
        this.units = units;
        this.people = people;
        this.posts = posts;
        this.delegations = delegations;
        this.stamp = stamp;
        this.clock = clock;
    }

    public Optional<Unit> unit(UnitId id) {
        return units.byId(id);
    }

    /** The one unit above all others; empty before the county is set up. */
    public Optional<Unit> root() {
        return units.root();
    }

    /** As people call it: 云岭县, of 云岭县人民政府. */
    public String countyName() {
        return root().map(unit -> unit.name().replaceFirst("人民政府$", "")).orElse("本县");
    }

    /** All units that are not divisions, in the county's order. */
    public List<Unit> units() {
        return units.allInOrder();
    }

    /** The units right below, divisions first. */
    public List<Unit> unitsBelow(UnitId parent) {
        return units.children(parent);
    }

    /** Open units with this full or short name; several when the name says too little. */
    public List<Unit> unitsNamed(String name) {
        return units.named(name);
    }

    public Optional<Person> person(PersonId id) {
        return people.byId(id);
    }

    public Optional<Person> personByAccount(String account) {
        return people.byAccount(Accounts.normal(account));
    }

    /** The posts held now, the main one first. */
    public List<Post> posts(PersonId person) {
        return posts.heldBy(person);
    }

    /** For whom the person stands in today. */
    public List<Delegation> standingInFor(PersonId person) {
        LocalDate today = clock.today();
        return delegations.to(person, today).stream().filter(d -> d.inForceOn(today)).toList();
    }

    /** The person with the rights of all posts held now and of delegations in force today. */
    public Actor actor(PersonId id) {
        long current = stamp.current();
        LocalDate today = clock.today();
        Known found = known.getIfPresent(id);
        if (found == null || found.stamp() != current || !found.day().equals(today)) {
            found = new Known(load(id, today), current, today);
            known.put(id, found);
        }
        return found.actor();
    }

    private Actor load(PersonId id, LocalDate today) {
        Person person = people.byId(id)
                .orElseThrow(() -> new IllegalArgumentException("no such person: " + id.value()));
        var grants = person.active() ? posts.grants(id, today) : Set.<Grant>of();
        return new Actor(ActorRef.staff(id.value()), person.name(), person.unit(), grants);
    }

    /** Active people who hold the permission for this unit, for choosing a reviewer; the nearest first, at most 200. */
    public List<Person> holders(String permission, UnitPath unit) {
        return posts.holders(permission, unit, clock.today());
    }
}
