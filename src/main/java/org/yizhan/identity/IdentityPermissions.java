package org.yizhan.identity;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yizhan.shared.Permission;
import org.yizhan.shared.Permissions;

/** Permissions around sign-in; they belong to the security administrator (安全管理员). */
@Configuration(proxyBeanMethods = false)
public class IdentityPermissions {
    /** Open, reset and close accounts; register the systems that use this sign-on. */
    public static final String SECURITY = "identity.security";

    @Bean
    Permissions identityPermissionList() {
        return Permissions.of("登录安全", new Permission(SECURITY, "管理登录账号和统一登录"));
    }
}
