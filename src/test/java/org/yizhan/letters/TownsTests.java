package org.yizhan.letters;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The village in what people write about a place. */
class TownsTests {
    @ParameterizedTest
    @CsvSource({"龙潭镇溪口村五组, 溪口村", "溪口村村委会旁边, 溪口村", "云岭县白茶镇白茶社区农行门口, 白茶社区", "迎恩社区, 迎恩社区", "中山路12号,", "村口,", "'',"})
    void isReadWithoutWhatLiesAboveIt(String place, @Nullable String village) {
        assertThat(Towns.villageIn(place)).isEqualTo(village == null ? "" : village);
    }
}
