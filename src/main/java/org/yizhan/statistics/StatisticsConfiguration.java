package org.yizhan.statistics;

import java.util.Set;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yizhan.evaluation.EvaluationPermissions;
import org.yizhan.shared.Permission;
import org.yizhan.shared.Permissions;
import org.yizhan.shared.web.MenuEntry;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StatisticsSettings.class)
class StatisticsConfiguration {
    @Bean
    Permissions statisticsPermissions() {
        return Permissions.of("统计", new Permission(StatisticsPermissions.BULLETINS, "编印通报"),
                new Permission(StatisticsPermissions.ANALYSIS, "查看办件综合分析"),
                new Permission(StatisticsPermissions.MATERIAL, "把办件采编为信息专报的素材，设置突增提醒"));
    }

    @Bean
    MenuEntry bulletinsMenu() {
        return new MenuEntry(MenuEntry.Group.SUPERVISE, 30, "通报", "/desk/bulletins",
                Set.of(StatisticsPermissions.BULLETINS, EvaluationPermissions.VIEW));
    }

    @Bean
    MenuEntry analysisMenu() {
        return new MenuEntry(MenuEntry.Group.SUPERVISE, 35, "综合分析", "/desk/analysis",
                Set.of(StatisticsPermissions.ANALYSIS));
    }

    @Bean
    MenuEntry yearTableMenu() {
        return new MenuEntry(MenuEntry.Group.SUPERVISE, 40, "栏目统计", "/desk/statistics/columns",
                Set.of(StatisticsPermissions.BULLETINS, EvaluationPermissions.VIEW));
    }
}
