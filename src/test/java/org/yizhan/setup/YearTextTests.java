package org.yizhan.setup;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.yizhan.content.CheckedText;

import static org.assertj.core.api.Assertions.assertThat;

class YearTextTests {
    private static final Predicate<LocalDate> WEEKDAYS = day -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
    private static final LocalDateTime END = LocalDateTime.of(2026, 11, 27, 15, 0);
    private static final List<YearPlan.Item> ITEMS = new YearPlan(END, WEEKDAYS).items();

    private static final List<String> UNITS = DemoUnit.all()
            .stream()
            .flatMap(unit -> Stream.of(unit.name(), unit.shortName()))
            .toList();
    private static final Map<String, String> LEADERS = new LinkedHashMap<>();

    static {
        DemoText.rows("leaders.txt").forEach(row -> LEADERS.put(row[0], row[1]));
    }

    @Test
    void plansExactlyTheNumbersOfTheYearlyTable() {
        var plan = new YearPlan(END, WEEKDAYS);
        assertThat(plan.rows()).hasSize(45);
        assertThat(plan.rows().stream().mapToInt(YearPlan.Row::items).sum()).isEqualTo(38_946);
        assertThat(ITEMS).hasSize(38_946);
        assertThat(ITEMS).filteredOn(item -> item.column().equals("bzgs-*")).hasSize(14_800);
        assertThat(ITEMS).filteredOn(item -> !item.site().isEmpty() && !item.unit().isTownship()).hasSize(5_767);
        assertThat(ITEMS).filteredOn(item -> !item.site().isEmpty() && item.unit().isTownship()).hasSize(6_096);
    }

    @Test
    void plansNothingForTheFutureAndLittleForDaysOff() {
        assertThat(ITEMS.getLast().at()).isBefore(END).isAfter(END.minusHours(8));
        assertThat(ITEMS.getFirst().at()).isAfter(END.minusDays(YearPlan.DAYS));
        long daysOff = ITEMS.stream().filter(item -> !WEEKDAYS.test(item.at().toLocalDate())).count();
        assertThat(daysOff).isBetween(500L, 4_000L);
        assertThat(new YearPlan(LocalDate.of(2026, 11, 27).atTime(3, 0), WEEKDAYS).items().getLast().at())
                .isBefore(LocalDate.of(2026, 11, 27).atTime(3, 0));
    }

    @Test
    void writesTheSameYearAgain() {
        var one = new YearText(WEEKDAYS);
        var again = new YearText(WEEKDAYS);
        for (YearPlan.Item item : ITEMS.subList(0, 500)) {
            assertThat(one.write(item)).isEqualTo(again.write(item));
        }
    }

    /** Of every template some texts, and of the frequent ones many. */
    @Test
    void writesTextsInWhichTheChecksFindNothing() {
        var text = new YearText(WEEKDAYS);
        var looked = new HashMap<String, Integer>();
        var titles = new HashSet<String>();
        int documents = 0;
        int interpretations = 0;
        for (YearPlan.Item item : ITEMS) {
            YearText.Written written = text.write(item);
            titles.add(written.title());
            documents += written.number() == null ? 0 : 1;
            interpretations += written.interprets() == null ? 0 : 1;
            String kind = item.template() + written.column()
                    + written.title().replaceAll("[\\d\\p{Punct}]", "").length() % 3;
            if (looked.merge(kind, 1, Integer::sum) > 2) {
                continue;
            }
            String words = Jsoup.parseBodyFragment(written.bodyHtml()).text();
            assertThat(CheckedText.findings(written.title(), written.bodyHtml(), written.source(),
                    item.at().toLocalDate(), "云岭县", UNITS, LEADERS))
                    .as("%s: %s", written.title(), words)
                    .isEmpty();
            assertThat(written.title() + words).as(written.title())
                    .doesNotContain("{", "}", "[", "]", "null", ";", "。。", "，。");
            assertThat(words.length()).as(written.title() + words).isBetween(90, 1_200);
        }
        assertThat(titles.size()).isGreaterThan(ITEMS.size() * 95 / 100);
        assertThat(documents).isGreaterThan(400);
        assertThat(interpretations).isGreaterThan(60);
    }

    @Test
    void numbersTheDocumentsOfAYearInTheirOrder() {
        var text = new YearText(WEEKDAYS);
        Map<String, Integer> last = new HashMap<>();
        for (YearPlan.Item item : ITEMS) {
            String number = text.write(item).number();
            if (number != null) {
                String series = number.substring(0, number.indexOf('〕'));
                int next = Integer.parseInt(number.replaceAll(".*〕|号", ""));
                assertThat(next).isGreaterThan(last.getOrDefault(series, 0));
                last.put(series, next);
            }
        }
        assertThat(last).containsKeys("云府发〔2026", "云府办发〔2026", "云水发〔2026");
    }
}
