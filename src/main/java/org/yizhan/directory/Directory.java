package org.yizhan.directory;

import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;

/** Looks up units and people, and tells what a person may do (组织机构). */
@Component
public class Directory {
    public Optional<Unit> unit(UnitId id) {
        throw new UnsupportedOperationException();
    }

    /** All units that are not divisions, in the county's order. */
    public List<Unit> units() {
        throw new UnsupportedOperationException();
    }

    public Optional<Person> person(PersonId id) {
        throw new UnsupportedOperationException();
    }

    public Optional<Person> personByAccount(String account) {
        throw new UnsupportedOperationException();
    }

    /** The person with the rights of all posts held now and of delegations in force today. */
    public Actor actor(PersonId id) {
        throw new UnsupportedOperationException();
    }

    /** Active people who hold the permission for this unit, for choosing a reviewer; at most 200. */
    public List<Person> holders(String permission, UnitPath unit) {
        throw new UnsupportedOperationException();
    }
}
