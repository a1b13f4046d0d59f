/** Hotline 热线: what people say on 12345, what is done about it, whether it helped, and what the county knows (知识库). */
@NullMarked
@ApplicationModule(displayName = "热线", allowedDependencies = {"shared", "calendar", "journal", "directory", "identity",
    "messaging", "search", "masking", "content", "casework", "casework::flow"})
package org.yizhan.hotline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
