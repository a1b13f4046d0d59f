package org.yizhan.disclosure;

import java.time.LocalDate;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class NumberRuleTests {
    private static final Map<String, String> CODES = Map.of("orgCode9", "01522624X", "uscc18", "11522624000000001A",
            "region6", "522624", "deptCode", "SL", "classCode", "07", "groupCode", "04");

    @ParameterizedTest
    @CsvSource({"{orgCode9}/{yyyy}-{seq:5}, 01522624X/2026-", "{uscc18}/{yyyyMM}-{seq:5}, 11522624000000001A/202603-",
        "{orgCode9}-{yyyy}-{seq:6}, 01522624X-2026-",
        "{region6}-{deptCode}-{classCode}-{groupCode}-{yyyyMMdd}-{seq:3}, 522624-SL-07-04-20260309-",
        "云{deptCode}〔{yyyy}〕{seq:1}, 云SL〔2026〕"})
    void buildsTheFormsThatCountiesUse(String rule, String prefix) {
        assertThat(new NumberRule(rule).problem(CODES)).isEmpty();
        assertThat(new NumberRule(rule).pattern(CODES, LocalDate.of(2026, 3, 9)).prefix()).isEqualTo(prefix);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "{yyyy}", "{seq:5}", "{yyyy}{seq:5}", "{yyyy}1{seq:5}", "{seq:5}-{yyyy}",
        "{orgCode9}-{seq:5}", "{who}-{yyyy}-{seq:5}", "{yyyy}-{seq:0}", "{yyyy}-{seq:15}", "<b>{yyyy}-{seq:5}",
        "{yyyy} {yyyyMM}-{seq:5}", "{seq:2}-{yyyy}-{seq:5}"})
    void refusesWhatCouldNotMakeANumberOrCouldMakeOneTwice(String rule) {
        assertThat(new NumberRule(rule).problem(CODES)).as(rule).isPresent();
    }

    @org.junit.jupiter.api.Test
    void asksForTheCodeThatARuleUses() {
        var without = Map.of("uscc18", "", "orgCode9", "", "region6", "", "deptCode", "");
        assertThat(new NumberRule("{uscc18}/{yyyy}-{seq:5}").problem(without).orElseThrow().text()).contains("uscc18");
    }
}
