package org.yizhan.evaluation;

import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yizhan.shared.Permission;
import org.yizhan.shared.Permissions;
import org.yizhan.shared.web.MenuEntry;

@Configuration(proxyBeanMethods = false)
class EvaluationConfiguration {
    @Bean
    Permissions evaluationPermissions() {
        return Permissions.of("考核评价", new Permission(EvaluationPermissions.VIEW, "查看栏目更新和网站检查情况，确认内容无误"),
                new Permission(EvaluationPermissions.HEAD, "本单位栏目超期时收到催办"),
                new Permission(EvaluationPermissions.MANAGE, "管理更新要求、检查指标和排行公式"));
    }

    @Bean
    MenuEntry dutyMenu() {
        return new MenuEntry(MenuEntry.Group.QUALITY, 10, "栏目更新", "/desk/duty", Set.of(EvaluationPermissions.VIEW));
    }

    @Bean
    MenuEntry inspectionMenu() {
        return new MenuEntry(MenuEntry.Group.SUPERVISE, 10, "网站检查", "/desk/inspection",
                Set.of(EvaluationPermissions.VIEW));
    }

    @Bean
    MenuEntry rankingMenu() {
        return new MenuEntry(MenuEntry.Group.SUPERVISE, 20, "单位排行", "/desk/ranking",
                Set.of(EvaluationPermissions.VIEW));
    }
}
