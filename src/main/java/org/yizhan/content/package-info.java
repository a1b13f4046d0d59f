/** Content 内容: sites, columns, articles; review before anything is public. */
@NullMarked
@ApplicationModule(displayName = "内容", allowedDependencies = {"shared", "calendar", "journal", "directory", "files",
    "messaging", "search", "runtime"})
package org.yizhan.content;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
