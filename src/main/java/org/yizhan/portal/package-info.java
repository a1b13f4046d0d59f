/** Portal 门户: the public pages, and the cache of finished bytes in front of them. */
@NullMarked
@ApplicationModule(displayName = "门户", allowedDependencies = {"shared", "calendar", "journal", "directory", "content",
    "files", "search", "disclosure", "evaluation"})
package org.yizhan.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
