package org.yizhan.identity;

import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.journal.Journal;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;
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
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;

/**
 * Signs staff in with an outer provider (外部统一身份). Who comes is decided by the subject of a verified ID token, linked to a person at the
 * first time by the claim in the settings; nobody is added to the directory this way. A second factor that is required here is
 * asked here.
 */
@Service
public class OuterSignIn {
    private static final Logger LOG = LoggerFactory.getLogger(OuterSignIn.class);
    private static final Refusal UNREACHABLE = new Refusal("现在连不上统一身份认证，请稍后再试，或用账号和密码登录。");
    private static final Refusal NOT_PROVEN = new Refusal("统一身份认证没有通过，请再试一次，或用账号和密码登录。");
    private static final Refusal UNKNOWN = new Refusal("统一身份认证通过了，但没有对应的本系统账号。请联系安全管理员开通。");
    private static final int MILLIS = 5000;
    private static final Duration METADATA_LIVES = Duration.ofHours(1);

    private final OuterSettings settings;
    private final IdentitySettings identity;
    private final StaffSignIn signIn;
    private final Directory directory;
    private final JdbcClient db;
    private final Journal journal;
    private final CountyClock clock;
    private volatile @Nullable Known known;

    private record Known(OIDCProviderMetadata provider, Instant until) {}

    OuterSignIn(OuterSettings settings, IdentitySettings identity, StaffSignIn signIn, Directory directory,
            JdbcClient db,
            Journal journal, CountyClock clock) {
        this.settings = settings;
        this.identity = identity;
        this.signIn = signIn;
        this.directory = directory;
        this.db = db;
        this.journal = journal;
        this.clock = clock;
    }

    /** What was sent along and must come back; stays in the session. */
    public record Asked(String state, String nonce, String verifier, String back,
            String next) implements Serializable {}

    /** The answer to wanting to sign in. */
    public sealed interface Beginning {
        record Leave(String address, Asked asked) implements Beginning {}

        record Refused(Refusal why) implements Beginning {}
    }

    /** Null when no outer provider is set up. */
    public @Nullable String label() {
        return settings.issuer() == null ? null : settings.label();
    }

    public Beginning begin(String next, int port) {
        URI issuer = settings.issuer();
        if (issuer == null) {
            return new Beginning.Refused(UNREACHABLE);
        }
        try {
            String back = (identity.address() == null
                    ? "http://localhost:" + port
                    : identity.address().toString().replaceAll("/$", ""))
                    + "/desk/sign-in/outer/back";
            var verifier = new CodeVerifier();
            var request = new AuthenticationRequest.Builder(ResponseType.CODE, Scope.parse(settings.scopes()),
                    new ClientID(settings.clientId()), URI.create(back))
                    .endpointURI(provider(issuer).getAuthorizationEndpointURI())
                    .state(new State())
                    .nonce(new Nonce())
                    .codeChallenge(verifier, CodeChallengeMethod.S256)
                    .build();
            return new Beginning.Leave(request.toURI().toString(), new Asked(request.getState().getValue(),
                    request.getNonce().getValue(), verifier.getValue(), back, next));
        } catch (IOException | GeneralException e) {
            LOG.warn("outer provider {} does not answer: {}", issuer, e.getMessage());
            return new Beginning.Refused(UNREACHABLE);
        }
    }

    /** @param query what came back with the person, as it stands in the address */
    public StaffSignIn.Answer finish(Asked asked, String query, Caller caller) {
        URI issuer = settings.issuer();
        if (issuer == null) {
            return new StaffSignIn.Answer.Refused(UNREACHABLE);
        }
        try {
            IDTokenClaimsSet claims = claims(provider(issuer), asked, query);
            Optional<Long> person = person(issuer.toString(), claims);
            if (person.isEmpty()) {
                return new StaffSignIn.Answer.Refused(UNKNOWN);
            }
            return signIn.proven(person.get(), SignInEntry.Means.OUTER, asked.next(),
                    caller).<StaffSignIn.Answer>map(StaffSignIn.Answer.Onward::new)
                    .orElseGet(() -> new StaffSignIn.Answer.Refused(UNKNOWN));
        } catch (IOException e) {
            LOG.warn("outer provider {} does not answer: {}", issuer, e.getMessage());
            return new StaffSignIn.Answer.Refused(UNREACHABLE);
        } catch (GeneralException | JOSEException | BadJOSEException | IllegalArgumentException e) {
            LOG.warn("outer provider {} proved nobody: {}", issuer, e.getMessage());
            return new StaffSignIn.Answer.Refused(NOT_PROVEN);
        }
    }

    private IDTokenClaimsSet claims(OIDCProviderMetadata provider, Asked asked, String query)
            throws IOException, GeneralException, JOSEException, BadJOSEException {
        var response = AuthorizationResponse.parse(URI.create(asked.back() + "?" + query));
        if (response.getState() == null || !response.getState().getValue().equals(asked.state())) {
            throw new ParseException("state is not ours");
        }
        if (!response.indicatesSuccess()) {
            throw new ParseException("refused: " + response.toErrorResponse().getErrorObject().getCode());
        }
        AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
        var client = new ClientID(settings.clientId());
        HTTPRequest request = new TokenRequest(provider.getTokenEndpointURI(),
                new ClientSecretBasic(client, new Secret(settings.clientSecret())),
                new AuthorizationCodeGrant(code, URI.create(asked.back()), new CodeVerifier(asked.verifier())))
                .toHTTPRequest();
        request.setConnectTimeout(MILLIS);
        request.setReadTimeout(MILLIS);
        TokenResponse tokens = OIDCTokenResponseParser.parse(request.send());
        if (!tokens.indicatesSuccess()) {
            throw new ParseException("no token: " + tokens.toErrorResponse().getErrorObject().getCode());
        }
        return new IDTokenValidator(provider.getIssuer(), client, JWSAlgorithm.RS256, provider.getJWKSetURI().toURL())
                .validate(((OIDCTokenResponse) tokens.toSuccessResponse()).getOIDCTokens().getIDToken(),
                        new Nonce(asked.nonce()));
    }

    /** By the subject when it is linked; otherwise by the claim, and linked from then on. */
    private Optional<Long> person(String issuer, IDTokenClaimsSet claims) {
        String subject = claims.getSubject().getValue();
        Optional<Long> linked = db
                .sql("select person_id from identity.outer_subject where issuer = :issuer and subject = :subject")
                .param("issuer", issuer)
                .param("subject", subject)
                .query((r, n) -> r.getLong(1))
                .optional();
        if (linked.isPresent()) {
            return linked;
        }
        Optional<Person> person = Optional.ofNullable(claims.getStringClaim(settings.claim()))
                .flatMap(directory::personByAccount);
        person.ifPresent(found -> {
            db.sql("""
                    insert into identity.outer_subject (issuer, subject, person_id, linked_at)
                    values (:issuer, :subject, :person, :now) on conflict do nothing""")
                    .param("issuer", issuer)
                    .param("subject", subject)
                    .param("person", found.id().value())
                    .param("now", Timestamp.from(clock.now()))
                    .update();
            journal.record(ActorRef.staff(found.id().value()), IdentityAct.OUTER_LINKED,
                    new ObjectRef("person", found.id().value()), Map.of());
        });
        return person.map(found -> found.id().value());
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
