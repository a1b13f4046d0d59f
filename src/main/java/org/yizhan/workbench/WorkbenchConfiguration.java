package org.yizhan.workbench;

import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yizhan.shared.web.MenuEntry;

@Configuration(proxyBeanMethods = false)
class WorkbenchConfiguration {
    @Bean
    MenuEntry todayMenu() {
        return new MenuEntry(MenuEntry.Group.TODAY, 0, "今天要做的", "/desk/", Set.of());
    }

    @Bean
    MenuEntry meMenu() {
        return new MenuEntry(MenuEntry.Group.TODAY, 90, "我的岗位和账号", "/desk/me", Set.of());
    }
}
