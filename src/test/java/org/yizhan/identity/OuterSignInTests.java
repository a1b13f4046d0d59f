package org.yizhan.identity;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.yizhan.shared.Actor;

import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

import static org.assertj.core.api.Assertions.assertThat;

/** The province signs our staff in. */
class OuterSignInTests extends OuterProviderTest {
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
        return PROVINCE.comeBack(browser, "/desk/sign-in/outer?next=/desk/me/security", subject,
                Map.of("preferred_username", account));
    }
}
