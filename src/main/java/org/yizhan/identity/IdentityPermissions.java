package org.yizhan.identity;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yizhan.shared.Permission;
import org.yizhan.shared.Permissions;

/** Permissions around sign-in: of the security administrator (安全管理员), and of clerks at the counter (窗口人员). */
@Configuration(proxyBeanMethods = false)
public class IdentityPermissions {
    /** Open, reset and close accounts; register the systems that use this sign-on. */
    public static final String SECURITY = "identity.security";
    /** Compare a document at the counter with what its holder declared, and say that it is true. */
    public static final String VERIFY = "identity.verify";

    @Bean
    Permissions identityPermissionList() {
        return Permissions.of("登录安全", new Permission(SECURITY, "管理登录账号和统一登录"),
                new Permission(VERIFY, "在窗口核验群众和企业的身份"));
    }
}
