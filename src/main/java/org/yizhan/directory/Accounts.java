package org.yizhan.directory;

import java.text.Normalizer;
import java.util.Locale;

import org.yizhan.shared.PlainText;

/** How accounts, names and phone numbers are written. */
final class Accounts {
    static final String RULE = "账号由3至32个小写字母、数字、点或短横组成，以字母开头。";

    private Accounts() {}

    static String normal(String typed) {
        return PlainText.line(Normalizer.normalize(typed, Normalizer.Form.NFKC)).toLowerCase(Locale.ROOT);
    }

    static boolean isValid(String account) {
        return account.matches("[a-z][a-z0-9.-]{2,31}");
    }

    static String normalPhone(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}-]", "")
                .replaceFirst("^\\+86", "");
    }

    static boolean isPhone(String phone) {
        return phone.matches("1[3-9]\\d{9}");
    }
}
