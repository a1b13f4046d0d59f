/** Files 附件: stored once by content, checked by type, given out only by whoever owns them. */
@NullMarked
@ApplicationModule(displayName = "附件", allowedDependencies = {"shared", "calendar", "journal"})
package org.yizhan.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
