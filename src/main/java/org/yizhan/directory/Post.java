package org.yizhan.directory;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.UnitPath;

/**
 * A post (岗位) that a person holds or held: a title in a unit, with roles over the subtree of a unit.
 *
 * @param main the one post that says where the person belongs
 * @param endedOn null while it is held
 */
public record Post(PostId id, PersonId person, String personName, UnitPath unit, String unitName, String title,
        UnitPath scope, String scopeName, boolean main, LocalDate startedOn, @Nullable LocalDate endedOn,
        List<Role> roles) {
    public Post {
        roles = List.copyOf(roles);
    }

    public boolean held() {
        return endedOn == null;
    }
}
