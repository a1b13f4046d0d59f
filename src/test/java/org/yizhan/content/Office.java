package org.yizhan.content;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.UnitPath;

/** The people of a small office, for tests. */
final class Office {
    static final UnitPath COUNTY = new UnitPath("/1/");
    static final UnitPath WATER = new UnitPath("/1/7/");
    static final UnitPath SCHOOLS = new UnitPath("/1/8/");

    static final Actor CLERK = person(11, WATER, ContentPermissions.WRITE);
    static final Actor COLLEAGUE = person(12, WATER, ContentPermissions.WRITE);
    static final Actor HEAD = person(13, WATER, ContentPermissions.WRITE, ContentPermissions.REVIEW);
    static final Actor DEPUTY = person(14, WATER, ContentPermissions.REVIEW, ContentPermissions.SECRECY);
    static final Actor LEADER = person(15, WATER, ContentPermissions.SECRECY);
    static final Actor COUNTY_OFFICE = person(16, COUNTY, ContentPermissions.REVIEW, ContentPermissions.PUBLISH,
            ContentPermissions.WITHDRAW);
    static final Actor PUBLISHER = person(17, COUNTY, ContentPermissions.PUBLISH, ContentPermissions.WITHDRAW);
    static final Actor ADMINISTRATOR = person(18, COUNTY, ContentPermissions.COLUMNS, ContentPermissions.SITES);
    static final Actor TEACHER = person(19, SCHOOLS, ContentPermissions.WRITE, ContentPermissions.REVIEW,
            ContentPermissions.SECRECY, ContentPermissions.PUBLISH, ContentPermissions.WITHDRAW,
            ContentPermissions.COLUMNS, ContentPermissions.SITES);
    static final Actor EVERYTHING = person(20, COUNTY, ContentPermissions.WRITE, ContentPermissions.REVIEW,
            ContentPermissions.SECRECY, ContentPermissions.PUBLISH, ContentPermissions.WITHDRAW,
            ContentPermissions.COLUMNS, ContentPermissions.SITES, ContentPermissions.IMPORT);

    /** Leads the water bureau's duty office: may publish in an emergency. */
    static final Actor ON_DUTY = person(21, WATER, ContentPermissions.EMERGENCY, ContentPermissions.SECRECY);

    static final List<Actor> ALL = List.of(CLERK, COLLEAGUE, HEAD, DEPUTY, LEADER, COUNTY_OFFICE, PUBLISHER,
            ADMINISTRATOR,
            TEACHER, EVERYTHING);

    private Office() {}

    static Actor person(long id, UnitPath unit, String... permissions) {
        Set<Grant> grants = Arrays.stream(permissions)
                .map(permission -> new Grant(permission, unit))
                .collect(Collectors.toSet());
        return new Actor(ActorRef.staff(id), "同志" + id, unit, grants);
    }
}
