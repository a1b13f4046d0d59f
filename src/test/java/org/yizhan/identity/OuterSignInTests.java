package org.yizhan.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.yizhan.directory.Appointments;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Organisation;
import org.yizhan.shared.Actor;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;

/** The province signs our staff in: a small provider stands in for it, which can be told to misbehave. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = {"yizhan.identity.hash-memory=256",
    "yizhan.outer-login.client-id=county", "yizhan.outer-login.client-secret=0123456789abcdef0123456789abcdef"})
class OuterSignInTests {
    private static final Province PROVINCE = new Province();

    @LocalServerPort
    private int port;
    @Autowired
    private Directory directory;
    @Autowired
    private Organisation organisation;
    @Autowired
    private Appointments appointments;
    @Autowired
    private StaffAccounts accounts;

    private TestStaff staff;

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry properties) {
        properties.add("yizhan.outer-login.issuer", () -> PROVINCE.issuer);
    }

    @BeforeEach
    void people() {
        staff = new TestStaff(directory, organisation, appointments, accounts);
        PROVINCE.key = PROVINCE.published;
        PROVINCE.nonce = null;
    }

    @Test
    void signsInWhomTheProvinceKnows() {
        var person = staff.withAccount();
        var browser = new TestBrowser(port);
        assertThat(browser.get("/desk/sign-in").body()).contains("省统一身份认证登录");
        assertThat(comeBack(browser, person.account(), "s-" + person.account()).location())
                .isEqualTo("/desk/me/security");
        assertThat(browser.get("/desk/me/security").body()).contains("外部统一身份");
    }

    @Test
    void keepsToTheSubjectOnceItIsLinked() {
        var person = staff.withAccount();
        var other = staff.withAccount();
        comeBack(new TestBrowser(port), person.account(), "subject-1");
        var browser = new TestBrowser(port);
        comeBack(browser, other.account(), "subject-1");
        assertThat(browser.get("/desk/me/security").body()).contains("外部统一身份");
        assertThat(accounts.lastSignIns(person.id(), 10)).hasSize(2);
        assertThat(accounts.lastSignIns(other.id(), 10)).isEmpty();
    }

    @Test
    void refusesWhoHasNoAccountHere() {
        assertRefused("nobody-here");
        assertRefused(staff.withoutAccount().account());
        var closed = staff.withAccount();
        accounts.close(Actor.PROGRAM, closed.id());
        assertRefused(closed.account());
    }

    @Test
    void refusesATokenThatAnotherKeySigned() throws Exception {
        PROVINCE.key = new RSAKeyGenerator(2048).keyID("p").generate();
        assertRefused(staff.withAccount().account());
    }

    @Test
    void refusesATokenForAnotherRequest() {
        PROVINCE.nonce = "another";
        assertRefused(staff.withAccount().account());
    }

    @Test
    void refusesAnAnswerThatWasNotAskedFor() {
        var browser = new TestBrowser(port);
        browser.get("/desk/sign-in/outer");
        assertThat(browser.get("/desk/sign-in/outer/back?code=x&state=forged").location()).isEqualTo("/desk/sign-in");
        assertThat(new TestBrowser(port).get("/desk/sign-in/outer/back?code=x&state=y").location())
                .isEqualTo("/desk/sign-in");
    }

    @Test
    void asksForTheSecondFactorThatIsRequiredHere() {
        var administrator = staff.withAccount("security-admin");
        assertThat(
                comeBack(new TestBrowser(port), administrator.account(), "admin-" + administrator.account()).location())
                .isEqualTo("/desk/sign-in/add-factor");
    }

    private void assertRefused(String account) {
        var browser = new TestBrowser(port);
        assertThat(comeBack(browser, account, "x-" + account).location()).isEqualTo("/desk/sign-in");
        assertThat(browser.get("/desk/sign-in").body()).contains("role=\"alert\"");
        assertThat(browser.get("/desk/me/security").status()).isEqualTo(303);
    }

    private static TestBrowser.Answer comeBack(TestBrowser browser, String account, String subject) {
        Map<String, String> asked = Province
                .query(browser.get("/desk/sign-in/outer?next=/desk/me/security").location().split("\\?", 2)[1]);
        assertThat(asked).containsKey("code_challenge").containsEntry("code_challenge_method", "S256");
        String code = PROVINCE.code(account, subject, asked.getOrDefault("nonce", ""));
        return browser.get("/desk/sign-in/outer/back?code=" + code + "&state=" + asked.get("state"));
    }

    /** As much of a provider as a relying party talks to. */
    private static final class Province {
        final String issuer;
        final RSAKey published;
        volatile RSAKey key;
        volatile @org.jspecify.annotations.Nullable String nonce;
        private final Map<String, JWTClaimsSet> codes = new ConcurrentHashMap<>();

        Province() {
            try {
                published = new RSAKeyGenerator(2048).keyID("p").generate();
                key = published;
                HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
                issuer = "http://localhost:" + server.getAddress().getPort();
                answer(server, "/.well-known/openid-configuration",
                        body -> """
                                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token","jwks_uri":"%1$s/keys",
                                "response_types_supported":["code"],"subject_types_supported":["public"],
                                "id_token_signing_alg_values_supported":["RS256"]}"""
                                .formatted(issuer));
                answer(server, "/keys", body -> new JWKSet(published.toPublicJWK()).toString());
                answer(server, "/token", body -> """
                        {"access_token":"a","token_type":"Bearer","expires_in":60,"id_token":"%s"}"""
                        .formatted(signed(
                                java.util.Objects.requireNonNull(codes.remove(query(body).getOrDefault("code", ""))))));
                server.start();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        String code(String account, String subject, String asked) {
            String code = "code" + codes.size() + "-" + account;
            codes.put(code, new JWTClaimsSet.Builder().issuer(issuer)
                    .subject(subject)
                    .audience("county")
                    .issueTime(new Date())
                    .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                    .claim("nonce", nonce == null ? asked : nonce)
                    .claim("preferred_username", account)
                    .build());
            return code;
        }

        private String signed(JWTClaimsSet claims) {
            try {
                var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("p").build(), claims);
                token.sign(new RSASSASigner(key));
                return token.serialize();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        static Map<String, String> query(String text) {
            return Stream.of(text.split("&"))
                    .map(part -> part.split("=", 2))
                    .collect(Collectors.toMap(part -> part[0],
                            part -> java.net.URLDecoder.decode(part[1], StandardCharsets.UTF_8)));
        }

        private static void answer(HttpServer server, String path, java.util.function.UnaryOperator<String> body) {
            server.createContext(path, exchange -> {
                try (exchange) {
                    String in = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                    byte[] out = body.apply(in).getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, out.length);
                    exchange.getResponseBody().write(out);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
