/** Statistics 统计: how much was published, as tables and bulletins. */
@NullMarked
@ApplicationModule(displayName = "统计", allowedDependencies = {"shared", "calendar", "journal", "directory", "content",
    "evaluation", "files", "messaging", "casework", "supervision", "search", "masking"})
package org.yizhan.statistics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
