package org.yizhan.content.reading;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates as they are written in Chinese documents: 2013-05-16, 2013年5月16日, 2013年元月, 二〇一三年一月十五日. */
final class ChineseDates {
    /** @param exact false when only the month is named */
    record Found(LocalDate date, boolean exact) {}

    private static final String ZERO = "〇○零ＯOoО0";
    private static final String DIGITS = "一二三四五六七八九";
    private static final String SMALL = "[元正一二三四五六七八九十廿卅\\d]{1,3}";
    private static final Pattern ANY = Pattern
            .compile("((?:19|20)\\d{2})\\s*[-/.]\\s*(\\d{1,2})\\s*[-/.]\\s*(\\d{1,2})(?!\\d)"
                    + "|([12１２一二][\\d" + ZERO + DIGITS + "０-９]{3})\\s*年\\s*(" + SMALL + ")\\s*月(?:份)?(?:\\s*(" + SMALL
                    + ")\\s*[日号])?");

    private ChineseDates() {}

    /** The first date in the text. */
    static Optional<Found> first(String text) {
        Matcher matcher = ANY.matcher(narrow(text));
        while (matcher.find()) {
            Optional<Found> found = found(matcher);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The date that the line consists of, brackets aside. */
    static Optional<Found> whole(String line) {
        String bare = narrow(line).replaceAll("^[（(\\s]+|[）)\\s。]+$", "");
        Matcher matcher = ANY.matcher(bare);
        return matcher.matches() ? found(matcher) : Optional.empty();
    }

    private static Optional<Found> found(Matcher matcher) {
        try {
            if (matcher.group(1) != null) {
                return Optional.of(
                        new Found(LocalDate.of(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)),
                                Integer.parseInt(matcher.group(3))), true));
            }
            int year = year(matcher.group(4));
            int month = small(matcher.group(5));
            String day = matcher.group(6);
            if (year < 1949 || year > 2100) {
                return Optional.empty();
            }
            return Optional.of(new Found(LocalDate.of(year, month, day == null ? 1 : small(day)), day != null));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static int year(String written) {
        int year = 0;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            int digit = ZERO.indexOf(c) >= 0 ? 0 : DIGITS.indexOf(c) + 1;
            year = year * 10 + (c >= '0' && c <= '9' ? c - '0' : digit);
        }
        return year;
    }

    /** 1 to 31, in either script; 元 and 正 are the first month. */
    private static int small(String written) {
        if (written.equals("元") || written.equals("正")) {
            return 1;
        }
        if (written.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Integer.parseInt(written);
        }
        String plain = written.replace("廿", "二十").replace("卅", "三十");
        int ten = plain.indexOf('十');
        if (ten < 0) {
            return digit(plain);
        }
        int tens = ten == 0 ? 1 : digit(plain.substring(0, ten));
        return tens * 10 + (ten == plain.length() - 1 ? 0 : digit(plain.substring(ten + 1)));
    }

    private static int digit(String one) {
        int digit = one.length() == 1 ? DIGITS.indexOf(one.charAt(0)) + 1 : 0;
        if (digit == 0) {
            throw new DateTimeException(one);
        }
        return digit;
    }

    private static String narrow(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c >= '０' && c <= '９'
                    ? (char) (c - '０' + '0')
                    : c == '－' ? '-' : c == '\u00A0' || c == '\u3000' ? ' ' : c);
        }
        return out.toString();
    }
}
