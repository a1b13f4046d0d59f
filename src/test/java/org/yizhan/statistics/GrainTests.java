package org.yizhan.statistics;

import java.time.LocalDate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Periods, what they are compared with, and words about more and less. */
class GrainTests {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

    @ParameterizedTest
    @CsvSource({
        "MONTH, 2026-11-05, 2026-11-01, 2026-11-27, 2026-10-01, 2026-10-27, 2025-11-01, 2025-11-27",
        "MONTH, 2026-10-05, 2026-10-01, 2026-10-31, 2026-09-01, 2026-09-30, 2025-10-01, 2025-10-31",
        "WEEK, 2026-11-27, 2026-11-23, 2026-11-27, 2026-11-16, 2026-11-20, 2025-11-24, 2025-11-28",
        "QUARTER, 2026-08-15, 2026-07-01, 2026-09-30, 2026-04-01, 2026-06-30, 2025-07-01, 2025-09-30",
        "HALF, 2026-11-27, 2026-07-01, 2026-11-27, 2026-01-01, 2026-05-30, 2025-07-01, 2025-11-27",
        "YEAR, 2025-01-01, 2025-01-01, 2025-12-31, 2024-01-01, 2024-12-31, 2024-01-01, 2024-12-31"})
    void comparesWithAsManyDays(Grain grain, LocalDate day, LocalDate first, LocalDate last, LocalDate beforeFirst,
            LocalDate beforeLast, LocalDate agoFirst, LocalDate agoLast) {
        Grain.Span span = Grain.Span.of(grain, day, TODAY);
        assertThat(span).isEqualTo(new Grain.Span(grain, first, last));
        assertThat(span.before()).isEqualTo(new Grain.Span(grain, beforeFirst, beforeLast));
        assertThat(span.yearAgo()).isEqualTo(new Grain.Span(grain, agoFirst, agoLast));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, ''", "3, 0, 新增", "3, 3, 持平", "0, 4, -100%", "9, 8, +12.5%", "2, 3, -33.3%", "200, 100, +100%",
        "1, 3000, -99.9%", "999, 100, +899%", "1000, 100, 10倍"})
    void saysMoreAndLess(long now, long before, String words) {
        assertThat(Growth.words(now, before)).isEqualTo(words);
    }

    @Test
    void wordsOfACaseTellWhatItIsAbout() {
        assertThat(CaseWords.of("小区充电桩起火", "您好，2026年11月，小区的充电桩又起火了。")).contains("起火")
                .anyMatch(word -> word.startsWith("充电"))
                .doesNotContain("您", "年", "11", "了");
        assertThat(CaseWords.of("", "")).isEmpty();
        assertThat(CaseWords.of("漏水", "漏水漏水".repeat(500))).hasSizeLessThan(25);
    }
}
