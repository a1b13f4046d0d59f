package org.yizhan.shared;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * Unified social credit code (统一社会信用代码) of an organisation: 18 characters, the last of which checks the others
 * (GB 32100-2015).
 */
public record CreditCode(String value) {
    private static final String CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};

    public CreditCode {
        value = normal(value);
        if (problem(value).isPresent()) {
            throw new IllegalArgumentException("not a unified social credit code: " + value);
        }
    }

    /** What is wrong with the code as typed, in words for the person who typed it; empty when it is right. */
    public static Optional<Refusal> problem(String typed) {
        String code = normal(typed);
        if (code.length() != 18) {
            return refuse("统一社会信用代码应为18位，现在是" + code.length() + "位，请核对。");
        }
        int sum = 0;
        for (int i = 0; i < 18; i++) {
            int digit = CHARACTERS.indexOf(code.charAt(i));
            if (digit < 0) {
                return refuse("统一社会信用代码第" + (i + 1) + "位“" + code.charAt(i) + "”不是可用的字符（不使用I、O、S、V、Z），请核对。");
            }
            if (i >= 2 && i < 8 && digit > 9) {
                return refuse("统一社会信用代码第3至8位应为数字（登记地区划代码），请核对。");
            }
            if (i < 17) {
                sum += digit * WEIGHTS[i];
            }
        }
        char expected = CHARACTERS.charAt((31 - sum % 31) % 31);
        return Refusal.when(code.charAt(17) != expected, "统一社会信用代码最后一位与前面各位不符，请逐位核对。");
    }

    private static Optional<Refusal> refuse(String text) {
        return Optional.of(new Refusal(text));
    }

    private static String normal(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC).replaceAll("[\\s\\p{Z}]", "").toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}
