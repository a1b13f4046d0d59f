package org.yizhan.calendar;

import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yizhan.shared.Permission;
import org.yizhan.shared.Permissions;
import org.yizhan.shared.web.MenuEntry;

@Configuration(proxyBeanMethods = false)
class CalendarMenu {
    @Bean
    Permissions calendarPermissions() {
        return Permissions.of("工作日历", new Permission(CalendarPermissions.EDIT, "维护工作日历"));
    }

    @Bean
    MenuEntry calendarMenuEntry() {
        return new MenuEntry(MenuEntry.Group.TODAY, 50, "工作日历", "/desk/calendar", Set.of());
    }
}
