package org.yizhan.setup;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WritingTests {
    private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 27);

    private int last;

    private Writing writing(long seed) {
        return new Writing(Phrases.read(), FRIDAY, "slj", new Random(seed),
                day -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0, letters -> letters + ++last);
    }

    @Test
    void keepsAValueThroughoutAnArticleAndTakesAnotherForAnotherName() {
        Writing writing = writing(1);
        String town = writing.fill("{town}");
        assertThat(writing.fill("{town}{town}")).isEqualTo(town + town);
        assertThat(writing.fill("{town2}")).isNotEqualTo(town);
    }

    @Test
    void takesVillagesOfTheTownship() {
        assertThat(Phrases.read().list("village", "白茶镇")).contains(writing(2).with("town", "白茶镇").fill("{village}"));
    }

    @Test
    void calculatesWithItsNumbersFromTheLeftToTheRight() {
        assertThat(writing(3).fill("{!a:6-6}{!b:4-4}{=a+b}，{=a-b}，{=a*100/b:1}，{=a+b*2}")).isEqualTo("10，2，150.0，20");
        assertThat(Integer.parseInt(writing(4).fill("{n:20-60/5}"))).isBetween(20, 60)
                .isEqualTo(
                        Integer.parseInt(writing(4).fill("{n:20-60/5}")));
    }

    @Test
    void saysDatesFromTheDayOfTheArticle() {
        assertThat(writing(5).fill("{date} {full-1} {wd+1} {wfull+5} {month+2} {year-1} {dow}"))
                .isEqualTo("11月27日 2026年11月26日 11月30日 2026年12月4日 1月 2025 星期五");
    }

    @Test
    void letsChoicesOfOneDigitAgree() {
        for (int seed = 0; seed < 20; seed++) {
            assertThat(writing(seed).fill("[1:路灯;水渠][1:亮;通]")).isIn("路灯亮", "水渠通");
        }
        assertThat(writing(6).fill("[甲[乙;乙];甲乙]")).isEqualTo("甲乙");
    }

    @Test
    void givesAnArticleOneNumberHoweverOftenItIsSaid() {
        assertThat(writing(7).fill("{no:云水发} {no:云水发}")).isEqualTo("云水发1 云水发1");
    }

    @Test
    void takesTwoLinesOfAGroupAndLeavesOthersOut() {
        List<String> body = writing(8).body(List.of("甲", "+ 一", "+ 二", "+ 三", "乙"));
        assertThat(body).hasSize(4).startsWith("甲").endsWith("乙");
    }

    @Test
    void doesNotInventALanguage() {
        assertThatThrownBy(() -> writing(9).fill("{nolist}")).hasMessageContaining("no list nolist");
    }
}
