package org.yizhan.letters;

import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yizhan.shared.web.MenuEntry;

/** What the desk's menu offers of letters. */
@Configuration(proxyBeanMethods = false)
class LettersMenu {
    @Bean
    MenuEntry registerLetterEntry() {
        return new MenuEntry(MenuEntry.Group.CASES, 40, "登记来信", "/desk/letters/new",
                Set.of(LetterPermissions.OFFICE));
    }

    @Bean
    MenuEntry lettersFromAboveEntry() {
        return new MenuEntry(MenuEntry.Group.CASES, 42, "接收上级转办件", "/desk/letters/above",
                Set.of(LetterPermissions.OFFICE));
    }

    @Bean
    MenuEntry mailboxesEntry() {
        return new MenuEntry(MenuEntry.Group.CASES, 80, "设置信箱", "/desk/letters/mailboxes",
                Set.of(LetterPermissions.MAILBOXES));
    }
}
