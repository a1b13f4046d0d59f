package org.yizhan.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.directory.NewUnit;
import org.yizhan.directory.PersonLeft;
import org.yizhan.directory.UnitKind;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.UnitId;

import static org.assertj.core.api.Assertions.assertThat;

/** The security administrator's screens against the running server: accounts of staff, and systems that use this sign-on. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "yizhan.test=sign-in")
class SecurityOfficePagesTests extends SignInTest {
    private static final AtomicInteger FRESH = new AtomicInteger();
    private static final List<String> ACTS = List.of("open", "reset", "close", "unlock");

    @Autowired
    private SecondFactors factors;
    @Autowired
    private Sessions sessions;
    @Autowired
    private Clock clock;
    @Autowired
    private ApplicationEventPublisher events;
    @Autowired
    private TransactionTemplate transaction;

    @BeforeEach
    void noGuessesYet() {
        db.sql("delete from identity.guess").update();
    }

    @Test
    void opensAnAccountWithAPasswordThatMustBeChanged() {
        var newcomer = staff.withoutAccount();
        var admin = administrator();
        assertThat(admin.get("/desk/accounts").body()).contains("输入工作人员的账号");
        assertThat(admin.get("/desk/accounts?account=nobody-here").body()).contains("没有这个账号的工作人员");
        assertThat(admin.get("/desk/accounts?account=" + newcomer.account()).body()).contains("没有开通", "没有登录记录");

        TestBrowser.Answer handover = act(admin, "open", newcomer.id());
        assertThat(handover.status()).isEqualTo(200);
        assertThat(handover.body()).contains("只显示这一次");
        var browser = browser();
        assertThat(attempt(browser, newcomer.account(), secret(handover)).location())
                .isEqualTo("/desk/sign-in/password");

        act(admin, "open", newcomer.id());
        assertThat(shown(admin, newcomer)).contains("该账号已经开通", "已开通");
    }

    @Test
    void resettingEndsSessionsAndTakesTheSecondFactorOnlyWhenAsked() {
        var person = staff.withAccount();
        enrol(person.id());
        var open = signedIn(person.account());
        var admin = administrator();
        String first = secret(act(admin, "reset", person.id()));
        assertThat(open.get("/desk/").status()).as("open sessions").isEqualTo(303);
        assertThat(attempt(browser(), person.account(), TestStaff.PASSWORD).status()).as("the old password")
                .isEqualTo(200);
        assertThat(attempt(browser(), person.account(), first).location()).isEqualTo("/desk/sign-in/factor");

        admin.get("/desk/accounts?account=" + person.account());
        String second = secret(admin.submit("/desk/accounts/reset",
                Map.of("person", String.valueOf(person.id().value()), "factors", "true")));
        assertThat(attempt(browser(), person.account(), second).location()).isEqualTo("/desk/sign-in/password");
    }

    @Test
    void closingEndsSessionsAndSignInUntilItIsOpenedAgain() {
        var person = staff.withAccount();
        var open = signedIn(person.account());
        var admin = administrator();
        act(admin, "close", person.id());
        assertThat(shown(admin, person)).contains("账号已关闭", "已关闭");
        assertThat(open.get("/desk/").status()).isEqualTo(303);
        assertThat(attempt(browser(), person.account(), TestStaff.PASSWORD).body()).contains("账号或密码不对");
        act(admin, "reset", person.id());
        assertThat(shown(admin, person)).contains("该账号没有开通，不能重置");
        String initial = secret(act(admin, "open", person.id()));
        assertThat(attempt(browser(), person.account(), initial).location()).isEqualTo("/desk/sign-in/password");
    }

    @Test
    void endsThePauseAfterTooManyGuessesAndShowsThem() {
        var person = staff.withAccount();
        for (int i = 0; i < 6; i++) {
            attempt(browser(), person.account(), "wrong");
        }
        assertThat(attempt(browser(), person.account(), TestStaff.PASSWORD).body()).contains("分钟后再试");
        var admin = administrator();
        assertThat(admin.get("/desk/accounts?account=" + person.account()).body()).contains("密码不对");
        act(admin, "unlock", person.id());
        assertThat(shown(admin, person)).contains("已解除暂停");
        assertThat(attempt(browser(), person.account(), TestStaff.PASSWORD).location()).isEqualTo("/desk/");
    }

    @Test
    void managesNeitherOneselfNorOtherUnitsNorWhoIsNotThere() {
        var self = staff.withAccount("security-admin");
        var admin = signedInWithFactor(self);
        for (String act : ACTS) {
            act(admin, act, self.id());
            assertThat(shown(admin, self)).as(act).contains("不能管理自己的账号");
            act(admin, act, new PersonId(999_999));
            assertThat(admin.get("/desk/accounts?account=").body()).as(act).contains("没有找到这位工作人员");
        }
        assertThat(admin.get("/desk/").status()).as("still signed in").isEqualTo(200);

        var ofOneUnit = staff.withAccount("security-admin");
        appointments.grant(Actor.PROGRAM, directory.posts(ofOneUnit.id()).getFirst().id(), Set.of("security-admin"),
                unit());
        var other = staff.withAccount();
        signedIn(other.account());
        var partial = signedInWithFactor(ofOneUnit);
        assertThat(shown(partial, other)).contains("没有登录记录");
        for (String act : ACTS) {
            act(partial, act, other.id());
            assertThat(shown(partial, other)).as(act).contains("您没有管理该单位登录账号的权限");
        }
        assertThat(accounts.state(other.id())).isEqualTo(StaffAccounts.State.OPEN);
    }

    @Test
    void isNotForOthers() {
        var victim = staff.withAccount();
        var visitor = browser();
        var clerk = signedIn(
                staff.withAccount("contributor", "unit-reviewer", "deputy-head", "editor", "window-clerk").account());
        for (String page : List.of("/desk/accounts", "/desk/clients")) {
            assertThat(visitor.get(page).location()).isEqualTo("/desk/sign-in?next=" + page.replace("/", "%2F"));
            assertThat(clerk.get(page).status()).as(page).isEqualTo(403);
        }
        clerk.get("/desk/me/security");
        for (String form : List.of("/desk/accounts/open", "/desk/accounts/reset", "/desk/accounts/close",
                "/desk/accounts/unlock", "/desk/clients", "/desk/clients/secret", "/desk/clients/remove")) {
            var fields = Map.of("person", String.valueOf(victim.id().value()), "client", "x", "name", "x", "addresses",
                    "https://x.example/");
            assertThat(clerk.submit(form, fields).status()).as(form).isEqualTo(403);
            assertThat(administrator().post(form, fields).status()).as("%s from elsewhere", form).isEqualTo(403);
        }
        assertThat(accounts.state(victim.id())).isEqualTo(StaffAccounts.State.OPEN);
    }

    @Test
    void answersNonsenseWithAPage() {
        var admin = administrator();
        admin.get("/desk/accounts");
        for (String person : List.of("abc", "", "99999999999999999999", "-1")) {
            assertThat(admin.submit("/desk/accounts/close", Map.of("person", person)).status()).as(person)
                    .isBetween(300, 499);
        }
        assertThat(admin.get("/desk/accounts?account=%00%F0%9F%98%80" + "x".repeat(3000)).status()).isBetween(200, 499);
    }

    @Test
    void registersASystemRenewsItsSecretAndRemovesIt() {
        var admin = administrator();
        String name = "办公系统" + FRESH.incrementAndGet();
        admin.get("/desk/clients");
        TestBrowser.Answer done = admin.submit("/desk/clients",
                Map.of("name", name, "addresses", "https://oa.yunling.example/back\nhttps://oa.yunling.example/other"));
        assertThat(done.body()).contains("密钥只显示这一次");
        String client = code(done, 0);
        String secret = code(done, 1);
        TestBrowser.Answer list = admin.get("/desk/clients");
        assertThat(list.body()).contains(name, client, "https://oa.yunling.example/other").doesNotContain(secret);

        assertThat(code(admin.submit("/desk/clients/secret", Map.of("client", client)), 1)).isNotEqualTo(secret);
        admin.get("/desk/clients");
        admin.submit("/desk/clients/remove", Map.of("client", client));
        assertThat(admin.get("/desk/clients").body()).contains("已移除").doesNotContain(client);
        assertThat(admin.submit("/desk/clients/secret", Map.of("client", client)).location())
                .isEqualTo("/desk/clients");
        assertThat(admin.get("/desk/clients").body()).contains("这个系统已经不在登记中了");
        admin.submit("/desk/clients/remove", Map.of("client", client));
        assertThat(admin.get("/desk/clients").body()).as("sent twice").contains("已移除");
    }

    @Test
    void refusesASystemWithAnUnsafeAddressAndKeepsWhatWasTyped() {
        var admin = administrator();
        for (String address : List.of("http://example.com/back", "javascript:alert(1)", "https://x.example/#a", " ")) {
            admin.get("/desk/clients");
            TestBrowser.Answer answer = admin.submit("/desk/clients", Map.of("name", "系统<甲>", "addresses", address));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).as(address).contains("返回网址", "value=\"系统&lt;甲>\"").doesNotContain("密钥只显示");
        }
        admin.get("/desk/clients");
        assertThat(admin.submit("/desk/clients", Map.of("name", " ", "addresses", "https://x.example/")).body())
                .contains("请填写系统名称");
    }

    @Test
    void whoLeavesIsSignedOutAndSignsInNoMore() {
        var leaver = staff.withAccount("contributor");
        var successor = staff.withAccount();
        var browser = signedIn(leaver.account());
        assertThat(sessions.of(ActorRef.staff(leaver.id().value()))).isNotEmpty();

        assertThat(organisation.handOver(Actor.PROGRAM, leaver.id(), successor.id())).isEmpty();
        assertThat(browser.get("/desk/").location()).startsWith("/desk/sign-in");
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(accounts.state(leaver.id())).isEqualTo(StaffAccounts.State.CLOSED);
            assertThat(sessions.of(ActorRef.staff(leaver.id().value()))).isEmpty();
        });
        assertThat(attempt(browser(), leaver.account(), TestStaff.PASSWORD).body()).contains("账号或密码不对");
        var admin = administrator();
        act(admin, "open", leaver.id());
        assertThat(shown(admin, leaver)).contains("该同志已离职，不能开通登录");
        assertThat(accounts.state(successor.id())).isEqualTo(StaffAccounts.State.OPEN);
    }

    @Test
    void hearingTwiceThatSomebodyLeftClosesOnce() {
        var leaver = staff.withAccount();
        for (int i = 0; i < 2; i++) {
            transaction.executeWithoutResult(status -> events.publishEvent(new PersonLeft(leaver.id())));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> db.sql("select count(*) from runtime.event_publication where completion_date is null")
                            .query(Long.class)
                            .single() == 0);
        }
        assertThat(db.sql("select who_kind from journal.entry where act = 'identity.account-closed' and object_id = ?")
                .param(leaver.id().value())
                .query(String.class)
                .list()).hasSize(1);
    }

    private UnitId unit() {
        return organisation.addUnit(Actor.PROGRAM, NewUnit.of(directory.root().orElseThrow().id(), UnitKind.DEPARTMENT,
                "安全试验局" + FRESH.incrementAndGet(), "试验局" + FRESH.get(), 900)).orThrow();
    }

    private TestBrowser administrator() {
        return signedInWithFactor(staff.withAccount("security-admin"));
    }

    private String enrol(PersonId person) {
        String secret = factors.freshSecret();
        assertThat(factors.enrol(person.value(), secret, code(secret, -1)))
                .isInstanceOf(SecondFactors.Enrolment.Done.class);
        return secret;
    }

    /** A code is taken once: enrolment uses the former step, signing in the present one. */
    private String code(String secret, int steps) {
        return Totp.code(Totp.fromBase32(secret), Totp.step(clock.instant()) + steps);
    }

    private TestBrowser signedInWithFactor(TestStaff.Staff person) {
        String secret = enrol(person.id());
        var browser = browser();
        assertThat(attempt(browser, person.account(), TestStaff.PASSWORD).location()).isEqualTo("/desk/sign-in/factor");
        browser.get("/desk/sign-in/factor");
        assertThat(browser.submit("/desk/sign-in/factor", Map.of("code", code(secret, 0))).location())
                .isEqualTo("/desk/");
        return browser;
    }

    private static TestBrowser.Answer act(TestBrowser admin, String act, PersonId person) {
        admin.get("/desk/accounts");
        return admin.submit("/desk/accounts/" + act, Map.of("person", String.valueOf(person.value())));
    }

    private static String shown(TestBrowser admin, TestStaff.Staff person) {
        return admin.get("/desk/accounts?account=" + person.account()).body();
    }

    private static String secret(TestBrowser.Answer handover) {
        return code(handover, 1);
    }

    private static String code(TestBrowser.Answer page, int index) {
        List<String> codes = Pattern.compile("<code>([^<]+)</code>")
                .matcher(page.body())
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(codes).hasSizeGreaterThan(index);
        return codes.get(index);
    }
}
