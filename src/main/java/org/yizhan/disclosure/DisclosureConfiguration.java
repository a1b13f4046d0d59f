package org.yizhan.disclosure;

import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yizhan.shared.Permission;
import org.yizhan.shared.Permissions;
import org.yizhan.shared.web.MenuEntry;

@Configuration(proxyBeanMethods = false)
class DisclosureConfiguration {
    @Bean
    Permissions disclosurePermissions() {
        return Permissions.of("信息公开", new Permission(DisclosurePermissions.CLASSIFY, "为稿件选定公开目录分类"),
                new Permission(DisclosurePermissions.MANAGE, "管理信息公开（指南、目录、文件时效、名录、公报）"));
    }

    @Bean
    MenuEntry disclosureMenu() {
        return new MenuEntry(MenuEntry.Group.PUBLISH, 30, "信息公开", "/desk/disclosure",
                Set.of(DisclosurePermissions.CLASSIFY, DisclosurePermissions.MANAGE));
    }
}
