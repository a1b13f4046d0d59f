/** A few value types and ids that every module speaks; and what every face needs to show a page. */
@NullMarked
@ApplicationModule(displayName = "共用", type = ApplicationModule.Type.OPEN, allowedDependencies = {})
package org.yizhan.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
