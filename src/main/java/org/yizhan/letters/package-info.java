/** Letters 来信与诉求: what people write to the county, what is checked before an answer leaves, and what the public may read of both. */
@NullMarked
@ApplicationModule(displayName = "来信与诉求", allowedDependencies = {"shared", "calendar", "journal", "directory", "files",
    "identity", "masking", "messaging", "search", "content", "evaluation", "portal", "casework", "casework::flow"})
package org.yizhan.letters;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
