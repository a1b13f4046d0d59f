package org.yizhan.directory;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.PersonId;

/**
 * One person acts for another while that one is away (代办): with the rights of the posts named, from the first to the last
 * day, both counted.
 */
public record Delegation(long id, PersonId from, String fromName, PersonId to, String toName, LocalDate fromDay,
        LocalDate toDay, @Nullable Instant revokedAt, List<PostId> posts, List<String> postNames) {
    public Delegation {
        posts = List.copyOf(posts);
        postNames = List.copyOf(postNames);
    }

    public boolean inForceOn(LocalDate day) {
        return revokedAt == null && !day.isBefore(fromDay) && !day.isAfter(toDay);
    }
}
