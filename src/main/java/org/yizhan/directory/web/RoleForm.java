package org.yizhan.directory.web;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/** A role as typed. */
public record RoleForm(String name, String note, Set<String> permissions, int version) {
    public RoleForm(@Nullable String name, @Nullable String note, @Nullable Set<String> permissions, int version) {
        this.name = UnitForm.text(name);
        this.note = UnitForm.text(note);
        this.permissions = permissions == null ? Set.of() : Set.copyOf(permissions);
        this.version = version;
    }
}
