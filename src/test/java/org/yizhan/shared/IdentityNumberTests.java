package org.yizhan.shared;

import java.time.LocalDate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IdentityNumberTests {
    @ParameterizedTest
    @ValueSource(strings = {"11010519491231002X", "11010519491231002x", "110105 19491231 002X", "440524188001010014"})
    void acceptsARightNumberHoweverItIsTyped(String typed) {
        assertThat(IdentityNumber.problem(typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"110105194912310021, 最后一位应为 X", "11010519491231002, 17位", "11010519491331002X, 出生日期",
        "11010519490230002X, 出生日期", "01010519491231002X, 前17位", "1101051949123100XX, 前17位", "'', 0位",
        "11010519491213002X, 最后一位"})
    void saysWhatIsWrong(String typed, String words) {
        assertThat(IdentityNumber.problem(typed))
                .hasValueSatisfying(refusal -> assertThat(refusal.text()).contains(words));
    }

    @Test
    void knowsTheDateOfBirthAndHidesItInText() {
        var number = new IdentityNumber("11010519491231002x");
        assertThat(number.birthDate()).isEqualTo(LocalDate.of(1949, 12, 31));
        assertThat(number).hasToString("110105********002X");
    }

    @Test
    void aWrongNumberIsNotRepeatedInTheFailure() {
        assertThatThrownBy(() -> new IdentityNumber("110105194912310021")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("1949");
    }
}
