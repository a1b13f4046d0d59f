package org.yizhan.requests;

import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yizhan.shared.Permission;
import org.yizhan.shared.Permissions;
import org.yizhan.shared.web.MenuEntry;

@Configuration(proxyBeanMethods = false)
class RequestsConfiguration {
    @Bean
    Permissions requestPermissions() {
        return Permissions.of("依申请公开", new Permission(RequestPermissions.SEE, "查看信息公开申请"),
                new Permission(RequestPermissions.OFFICE, "登记、分办、审核信息公开申请，制发文书，编写年度报告"),
                new Permission(RequestPermissions.HANDLE, "签收、办理交给本单位的信息公开申请"),
                new Permission(RequestPermissions.LEAD, "批示信息公开申请，签发答复"),
                new Permission(RequestPermissions.PUBLISH, "确认遮盖后公开申请和答复"),
                new Permission(RequestPermissions.SETUP, "修改文书模板、文号和收费标准"));
    }

    @Bean
    MenuEntry registerRequestEntry() {
        return new MenuEntry(MenuEntry.Group.CASES, 50, "登记公开申请", "/desk/requests/new",
                Set.of(RequestPermissions.OFFICE));
    }

    @Bean
    MenuEntry oversightEntry() {
        return new MenuEntry(MenuEntry.Group.CASES, 51, "公开申请监督", "/desk/requests/oversight",
                Set.of(RequestPermissions.SEE));
    }

    @Bean
    MenuEntry yearReportsEntry() {
        return new MenuEntry(MenuEntry.Group.CASES, 52, "公开年报数据", "/desk/requests/reports",
                Set.of(RequestPermissions.SEE, RequestPermissions.OFFICE));
    }

    @Bean
    MenuEntry requestSetupEntry() {
        return new MenuEntry(MenuEntry.Group.CASES, 82, "设置依申请公开", "/desk/requests/setup",
                Set.of(RequestPermissions.SETUP));
    }
}
