package org.yizhan.journeys;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.yizhan.runtime.StartupNote;

import com.microsoft.playwright.Page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** The first day of a real county: nothing is there but three administrators and what their lists tell them to do. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {"yizhan.demo=false",
    "yizhan.county=新建县"})
class FirstDayJourneyTests extends Journey {
    @Autowired
    private List<StartupNote> notes;

    @Test
    void theAdministratorsBringTheFirstClerkIn() {
        Page system = anAdministratorComesIn("sysadmin", passwordShownAtTheTerminal("系统管理员"), "Shouci#2026sys");
        clicks(system.locator(".todos").getByText("改成本县的名称"));
        clicks(system.getByText("修改", new Page.GetByTextOptions().setExact(true)));
        system.getByLabel("单位名称").fill("青石县人民政府");
        system.getByLabel("简称").fill("青石县政府");
        presses(system, "保存单位");
        assertThat(system.locator("h1")).hasText("青石县人民政府");
        looksRight(system);
        clicks(system.getByText("新增下级单位"));
        system.getByLabel("单位名称").fill("青石县水利局");
        system.getByLabel("简称").fill("水利局");
        presses(system, "保存单位");
        clicks(system.getByText("新增人员").first());
        system.getByLabel("姓名").fill("周晓云");
        system.getByLabel("账号").fill("zhouxiaoyun");
        system.getByLabel("职务").fill("办公室信息员");
        presses(system, "保存人员");
        assertThat(system.locator("h1")).hasText("周晓云");
        looksRight(system);

        Page security = anAdministratorComesIn("secadmin", passwordShownAtTheTerminal("安全管理员"), "Shouci#2026sec");
        clicks(security.getByText("单位和人员", new Page.GetByTextOptions().setExact(true)).last());
        security.getByLabel("查找单位或人员").fill("周晓云");
        clicks(security.locator("main .find button"));
        clicks(security.locator("main table a").first());
        clicks(security.getByText("调整角色"));
        security.getByLabel("信息员").check();
        presses(security, "保存角色");
        assertThat(security.locator("main table")).containsText("信息员");
        security.navigate("/desk/accounts?account=zhouxiaoyun");
        presses(security, "开通登录");
        assertThat(security.locator("h1")).hasText("请转交初始密码");
        looksRight(security);
        String handedOver = security.locator("main code").last().innerText();

        Page clerk = setsAPasswordOfOnesOwn("zhouxiaoyun", handedOver, "Shouci#2026");
        assertThat(clerk.locator("h1")).hasText("今天要做的");
        assertThat(clerk.locator("body")).containsText("青石县");
        assertThat(clerk.locator("main")).containsText("现在没有要您办的事");
        looksRight(clerk);
    }

    @Test
    void theAuditorFindsWhatTheOthersDid() {
        Page auditor = anAdministratorComesIn("auditadmin", passwordShownAtTheTerminal("审计管理员"), "Shouci#2026aud");
        clicks(auditor.locator(".todos").getByText("导出一次日志"));
        assertThat(auditor.locator("h1")).containsText("日志");
        assertThat(auditor.locator("main")).containsText("审计管理员");
        looksRight(auditor);
    }

    @Test
    void aCitizenWhoComesTooEarlyIsToldSo() {
        Page citizen = someoneAt(PHONE);
        citizen.navigate("/");
        assertThat(citizen.locator("main")).containsText("本站还没有发布内容");
        looksRight(citizen);
        assertThat(citizen.locator("main a[href='/sitemap']")).isVisible();
    }

    private String passwordShownAtTheTerminal(String administrator) {
        return notes.stream()
                .flatMap(note -> note.lines().stream())
                .filter(line -> line.contains(administrator + "  账号"))
                .map(line -> line.replaceAll("^.*密码 ", ""))
                .findFirst()
                .orElseThrow();
    }

    /** An administrator needs a second proof as well, from the first day. */
    private Page anAdministratorComesIn(String account, String initial, String own) {
        Page page = setsAPasswordOfOnesOwn(account, initial, own);
        assertThat(page.locator("h1")).hasText("添加动态口令");
        looksRight(page);
        page.getByLabel("验证器显示的 6 位数字").fill(new AuthenticatorApp(page.locator("main code").innerText()).shows(0));
        presses(page, "添加并登录");
        assertThat(page.locator("h1")).hasText("请保存恢复码");
        looksRight(page);
        clicks(page.getByText("已保存，进入工作台"));
        assertThat(page.locator("h1")).hasText("今天要做的");
        looksRight(page);
        return page;
    }

    private Page setsAPasswordOfOnesOwn(String account, String initial, String own) {
        Page page = someoneAt(DESK);
        signIn(page, account, initial);
        assertThat(page.locator("h1")).hasText("设置新密码");
        looksRight(page);
        page.getByLabel("新密码", new Page.GetByLabelOptions().setExact(true)).fill(own);
        page.getByLabel("再输入一次新密码").fill(own);
        presses(page, "保存并登录");
        return page;
    }
}
