package org.yizhan.journal;

import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.yizhan.shared.Permission;
import org.yizhan.shared.Permissions;
import org.yizhan.shared.web.MenuEntry;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class JournalConfiguration {
    @Bean
    Permissions journalPermissions() {
        return Permissions.of("日志", new Permission(JournalPermissions.READ, "查阅、校验和导出日志"));
    }

    @Bean
    MenuEntry journalMenu() {
        return new MenuEntry(MenuEntry.Group.SUPERVISE, 80, "日志", "/desk/journal", Set.of(JournalPermissions.READ));
    }
}
