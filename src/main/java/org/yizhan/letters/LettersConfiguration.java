package org.yizhan.letters;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yizhan.shared.Permission;
import org.yizhan.shared.Permissions;

@Configuration(proxyBeanMethods = false)
class LettersConfiguration {
    @Bean
    Permissions letterPermissions() {
        return Permissions.of("来信与诉求", new Permission(LetterPermissions.SEE, "查看来信"),
                new Permission(LetterPermissions.OFFICE, "受理、转办、审核来信，催办和督促"),
                new Permission(LetterPermissions.HANDLE, "签收、办理、答复交给本单位的来信"),
                new Permission(LetterPermissions.LEAD, "批示来信，签发答复"),
                new Permission(LetterPermissions.PUBLISH, "确认遮盖后公开来信和答复"),
                new Permission(LetterPermissions.GUARDED, "受理举报，知道举报人是谁"),
                new Permission(LetterPermissions.MAILBOXES, "设置信箱"));
    }
}
