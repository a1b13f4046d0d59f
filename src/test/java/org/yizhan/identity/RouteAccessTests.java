package org.yizhan.identity;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.yizhan.directory.Directory;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.UnitPath;
import org.yizhan.shared.web.MembersOnly;
import org.yizhan.shared.web.Needs;
import org.yizhan.shared.web.Open;
import org.yizhan.shared.web.StaffOnly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

/** What the filters in front of every page let through, against the running server. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(RouteAccessTests.Routes.class)
class RouteAccessTests {
    private static final UnitPath UNIT = new UnitPath("/1/");

    @LocalServerPort
    private int port;

    @MockitoBean
    private Directory directory;

    @BeforeEach
    void oneActivePerson() {
        when(directory.activeActor(any())).thenReturn(Optional.empty());
        when(directory.activeActor(new PersonId(5))).thenReturn(Optional.of(new Actor(ActorRef.staff(5), "王芳", UNIT,
                Set.of(new Grant("test.read", UNIT)))));
    }

    @Test
    void opensOpenRoutesToVisitorsWithoutASession() {
        var visitor = browser();
        TestBrowser.Answer answer = visitor.get("/api/test/open");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("visitor:0");
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void findsARouteAndItsRuleUnderEncodedLettersToo() {
        assertThat(browser().get("/api/%74est/open").body()).isEqualTo("visitor:0");
        assertThat(browser().get("/api/%74est/staff").status()).isEqualTo(browser().get("/api/test/staff").status());
        assertThat(signedIn("staff:5").get("/api/%74est/forgotten").status()).isEqualTo(404);
    }

    @Test
    void refusesARouteWithoutARule() {
        assertThat(signedIn("staff:5").get("/api/test/forgotten").status()).isEqualTo(404);
    }

    @Test
    void sendsVisitorsToTheSignInPageThatFits() {
        assertThat(browser().get("/api/test/staff?a=b").location())
                .isEqualTo("/desk/sign-in?next=%2Fapi%2Ftest%2Fstaff%3Fa%3Db");
        assertThat(browser().get("/api/test/reader").location()).startsWith("/desk/sign-in");
        assertThat(browser().get("/api/test/member").location()).startsWith("/member/sign-in");
        assertThat(signedIn("citizen:9").get("/api/test/staff").location()).startsWith("/desk/sign-in");
        assertThat(signedIn("staff:5").get("/api/test/member").location()).startsWith("/member/sign-in");
    }

    @Test
    void letsThoseThroughWhoFitTheRule() {
        assertThat(signedIn("staff:5").get("/api/test/staff").body()).isEqualTo("staff:5");
        assertThat(signedIn("staff:5").get("/api/test/reader").body()).isEqualTo("staff:5");
        assertThat(signedIn("citizen:9").get("/api/test/member").body()).isEqualTo("citizen:9");
        assertThat(signedIn("enterprise:3").get("/api/test/member").body()).isEqualTo("enterprise:3");
    }

    @Test
    void refusesAPermissionThatIsNotHeld() {
        assertThat(signedIn("staff:5").get("/api/test/writer").status()).isEqualTo(403);
    }

    @Test
    void treatsAPersonWhoLeftAsAVisitor() {
        assertThat(signedIn("staff:6").get("/api/test/staff").status()).isEqualTo(303);
        assertThat(signedIn("staff:6").get("/api/test/open").body()).isEqualTo("visitor:0");
    }

    @Test
    void answersUnknownPathsWithNotFoundForEverybody() {
        assertThat(browser().get("/nothing/here").status()).isEqualTo(404);
        assertThat(browser().get("/desk/nothing/here").status()).isEqualTo(404);
        assertThat(browser().get("/error").status()).isEqualTo(404);
    }

    @Test
    void answersAWrongMethodWithMethodNotAllowed() {
        assertThat(browser().send(browser().request("/api/test/open").PUT(BodyPublishers.noBody())).status())
                .isIn(403, 405);
    }

    @Test
    void refusesAFormWithoutItsToken() {
        assertThat(signedIn("staff:5").post("/api/test/staff", Map.of()).status()).isEqualTo(403);
    }

    @Test
    void takesAFormWithItsToken() {
        var browser = signedIn("staff:5");
        String token = browser.get("/api/test/token").body();
        assertThat(browser.post("/api/test/staff", Map.of("_csrf", token)).body()).isEqualTo("posted");
    }

    @Test
    void takesAnUploadWithItsToken() {
        var browser = signedIn("staff:5");
        String token = browser.get("/api/test/token").body();
        assertThat(browser.send(upload(browser, token)).body()).isEqualTo("3 bytes");
        assertThat(browser.send(upload(browser, "wrong")).status()).isEqualTo(403);
    }

    @Test
    void turnsAwayAnUploadBeforeReadingItAndAFormOfAStrangerBeforeMakingASession() {
        var member = signedIn("citizen:9");
        assertThat(member.send(upload(member, "wrong")).status()).as("decided before the token was looked for")
                .isEqualTo(303);
        TestBrowser.Answer stranger = browser().post("/api/test/staff", Map.of());
        assertThat(stranger.status()).isEqualTo(403);
        assertThat(stranger.header("Set-Cookie")).isEmpty();
    }

    @Test
    void exemptsRoutesWithTheirOwnProofFromTheToken() {
        assertThat(browser().post("/local/test", Map.of()).body()).isEqualTo("local");
    }

    @Test
    void sendsSecurityHeadersWithEveryPage() {
        TestBrowser.Answer answer = browser().get("/api/test/open");
        assertThat(answer.header("Content-Security-Policy")).isEqualTo(SecurityHeaders.CONTENT_POLICY);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("strict-origin-when-cross-origin");
        assertThat(answer.header("Strict-Transport-Security")).isEmpty();
    }

    /** The addresses of public pages go past the filters. */
    @ParameterizedTest
    @ValueSource(strings = {"/open-page/", "/nothing-is-here/"})
    void sendsThemWithPagesForEverybodyAsWell(String path) {
        TestBrowser.Answer answer = browser().get(path);
        assertThat(answer.header("Content-Security-Policy")).isEqualTo(SecurityHeaders.CONTENT_POLICY);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("strict-origin-when-cross-origin");
        assertThat(answer.header("Permissions-Policy")).contains("camera=()");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void aPageForEverybodyKnowsNobodyAndOneForStaffIsNoPageForEverybody() {
        var staff = signedIn("staff:5");
        assertThat(staff.get("/open-page/").body()).isEqualTo("visitor:0");
        assertThat(staff.get("/staff-page/").status()).isEqualTo(303);
        assertThat(staff.get("/session-page/").status()).as("a session would be everybody's").isEqualTo(500);
    }

    @Test
    void leavesAContentPolicyAloneThatAHandlerSet() {
        assertThat(browser().get("/api/test/own-policy").header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'");
    }

    @Test
    void hidesTheCookieFromScriptsAndFromOtherSites() {
        String cookie = browser().get("/api/test/sign-in?as=staff:5").header("Set-Cookie");
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax").doesNotContain("Secure");
    }

    @Test
    void refusesHostileHostHeaders() throws IOException {
        for (String host : new String[]{"evil.example\"><script>", "a b", "evil/..", "x@y"}) {
            assertThat(statusWithHost(host)).as(host).startsWith("HTTP/1.1 400");
        }
        assertThat(statusWithHost("gov.example")).startsWith("HTTP/1.1 200");
    }

    /** Without an address in the settings the issuer would be what the header says. */
    @Test
    void isNoProviderUnderAForeignNameAsLongAsNobodySaidTheOwn() throws IOException {
        assertThat(statusWithHost("evil.example", "/.well-known/openid-configuration")).startsWith("HTTP/1.1 404");
        assertThat(statusWithHost("evil.example", "/oauth2/jwks")).startsWith("HTTP/1.1 404");
        assertThat(statusWithHost("localhost", "/.well-known/openid-configuration")).startsWith("HTTP/1.1 200");
    }

    private String statusWithHost(String host) throws IOException {
        return statusWithHost(host, "/api/test/open");
    }

    private String statusWithHost(String host, String path) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            InputStream answer = socket.getInputStream();
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private java.net.http.HttpRequest.Builder upload(TestBrowser browser, String token) {
        String body = """
                --limit\r
                Content-Disposition: form-data; name="_csrf"\r
                \r
                %s\r
                --limit\r
                Content-Disposition: form-data; name="file"; filename="a.txt"\r
                Content-Type: text/plain\r
                \r
                abc\r
                --limit--\r
                """.formatted(token);
        return browser.request("/api/test/upload")
                .header("Content-Type", "multipart/form-data; boundary=limit")
                .POST(BodyPublishers.ofString(body));
    }

    private TestBrowser browser() {
        return new TestBrowser(port);
    }

    private TestBrowser signedIn(String as) {
        var browser = browser();
        browser.get("/api/test/sign-in?as=" + as);
        return browser;
    }

    @TestConfiguration
    @RestController
    static class Routes {
        @Open
        @GetMapping("/api/test/open")
        String open(Actor actor) {
            return actor.ref().toString();
        }

        @Open
        @GetMapping("/open-page/")
        String openPage(Actor actor) {
            return actor.ref().toString();
        }

        @StaffOnly
        @GetMapping("/staff-page/")
        String staffPage() {
            return "never";
        }

        @Open
        @GetMapping("/session-page/")
        String sessionPage(HttpSession session) {
            return session.getId();
        }

        @GetMapping("/api/test/forgotten")
        String forgotten() {
            return "never";
        }

        @StaffOnly
        @GetMapping("/api/test/staff")
        String staff(Actor actor) {
            return actor.ref().toString();
        }

        @StaffOnly
        @PostMapping("/api/test/staff")
        String post() {
            return "posted";
        }

        @StaffOnly
        @PostMapping("/api/test/upload")
        String upload(@RequestParam MultipartFile file) {
            return file.getSize() + " bytes";
        }

        @MembersOnly
        @GetMapping("/api/test/member")
        String member(Actor actor) {
            return actor.ref().toString();
        }

        @Needs("test.read")
        @GetMapping("/api/test/reader")
        String reader(Actor actor) {
            return actor.ref().toString();
        }

        @Needs("test.write")
        @GetMapping("/api/test/writer")
        String writer() {
            return "never";
        }

        @Open
        @GetMapping("/api/test/own-policy")
        String ownPolicy(jakarta.servlet.http.HttpServletResponse response) {
            response.setHeader("Content-Security-Policy", "default-src 'none'");
            return "own";
        }

        @Open
        @PostMapping("/local/test")
        String local() {
            return "local";
        }

        @Open
        @GetMapping("/api/test/token")
        String token(HttpServletRequest request) {
            return ((CsrfToken) request.getAttribute(CsrfToken.class.getName())).getToken();
        }

        @Open
        @GetMapping("/api/test/sign-in")
        String signIn(@RequestParam String as, HttpSession session) {
            session.setAttribute("SPRING_SECURITY_CONTEXT",
                    new SecurityContextImpl(SignedIn.asAuthentication(SignedIn.parse(as).orElseThrow())));
            return as;
        }
    }
}
