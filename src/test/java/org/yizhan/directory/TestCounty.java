package org.yizhan.directory;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;

/** Units and people for tests, made through the doors; names and accounts are new each time. */
class TestCounty {
    private static final AtomicInteger FRESH = new AtomicInteger();

    private final Directory directory;
    private final Organisation organisation;
    private final Appointments appointments;
    private final UnitId root;

    TestCounty(Directory directory, Organisation organisation, Appointments appointments) {
        this.directory = directory;
        this.organisation = organisation;
        this.appointments = appointments;
        this.root = directory.root()
                .map(Unit::id)
                .orElseGet(() -> organisation.addUnit(Actor.PROGRAM,
                        NewUnit.of(null, UnitKind.GOVERNMENT, "云岭县人民政府", "县政府", 1)).orThrow());
    }

    UnitId root() {
        return root;
    }

    UnitId unit(String name) {
        return unit(name, 100);
    }

    UnitId unit(String name, int ordering) {
        return organisation.addUnit(Actor.PROGRAM,
                NewUnit.of(root, UnitKind.DEPARTMENT, name + FRESH.incrementAndGet(), name, ordering)).orThrow();
    }

    UnitId division(UnitId unit, String name) {
        return organisation.addUnit(Actor.PROGRAM, NewUnit.of(unit, UnitKind.DIVISION, name, "", 1)).orThrow();
    }

    String account() {
        return "someone" + FRESH.incrementAndGet();
    }

    /** With one post, which carries these roles over the unit. */
    PersonId person(String name, UnitId unit, String... roles) {
        PersonId id = organisation.addPerson(Actor.PROGRAM, NewPerson.of(name, account(), unit, "科员")).orThrow();
        if (roles.length > 0) {
            appointments.grant(Actor.PROGRAM, post(id), Set.of(roles), null).ifPresent(refusal -> {
                throw new AssertionError(refusal.text());
            });
        }
        return id;
    }

    PostId post(PersonId person) {
        return directory.posts(person).getFirst().id();
    }

    UnitPath path(UnitId unit) {
        return directory.unit(unit).orElseThrow().path();
    }
}
