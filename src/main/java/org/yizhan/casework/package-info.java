/** Casework 办件: whatever a unit owes someone by a date; one engine for all kinds, which describe themselves to it. */
@NullMarked
@ApplicationModule(displayName = "办件", allowedDependencies = {"shared", "calendar", "journal", "directory", "files",
    "identity", "messaging"})
package org.yizhan.casework;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
