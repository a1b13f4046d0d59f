package org.yizhan.identity.web;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What the sign-in pages say about this installation. */
@Component
class SignInWays {
    private final String county;
    private final String outerIssuer;
    private final String outerLabel;

    SignInWays(@Value("${yizhan.county:云岭县}") String county, @Value("${yizhan.outer-login.issuer:}") String outerIssuer,
            @Value("${yizhan.outer-login.label:省统一身份认证登录}") String outerLabel) {
        this.county = county;
        this.outerIssuer = outerIssuer;
        this.outerLabel = outerLabel;
    }

    String county() {
        return county;
    }

    /** Null when no outer provider is set up. */
    @Nullable
    String outerLabel() {
        return outerIssuer.isBlank() ? null : outerLabel;
    }
}
