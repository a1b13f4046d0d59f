package org.yizhan.content.web;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.yizhan.content.KnownLeader;
import org.yizhan.content.Leaders;
import org.yizhan.shared.UnitPath;

/** The form of a leader as it was typed. */
public record LeaderForm(@Nullable String unit, @Nullable String name, @Nullable String posts,
        @Nullable String position, @Nullable String version) {
    static LeaderForm of(KnownLeader leader) {
        return new LeaderForm(leader.unit().value(), leader.name(), leader.posts(),
                Integer.toString(leader.position()), Integer.toString(leader.version()));
    }

    /** Empty when no unit was chosen. */
    Optional<Leaders.Typed> toTyped() {
        return WordForm.isUnit(text(unit))
                ? Optional.of(new Leaders.Typed(new UnitPath(text(unit)), text(name), text(posts), text(position)))
                : Optional.empty();
    }

    int versionSeen() {
        return text(version).matches("\\d{1,9}") ? Integer.parseInt(text(version)) : 0;
    }

    public String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }
}
