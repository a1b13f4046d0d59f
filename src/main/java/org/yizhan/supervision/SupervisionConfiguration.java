package org.yizhan.supervision;

import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yizhan.shared.Permission;
import org.yizhan.shared.Permissions;
import org.yizhan.shared.web.MenuEntry;

@Configuration(proxyBeanMethods = false)
class SupervisionConfiguration {
    @Bean
    Permissions supervisionPermissions() {
        return Permissions.of("督查督办", new Permission(SupervisionPermissions.SEE, "查看督办单、超期情况和专项督查"),
                new Permission(SupervisionPermissions.OFFICE, "下达督办单，核查办结，开展专项督查"),
                new Permission(SupervisionPermissions.HANDLE, "签收、办理下达给本单位的督办单"),
                new Permission(SupervisionPermissions.LEAD, "批示督办单"));
    }

    @Bean
    MenuEntry lateMenu() {
        return new MenuEntry(MenuEntry.Group.SUPERVISE, 10, "超期曝光", "/desk/supervision/late",
                Set.of(SupervisionPermissions.SEE, SupervisionPermissions.OFFICE));
    }

    @Bean
    MenuEntry specialChecksMenu() {
        return new MenuEntry(MenuEntry.Group.SUPERVISE, 20, "专项督查", "/desk/supervision/checks",
                Set.of(SupervisionPermissions.SEE, SupervisionPermissions.OFFICE));
    }
}
