package org.yizhan.identity.web;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.directory.Directory;
import org.yizhan.identity.OuterSignIn;

/** What the sign-in pages say about this installation. */
@Component
class SignInWays {
    private final Directory directory;
    private final OuterSignIn outer;

    SignInWays(Directory directory, OuterSignIn outer) {
        this.directory = directory;
        this.outer = outer;
    }

    String county() {
        return directory.countyName();
    }

    /** Null when no outer provider is set up. */
    @Nullable
    String outerLabel() {
        return outer.label();
    }
}
