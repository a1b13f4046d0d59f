package org.yizhan.casework;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yizhan.shared.Permission;
import org.yizhan.shared.Permissions;
import org.yizhan.shared.web.MenuEntry;

@Configuration(proxyBeanMethods = false)
class CaseworkConfiguration {
    @Bean
    Permissions caseworkPermissions() {
        return Permissions.of("办件", new Permission(CaseworkPermissions.RULES, "维护办理期限和办理理由"),
                new Permission(CaseworkPermissions.PROCESSES, "维护办理流程"));
    }

    @Bean
    MenuEntry casesMenu(ObjectProvider<CaseKind> kinds) {
        return new MenuEntry(MenuEntry.Group.CASES, 10, "办件", "/desk/cases",
                permissions(kinds, List.of(Power.SEE, Power.OFFICE, Power.HANDLE, Power.LEAD, Power.PUBLISH,
                        Power.GUARDED)));
    }

    @Bean
    MenuEntry processesMenu() {
        return new MenuEntry(MenuEntry.Group.CASES, 60, "办理流程", "/desk/processes",
                Set.of(CaseworkPermissions.PROCESSES));
    }

    @Bean
    MenuEntry leadersCasesMenu(ObjectProvider<CaseKind> kinds) {
        return new MenuEntry(MenuEntry.Group.CASES, 5, "批示和签发", "/desk/cases/leader",
                permissions(kinds, List.of(Power.LEAD)));
    }

    @Bean
    MenuEntry standardRepliesMenu(ObjectProvider<CaseKind> kinds) {
        return new MenuEntry(MenuEntry.Group.CASES, 40, "标准答复", "/desk/cases/standard-replies",
                permissions(kinds, List.of(Power.OFFICE, Power.HANDLE)));
    }

    @Bean
    MenuEntry caseRulesMenu() {
        return new MenuEntry(MenuEntry.Group.CASES, 55, "办理期限和理由", "/desk/cases/rules",
                Set.of(CaseworkPermissions.RULES));
    }

    /** A set without any would show the line to all. */
    private static Set<String> permissions(ObjectProvider<CaseKind> kinds, Collection<Power> powers) {
        Set<String> known = kinds.stream()
                .flatMap(kind -> powers.stream().map(kind::permission))
                .collect(Collectors.toSet());
        return known.isEmpty() ? Stream.of("casework.none").collect(Collectors.toSet()) : known;
    }
}
