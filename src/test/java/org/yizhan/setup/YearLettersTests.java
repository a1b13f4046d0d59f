package org.yizhan.setup;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
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
