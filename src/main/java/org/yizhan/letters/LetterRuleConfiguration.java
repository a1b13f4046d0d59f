package org.yizhan.letters;

import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yizhan.shared.Permission;
import org.yizhan.shared.Permissions;
import org.yizhan.shared.web.MenuEntry;

@Configuration(proxyBeanMethods = false)
class LetterRuleConfiguration {
    @Bean
    Permissions letterRulePermissions() {
        return Permissions.of("来信规则", new Permission(LetterPermissions.RULES, "设置来信规则：套话、受理迹象、职责用语、诉求分类"));
    }

    @Bean
    MenuEntry letterRuleMenu() {
        return new MenuEntry(MenuEntry.Group.CASES, 90, "来信规则", "/desk/letter-rules",
                Set.of(LetterPermissions.RULES));
    }
}
