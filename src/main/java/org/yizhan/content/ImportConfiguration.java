package org.yizhan.content;

import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yizhan.shared.web.MenuEntry;

@Configuration(proxyBeanMethods = false)
class ImportConfiguration {
    @Bean
    MenuEntry importMenu() {
        return new MenuEntry(MenuEntry.Group.PUBLISH, 30, "批量导入", "/desk/import", Set.of(ContentPermissions.IMPORT));
    }
}
