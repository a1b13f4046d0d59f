package org.yizhan.identity.web;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.yizhan.identity.OuterSignIn;

/** What the sign-in pages say about this installation. */
@Component
class SignInWays {
    private final String county;
    private final OuterSignIn outer;

    SignInWays(@Value("${yizhan.county:云岭县}") String county, OuterSignIn outer) {
        this.county = county;
        this.outer = outer;
    }

    String county() {
        return county;
    }

    /** Null when no outer provider is set up. */
    @Nullable
    String outerLabel() {
        return outer.label();
    }
}
