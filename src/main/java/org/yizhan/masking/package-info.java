/** Masking 遮盖: finds what must not become public in a text that people wrote, and hides it. */
@NullMarked
@ApplicationModule(displayName = "遮盖", allowedDependencies = {"search"})
package org.yizhan.masking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
