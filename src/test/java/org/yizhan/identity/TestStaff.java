package org.yizhan.identity;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.yizhan.directory.Appointments;
import org.yizhan.directory.Directory;
import org.yizhan.directory.NewPerson;
import org.yizhan.directory.NewUnit;
import org.yizhan.directory.Organisation;
import org.yizhan.directory.Unit;
import org.yizhan.directory.UnitKind;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.UnitId;

/** People with accounts, made through the doors. */
final class TestStaff {
    static final String PASSWORD = "Lantern-7-river";
    private static final AtomicInteger FRESH = new AtomicInteger();

    private final Directory directory;
    private final Organisation organisation;
    private final Appointments appointments;
    private final StaffAccounts accounts;

    TestStaff(Directory directory, Organisation organisation, Appointments appointments, StaffAccounts accounts) {
        this.directory = directory;
        this.organisation = organisation;
        this.appointments = appointments;
        this.accounts = accounts;
    }

    record Staff(PersonId id, String account) {}

    Staff withoutAccount(String... roles) {
        UnitId root = directory.root()
                .map(Unit::id)
                .orElseGet(() -> organisation.addUnit(Actor.PROGRAM,
                        NewUnit.of(null, UnitKind.GOVERNMENT, "云岭县人民政府", "县政府", 1)).orThrow());
        String account = "clerk" + FRESH.incrementAndGet();
        PersonId id = organisation.addPerson(Actor.PROGRAM, NewPerson.of("王小芳", account, root, "科员")).orThrow();
        if (roles.length > 0) {
            appointments.grant(Actor.PROGRAM, directory.posts(id).getFirst().id(), Set.of(roles), null)
                    .ifPresent(refusal -> {
                        throw new AssertionError(refusal.text());
                    });
        }
        return new Staff(id, account);
    }

    /** Signs in with {@link #PASSWORD}, which need not be changed. */
    Staff withAccount(String... roles) {
        Staff staff = withoutAccount(roles);
        accounts.open(Actor.PROGRAM, staff.id(), PASSWORD, false).ifPresent(refusal -> {
            throw new AssertionError(refusal.text());
        });
        return staff;
    }
}
