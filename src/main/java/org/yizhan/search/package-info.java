/** Search 检索: Chinese full text over everything public, and over what the signed-in may see. */
@NullMarked
@ApplicationModule(displayName = "检索", allowedDependencies = {"shared", "calendar", "journal"})
package org.yizhan.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
