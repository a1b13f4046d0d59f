package org.yizhan.shared;

import java.util.List;

/** The permissions that one module knows, under a heading for the screen where roles are put together. */
public record Permissions(String heading, List<Permission> all) {
    public static Permissions of(String heading, Permission... all) {
        return new Permissions(heading, List.of(all));
    }
}
