/** Journal 日志: an append-only, chained record of acts that can be verified without the running program. */
@NullMarked
@ApplicationModule(displayName = "日志", allowedDependencies = {"shared", "runtime"})
package org.yizhan.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
