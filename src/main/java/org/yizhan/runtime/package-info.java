/** Runtime 运行: the data folder, the embedded database, migrations and the command line. */
@NullMarked
@ApplicationModule(displayName = "运行", allowedDependencies = {"shared"})
package org.yizhan.runtime;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
