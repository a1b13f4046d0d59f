package org.yizhan.search;

import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yizhan.shared.Permission;
import org.yizhan.shared.Permissions;
import org.yizhan.shared.web.MenuEntry;

@Configuration(proxyBeanMethods = false)
class SearchConfiguration {
    @Bean
    Permissions searchPermissions() {
        return Permissions.of("检索", new Permission(SearchPermissions.TUNE, "设置检索：推荐结果、同义词、无结果词"));
    }

    @Bean
    MenuEntry searchMenu() {
        return new MenuEntry(MenuEntry.Group.SITES, 70, "检索设置", "/desk/search-words", Set.of(SearchPermissions.TUNE));
    }
}
