/** Supervision 监察: sees what is late or badly done, orders it done by a date, and checks units. */
@NullMarked
@ApplicationModule(displayName = "监察", allowedDependencies = {"shared", "calendar", "journal", "directory", "files",
    "messaging", "casework", "casework::flow"})
package org.yizhan.supervision;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
