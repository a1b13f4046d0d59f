/** Working calendar 工作日历: the only source of "now", working days, and due dates explained day by day. */
@NullMarked
@ApplicationModule(displayName = "工作日历", allowedDependencies = {"shared", "journal"})
package org.yizhan.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
