/** Disclosure on request 依申请公开: who asks a body for information, what is answered by when, and what the annual report says of it. */
@NullMarked
@ApplicationModule(displayName = "依申请公开", allowedDependencies = {"shared", "calendar", "journal", "directory", "files",
    "identity", "masking", "messaging", "content", "disclosure", "casework", "casework::flow"})
package org.yizhan.requests;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
