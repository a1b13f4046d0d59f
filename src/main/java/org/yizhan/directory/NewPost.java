package org.yizhan.directory;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.UnitId;

/**
 * A post to be given to a person.
 *
 * @param roles codes of roles; may be empty: a title alone
 * @param scope over whose subtree the roles hold; null: the unit of the post
 */
public record NewPost(PersonId person, UnitId unit, String title, Set<String> roles, @Nullable UnitId scope) {
    public NewPost {
        roles = Set.copyOf(roles);
    }
}
