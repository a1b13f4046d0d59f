package org.yizhan.statistics;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which cells of a printed table stand right, and which of them can be added up. */
class PaperCellTests {
    @ParameterizedTest
    @CsvSource({"8,true,true", "87.5%,true,false", "100%,true,false", "+850%,true,false", "7.5,true,false",
        "新增,false,false", "12 倍,false,false", "2026-11-29,false,false", "'',false,false"})
    void figuresStandRight(String text, boolean figure, boolean number) {
        assertThat(Paper.Cell.of(text).isFigure()).isEqualTo(figure);
        assertThat(Paper.Cell.of(text).isNumber()).isEqualTo(number);
        assertThat(Paper.Cell.head(text).isFigure()).isFalse();
    }
}
