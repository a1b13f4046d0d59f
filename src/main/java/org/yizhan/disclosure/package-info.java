/** Disclosure 信息公开: bodies, guides, the catalogue with its index numbers, the library of documents with their validity, lists. */
@NullMarked
@ApplicationModule(displayName = "信息公开", allowedDependencies = {"shared", "calendar", "journal", "directory", "files",
    "messaging", "search", "content"})
package org.yizhan.disclosure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
