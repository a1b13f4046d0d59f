package org.yizhan.setup;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.calendar.CountyClock;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "yizhan.demo=true")
class YearLettersTests {
    private static final Predicate<LocalDate> WEEKDAYS = day -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;

    /** What would speak of another matter of the same template. */
    private static final Map<String, List<String>> FOREIGN = Map.of("井盖", List.of("摊位", "商铺", "路灯"), "路灯坏",
            List.of("摊位", "井盖"),
            "夜市", List.of("更换", "修好"), "狗", List.of("音乐", "设卡"), "飙车", List.of("音乐"), "护栏", List.of("冷补料", "摊位"), "渣土",
            List.of("通水", "阀门"), "二手房", List.of("村委会"), "平板", List.of("餐次"), "补贴没有到账", List.of("叶斑病", "收购"));

    @Autowired
    DemoLetters letters;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    CountyClock clock;

    @Test
    void areAsManyAsARealCountyHadAndSoManyOfThemExtended() {
        List<YearLetters.Written> all = new YearLetters(LocalDateTime.of(2026, 11, 27, 15, 0), WEEKDAYS).all();
        assertThat(all).hasSize(1_830 + 574 + 148);
        assertThat(all).filteredOn(letter -> letter.box().equals("jubao")).hasSize(574);
        assertThat(all.stream().map(YearLetters.Written::title).distinct().count()).isGreaterThan(700);
        assertThat(all).allSatisfy(letter -> {
            assertThat(letter.title()).hasSizeBetween(5, 50).doesNotContain("{", "[", ";");
            assertThat(letter.text()).hasSizeBetween(10, 300).doesNotContain("{", "[", ";");
        });
        assertThat(all.stream().filter(YearLettersTests::isExtended).count()).isBetween(28L, 31L);
    }

    @Test
    void answerSpeaksOfWhatWasAsked() {
        for (YearLetters.Written letter : new YearLetters(LocalDateTime.of(2026, 11, 27, 15, 0), WEEKDAYS).all()) {
            String answers = letter.story()
                    .stream()
                    .filter(step -> step.line().verb().equals("draft"))
                    .map(step -> step.line().words())
                    .collect(Collectors.joining("\n"));
            if (answers.isEmpty()) {
                continue;
            }
            FOREIGN.forEach((asked, foreign) -> {
                if (letter.title().contains(asked)) {
                    assertThat(answers).as(letter.title()).doesNotContain(foreign);
                }
            });
            assertThat(answers).as(letter.title()).doesNotContainPattern("您好。.+\\n?.*如下。您好。");
        }
    }

    private static boolean isExtended(YearLetters.Written letter) {
        return letter.story().stream().anyMatch(step -> step.line().verb().equals("grant"));
    }

    /** A part of them is taken over here as all are in the county year; what is said of them adds up. */
    @Test
    void areTakenOverInTimeOrAfterAnExtensionAndNeverLate() {
        List<YearLetters.Written> all = new YearLetters(clock.local(clock.now()), WEEKDAYS).all();
        List<YearLetters.Written> some = all.stream()
                .filter(letter -> isExtended(letter) || letter.once().endsWith("7"))
                .limit(120)
                .toList();
        transaction.executeWithoutResult(status -> {
            long before = sql.sql("select coalesce(max(id), 0) from casework.cases").query(Long.class).single();
            letters.take(some);
            List<String> fates = sql.sql("select fate from casework.counted where case_id > :before")
                    .param("before", before)
                    .query(String.class)
                    .list();
            assertThat(fates).hasSize(some.size());
            assertThat(Set.copyOf(fates)).isSubsetOf("IN_TIME", "EXTENDED", "OPEN");
            assertThat(fates.stream().filter("EXTENDED"::equals).count())
                    .isEqualTo(some.stream()
                            .filter(letter -> isExtended(letter) && letter.story()
                                    .stream()
                                    .map(step -> step.line().verb())
                                    .collect(Collectors.toSet())
                                    .contains("approve"))
                            .count());
            status.setRollbackOnly();
        });
    }
}
