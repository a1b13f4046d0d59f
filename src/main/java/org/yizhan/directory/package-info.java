/** Directory 组织机构: regions, units, divisions, posts, people, roles, delegation and hand-over. */
@NullMarked
@ApplicationModule(displayName = "组织机构", allowedDependencies = {"shared", "calendar", "journal", "messaging"})
package org.yizhan.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
