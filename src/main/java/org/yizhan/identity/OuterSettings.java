package org.yizhan.identity;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An outer provider that staff may sign in with, such as the province's (外部统一身份). Without an issuer there is none.
 *
 * @param claim what tells the account here, at the first sign-in; afterwards the subject is known
 * @param label what the button says
 */
@ConfigurationProperties("yizhan.outer-login")
record OuterSettings(@Nullable URI issuer, @DefaultValue("") String clientId, @DefaultValue("") String clientSecret,
        @DefaultValue("preferred_username") String claim, @DefaultValue("openid profile") String scopes,
        @DefaultValue("省统一身份认证登录") String label) {
    OuterProvider.Registration registration() {
        return new OuterProvider.Registration(issuer, clientId, clientSecret, scopes);
    }
}
