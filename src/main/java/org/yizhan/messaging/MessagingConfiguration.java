package org.yizhan.messaging;

import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.yizhan.shared.Permission;
import org.yizhan.shared.Permissions;
import org.yizhan.shared.web.MenuEntry;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class MessagingConfiguration {
    @Bean
    Permissions messagingPermissions() {
        return Permissions.of("消息", new Permission(MessagingPermissions.OUTBOX, "处理发件箱、修改通知模板"));
    }

    @Bean
    MenuEntry outboxMenu() {
        return new MenuEntry(MenuEntry.Group.SYSTEM, 40, "发件箱", "/desk/outbox", Set.of(MessagingPermissions.OUTBOX));
    }
}
