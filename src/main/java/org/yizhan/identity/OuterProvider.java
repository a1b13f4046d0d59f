package org.yizhan.identity;

import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yizhan.calendar.CountyClock;
import org.yizhan.shared.Refusal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;

/**
 * An outer OpenID Connect provider, and us as its relying party: the code flow with PKCE, a verified ID token, and the userinfo
 * endpoint for the claims that the token does not carry.
 */
public final class OuterProvider {
    private static final Logger LOG = LoggerFactory.getLogger(OuterProvider.class);
    private static final int MILLIS = 5000;
    private static final Duration METADATA_LIVES = Duration.ofHours(1);

    private final Registration registration;
    private final String backPath;
    private final String otherWay;
    private final IdentitySettings identity;
    private final CountyClock clock;
    private volatile @Nullable Known known;

    private record Known(OIDCProviderMetadata provider, Instant until) {}

    /** As what the provider knows us; without an issuer there is none. */
    record Registration(@Nullable URI issuer, String clientId, String clientSecret, String scopes) {}

    /** What was sent along and must come back; stays in the session. */
    public record Asked(String state, String nonce, String verifier, String back,
            String next) implements Serializable {}

    /** The answer to wanting to sign in. */
    public sealed interface Beginning {
        record Leave(String address, Asked asked) implements Beginning {}

        record Refused(Refusal why) implements Beginning {}
    }

    /** What came back with the person. */
    sealed interface Proof {
        record Proven(String issuer, String subject, Map<String, Object> claims) implements Proof {
            Optional<String> claim(String name) {
                return Optional.ofNullable(claims.get(name)).map(String::valueOf);
            }
        }

        record Refused(Refusal why) implements Proof {}
    }

    /**
     * @param backPath where the person comes back to
     * @param otherWay what to do when the provider does not answer
     */
    OuterProvider(Registration registration, String backPath, String otherWay, IdentitySettings identity,
            CountyClock clock) {
        this.registration = registration;
        this.backPath = backPath;
        this.otherWay = otherWay;
        this.identity = identity;
        this.clock = clock;
    }

    boolean isThere() {
        return registration.issuer() != null;
    }

    Beginning begin(String next, int port) {
        URI issuer = registration.issuer();
        if (issuer == null) {
            return new Beginning.Refused(none());
        }
        try {
            String back = (identity.address() == null
                    ? "http://localhost:" + port
                    : identity.address().toString().replaceAll("/$", "")) + backPath;
            var verifier = new CodeVerifier();
            var request = new AuthenticationRequest.Builder(ResponseType.CODE, Scope.parse(registration.scopes()),
                    new ClientID(registration.clientId()), URI.create(back))
                    .endpointURI(provider(issuer).getAuthorizationEndpointURI())
                    .state(new State())
                    .nonce(new Nonce())
                    .codeChallenge(verifier, CodeChallengeMethod.S256)
                    .build();
            return new Beginning.Leave(request.toURI().toString(), new Asked(request.getState().getValue(),
                    request.getNonce().getValue(), verifier.getValue(), back, next));
        } catch (IOException | GeneralException e) {
            return new Beginning.Refused(unreachable(e));
        }
    }

    /**
     * @param query what came back with the person, as it stands in the address
     * @param wanted claims that are asked for at the userinfo endpoint when the ID token does not carry them
     */
    Proof prove(Asked asked, String query, List<String> wanted) {
        URI issuer = registration.issuer();
        if (issuer == null) {
            return new Proof.Refused(none());
        }
        try {
            return proven(provider(issuer), asked, query, wanted);
        } catch (IOException e) {
            return new Proof.Refused(unreachable(e));
        } catch (GeneralException | JOSEException | BadJOSEException | IllegalArgumentException e) {
            LOG.warn("outer provider {} proved nobody: {}", issuer, e.getMessage());
            return new Proof.Refused(new Refusal("统一身份认证没有通过，请再试一次，或" + otherWay + "。"));
        }
    }

    private Refusal none() {
        return new Refusal("没有设置统一身份认证，请" + otherWay + "。");
    }

    private Refusal unreachable(Exception e) {
        LOG.warn("outer provider {} does not answer: {}", registration.issuer(), e.getMessage());
        return new Refusal("现在连不上统一身份认证，请稍后再试，或" + otherWay + "。");
    }

    private Proof proven(OIDCProviderMetadata provider, Asked asked, String query, List<String> wanted)
            throws IOException, GeneralException, JOSEException, BadJOSEException {
        var response = AuthorizationResponse.parse(URI.create(asked.back() + "?" + query));
        if (response.getState() == null || !response.getState().getValue().equals(asked.state())) {
            throw new ParseException("state is not ours");
        }
        if (!response.indicatesSuccess()) {
            throw new ParseException("refused: " + response.toErrorResponse().getErrorObject().getCode());
        }
        AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
        var client = new ClientID(registration.clientId());
        TokenResponse tokens = OIDCTokenResponseParser.parse(send(new TokenRequest(provider.getTokenEndpointURI(),
                new ClientSecretBasic(client, new Secret(registration.clientSecret())),
                new AuthorizationCodeGrant(code, URI.create(asked.back()), new CodeVerifier(asked.verifier())))
                .toHTTPRequest()));
        if (!tokens.indicatesSuccess()) {
            throw new ParseException("no token: " + tokens.toErrorResponse().getErrorObject().getCode());
        }
        OIDCTokens got = ((OIDCTokenResponse) tokens.toSuccessResponse()).getOIDCTokens();
        IDTokenClaimsSet token = new IDTokenValidator(provider.getIssuer(), client, JWSAlgorithm.RS256,
                provider.getJWKSetURI().toURL()).validate(got.getIDToken(), new Nonce(asked.nonce()));
        String subject = token.getSubject().getValue();
        var claims = new HashMap<String, Object>(token.toJSONObject());
        if (provider.getUserInfoEndpointURI() != null && !claims.keySet().containsAll(wanted)) {
            userInfo(provider, got.getAccessToken(), subject).forEach(claims::putIfAbsent);
        }
        return new Proof.Proven(provider.getIssuer().getValue(), subject, claims);
    }

    private static Map<String, Object> userInfo(OIDCProviderMetadata provider, AccessToken access, String subject)
            throws IOException, ParseException {
        var response = UserInfoResponse
                .parse(send(new UserInfoRequest(provider.getUserInfoEndpointURI(), access).toHTTPRequest()));
        if (!response.indicatesSuccess()) {
            throw new ParseException("no claims: " + response.toErrorResponse().getErrorObject().getCode());
        }
        UserInfo about = response.toSuccessResponse().getUserInfo();
        if (about == null || !about.getSubject().getValue().equals(subject)) {
            throw new ParseException("claims about somebody else");
        }
        return about.toJSONObject();
    }

    private static HTTPResponse send(HTTPRequest request) throws IOException {
        request.setConnectTimeout(MILLIS);
        request.setReadTimeout(MILLIS);
        return request.send();
    }

    private OIDCProviderMetadata provider(URI issuer) throws IOException, GeneralException {
        Known kept = known;
        if (kept == null || kept.until().isBefore(clock.now())) {
            kept = new Known(OIDCProviderMetadata.resolve(new Issuer(issuer), MILLIS, MILLIS),
                    clock.now().plus(METADATA_LIVES));
            known = kept;
        }
        return kept.provider();
    }
}
