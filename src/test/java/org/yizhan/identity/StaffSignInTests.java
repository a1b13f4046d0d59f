package org.yizhan.identity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;

import static org.assertj.core.api.Assertions.assertThat;

/** The way of staff into the desk, against the running server, with what attackers try. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class StaffSignInTests extends SignInTest {
    @Autowired
    private SecondFactors factors;
    @Autowired
    private MovingClock clock;
    @Autowired
    private SessionRepository<?> sessions;

    @TestConfiguration
    static class Time {
        @Bean
        @Primary
        MovingClock movingClock() {
            return new MovingClock();
        }
    }

    @BeforeEach
    void noGuessesYet() {
        db.sql("delete from identity.guess").update();
    }

    @Test
    void signsInWithAccountAndPasswordAndGoesWhereOneWanted() {
        var person = staff.withAccount();
        var browser = browser();
        assertThat(browser.get("/desk/me/security").location()).isEqualTo("/desk/sign-in?next=%2Fdesk%2Fme%2Fsecurity");
        browser.get("/desk/sign-in?next=%2Fdesk%2Fme%2Fsecurity");
        TestBrowser.Answer answer = enter(browser, person.account(), TestStaff.PASSWORD);
        assertThat(answer.location()).isEqualTo("/desk/me/security");
        TestBrowser.Answer page = browser.get("/desk/me/security");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("登录安全", "这是您第一次登录", "登录成功");
    }

    @Test
    void tellsOfTheLastTimeAndOfFailuresSince() {
        var person = staff.withAccount();
        signedIn(person.account());
        attempt(browser(), person.account(), "wrong");
        var browser = browser();
        browser.get("/desk/sign-in?next=/desk/me/security");
        enter(browser, person.account(), TestStaff.PASSWORD);
        assertThat(browser.get("/desk/me/security").body()).contains("上次登录：", "此后有 1 次没有成功的尝试");
    }

    @Test
    void answersUnknownClosedAndWrongAlike() {
        var person = staff.withAccount();
        var closed = staff.withAccount();
        accounts.close(Actor.PROGRAM, closed.id());
        String wrong = refusal(attempt(browser(), person.account(), "wrong"));
        assertThat(refusal(attempt(browser(), "nobody-here", "wrong"))).isEqualTo(wrong);
        assertThat(refusal(attempt(browser(), closed.account(), TestStaff.PASSWORD))).isEqualTo(wrong);
        assertThat(refusal(attempt(browser(), staff.withoutAccount().account(), "x"))).isEqualTo(wrong);
    }

    @Test
    void keepsWhatWasTypedButNeverThePassword() {
        TestBrowser.Answer answer = attempt(browser(), "nobody<here>", "Secret-word-9");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("nobody&lt;here>").doesNotContain("Secret-word-9");
    }

    @Test
    void keepsTheNotesOfTwoFormsSentAtOnceInOneSession() {
        bothNote(sessions);
    }

    private static <S extends Session> void bothNote(SessionRepository<S> sessions) {
        S made = sessions.createSession();
        sessions.save(made);
        S one = Objects.requireNonNull(sessions.findById(made.getId()));
        S other = Objects.requireNonNull(sessions.findById(made.getId()));
        one.setAttribute("note", "first");
        other.setAttribute("note", "second");
        sessions.save(one);
        sessions.save(other);
        assertThat(Objects.requireNonNull(sessions.findById(made.getId())).<String>getAttribute("note"))
                .isEqualTo("second");
    }

    @Test
    void renewsTheSessionAtSignIn() {
        var person = staff.withAccount();
        var browser = browser();
        browser.get("/desk/sign-in");
        String before = browser.cookie("yizhan");
        TestBrowser.Answer in = enter(browser, person.account(), TestStaff.PASSWORD);
        assertThat(in.raw().headers().allValues("Set-Cookie"))
                .anyMatch(c -> c.startsWith("yizhan=") && !c.contains(before));
        var attacker = browser().header("Cookie", "yizhan=" + before);
        assertThat(attacker.get("/desk/me/security").status()).isEqualTo(303);
    }

    @Test
    void pausesAfterFiveFailuresAlsoForUnknownAccounts() {
        var person = staff.withAccount();
        for (String account : List.of(person.account(), "nobody-at-all")) {
            for (int i = 0; i < 5; i++) {
                assertThat(refusal(attempt(browser(), account, "wrong"))).contains("账号或密码不对");
            }
            assertThat(refusal(attempt(browser(), account, TestStaff.PASSWORD))).contains("15 分钟后再试");
        }
        clock.forward(Duration.ofMinutes(16));
        assertThat(attempt(browser(), person.account(), TestStaff.PASSWORD).status()).isEqualTo(302);
    }

    @Test
    void growsThePauseWithEveryRound() {
        var person = staff.withAccount();
        for (int i = 0; i < 5; i++) {
            attempt(browser(), person.account(), "wrong");
        }
        clock.forward(Duration.ofMinutes(16));
        attempt(browser(), person.account(), "wrong");
        assertThat(refusal(attempt(browser(), person.account(), "wrong"))).contains("30 分钟后再试");
    }

    @Test
    void letsTheOwnerInOnAKnownDeviceWhileOthersAreGuessing() {
        var person = staff.withAccount();
        var known = signedIn(person.account());
        for (int i = 0; i < 8; i++) {
            attempt(browser(), person.account(), "wrong");
        }
        assertThat(refusal(attempt(browser(), person.account(), TestStaff.PASSWORD))).contains("分钟后再试");
        known.get("/desk/me/security");
        known.submit("/desk/sign-out", Map.of());
        assertThat(attempt(known, person.account(), TestStaff.PASSWORD).status()).isEqualTo(302);
    }

    @Test
    void aDeviceCookieOfOnePersonOpensNoDoorToAnother() {
        var victim = staff.withAccount();
        var attacker = signedIn(staff.withAccount().account());
        attacker.get("/desk/me/security");
        attacker.submit("/desk/sign-out", Map.of());
        for (int i = 0; i < 5; i++) {
            attempt(attacker, victim.account(), "wrong");
        }
        assertThat(refusal(attempt(attacker, victim.account(), TestStaff.PASSWORD))).contains("分钟后再试");
    }

    @Test
    void countsParallelGuessesOneByOne() throws Exception {
        var person = staff.withAccount();
        List<Callable<String>> guesses = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            guesses.add(() -> refusal(attempt(browser(), person.account(), "wrong")));
        }
        try (var pool = Executors.newFixedThreadPool(8)) {
            List<String> answers = new ArrayList<>();
            for (var each : pool.invokeAll(guesses)) {
                answers.add(each.get());
            }
            assertThat(answers).filteredOn(answer -> answer.contains("账号或密码不对")).hasSize(5);
            assertThat(answers).filteredOn(answer -> answer.contains("分钟后再试")).hasSize(19);
        }
    }

    @Test
    void anAdministratorEndsThePause() {
        var person = staff.withAccount();
        for (int i = 0; i < 6; i++) {
            attempt(browser(), person.account(), "wrong");
        }
        accounts.unlock(Actor.PROGRAM, person.id());
        assertThat(attempt(browser(), person.account(), TestStaff.PASSWORD).status()).isEqualTo(302);
    }

    @Test
    void staysOnOurOwnPagesAfterSignIn() {
        for (String evil : List.of("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)",
                "/desk\r\nSet-Cookie: a=b", "/%0d%0a\nx", " /desk", "/desk/sign-out")) {
            var person = staff.withAccount();
            var browser = browser();
            browser.get("/desk/sign-in");
            TestBrowser.Answer answer = browser.submit("/desk/sign-in",
                    Map.of("account", person.account(), "password", TestStaff.PASSWORD, "next", evil));
            assertThat(answer.location()).as(evil).isEqualTo("/desk/");
            assertThat(answer.raw().headers().allValues("Set-Cookie")).noneMatch(c -> c.startsWith("a="));
        }
    }

    @Test
    void refusesASignInFormFromElsewhere() {
        var person = staff.withAccount();
        TestBrowser.Answer answer = browser().post("/desk/sign-in",
                Map.of("account", person.account(), "password", TestStaff.PASSWORD));
        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void asksForANewPasswordAtTheFirstSignIn() {
        var person = staff.withoutAccount();
        var handover = (StaffAccounts.Handover.Password) accounts.open(Actor.PROGRAM, person.id());
        var browser = browser();
        assertThat(attempt(browser, person.account(), handover.initial()).location())
                .isEqualTo("/desk/sign-in/password");
        assertThat(browser.get("/desk/me/security").status()).as("not in yet").isEqualTo(303);
        browser.get("/desk/sign-in/password");
        assertThat(newPassword(browser, handover.initial(), handover.initial())).contains("最近用过");
        browser.get("/desk/sign-in/password");
        assertThat(newPassword(browser, "abc", "abc")).contains("至少 8 位");
        browser.get("/desk/sign-in/password");
        assertThat(newPassword(browser, "Harvest-3-moon", "Harvest-3-noon")).contains("不一样");
        browser.get("/desk/sign-in/password");
        TestBrowser.Answer in = browser.submit("/desk/sign-in/password",
                Map.of("password", "Harvest-3-moon", "repeated", "Harvest-3-moon"));
        assertThat(in.location()).isEqualTo("/desk/");
        assertThat(attempt(browser(), person.account(), "Harvest-3-moon").location()).isEqualTo("/desk/");
    }

    @Test
    void asksForANewPasswordAfterNinetyDays() {
        var person = staff.withAccount();
        db.sql("update identity.staff_account set password_set_at = password_set_at - interval '91 days' where person_id = ?")
                .param(person.id().value())
                .update();
        assertThat(attempt(browser(), person.account(), TestStaff.PASSWORD).location())
                .isEqualTo("/desk/sign-in/password");
    }

    @Test
    void changesTheOwnPasswordAndEndsOtherSessions() {
        var person = staff.withAccount();
        var elsewhere = signedIn(person.account());
        var browser = signedIn(person.account());
        browser.get("/desk/me/security");
        browser.submit("/desk/me/security/password",
                Map.of("present", "wrong", "password", "Harvest-3-moon", "repeated", "Harvest-3-moon"));
        assertThat(browser.get("/desk/me/security").body()).contains("当前密码不对");
        browser.submit("/desk/me/security/password", Map.of("present", TestStaff.PASSWORD, "password", "Harvest-3-moon",
                "repeated", "Harvest-3-moon"));
        assertThat(browser.get("/desk/me/security").body()).contains("密码已修改");
        assertThat(elsewhere.get("/desk/me/security").status()).isEqualTo(303);
        assertThat(attempt(browser(), person.account(), TestStaff.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void administratorsMustAddASecondFactor() {
        var person = staff.withAccount("security-admin");
        var browser = browser();
        assertThat(attempt(browser, person.account(), TestStaff.PASSWORD).location())
                .isEqualTo("/desk/sign-in/add-factor");
        TestBrowser.Answer page = browser.get("/desk/sign-in/add-factor");
        assertThat(page.body()).contains("<svg class=\"qr\"");
        String secret = secret(page);
        browser.submit("/desk/sign-in/add-factor", Map.of("code", "000000"));
        TestBrowser.Answer again = browser.get("/desk/sign-in/add-factor");
        assertThat(again.body()).contains("动态口令不对");
        assertThat(secret(again)).isEqualTo(secret);
        TestBrowser.Answer codes = browser.submit("/desk/sign-in/add-factor", Map.of("code", code(secret)));
        assertThat(codes.body()).contains("请保存恢复码");
        assertThat(browser.get("/desk/me/security").status()).isEqualTo(200);
    }

    @Test
    void asksForTheCodeAndTakesItOnce() {
        var person = staff.withAccount();
        String secret = addApp(person);
        clock.forward(Duration.ofSeconds(60));
        String code = code(secret);
        var browser = browser();
        assertThat(attempt(browser, person.account(), TestStaff.PASSWORD).location()).isEqualTo("/desk/sign-in/factor");
        assertThat(browser.get("/desk/me/security").status()).as("not in yet").isEqualTo(303);
        browser.get("/desk/sign-in/factor");
        assertThat(browser.submit("/desk/sign-in/factor", Map.of("code", code)).location()).isEqualTo("/desk/");
        var second = browser();
        attempt(second, person.account(), TestStaff.PASSWORD);
        second.get("/desk/sign-in/factor");
        second.submit("/desk/sign-in/factor", Map.of("code", code));
        assertThat(second.get("/desk/sign-in/factor").body()).as("replayed").contains("已经用过");
        assertThat(second.get("/desk/me/security").status()).isEqualTo(303);
    }

    @Test
    void pausesGuessingOfCodes() {
        var person = staff.withAccount();
        String secret = addApp(person);
        var browser = browser();
        attempt(browser, person.account(), TestStaff.PASSWORD);
        for (int i = 0; i < 5; i++) {
            browser.get("/desk/sign-in/factor");
            browser.submit("/desk/sign-in/factor", Map.of("code", "00000" + i));
        }
        clock.forward(Duration.ofSeconds(60));
        browser.get("/desk/sign-in/factor");
        browser.submit("/desk/sign-in/factor", Map.of("code", code(secret)));
        assertThat(browser.get("/desk/sign-in/factor").body()).contains("分钟后再试");
    }

    @Test
    void takesARecoveryCodeOnce() {
        var person = staff.withAccount();
        String secret = factors.freshSecret();
        var done = (SecondFactors.Enrolment.Done) factors.enrol(person.id().value(), secret, code(secret));
        String recovery = done.recoveryCodes().getFirst();
        assertThat(factors.take(person.id().value(), recovery)).contains(SecondFactors.Taken.RECOVERY);
        assertThat(factors.take(person.id().value(), recovery)).isEmpty();
        assertThat(factors.heldBy(person.id().value()).recoveryCodes()).isEqualTo(9);
    }

    @Test
    void addsAPasskeyAndSignsInWithIt() {
        var person = staff.withAccount();
        var key = withPasskey(person, "http://localhost:" + port);
        var browser = browser();
        TestBrowser.Answer in = signInWith(browser, key);
        assertThat(in.body()).contains("\"next\":\"/desk/me/security\"");
        assertThat(browser.get("/desk/me/security").body()).contains("通行密钥", "办公室电脑");
        assertThat(attempt(browser(), person.account(), TestStaff.PASSWORD).location()).as("is a second factor too")
                .isEqualTo("/desk/sign-in/factor");
    }

    @Test
    void takesAnAnswerOfAPasskeyOnce() {
        var key = withPasskey(staff.withAccount(), "http://localhost:" + port);
        var browser = browser();
        browser.get("/desk/sign-in");
        String answer = key.get(challenge(browser.script("/desk/sign-in/passkey/options", "")));
        var attacker = browser();
        attacker.get("/desk/sign-in");
        assertThat(attacker.script("/desk/sign-in/passkey", answer).status()).as("never asked").isEqualTo(422);
        attacker.script("/desk/sign-in/passkey/options", "");
        assertThat(attacker.script("/desk/sign-in/passkey", answer).status()).as("asked something else").isEqualTo(422);
        assertThat(attacker.get("/desk/me/security").status()).isEqualTo(303);
        assertThat(browser.script("/desk/sign-in/passkey", answer).status()).isEqualTo(200);
    }

    @Test
    void refusesAPasskeyOfAnotherOriginAndAClonedOne() {
        var person = staff.withAccount();
        var browser = signedIn(person.account());
        browser.get("/desk/me/security");
        var foreign = new SoftAuthenticator("https://evil.example");
        String made = foreign.create(challenge(browser.script("/desk/me/security/passkeys/options", "")));
        assertThat(browser.script("/desk/me/security/passkeys", made).status()).isEqualTo(422);
        var key = withPasskey(person, "http://localhost:" + port);
        assertThat(signInWith(browser(), key).status()).isEqualTo(200);
        key.turnBackCounter();
        assertThat(signInWith(browser(), key).status()).isEqualTo(422);
        assertThat(db.sql("select count(*) from journal.entry where act = 'identity.passkey-cloned' and object_id = ?")
                .param(person.id().value())
                .query(Integer.class)
                .single()).isEqualTo(1);
    }

    @Test
    void refusesAPasskeyOfAClosedAccount() {
        var person = staff.withAccount();
        var key = withPasskey(person, "http://localhost:" + port);
        accounts.close(Actor.PROGRAM, person.id());
        assertThat(signInWith(browser(), key).status()).isEqualTo(422);
    }

    private SoftAuthenticator withPasskey(TestStaff.Staff person, String origin) {
        var key = new SoftAuthenticator(origin);
        var browser = signedIn(person.account());
        browser.get("/desk/me/security");
        String made = key.create(challenge(browser.script("/desk/me/security/passkeys/options", "")));
        TestBrowser.Answer kept = browser
                .script("/desk/me/security/passkeys?label=%E5%8A%9E%E5%85%AC%E5%AE%A4%E7%94%B5%E8%84%91", made);
        assertThat(kept.status()).as(kept.body()).isEqualTo(200);
        return key;
    }

    private TestBrowser.Answer signInWith(TestBrowser browser, SoftAuthenticator key) {
        browser.get("/desk/sign-in");
        String answer = key.get(challenge(browser.script("/desk/sign-in/passkey/options", "")));
        return browser.script("/desk/sign-in/passkey?next=/desk/me/security", answer);
    }

    private static String challenge(TestBrowser.Answer options) {
        var matcher = Pattern.compile("\"challenge\":\"([^\"]+)\"").matcher(options.body());
        assertThat(matcher.find()).as(options.body()).isTrue();
        return matcher.group(1);
    }

    @Test
    void endsAllOtherSessions() {
        var person = staff.withAccount();
        var elsewhere = signedIn(person.account());
        var browser = signedIn(person.account());
        browser.get("/desk/me/security");
        browser.submit("/desk/me/security/sessions/end", Map.of());
        assertThat(browser.get("/desk/me/security").body()).contains("已退出其他 1 处登录");
        assertThat(elsewhere.get("/desk/me/security").status()).isEqualTo(303);
    }

    @Test
    void endsASessionAfterItsLongestTime() {
        var browser = signedIn(staff.withAccount().account());
        assertThat(browser.get("/desk/me/security").status()).isEqualTo(200);
        clock.forward(Duration.ofHours(13));
        assertThat(browser.get("/desk/me/security").status()).isEqualTo(303);
    }

    @Test
    void aClockSetBackMakesNoSessionLastLongerAndPausesNobodyUntilThen() {
        var person = staff.withAccount();
        clock.forward(Duration.ofDays(30));
        var browser = signedIn(person.account());
        for (int i = 0; i < 5; i++) {
            attempt(browser(), person.account(), "wrong");
        }
        clock.forward(Duration.ofDays(-30));
        assertThat(browser.get("/desk/me/security").status()).isEqualTo(303);
        assertThat(attempt(browser(), person.account(), TestStaff.PASSWORD).status()).isEqualTo(302);
    }

    @Test
    void endsASessionThatIsNotUsedAndWritesDownAClickOnceAMinute() {
        var person = staff.withAccount();
        var browser = signedIn(person.account());
        long halfAMinuteAgo = lastClickWas(person.id(), Duration.ofSeconds(30));
        assertThat(browser.get("/desk/me/security").status()).isEqualTo(200);
        assertThat(lastClick(person.id())).isEqualTo(halfAMinuteAgo);

        long aMinuteAgo = lastClickWas(person.id(), Duration.ofSeconds(61));
        assertThat(browser.get("/desk/me/security").status()).isEqualTo(200);
        assertThat(lastClick(person.id())).isGreaterThan(aMinuteAgo + 60_000);

        lastClickWas(person.id(), Duration.ofMinutes(15));
        assertThat(browser.get("/desk/me/security").status()).isEqualTo(303);
    }

    private long lastClickWas(PersonId person, Duration ago) {
        return db
                .sql("""
                        update identity.session set last_access_time = :at where principal_name = :name returning last_access_time""")
                .param("at", System.currentTimeMillis() - ago.toMillis())
                .param("name", "staff:" + person.value())
                .query(Long.class)
                .single();
    }

    private long lastClick(PersonId person) {
        return db.sql("select last_access_time from identity.session where principal_name = ?")
                .param("staff:" + person.value())
                .query(Long.class)
                .single();
    }

    @Test
    void closingAnAccountEndsItsSessions() {
        var person = staff.withAccount();
        var browser = signedIn(person.account());
        accounts.close(Actor.PROGRAM, person.id());
        assertThat(browser.get("/desk/me/security").status()).isEqualTo(303);
        assertThat(attempt(browser(), person.account(), TestStaff.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void signsOut() {
        var browser = signedIn(staff.withAccount().account());
        browser.get("/desk/me/security");
        assertThat(browser.submit("/desk/sign-out", Map.of()).location()).isEqualTo("/desk/sign-in");
        assertThat(browser.get("/desk/me/security").status()).isEqualTo(303);
    }

    @Test
    void writesEverySignInIntoTheJournalWithoutNames() {
        var person = staff.withAccount();
        signedIn(person.account());
        List<String> facts = db
                .sql("select facts::text from journal.entry where act = 'identity.signed-in' and object_id = ?")
                .param(person.id().value())
                .query((r, n) -> r.getString(1))
                .list();
        assertThat(facts).hasSize(1);
        assertThat(facts.getFirst()).contains("PASSWORD").doesNotContain(person.account()).doesNotContain("127.0.0.1");
    }

    private String addApp(TestStaff.Staff person) {
        String secret = factors.freshSecret();
        assertThat(factors.enrol(person.id().value(), secret, code(secret)))
                .isInstanceOf(SecondFactors.Enrolment.Done.class);
        return secret;
    }

    private String code(String secret) {
        return Totp.code(Totp.fromBase32(secret), Totp.step(clock.instant()));
    }

    private static String secret(TestBrowser.Answer page) {
        var matcher = Pattern.compile("<code>([A-Z2-7 ]{39})</code>").matcher(page.body());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1).replace(" ", "");
    }

    private static TestBrowser.Answer enter(TestBrowser browser, String account, String password) {
        return browser.submit("/desk/sign-in", Map.of("account", account, "password", password));
    }

    private static String newPassword(TestBrowser browser, String password, String repeated) {
        browser.submit("/desk/sign-in/password", Map.of("password", password, "repeated", repeated));
        return browser.get("/desk/sign-in/password").body();
    }

    private static String refusal(TestBrowser.Answer answer) {
        var matcher = Pattern.compile("role=\"alert\">.*?<p>(.*?)</p>", Pattern.DOTALL).matcher(answer.body());
        return matcher.find() ? matcher.group(1) : "";
    }
}
