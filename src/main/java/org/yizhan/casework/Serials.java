package org.yizhan.casework;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Numbers that follow each other (办件编号, ADR 0110) and codes that nobody can guess (查询码). */
@Component
class Serials {
    private static final long CODES = 1_000_000_000_000L;

    private final JdbcClient sql;
    private final SecureRandom random = new SecureRandom();

    Serials(JdbcClient sql) {
        this.sql = sql;
    }

    /** {@code XJ20261127-0042}: the serial is taken in the act's own transaction, so that none is missing. */
    String number(String kindPrefix, LocalDate day) {
        String prefix = kindPrefix + day.format(DateTimeFormatter.BASIC_ISO_DATE) + "-";
        long serial = sql.sql("""
                insert into casework.serial (prefix, last) values (:prefix, 1)
                on conflict (prefix) do update set last = casework.serial.last + 1 returning last""")
                .param("prefix", prefix)
                .query(Long.class)
                .single();
        return prefix + String.format("%04d", serial);
    }

    /** Twelve random digits; that two cases get the same is as good as impossible, and the unique index refuses it. */
    String code() {
        return String.format("%012d", random.nextLong(CODES));
    }
}
