/** Setup 初始化: what a county holds at its first start: its first administrators, or the demonstration county. */
@NullMarked
@ApplicationModule(displayName = "初始化", allowedDependencies = {"shared", "calendar", "directory", "identity", "journal",
    "messaging", "files", "content", "disclosure", "statistics", "casework", "letters", "hotline", "requests",
    "runtime"})
package org.yizhan.setup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
