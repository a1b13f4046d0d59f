package org.yizhan.directory.web;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** A delegation as typed. */
public record DelegationForm(String to, String fromDay, String toDay, Set<Long> posts) {
    public DelegationForm(@Nullable String to, @Nullable String fromDay, @Nullable String toDay,
            @Nullable Set<Long> posts) {
        this.to = UnitForm.text(to);
        this.fromDay = UnitForm.text(fromDay);
        this.toDay = UnitForm.text(toDay);
        this.posts = posts == null
                ? Set.of()
                : posts.stream().filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
    }
}
