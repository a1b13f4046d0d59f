package org.yizhan.letters.web;

import org.jspecify.annotations.Nullable;
import org.yizhan.letters.Ground;

/** What is typed about a ground. */
public record GroundForm(@Nullable String name, @Nullable String way, @Nullable String basis,
        @Nullable String version) {
    static GroundForm of(Ground ground) {
        return new GroundForm(ground.name(), ground.way(), ground.basis(), Integer.toString(ground.version()));
    }

    int versionSeen() {
        return text(version).matches("\\d{1,9}") ? Integer.parseInt(text(version)) : 0;
    }

    public String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }
}
