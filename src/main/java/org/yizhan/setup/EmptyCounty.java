package org.yizhan.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.yizhan.content.NewSite;
import org.yizhan.content.Sites;
import org.yizhan.directory.Appointments;
import org.yizhan.directory.Directory;
import org.yizhan.directory.NewPerson;
import org.yizhan.directory.NewUnit;
import org.yizhan.directory.Organisation;
import org.yizhan.directory.UnitKind;
import org.yizhan.identity.StaffAccounts;
import org.yizhan.runtime.StartupNote;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.UnitId;

/**
 * The first start of a real county: the county itself, an empty portal, and the three administrators, whose passwords are shown
 * once at the terminal and must be changed at the first sign-in. Everything else they set up themselves.
 */
@Component
@ConditionalOnProperty(name = "yizhan.demo", havingValue = "false")
class EmptyCounty implements SmartLifecycle, StartupNote {
    private static final String DONE = "empty-county";

    private final Parts parts;
    private final Organisation organisation;
    private final Appointments appointments;
    private final Directory directory;
    private final StaffAccounts accounts;
    private final Sites sites;
    private final String county;
    private final List<String> lines = new ArrayList<>();
    private boolean running;

    EmptyCounty(Parts parts, Organisation organisation, Appointments appointments, Directory directory,
            StaffAccounts accounts, Sites sites, @Value("${yizhan.county:本县}") String county) {
        this.parts = parts;
        this.organisation = organisation;
        this.appointments = appointments;
        this.directory = directory;
        this.accounts = accounts;
        this.sites = sites;
        this.county = county;
    }

    @Override
    public void start() {
        running = true;
        parts.once(DONE, () -> {
            UnitId root = organisation
                    .addUnit(Actor.PROGRAM, NewUnit.of(null, UnitKind.GOVERNMENT, county + "人民政府", county + "政府", 1))
                    .orThrow();
            lines.add("首次启动，已建立三名管理员（口令只显示这一次，首次登录必须更改）：");
            administrator(root, "系统管理员", "sysadmin", "system-admin");
            administrator(root, "安全管理员", "secadmin", "security-admin");
            administrator(root, "审计管理员", "auditadmin", "audit-admin");
            sites.create(Actor.PROGRAM, new NewSite("", null, county + "人民政府", "www.example.gov.cn", "0000000000",
                    county + "人民政府办公室", "请在“站点管理”中填写联系方式", "请在“站点管理”中填写备案号", null, 210,
                    directory.unit(root).orElseThrow().path(), 0)).orThrow();
        });
    }

    private void administrator(UnitId root, String title, String account, String role) {
        PersonId person = organisation.addPerson(Actor.PROGRAM, NewPerson.of(title, account, root, title)).orThrow();
        appointments.grant(Actor.PROGRAM, directory.posts(person).getFirst().id(), Set.of(role), null)
                .ifPresent(refusal -> {
                    throw new IllegalStateException(refusal.text());
                });
        switch (accounts.open(Actor.PROGRAM, person)) {
            case StaffAccounts.Handover.Password(String initial) -> lines
                    .add("  " + title + "  账号 " + account + "  口令 " + initial);
            case StaffAccounts.Handover.Refused(var why) -> throw new IllegalStateException(why.text());
        }
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
