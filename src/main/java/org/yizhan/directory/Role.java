package org.yizhan.directory;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A role (角色): a named set of permissions.
 *
 * @param adminKind set for the three administrators, whose permissions cannot be changed
 */
public record Role(String code, String name, String note, @Nullable AdminKind adminKind, boolean builtIn,
        Set<String> permissions, int version) {
    public Role {
        permissions = Set.copyOf(permissions);
    }
}
