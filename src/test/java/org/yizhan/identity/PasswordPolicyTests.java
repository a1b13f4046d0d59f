package org.yizhan.identity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordPolicyTests {
    private static final PasswordPolicy.Owner CLERK = new PasswordPolicy.Owner("wangfang", "王芳", false,
            "Used-before-77"::equals);
    private static final PasswordPolicy.Owner ADMINISTRATOR = new PasswordPolicy.Owner("liqiang", "李强", true,
            used -> false);

    @ParameterizedTest
    @ValueSource(strings = {"Lantern-7-river", "tea8Hill", "山Gz7!水9kq", "a!7bQ-zR"})
    void takesGoodOnes(String password) {
        assertThat(PasswordPolicy.check(password, CLERK)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"tea8Hil,至少 8 位", "lanternriver,至少三种", "Lanternriver,至少三种", "Wangfang-2026x,账号或姓名",
        "gnafgnaw-2026X,账号或姓名",
        "王芳-Lantern-7,账号或姓名", "P@ssw0rd123!,太常见", "Admin@123456,太常见", "Qwer1234!,太常见", "1qaz@WSX3edc,太常见",
        "Abc12345!,太常见",
        "Woaini1314!,太常见", "Yunling@2026,太常见", "Aaaa1111!,太常见", "Used-before-77,最近用过"})
    void refusesPoorOnesWithTheReason(String password, String reason) {
        assertThat(PasswordPolicy.check(password, CLERK).orElseThrow().text()).contains(reason);
    }

    @Test
    void asksMoreOfAdministrators() {
        assertThat(PasswordPolicy.check("tea8Hill", ADMINISTRATOR).orElseThrow().text()).contains("至少 10 位");
        assertThat(PasswordPolicy.check("tea8Hill-x", ADMINISTRATOR)).isEmpty();
    }

    @Test
    void refusesOnesThatAreTooLong() {
        assertThat(PasswordPolicy.check("Lantern-7-river".repeat(5), CLERK).orElseThrow().text()).contains("最长 64 位");
    }
}
