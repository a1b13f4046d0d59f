package org.yizhan.identity;

import java.net.URI;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An outer provider that citizens may sign in with, such as the province's (省统一身份认证). Without an issuer there is none.
 *
 * @param name what people call it
 * @param nameClaim the claim that carries the citizen's name
 * @param numberClaim the one that carries the identity number
 * @param levelClaim the one that says how well the provider knows who this is
 * @param levels values of it that are as good as a document at the counter; without any, nobody is verified this way
 */
@ConfigurationProperties("yizhan.outer-member-login")
record OuterMemberSettings(@Nullable URI issuer, @DefaultValue("") String clientId,
        @DefaultValue("") String clientSecret, @DefaultValue("openid profile") String scopes,
        @DefaultValue("省统一身份认证") String name, @DefaultValue("name") String nameClaim,
        @DefaultValue("identity_number") String numberClaim, @DefaultValue("acr") String levelClaim,
        @DefaultValue({
        }) List<String> levels) {
    OuterProvider.Registration registration() {
        return new OuterProvider.Registration(issuer, clientId, clientSecret, scopes);
    }
}
