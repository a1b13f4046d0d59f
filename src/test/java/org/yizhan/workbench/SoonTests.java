package org.yizhan.workbench;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SoonTests {
    @ParameterizedTest
    @CsvSource({"2026-11-18, LATE", "2026-11-19, TODAY", "2026-11-20, THIS_WEEK", "2026-11-22, THIS_WEEK",
        "2026-11-23, LATER", "2027-01-05, LATER", ", UNDATED"})
    void groupsByHowSoonItIsDueSeenFromAThursday(@Nullable LocalDate until, TodayList.Soon soon) {
        assertThat(TodayList.Soon.of(until, LocalDate.of(2026, 11, 19))).isEqualTo(soon);
    }
}
