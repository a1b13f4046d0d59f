package org.yizhan.shared;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * Identity number of a citizen (公民身份号码): 17 digits and a check character (GB 11643-1999). Its text form is masked, so
 * that it does not slip into a log.
 */
public record IdentityNumber(String value) {
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";

    public IdentityNumber {
        value = normal(value);
        if (problem(value).isPresent()) {
            throw new IllegalArgumentException("not an identity number");
        }
    }

    /** What is wrong with the number as typed, in words for the person who typed it; empty when it is right. */
    public static Optional<Refusal> problem(String typed) {
        String number = normal(typed);
        if (number.length() != 18) {
            return refuse("身份证号应为18位，现在是" + number.length() + "位，请核对。");
        }
        if (!number.matches("[1-9][0-9]{16}[0-9X]")) {
            return refuse("身份证号前17位应为数字，最后一位为数字或X，请核对。");
        }
        if (birthDate(number).isEmpty()) {
            return refuse("身份证号第7至14位不是有效的出生日期，请核对。");
        }
        char expected = check(number);
        return Refusal.when(number.charAt(17) != expected, "身份证号最后一位应为 " + expected + "，请核对。");
    }

    public LocalDate birthDate() {
        return birthDate(value).orElseThrow();
    }

    /** For screens inside the office: the date of birth is hidden. */
    public String masked() {
        return value.substring(0, 6) + "********" + value.substring(14);
    }

    @Override
    public String toString() {
        return masked();
    }

    private static char check(String number) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (number.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECKS.charAt(sum % 11);
    }

    private static Optional<LocalDate> birthDate(String number) {
        int year = Integer.parseInt(number.substring(6, 10));
        if (year < 1870 || year > 2100) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(year, Integer.parseInt(number.substring(10, 12)),
                    Integer.parseInt(number.substring(12, 14))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Refusal> refuse(String text) {
        return Optional.of(new Refusal(text));
    }

    private static String normal(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC).replaceAll("[\\s\\p{Z}]", "").toUpperCase(Locale.ROOT);
    }
}
