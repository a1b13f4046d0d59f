package org.yizhan.identity;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/** What citizens and enterprises meet, against the running server. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "yizhan.test=sign-in")
class MemberPagesTests extends SignInTest {
    private static final String NUMBER = "11010519491231002X";
    private static final String CODE = "91350100M000100Y43";

    private TestMembers members;

    @BeforeEach
    void noCodesYet() {
        members = new TestMembers(port, db);
        members.noCodesYet();
    }

    @Test
    void leadsThroughTheCodeToWhereOneWanted() {
        var browser = browser();
        assertThat(browser.get("/member").location()).isEqualTo("/member/sign-in?next=%2Fmember");
        String phone = TestMembers.phone();
        browser.get("/member/sign-in?next=%2Fhelp");
        String before = browser.cookie("yizhan");
        assertThat(TestMembers.ask(browser, phone).location()).isEqualTo("/member/sign-in/code");
        TestBrowser.Answer page = browser.get("/member/sign-in/code");
        assertThat(page.body()).contains(phone.substring(0, 3) + "****").doesNotContain(phone);
        assertThat(TestMembers.enter(browser, members.code(phone)).location()).isEqualTo("/help");
        assertThat(browser.cookie("yizhan")).as("a new session").isNotEqualTo(before);
        assertThat(browser.get("/member").body()).contains(phone, "手机号已验证");
        assertThat(browser.get("/member/sign-in").location()).as("who is in needs no code").isEqualTo("/member");
    }

    @Test
    void staysOnOurOwnPages() {
        for (String next : List.of("//evil.example", "https://evil.example", "/\\evil.example")) {
            var browser = browser();
            String phone = TestMembers.phone();
            browser.get("/member/sign-in?next="
                    + java.net.URLEncoder.encode(next, java.nio.charset.StandardCharsets.UTF_8));
            TestMembers.ask(browser, phone);
            browser.get("/member/sign-in/code");
            assertThat(TestMembers.enter(browser, members.code(phone)).location()).as(next).isEqualTo("/member");
        }
    }

    @Test
    void keepsWhatWasTypedWhenItIsRefused() {
        var browser = browser();
        browser.get("/member/sign-in?as=enterprise");
        TestBrowser.Answer answer = browser.submit("/member/sign-in/code", Map.of("phone", "13800<b>", "firm", "山泉茶业",
                "creditCode", CODE));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("手机号应为 11 位数字", "value=\"13800&lt;b>\"", "value=\"山泉茶业\"",
                "value=\"" + CODE + "\"");
    }

    @Test
    void refusesAWrongCodeAndACodeNobodyAskedFor() {
        var browser = browser();
        assertThat(browser.get("/member/sign-in/code").location()).isEqualTo("/member/sign-in");
        String phone = TestMembers.phone();
        browser.get("/member/sign-in");
        assertThat(browser.submit("/member/sign-in", Map.of("code", "123456")).location()).isEqualTo("/member/sign-in");
        assertThat(browser.get("/member/sign-in").body()).contains("等待太久");
        TestMembers.ask(browser, phone);
        String right = members.code(phone);
        browser.get("/member/sign-in/code");
        assertThat(TestMembers.enter(browser, right.equals("000000") ? "000001" : "000000").location())
                .isEqualTo("/member/sign-in/code");
        assertThat(browser.get("/member/sign-in/code").body()).contains("role=\"alert\"");
        assertThat(browser.get("/member").status()).isEqualTo(303);
        browser.get("/member/sign-in/code");
        assertThat(TestMembers.enter(browser, right).location()).isEqualTo("/member");
    }

    @Test
    void takesAnIdentityNumberOnlyWithItsCheckDigitAndShowsItMasked() {
        var browser = members.signedIn(TestMembers.phone());
        browser.get("/member");
        browser.submit("/member/identity", Map.of("name", "张三", "identityNumber", "110105194912310021"));
        assertThat(browser.get("/member").body()).contains("身份证号最后一位应为 X", "value=\"张三\"", "没有登记");
        browser.submit("/member/identity", Map.of("name", " ", "identityNumber", NUMBER));
        assertThat(browser.get("/member").body()).contains("请填写真实姓名");
        browser.submit("/member/identity", Map.of("name", "张三", "identityNumber", NUMBER));
        assertThat(browser.get("/member").body()).contains("身份信息已登记", "110105********002X", "待核验")
                .doesNotContain(NUMBER);
    }

    @Test
    void anEnterpriseComesInWithARightCreditCodeAndHasNoIdentityNumber() {
        var browser = browser();
        String phone = TestMembers.phone();
        browser.get("/member/sign-in?as=enterprise");
        assertThat(browser.submit("/member/sign-in/code", Map.of("phone", phone, "firm", "山泉茶业",
                "creditCode", "91350100M000100Y44")).body()).contains("最后一位与前面各位不符");
        assertThat(
                browser.submit("/member/sign-in/code", Map.of("phone", phone, "firm", " ", "creditCode", CODE)).body())
                .contains("请填写企业名称");
        browser.submit("/member/sign-in/code", Map.of("phone", phone, "firm", "山泉茶业", "creditCode", CODE));
        browser.get("/member/sign-in/code");
        assertThat(TestMembers.enter(browser, members.code(phone)).location()).isEqualTo("/member");
        assertThat(browser.get("/member").body()).contains("山泉茶业", CODE, "自行填报，待核验").doesNotContain("登记身份信息");
        browser.submit("/member/identity", Map.of("name", "张三", "identityNumber", NUMBER));
        assertThat(browser.get("/member").body()).contains("只有个人账号可以登记身份证号");
    }

    @Test
    void givesTheOwnDataAsAFileAndErasesItOnlyWhenOneIsSure() {
        String phone = TestMembers.phone();
        var browser = members.signedIn(phone);
        TestBrowser.Answer file = browser.get("/member/export");
        assertThat(file.header("Content-Disposition")).contains("attachment");
        assertThat(file.header("Cache-Control")).contains("no-store");
        assertThat(file.body()).contains(phone, "手机号已验证", "登录记录");

        browser.get("/member");
        browser.submit("/member/erase", Map.of());
        assertThat(browser.get("/member").body()).contains("请先勾选", phone);
        var elsewhere = members.again(phone);
        browser.submit("/member/erase", Map.of("sure", "yes"));
        assertThat(browser.get("/member/sign-in").body()).contains("账号已注销");
        assertThat(browser.get("/member").status()).isEqualTo(303);
        assertThat(elsewhere.get("/member").status()).as("sessions on other devices").isEqualTo(303);
        assertThat(members.again(phone).get("/member").body()).as("a new, empty account").contains("没有登记");
    }

    @Test
    void nobodyIsSentToAnOuterProviderThatIsNotSetUp() {
        var browser = browser();
        assertThat(browser.get("/member/sign-in").body()).doesNotContain("/member/sign-in/outer");
        assertThat(browser.get("/member/sign-in/outer").location()).isEqualTo("/member/sign-in");
        assertThat(browser.get("/member/sign-in").body()).contains("没有设置统一身份认证，请用手机号登录");
    }

    @Test
    void signsOut() {
        var browser = members.signedIn(TestMembers.phone());
        browser.get("/member");
        assertThat(browser.submit("/member/sign-out", Map.of()).location()).isEqualTo("/");
        assertThat(browser.get("/member").status()).isEqualTo(303);
    }

    @Test
    void membersAndStaffDoNotEnterEachOthersRooms() {
        var member = members.signedIn(TestMembers.phone());
        for (String path : List.of("/desk/", "/desk/units", "/desk/verification", "/desk/outbox/templates")) {
            assertThat(member.get(path).location()).as(path).startsWith("/desk/sign-in");
        }
        var clerk = signedIn(staff.withAccount("contributor").account());
        assertThat(clerk.get("/desk/").status()).isEqualTo(200);
        for (String path : List.of("/member", "/member/export")) {
            assertThat(clerk.get(path).location()).as(path).startsWith("/member/sign-in");
        }
        clerk.get("/desk/me/security");
        assertThat(clerk.submit("/member/erase", Map.of("sure", "yes")).location()).startsWith("/member/sign-in");
    }

    @Test
    void refusesFormsFromElsewhere() {
        var member = members.signedIn(TestMembers.phone());
        for (String path : List.of("/member/identity", "/member/erase", "/member/sign-out")) {
            assertThat(member.post(path, Map.of("sure", "yes")).status()).as(path).isEqualTo(403);
        }
        assertThat(member.get("/member").status()).isEqualTo(200);
    }
}
