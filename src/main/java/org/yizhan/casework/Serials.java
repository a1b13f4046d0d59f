package org.yizhan.casework;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** Numbers that follow each other (办件编号, ADR 0110) and codes that nobody can guess (查询码). */
final class Serials {
    private static final long CODES = 1_000_000_000_000L;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Serials() {}

    /** What numbers of that day begin with: {@code XJ20261127-0042}. */
    static String prefix(String kindPrefix, LocalDate day) {
        return kindPrefix + day.format(DateTimeFormatter.BASIC_ISO_DATE) + "-";
    }

    /** Twelve random digits; that two cases get the same is as good as impossible, and the unique index refuses it. */
    static String code() {
        return String.format("%012d", RANDOM.nextLong(CODES));
    }
}
