package org.yizhan.directory;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
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

    /** A person with the state of the directory and the day for which it was read. */
    private record Known(Actor actor, boolean active, Place place, long stamp, LocalDate day) {}

    /** Where somebody works, in the words of the desk: the county, as people call it, and the unit; empty for none. */
    public record Place(String county, String unit) {}

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

    /** What each open unit is. */
    public Map<UnitId, UnitKind> kinds() {
        return units.kinds();
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
        return known(id).orElseThrow(() -> new IllegalArgumentException("no such person: " + id.value())).actor();
    }

    /** The same for somebody who is signed in; empty once the person has left. */
    public Optional<Actor> activeActor(PersonId id) {
        return known(id).filter(Known::active).map(Known::actor);
    }

    /** Where the actor works, as it was at the moment for which the actor was made. */
    public Place placeOf(Actor actor) {
        Known found = actor.isStaff() ? known.getIfPresent(new PersonId(actor.ref().id())) : null;
        return found != null && found.actor() == actor ? found.place() : place(actor.unit());
    }

    private Optional<Known> known(PersonId id) {
        long current = stamp.current();
        LocalDate today = clock.today();
        Known found = known.getIfPresent(id);
        if (found != null && found.stamp() == current && found.day().equals(today)) {
            return Optional.of(found);
        }
        Optional<Known> read = people.byId(id).map(person -> read(person, current, today));
        read.ifPresent(fresh -> known.put(id, fresh));
        return read;
    }

    private Known read(Person person, long current, LocalDate today) {
        var grants = person.active() ? posts.grants(person.id(), today) : Set.<Grant>of();
        var actor = new Actor(ActorRef.staff(person.id().value()), person.name(), person.unit(), grants);
        return new Known(actor, person.active(), place(person.unit()), current, today);
    }

    private Place place(@Nullable UnitPath unit) {
        return new Place(countyName(), unit == null ? "" : unit(unit.unit()).map(Unit::name).orElse(""));
    }

    /** Active people who hold the permission for this unit, for choosing a reviewer; the nearest first, at most 200. */
    public List<Person> holders(String permission, UnitPath unit) {
        return posts.holders(permission, unit, clock.today());
    }
}
