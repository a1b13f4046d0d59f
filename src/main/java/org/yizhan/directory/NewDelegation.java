package org.yizhan.directory;

import java.time.LocalDate;
import java.util.Set;

import org.yizhan.shared.PersonId;

/** Who shall act for whom, from which to which day (both counted), and for which posts. */
public record NewDelegation(PersonId from, PersonId to, LocalDate fromDay, LocalDate toDay, Set<PostId> posts) {
    public NewDelegation {
        posts = Set.copyOf(posts);
    }
}
