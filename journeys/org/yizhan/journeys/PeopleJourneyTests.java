package org.yizhan.journeys;

import org.junit.jupiter.api.Test;

import com.google.gson.JsonParser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** The people of the county: who they are to the program, how they come in, and who gives them what they may do. */
class PeopleJourneyTests extends Journey {
    private static final String PASSWORD = "Yunling#2026";

    @Test
    void theSecurityAdministratorMakesAClerkAWindowClerk() {
        Page clerk = someoneAt(DESK);
        signIn(clerk, "tjj01", PASSWORD);
        assertThat(clerk.locator(".desk-menu")).not().containsText("窗口核验");

        Page administrator = someoneAt(DESK);
        signIn(administrator, "secadmin", PASSWORD);
        clicks(administrator.getByText("单位和人员", new Page.GetByTextOptions().setExact(true)).last());
        administrator.getByLabel("查找单位或人员").fill("tjj01");
        clicks(administrator.locator("main .find button"));
        clicks(administrator.locator("main table a").first());
        clicks(administrator.getByText("调整角色"));
        looksRight(administrator);
        administrator.getByLabel("窗口人员").check();
        presses(administrator, "保存角色");
        assertThat(administrator.locator("main table")).containsText("窗口人员");
        looksRight(administrator);

        clerk.reload();
        clicks(clerk.locator(".desk-menu").getByText("窗口核验"));
        assertThat(clerk.locator("h1")).hasText("窗口核验");
    }

    @Test
    void aCitizenComesInByPhoneAndIsVerifiedAtTheCounter() {
        String phone = "13800009001";
        Page citizen = someoneAt(PHONE);
        memberSignsIn(citizen, phone);
        looksRight(citizen);
        givesIdentity(citizen, "欧阳明月", "110105194912310021");
        assertThat(citizen.getByRole(AriaRole.ALERT)).containsText("身份证号最后一位应为 X");
        assertThat(citizen.getByLabel("真实姓名")).hasValue("欧阳明月");
        givesIdentity(citizen, "欧阳明月", "11010519491231002X");
        assertThat(citizen.locator(".facts")).containsText("110105********002X");
        assertThat(citizen.locator(".facts")).containsText("待核验");
        looksRight(citizen);

        Page clerk = someoneAt(DESK);
        signIn(clerk, "linfang", PASSWORD);
        clicks(clerk.locator(".desk-menu").getByText("窗口核验"));
        looksRight(clerk);
        verifies(clerk, phone, "欧阳明", "11010519491231002X");
        assertThat(clerk.locator(".errors")).containsText("证件与本人登记的不一致");
        assertThat(clerk.getByLabel("证件上的姓名")).hasValue("欧阳明");
        looksRight(clerk);
        verifies(clerk, phone, "欧阳明月", "11010519491231002X");
        assertThat(clerk.locator(".notice")).containsText("已核验");
        assertThat(clerk.locator("main table")).containsText("欧***");
        picture(clerk, "verification");

        citizen.reload();
        assertThat(citizen.locator(".facts")).containsText("已实名核验");
        assertThat(citizen.getByLabel("真实姓名")).hasCount(0);
        looksRight(citizen);
    }

    @Test
    void anEnterpriseComesInByItsCreditCode() {
        String phone = "13800009002";
        Page agent = someoneAt(PHONE);
        agent.navigate("/member/sign-in");
        clicks(agent.getByText("企业和组织"));
        looksRight(agent);
        asksFor(agent, phone, "云岭县山泉茶业有限公司", "91350100M000100Y44");
        assertThat(agent.getByRole(AriaRole.ALERT)).containsText("最后一位与前面各位不符");
        assertThat(agent.getByLabel("企业名称")).hasValue("云岭县山泉茶业有限公司");
        looksRight(agent);
        asksFor(agent, phone, "云岭县山泉茶业有限公司", "91350100M000100Y43");
        looksRight(agent);
        agent.getByLabel("短信里的 6 位数字").fill(codeSentTo(agent, phone));
        clicks(agent.locator("main button[type=submit]").first());
        assertThat(agent.locator(".facts")).containsText("91350100M000100Y43");
        assertThat(agent.locator(".facts")).containsText("自行填报，待核验");
        looksRight(agent);
    }

    @Test
    void aClerkAddsAnAppAndAPasskeyAndSignsInWithEach() {
        Page clerk = someoneAt(DESK, options -> options.setBaseURL(address("localhost")));
        plugsInAPasskey(clerk);
        signIn(clerk, "sjj01", PASSWORD);
        clerk.navigate("/desk/me/security");
        looksRight(clerk);
        clicks(clerk.getByText("添加动态口令"));
        looksRight(clerk);
        var app = new AuthenticatorApp(clerk.locator("main code").innerText());
        clerk.getByLabel("验证器显示的 6 位数字").fill("000000");
        clicks(clerk.locator("main button[type=submit]").first());
        assertThat(clerk.locator(".refusal")).isVisible();
        app = new AuthenticatorApp(clerk.locator("main code").innerText());
        clerk.getByLabel("验证器显示的 6 位数字").fill(app.shows(-1));
        clicks(clerk.locator("main button[type=submit]").first());
        assertThat(clerk.locator("h1")).hasText("请保存恢复码");
        looksRight(clerk);

        presses(clerk, "退出");
        signIn(clerk, "sjj01", PASSWORD);
        assertThat(clerk.locator("h1")).hasText("第二步验证");
        looksRight(clerk);
        clerk.getByLabel("动态口令或恢复码").fill(app.shows(0));
        clicks(clerk.locator("main button[type=submit]").first());
        assertThat(clerk.locator("h1")).hasText("今天要做的");

        clerk.navigate("/desk/me/security");
        clerk.getByLabel("给这台设备起个名字").fill("办公室电脑");
        presses(clerk, "添加通行密钥");
        assertThat(clerk.locator("main")).containsText("办公室电脑，");
        looksRight(clerk);

        presses(clerk, "退出");
        clerk.navigate("/desk/sign-in");
        looksRight(clerk);
        presses(clerk, "用通行密钥登录");
        assertThat(clerk.locator("h1")).hasText("今天要做的");
    }

    @Test
    void theSystemAdministratorChangesTheWordsOfACode() {
        Page administrator = someoneAt(DESK);
        signIn(administrator, "sysadmin", PASSWORD);
        clicks(administrator.locator(".desk-menu").getByText("发件箱"));
        clicks(administrator.locator("main").getByText("通知模板").first());
        clicks(administrator.locator("main").getByText("登录验证码"));
        administrator.getByLabel("通知内容").fill("云岭县：验证码 {验证码}");
        presses(administrator, "看看效果");
        assertThat(administrator.locator(".errors")).containsText("少了{有效分钟数}");
        looksRight(administrator);
        administrator.getByLabel("通知内容").fill("云岭县：验证码 {验证码}，{有效分钟数} 分钟内有效。");
        presses(administrator, "看看效果");
        assertThat(administrator.locator("main")).containsText("云岭县：验证码 482913，5 分钟内有效。");
        looksRight(administrator);
        presses(administrator, "保存为新的一版");
        assertThat(administrator.locator(".errors")).containsText("请填写修改原因");
        administrator.getByLabel("修改原因").fill("写明是哪个县");
        presses(administrator, "保存为新的一版");
        assertThat(administrator.locator(".notice")).containsText("已保存");

        Page citizen = someoneAt(PHONE);
        memberSignsIn(citizen, "13800009003");
        citizen.navigate("/demo/outbox");
        assertThat(citizen.locator("main")).containsText("云岭县：验证码 ");

        clicks(administrator.getByText("用这版再改").last());
        administrator.getByLabel("修改原因").fill("改回原来的文字");
        presses(administrator, "保存为新的一版");
        assertThat(administrator.locator("main table tbody tr").first()).containsText("请勿告诉他人");
        looksRight(administrator);
    }

    private static void givesIdentity(Page citizen, String name, String number) {
        citizen.getByLabel("真实姓名").fill(name);
        citizen.getByLabel("身份证号").fill(number);
        presses(citizen, "登记身份信息");
    }

    private static void verifies(Page clerk, String phone, String name, String number) {
        clerk.getByLabel("本人登录用的手机号").fill(phone);
        clerk.getByLabel("证件上的姓名").fill(name);
        clerk.getByLabel("身份证号").fill(number);
        presses(clerk, "证件属实，核验通过");
    }

    private static void asksFor(Page agent, String phone, String firm, String code) {
        agent.getByLabel("企业名称").fill(firm);
        agent.getByLabel("统一社会信用代码").fill(code);
        agent.getByLabel("经办人手机号").fill(phone);
        presses(agent, "获取验证码");
    }

    /** A passkey that is always there and always knows its owner. */
    private static void plugsInAPasskey(Page page) {
        var session = page.context().newCDPSession(page);
        session.send("WebAuthn.enable");
        session.send("WebAuthn.addVirtualAuthenticator", JsonParser.parseString("""
                {"options": {"protocol": "ctap2", "transport": "internal", "hasResidentKey": true,
                  "hasUserVerification": true, "isUserVerified": true, "automaticPresenceSimulation": true}}""")
                .getAsJsonObject());
    }
}
