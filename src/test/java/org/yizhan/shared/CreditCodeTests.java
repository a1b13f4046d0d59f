package org.yizhan.shared;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CreditCodeTests {
    @ParameterizedTest
    @ValueSource(strings = {"91350100M000100Y43", "91350100m000100y43", " 91350100 M000100Y43 ", "９１３５０１００Ｍ０００１００Ｙ４３"})
    void acceptsARightCodeHoweverItIsTyped(String typed) {
        assertThat(CreditCode.problem(typed)).isEmpty();
        assertThat(new CreditCode(typed).value()).isEqualTo("91350100M000100Y43");
    }

    @ParameterizedTest
    @CsvSource({"91350100M000100Y44, 最后一位", "91350100M000100Y34, 最后一位", "19350100M000100Y43, 最后一位",
        "91350100M000100Y4, 17位", "91350100M000100Y433, 19位", "91350100O000100Y43, 第9位",
        "9135010AM000100Y43, 第3至8位", "91350100M000100Y4😀, 19位"})
    void saysWhatIsWrong(String typed, String words) {
        assertThat(CreditCode.problem(typed)).hasValueSatisfying(refusal -> assertThat(refusal.text()).contains(words));
    }

    @Test
    void theCheckCharacterFindsEveryChangedDigit() {
        String right = "91350100M000100Y43";
        for (int place = 0; place < 18; place++) {
            char wrong = right.charAt(place) == '7' ? '8' : '7';
            String changed = right.substring(0, place) + wrong + right.substring(place + 1);
            assertThat(CreditCode.problem(changed)).as(changed).isPresent();
        }
    }

    @Test
    void cannotBeMadeFromAWrongCode() {
        assertThatThrownBy(() -> new CreditCode("91350100M000100Y44")).isInstanceOf(IllegalArgumentException.class);
    }
}
