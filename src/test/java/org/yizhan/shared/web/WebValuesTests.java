package org.yizhan.shared.web;

import java.time.LocalDate;
import java.time.LocalDateTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.FieldError;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WebValuesTests {
    @ParameterizedTest
    @CsvSource({"210, ''", "211, ''", "205, ''", "204, hue-200", "0, hue-000", "359, hue-000", "-10, hue-350",
        "94, hue-090"})
    void aHueBecomesTheClassOfTheNearestStep(int degrees, String css) {
        assertThat(Hue.css(degrees)).isEqualTo(css);
    }

    @Test
    void datesAreWrittenAsPeopleReadThem() {
        assertThat(Dates.day(LocalDate.of(2026, 3, 5))).isEqualTo("2026年3月5日");
        assertThat(Dates.minute(LocalDateTime.of(2026, 11, 21, 9, 5))).isEqualTo("2026年11月21日 09:05");
        assertThat(Dates.stamp(LocalDateTime.of(2026, 1, 2, 9, 5))).isEqualTo("2026-01-02 09:05");
        assertThat(Dates.weekday(LocalDate.of(2026, 11, 28))).isEqualTo("周六");
    }

    @Test
    void anAssetsAddressCarriesAMarkOfItsContent() {
        assertThat(Assets.at("/assets/yizhan.css")).matches("/assets/yizhan\\.css\\?v=[0-9a-f]{8}");
        assertThatThrownBy(() -> Assets.at("/assets/none.css")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatCouldNotBeReadIsSaidInPlainWords() {
        var found = new BeanPropertyBindingResult(new Object(), "form");
        found.addError(new FieldError("form", "day", "gestern", true, null, null,
                "Failed to convert property value of type java.lang.String"));
        found.addError(new FieldError("form", "title", "请填写标题。"));
        FormErrors errors = FormErrors.of(found);
        assertThat(errors.of("day")).isEqualTo("这一项填写的内容看不懂，请核对后重填。");
        assertThat(errors.of("title")).isEqualTo("请填写标题。");
        assertThat(errors.of("other")).isNull();
    }
}
