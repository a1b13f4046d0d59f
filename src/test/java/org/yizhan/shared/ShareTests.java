package org.yizhan.shared;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ShareTests {
    @ParameterizedTest
    @CsvSource({"2, 3, 66.7%", "1, 3, 33.3%", "1, 2000, 0.1%", "1, 2001, 0.0%", "3, 4, 75.0%", "0, 7, 0.0%",
        "7, 7, 100%", "9999, 10000, 99.9%", "1999, 2000, 99.9%", "1532, 1532, 100%", "0, 0, ''"})
    void isRoundedHalfUpAndAllOnlyWhenItIsAll(long part, long whole, String said) {
        assertThat(Share.of(part, whole)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({"17, 4, 4.3", "5, 4, 1.3", "12, 3, 4.0", "1, 3, 0.3"})
    void averagesAreRoundedAsShares(long sum, long over, String said) {
        assertThat(Share.average(sum, over)).isEqualTo(said);
    }
}
