package org.yizhan.directory;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RegionCodeTests {
    @ParameterizedTest
    @CsvSource({"530000, 1,", "532900, 2, 530000", "532923, 3, 532900", "532923100, 4, 532923",
        "532923100201, 5, 532923100", "429004, 3, 429000"})
    void levelAndParentFollowFromTheCode(String code, int level, String parent) {
        var region = new RegionCode(code);
        assertThat(region.level()).isEqualTo(level);
        assertThat(region.parent().map(RegionCode::value).orElse(null)).isEqualTo(parent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "53", "5300000", "530023", "030000", "532923000", "532900100", "532923100000",
        "53292310020", "53292A"})
    void whatIsNoCodeIsRefused(String code) {
        assertThat(RegionCode.isValid(code)).isFalse();
    }
}
