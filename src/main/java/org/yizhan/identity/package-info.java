/** Identity 登录: sign-in of staff, citizens and enterprises; second factor; sign-on for other systems and from an outer one. */
@NullMarked
@ApplicationModule(displayName = "登录", allowedDependencies = {"shared", "calendar", "journal", "directory",
    "messaging"})
package org.yizhan.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
