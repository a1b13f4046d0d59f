package org.yizhan.directory.web;

import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yizhan.directory.DirectoryPermissions;
import org.yizhan.shared.web.MenuEntry;
import org.yizhan.shared.web.MenuEntry.Group;

@Configuration(proxyBeanMethods = false)
class DirectoryMenu {
    @Bean
    MenuEntry unitsEntry() {
        return new MenuEntry(Group.PEOPLE, 10, "单位和人员", "/desk/units", Set.of());
    }

    @Bean
    MenuEntry importPeopleEntry() {
        return new MenuEntry(Group.PEOPLE, 20, "批量导入", "/desk/people/import", Set.of(DirectoryPermissions.PEOPLE));
    }

    @Bean
    MenuEntry regionsEntry() {
        return new MenuEntry(Group.PEOPLE, 30, "行政区划", "/desk/regions", Set.of(DirectoryPermissions.UNITS));
    }

    @Bean
    MenuEntry rolesEntry() {
        return new MenuEntry(Group.PEOPLE, 40, "角色和权限", "/desk/roles", Set.of(DirectoryPermissions.ROLES));
    }

    @Bean
    MenuEntry delegationsEntry() {
        return new MenuEntry(Group.TODAY, 80, "委托代办", "/desk/delegations", Set.of());
    }
}
