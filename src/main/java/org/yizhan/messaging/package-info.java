/** Messaging 消息与待办: the one to-do list, and the outbox for notices. */
@NullMarked
@ApplicationModule(displayName = "消息与待办", allowedDependencies = {"shared", "calendar", "journal"})
package org.yizhan.messaging;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
