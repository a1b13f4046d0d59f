package org.yizhan.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.NewSite;
import org.yizhan.content.Sites;
import org.yizhan.directory.Appointments;
import org.yizhan.directory.Directory;
import org.yizhan.directory.DirectoryPermissions;
import org.yizhan.directory.NewPerson;
import org.yizhan.directory.NewUnit;
import org.yizhan.directory.Organisation;
import org.yizhan.directory.Person;
import org.yizhan.directory.UnitKind;
import org.yizhan.identity.IdentityPermissions;
import org.yizhan.identity.StaffAccounts;
import org.yizhan.journal.JournalPermissions;
import org.yizhan.messaging.NewTodo;
import org.yizhan.messaging.TodoList;
import org.yizhan.runtime.StartupNote;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;

/**
 * The first start of a real county: the county itself, an empty portal, and the three administrators, whose passwords are shown
 * at the terminal and must be changed at the first sign-in. What comes next stands in their to-do lists; everything else they
 * set up themselves.
 */
@Component
class EmptyCounty implements SmartLifecycle, StartupNote {
    private static final String DONE = "empty-county";

    private enum Administrator {
        SYSTEM("系统管理员", "sysadmin", "system-admin"),
        SECURITY("安全管理员", "secadmin", "security-admin"),
        AUDIT("审计管理员", "auditadmin", "audit-admin");

        private final String title;
        private final String account;
        private final String role;

        Administrator(String title, String account, String role) {
            this.title = title;
            this.account = account;
            this.role = role;
        }
    }

    private final Parts parts;
    private final Organisation organisation;
    private final Appointments appointments;
    private final Directory directory;
    private final StaffAccounts accounts;
    private final Sites sites;
    private final TodoList todos;
    private final String county;
    private final boolean demonstration;
    private final List<String> lines = new ArrayList<>();
    private boolean running;

    EmptyCounty(Parts parts, Organisation organisation, Appointments appointments, Directory directory,
            StaffAccounts accounts, Sites sites, TodoList todos, @Value("${yizhan.county:本县}") String county,
            @Value("${yizhan.demo:true}") boolean demonstration) {
        this.parts = parts;
        this.organisation = organisation;
        this.appointments = appointments;
        this.directory = directory;
        this.accounts = accounts;
        this.sites = sites;
        this.todos = todos;
        this.county = county;
        this.demonstration = demonstration;
    }

    /** In the demonstration this bean exists too, as the build has written all beans down, and stays silent. */
    @Override
    public boolean isAutoStartup() {
        return !demonstration;
    }

    @Override
    public void start() {
        running = true;
        lines.clear();
        parts.once(DONE, () -> {
            UnitId root = organisation
                    .addUnit(Actor.PROGRAM, NewUnit.of(null, UnitKind.GOVERNMENT, county + "人民政府", county + "政府", 1))
                    .orThrow();
            for (Administrator administrator : Administrator.values()) {
                appoint(root, administrator);
            }
            UnitPath path = directory.unit(root).orElseThrow().path();
            sites.create(Actor.PROGRAM, new NewSite("", null, county + "人民政府", "www.example.gov.cn", "0000000000",
                    county + "人民政府办公室", "请在“站点”中填写联系方式", "请在“站点”中填写备案号", null, 210, path, 0)).orThrow();
            firstSteps(root, path);
        });
        handOver();
    }

    private void appoint(UnitId root, Administrator administrator) {
        PersonId person = organisation
                .addPerson(Actor.PROGRAM,
                        NewPerson.of(administrator.title, administrator.account, root, administrator.title))
                .orThrow();
        appointments.grant(Actor.PROGRAM, directory.posts(person).getFirst().id(), Set.of(administrator.role), null)
                .ifPresent(refusal -> {
                    throw new IllegalStateException(refusal.text());
                });
        password(accounts.open(Actor.PROGRAM, person));
    }

    /** What has to be done, and by whom, before the county's first article can be published. */
    private void firstSteps(UnitId root, UnitPath county) {
        firstStep("units", "把“" + this.county + "人民政府”改成本县的名称，建立单位和科室", "单位建好以后，才能登记人员", "/desk/units/" + root.value(),
                DirectoryPermissions.UNITS, county);
        firstStep("people", "登记人员：至少一名信息员、一名审核人、一名分管领导和一名公开办编辑", "可以逐个添加，也可以用表格导入；登记后由安全管理员授予角色", "/desk/units",
                DirectoryPermissions.PEOPLE, county);
        firstStep("roles", "给登记好的人员授予角色", "信息员起草，审核人审核，分管领导签署保密审查，公开办编辑管理网站并发布", "/desk/units",
                DirectoryPermissions.POSTS, county);
        firstStep("accounts", "给登记好的人员开通登录，把初始密码交到本人手里", "初始密码只显示一次，本人首次登录必须更改", "/desk/accounts",
                IdentityPermissions.SECURITY, county);
        firstStep("journal", "导出一次日志，把签名公钥另行保存", "日后用它核对导出的日志是不是出自本系统", "/desk/journal", JournalPermissions.READ,
                county);
        firstStep("site", "填写县门户的名称、网址、标识码、备案号和联系方式", "这些内容显示在网站每一页的页脚，开通前必须改成本县的", "/desk/sites",
                ContentPermissions.SITES, county);
        firstStep("columns", "为县门户建立栏目，写明每个栏目由谁审核", "有了栏目，信息员才能投稿", "/desk/columns", ContentPermissions.COLUMNS,
                county);
    }

    private void firstStep(String key, String what, String why, String href, String permission, UnitPath county) {
        todos.add(new NewTodo("first-steps:" + key, what, why, null, href,
                List.of(new NewTodo.Audience.Holders(permission, county.value())), true));
    }

    /**
     * Shows the passwords of those administrators who have never signed in, new ones at every start: whoever missed them, or
     * lost power before they were shown, starts again.
     */
    private void handOver() {
        for (Administrator administrator : Administrator.values()) {
            directory.personByAccount(administrator.account)
                    .map(Person::id)
                    .filter(accounts::isUnused)
                    .ifPresent(
                            person -> lines.add("  " + administrator.title + "  账号 " + administrator.account + "  密码 "
                                    + password(accounts.reset(Actor.PROGRAM, person, false))));
        }
        if (!lines.isEmpty()) {
            lines.addFirst("还没有登录过的管理员（密码请交给三个不同的人，首次登录必须更改；没有登录以前，每次启动都会换新密码）：");
            lines.add("请在 /desk/ 登录，第一步做什么都写在“今天要做的”里。");
        }
    }

    private static String password(StaffAccounts.Handover handover) {
        return switch (handover) {
            case StaffAccounts.Handover.Password(String initial) -> initial;
            case StaffAccounts.Handover.Refused(var why) -> throw new IllegalStateException(why.text());
        };
    }

    @Override
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
