package org.yizhan.hotline;

import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yizhan.shared.Permission;
import org.yizhan.shared.Permissions;
import org.yizhan.shared.web.MenuEntry;

@Configuration(proxyBeanMethods = false)
class HotlineConfiguration {
    @Bean
    Permissions hotlinePermissions() {
        return Permissions.of("12345 热线", new Permission(HotlinePermissions.SEE, "查看工单"),
                new Permission(HotlinePermissions.AGENT, "接听来电，登记、直接答复和派发工单"),
                new Permission(HotlinePermissions.OFFICE, "派单、裁定、审核答复，催办工单"),
                new Permission(HotlinePermissions.HANDLE, "签收、办理、答复交给本单位的工单"),
                new Permission(HotlinePermissions.LEAD, "批示工单，签发答复"),
                new Permission(HotlinePermissions.GUARDED, "受理要求保密的来电，知道来电人是谁"),
                new Permission(HotlinePermissions.CALL_BACK, "回访来电人"),
                new Permission(HotlinePermissions.SETTINGS, "设置热线：回访、联动号码"),
                new Permission(HotlinePermissions.KNOWLEDGE, "编写、核对本单位的知识"),
                new Permission(HotlinePermissions.KNOWLEDGE_OFFICE, "审核发布知识"));
    }

    @Bean
    MenuEntry callEntry() {
        return new MenuEntry(MenuEntry.Group.CASES, 50, "接听来电", "/desk/hotline/call",
                Set.of(HotlinePermissions.AGENT));
    }

    @Bean
    MenuEntry aboveEntry() {
        return new MenuEntry(MenuEntry.Group.CASES, 53, "上下联动", "/desk/hotline/above",
                Set.of(HotlinePermissions.OFFICE));
    }

    @Bean
    MenuEntry callBacksEntry() {
        return new MenuEntry(MenuEntry.Group.CASES, 52, "热线回访", "/desk/hotline/call-backs",
                Set.of(HotlinePermissions.CALL_BACK));
    }

    @Bean
    MenuEntry knowledgeEntry() {
        return new MenuEntry(MenuEntry.Group.CASES, 54, "知识库", "/desk/hotline/knowledge",
                Set.of(HotlinePermissions.KNOWLEDGE, HotlinePermissions.KNOWLEDGE_OFFICE, HotlinePermissions.AGENT));
    }

    @Bean
    MenuEntry hotlineRatesEntry() {
        return new MenuEntry(MenuEntry.Group.SUPERVISE, 60, "热线三率", "/desk/hotline/rates",
                Set.of(HotlinePermissions.SEE, HotlinePermissions.OFFICE, HotlinePermissions.CALL_BACK,
                        HotlinePermissions.HANDLE));
    }

    @Bean
    MenuEntry hotlineSettingsEntry() {
        return new MenuEntry(MenuEntry.Group.CASES, 82, "热线设置", "/desk/hotline/settings",
                Set.of(HotlinePermissions.SETTINGS));
    }
}
