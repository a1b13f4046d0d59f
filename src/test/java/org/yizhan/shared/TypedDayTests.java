package org.yizhan.shared;

import java.time.LocalDate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TypedDayTests {
    @Test
    void readsADayWithBlanksAroundIt() {
        assertThat(TypedDay.of(" 2026-11-26 ")).contains(LocalDate.of(2026, 11, 26));
        assertThat(TypedDay.of("1900-01-01")).isPresent();
        assertThat(TypedDay.of("2200-12-31")).isPresent();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"明年", "2026-02-30", "2026-1-1", "20261126", "1899-12-31", "2201-01-01", "+999999999-12-31",
        "-0001-01-01", "2026-11-26T00:00"})
    void takesNothingElseForADay(String typed) {
        assertThat(TypedDay.of(typed)).isEmpty();
    }
}
