package org.yizhan.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.UnitPath;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;

import static org.assertj.core.api.Assertions.assertThat;

/** Another county system signs staff on through us, with a client library that others use as well. */
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
class SystemSignOnTests extends SignInTest {
    private static final int PORT = freePort();
    private static final URI BACK = URI.create("https://oa.yunling.example/back");

    @Autowired
    private SystemSignOn signOn;

    private SystemSignOn.Registration.Done system;
    private OIDCProviderMetadata provider;
    private final CodeVerifier verifier = new CodeVerifier();
    private final Nonce nonce = new Nonce();
    private final State state = new State();

    @DynamicPropertySource
    static void address(DynamicPropertyRegistry properties) {
        properties.add("server.port", () -> PORT);
        properties.add("yizhan.identity.address", () -> "http://localhost:" + PORT);
    }

    @BeforeEach
    void aSystemIsRegistered() throws Exception {
        staff.withoutAccount();
        system = (SystemSignOn.Registration.Done) signOn.register(securityAdministrator(), "办公系统", BACK.toString());
        provider = OIDCProviderMetadata.resolve(new Issuer("http://localhost:" + PORT));
    }

    @Test
    void signsStaffOnWithCodeAndProofKey() throws Exception {
        var person = staff.withAccount("contributor");
        TokenResponse response = exchange(code(signedIn(person.account()), BACK), system.secret(), verifier);
        assertThat(response.indicatesSuccess()).isTrue();
        var tokens = ((OIDCTokenResponse) response.toSuccessResponse()).getOIDCTokens();

        var claims = new IDTokenValidator(provider.getIssuer(), clientId(), JWSAlgorithm.RS256,
                provider.getJWKSetURI().toURL()).validate(tokens.getIDToken(), nonce);
        assertThat(claims.getSubject().getValue()).isEqualTo("staff:" + person.id().value());
        assertThat(claims.getStringClaim("preferred_username")).isEqualTo(person.account());

        var info = UserInfoResponse.parse(new UserInfoRequest(provider.getUserInfoEndpointURI(),
                new BearerAccessToken(tokens.getAccessToken().getValue())).toHTTPRequest().send());
        assertThat(info.indicatesSuccess()).isTrue();
        assertThat(info.toSuccessResponse().getUserInfo().getName()).isEqualTo("王小芳");
        assertThat(info.toSuccessResponse().getUserInfo().toJSONObject().toJSONString()).contains("云岭县人民政府", "科员");
    }

    @Test
    void leadsThroughTheSignInPageAndOn() {
        var person = staff.withAccount();
        var browser = new TestBrowser(PORT);
        TestBrowser.Answer first = browser.get(request(BACK).toURI().toString());
        assertThat(first.location()).startsWith("/desk/sign-in?next=%2Foauth2%2Fauthorize");
        browser.get(first.location());
        TestBrowser.Answer in = browser.submit("/desk/sign-in",
                Map.of("account", person.account(), "password", TestStaff.PASSWORD));
        assertThat(in.location()).startsWith("/desk/sign-in/onward?next=");
        TestBrowser.Answer page = browser.get(in.location());
        assertThat(page.body()).contains("<meta http-equiv=\"refresh\" content=\"0;url=/oauth2/authorize?");
        assertThat(browser.get(request(BACK).toURI().toString()).location()).startsWith(BACK + "?code=");
    }

    @Test
    void refusesAnAddressThatIsNotRegistered() {
        TestBrowser.Answer answer = signedIn(staff.withAccount().account())
                .get(request(URI.create("https://evil.example/back")).toURI().toString());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.location()).isEmpty();
    }

    @Test
    void refusesAWrongSecret() throws Exception {
        String code = code(signedIn(staff.withAccount().account()), BACK);
        assertThat(error(exchange(code, "wrong", verifier))).isEqualTo("invalid_client");
    }

    @Test
    void refusesACodeWithoutItsProofKey() throws Exception {
        String code = code(signedIn(staff.withAccount().account()), BACK);
        assertThat(error(exchange(code, system.secret(), new CodeVerifier()))).isEqualTo("invalid_grant");
    }

    @Test
    void refusesARequestWithoutProofKey() {
        String plain = request(BACK).toURI().toString().replaceAll("&?code_challenge(_method)?=[^&]*", "");
        assertThat(signedIn(staff.withAccount().account()).get(plain).location()).contains("error=invalid_request");
    }

    @Test
    void refusesACodeThatWasUsedAndTakesBackWhatItGave() throws Exception {
        String code = code(signedIn(staff.withAccount().account()), BACK);
        TokenResponse first = exchange(code, system.secret(), verifier);
        assertThat(error(exchange(code, system.secret(), verifier))).isEqualTo("invalid_grant");
        var token = ((OIDCTokenResponse) first.toSuccessResponse()).getOIDCTokens().getAccessToken();
        assertThat(new UserInfoRequest(provider.getUserInfoEndpointURI(), new BearerAccessToken(token.getValue()))
                .toHTTPRequest()
                .send()
                .getStatusCode()).isEqualTo(401);
    }

    @Test
    void refusesAPersonWhoseAccountWasClosed() throws Exception {
        var person = staff.withAccount();
        var browser = signedIn(person.account());
        String code = code(browser, BACK);
        accounts.close(Actor.PROGRAM, person.id());
        assertThat(error(exchange(code, system.secret(), verifier))).isEqualTo("invalid_grant");
        assertThat(browser.get(request(BACK).toURI().toString()).location()).startsWith("/desk/sign-in");
    }

    @Test
    void refusesASystemThatWasRemovedAndASecretThatWasRenewed() throws Exception {
        var browser = signedIn(staff.withAccount().account());
        String code = code(browser, BACK);
        var renewed = (SystemSignOn.Registration.Done) signOn.renewSecret(securityAdministrator(), system.clientId());
        assertThat(error(exchange(code, system.secret(), verifier))).isEqualTo("invalid_client");
        assertThat(exchange(code, renewed.secret(), verifier).indicatesSuccess()).isTrue();
        signOn.remove(securityAdministrator(), system.clientId());
        assertThat(browser.get(request(BACK).toURI().toString()).status()).isEqualTo(400);
    }

    /** What a Host header says becomes no part of the issuer, of a redirect, of a link, or of what a cache might keep. */
    @Test
    void isNeverCalledByTheNameInAHostHeader() throws IOException {
        String authorize = request(BACK).toURI().toString().replaceFirst("^http://[^/]+", "");
        for (String path : List.of("/.well-known/openid-configuration", "/oauth2/jwks", authorize, "/desk/",
                "/desk/sign-in",
                "/member", "/member/sign-in", "/sign-in", "/", "/sitemap", "/sitemap.xml", "/robots.txt", "/help",
                "/nothing-here")) {
            for (String host : List.of("evil.example", "evil.example:443", "localhost.evil.example")) {
                assertThat(called(host, path)).as("%s called %s", path, host)
                        .startsWith("HTTP/1.1 ")
                        .doesNotContain("evil.example");
            }
        }
        assertThat(called("evil.example", "/.well-known/openid-configuration"))
                .contains("\"issuer\":\"http://localhost:" + PORT + "\"");
        assertThat(called("evil.example", authorize)).contains("Location: /desk/sign-in?next=%2Foauth2%2Fauthorize");
    }

    /** An answer as it comes over the line, its head included. */
    private static String called(String host, String path) throws IOException {
        try (var socket = new Socket("localhost", PORT)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nX-Forwarded-Host: evil.example\r\n"
                            + "Forwarded: host=evil.example\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void registersOnlyAddressesThatAreSafe() {
        for (String address : List.of("http://example.com/back", "https://example.com/#x", "ftp://a/b",
                "javascript:alert(1)", "x")) {
            assertThat(signOn.register(securityAdministrator(), "系统", address)).as(address)
                    .isInstanceOf(SystemSignOn.Registration.Refused.class);
        }
        assertThat(signOn.register(Actor.VISITOR, "系统", BACK.toString()))
                .isInstanceOf(SystemSignOn.Registration.Refused.class);
    }

    private AuthenticationRequest request(URI back) {
        return new AuthenticationRequest.Builder(ResponseType.CODE, new Scope("openid", "profile", "posts"), clientId(),
                back)
                .endpointURI(provider.getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build();
    }

    private String code(TestBrowser browser, URI back) throws Exception {
        TestBrowser.Answer answer = browser.get(request(back).toURI().toString());
        var response = AuthorizationResponse.parse(URI.create(answer.header("Location")));
        assertThat(response.getState()).isEqualTo(state);
        return response.toSuccessResponse().getAuthorizationCode().getValue();
    }

    private TokenResponse exchange(String code, String secret, CodeVerifier proof) throws Exception {
        var request = new TokenRequest(provider.getTokenEndpointURI(),
                new ClientSecretBasic(clientId(), new Secret(secret)),
                new AuthorizationCodeGrant(new AuthorizationCode(code), BACK, proof));
        return OIDCTokenResponseParser.parse(request.toHTTPRequest().send());
    }

    private static String error(TokenResponse response) {
        return response.toErrorResponse().getErrorObject().getCode();
    }

    private ClientID clientId() {
        return new ClientID(system.clientId());
    }

    private static Actor securityAdministrator() {
        var county = new UnitPath("/1/");
        return new Actor(ActorRef.staff(999), "安全管理员", county,
                java.util.Set.of(new Grant(IdentityPermissions.SECURITY, county)));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
