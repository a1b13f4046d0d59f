package org.yizhan.casework.flow;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConditionTests {
    private static final Facts FACTS = Facts.of(Map.of(
            "amount", 12.5, "urgent", true, "place", "城关镇", "grade", "grave", "units", List.of("水利局", "住建局"), "action",
            "pass"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            action == 'pass'                         | true
            action == "reject"                       | false
            action != 'reject'                       | true
            action in ('pass', 'reject')             | true
            action not in ('pass')                   | false
            amount > 12                              | true
            amount >= 12.50                          | true
            amount < 12.5                            | false
            amount <= 12.5                           | true
            amount == 12.500                         | true
            amount != 12.5                           | false
            amount > -1                              | true
            urgent                                   | true
            not urgent                               | false
            urgent == true                           | true
            urgent == false                          | false
            urgent != true                           | false
            units contains '水利局'                  | true
            units contains '教育局'                  | false
            units is empty                           | false
            units is not empty                       | true
            place == '城关镇'                        | true
            place in ('城关镇','河东乡')             | true
            grade == 'grave' and amount > 10         | true
            grade == 'plain' or amount > 10          | true
            grade == 'plain' and urgent or amount>10 | true
            grade == 'plain' and (urgent or amount>10)| false
            not (grade == 'plain' or not urgent)     | true
            """)
    void holdsOfWhatIsKnown(String condition, boolean holds) throws ConditionReader.Wrong {
        assertThat(ConditionReader.read(condition.replace("\\'", "'"), Drawn.WORDS).holds(FACTS)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            amount > 0            | false
            amount == 0           | false
            amount != 0           | true
            urgent                | false
            urgent == false       | false
            urgent != true        | true
            place == ''           | false
            place != 'x'          | true
            place not in ('x')    | true
            place is empty        | true
            units is empty        | true
            units contains 'x'    | false
            amount is not empty   | false
            """)
    void comparesWithNothingAsFalse(String condition, boolean holds) throws ConditionReader.Wrong {
        assertThat(ConditionReader.read(condition, Drawn.WORDS).holds(Facts.NONE)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            height > 3                   | 没有名为“height”的判断项
            amount > '3'                 | 只能与数比较
            amount > place               | 只能与数比较
            amount                       | 是数
            amount in (1, 2)             | 是数
            place > 'a'                  | 是文字
            place == 3                   | 引号中的文字
            place                        | 是文字
            units == 'x'                 | 是名单
            urgent == 'yes'              | 只能与 true 或 false 比较
            urgent == yes                | 只能与 true 或 false 比较
            grade == 'medium'            | 没有“medium”这个值
            action == 'shred'            | 没有“shred”这个值
            action == 'pass' &amp;&amp; x| 处看不懂
            action == 'pass              | 处看不懂
            action = 'pass'              | 处看不懂
            (urgent                      | 应当是“)”
            urgent)                      | 处看不懂
            urgent urgent                | 处看不懂
            urgent and                   | 应当是判断项的名称
            not                          | 应当是判断项的名称
            in ('a')                     | 应当是判断项的名称
            ``                           | 应当是判断项的名称
            place is                     | 应当是“empty”
            place in ()                  | 引号中的文字
            units contains               | 引号中的文字
            ${action == 'pass'}          | 不支持
            #{execution.exec('rm')}      | 不支持
            amount > 12345678901234567   | 处看不懂
            amount.longValue() > 3       | 处看不懂
            T(java.lang.Runtime)         | 处看不懂
            'pass' == action             | 应当是判断项的名称
            """)
    void refusesWhatItCannotMean(String condition, String reason) {
        assertThatThrownBy(() -> ConditionReader.read(condition, Drawn.WORDS))
                .isInstanceOf(ConditionReader.Wrong.class)
                .hasMessageContaining(reason);
    }

    @Test
    void isNeitherLongNorDeep() throws ConditionReader.Wrong {
        assertThatThrownBy(() -> ConditionReader.read("urgent or ".repeat(100) + "urgent", Drawn.WORDS))
                .hasMessageContaining("过长");
        assertThatThrownBy(() -> ConditionReader.read("(".repeat(400) + "urgent" + ")".repeat(400), Drawn.WORDS))
                .hasMessageContaining("最多");
        assertThatThrownBy(() -> ConditionReader.read("not ".repeat(200) + "urgent", Drawn.WORDS))
                .hasMessageContaining("最多");
        assertThat(ConditionReader.read("not ".repeat(10) + "urgent", Drawn.WORDS).holds(FACTS)).isTrue();
    }

    /** So that nobody has to know the codes: whatever is put in by a click is a condition, alone and joined. */
    @Test
    void whatIsOfferedInChineseIsACondition() throws Exception {
        Map<String, String> offered = Drawn.WORDS.conditions();
        for (String condition : offered.keySet()) {
            ConditionReader.read(condition, Drawn.WORDS);
            ConditionReader.read(condition + " and " + condition + " or " + condition, Drawn.WORDS);
        }
        for (Vocabulary.Fact fact : Drawn.WORDS.facts()) {
            assertThat(offered.keySet()).anyMatch(condition -> condition.contains(fact.name()));
        }
        Drawn.WORDS.actions()
                .forEach((code, label) -> assertThat(offered)
                        .containsEntry("action == '" + code + "'", "上一步是“" + label + "”"));
    }
}
