/** Evaluation 考核评价: what is due of each column, what an inspection would find, and how the units stand. */
@NullMarked
@ApplicationModule(displayName = "考核评价", allowedDependencies = {"shared", "calendar", "journal", "directory", "content",
    "disclosure", "messaging", "runtime"})
package org.yizhan.evaluation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
