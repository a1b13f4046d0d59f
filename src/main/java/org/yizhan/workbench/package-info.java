/** Workbench 工作台: the staff's shell with to-dos, menu and help. */
@NullMarked
@ApplicationModule(displayName = "工作台", allowedDependencies = {"shared", "calendar", "directory", "identity",
    "messaging", "search", "content", "runtime"})
package org.yizhan.workbench;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
