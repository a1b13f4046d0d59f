package org.yizhan.masking;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yizhan.masking.Hidden.Kind;
import org.yizhan.masking.Masking.Known;

import static org.assertj.core.api.Assertions.assertThat;

/** What the public does not read of a letter, and what it still does. */
class MaskingTests {
    private static final Set<String> OFFICIALS = Set.of("周明远");
    private static final Set<String> OFFICES = Set.of("0776-2612345");

    record Line(boolean report, String written, String shown) {}

    static List<Line> lines() throws IOException {
        try (var reader = new BufferedReader(new InputStreamReader(Objects.requireNonNull(
                MaskingTests.class.getResourceAsStream("/masking/masking.txt")), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(cell -> new Line(cell[0].equals("report"), cell[1], cell[2]))
                    .toList();
        }
    }

    private static Known known(Line line) {
        return new Known(line.report, Set.of(), Set.of(), OFFICIALS, OFFICES);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void eachLineIsShownAsItShouldBe(Line line) {
        assertThat(Masking.mask(line.written, known(line)).text()).isEqualTo(line.shown);
    }

    @Test
    void theTableHasEnoughOfBoth() throws IOException {
        assertThat(lines().stream().filter(line -> !line.written.equals(line.shown)).count()).isGreaterThan(150);
        assertThat(lines().stream().filter(line -> line.written.equals(line.shown)).count()).isGreaterThan(100);
    }

    @Test
    void maskingTwiceChangesNothing() throws IOException {
        for (Line line : lines()) {
            var twice = Masking.mask(line.shown, known(line));
            assertThat(twice.text()).isEqualTo(line.shown);
        }
    }

    @Test
    void aLetterOfManyLinesIsMaskedLikeEachOfThem() throws IOException {
        var random = new Random(7);
        List<Line> all = lines().stream().filter(line -> !line.report).toList();
        for (int i = 0; i < 300; i++) {
            var written = new StringBuilder();
            var hidden = new ArrayList<String>();
            for (int k = 0; k < 6; k++) {
                Line line = all.get(random.nextInt(all.size()));
                written.append(line.written).append("。\n");
                for (Hidden place : Masking.propose(line.written, known(line))) {
                    hidden.add(digits(line.written.substring(place.from(), place.end())));
                }
            }
            var masked = Masking.mask(written.toString(), new Known(false, Set.of(), Set.of(), OFFICIALS, OFFICES));
            String left = digits(masked.text());
            assertThat(hidden).filteredOn(number -> number.length() >= 7)
                    .allSatisfy(number -> assertThat(left).doesNotContain(number));
            assertThat(Masking.mask(masked.text(), Known.NOTHING).text().length())
                    .as(masked.text())
                    .isLessThanOrEqualTo(masked.text().length() + 10);
        }
    }

    /** Generated: a number in any spelling between any words leaves no seven of its digits together. */
    @Test
    void noNumberSurvivesInAnySpelling() {
        var random = new Random(11);
        String[] before = {"电话", "我的号码是", "手机：", "请拨", "打", "联系人黄女士，", "，", "（", "\n", "微信同号"};
        String[] after = {"。", "谢谢", "，请尽快回复", "）", "\n", "找我", "（晚上）"};
        for (int i = 0; i < 3000; i++) {
            String number = "1" + (3 + random.nextInt(7)) + String.format("%09d", random.nextInt(1_000_000_000));
            String written = before[random.nextInt(before.length)] + spelled(number, random)
                    + after[random.nextInt(after.length)];
            String shown = Masking.mask(written, Known.NOTHING).text();
            assertThat(digits(shown)).as(written)
                    .doesNotContain(number.substring(0, 7))
                    .doesNotContain(number.substring(4));
        }
    }

    private static String spelled(String number, Random random) {
        int way = random.nextInt(7);
        var out = new StringBuilder();
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(i) - '0';
            switch (way) {
                case 0 -> out.append(digit);
                case 1 -> out.append((char) ('０' + digit));
                case 2 -> out.append("零一二三四五六七八九".charAt(digit));
                case 3 -> out.append("〇壹贰叁肆伍陆柒捌玖".charAt(digit));
                case 4 -> out.append(digit).append(i == 2 || i == 6 ? "-" : "");
                case 5 -> out.append(digit).append(i < 10 ? " " : "");
                default -> out.append(digit).append('\u200b');
            }
        }
        return out.toString();
    }

    private static String digits(String text) {
        return PersonalNumbers.digitsOf(text);
    }

    @Test
    void whatTheFormSaysIsHiddenWhereverItStands() {
        var known = new Known(false, Set.of("高兴"), Set.of("2 8 2-1234"), OFFICIALS, OFFICES);
        assertThat(Masking.mask("高兴来信：高 兴不高兴，2821234。", known).text()).doesNotContain("高兴来信")
                .doesNotContain("2821234");
    }

    @Test
    void inAReportNobodyIsNamedNotEvenWhomEverybodyKnows() {
        String text = "举报周明远县长收受云岭县宏达建材有限公司的好处。";
        assertThat(Masking.mask(text, new Known(true, Set.of(), Set.of(), OFFICIALS, OFFICES)).text())
                .isEqualTo("举报周某某县长收受某单位的好处。");
        assertThat(Masking.mask(text, new Known(false, Set.of(), Set.of(), OFFICIALS, OFFICES)).text()).isEqualTo(text);
    }

    @Test
    void anAnswerKeepsTheTelephoneOfTheOfficeAndNotThatOfTheWriter() {
        var known = new Masking.Known(false, Set.of("李玉兰"), Set.of("0980-2245678"), Set.of(), Set.of());
        String answer = "李玉兰您好，已与邻居（电话0980-2311166）约好时间，并拨打您的电话0980-2245678。联系电话：0980-2203311。";
        assertThat(Masking.maskAnswer(answer, "请打邻居电话 0980－2311166。", known).text()).contains("0980-2203311")
                .doesNotContain("李玉兰", "2311166", "2245678");
        assertThat(Masking.mask(answer, known).text()).doesNotContain("2203311");
    }

    @Test
    void aHumanTakesPlacesAwayAndAddsOthers() {
        String text = "我叫张三丰，住在老糖厂旁边的红房子里。";
        var proposed = Masking.propose(text, Known.NOTHING);
        assertThat(proposed).containsExactly(new Hidden(2, 3, Kind.PERSON));
        assertThat(Masking.hide(text, List.of()).text()).isEqualTo(text);
        int from = text.indexOf("红房子");
        var masked = Masking.hide(text, List.of(proposed.getFirst(), new Hidden(from, 3, Kind.OTHER)));
        assertThat(masked.text()).isEqualTo("我叫张某某，住在老糖厂旁边的（略）里。");
        assertThat(masked.at()).containsExactly(2, masked.text().indexOf("（略）"));
        assertThat(masked.places()).noneMatch(place -> place.toString().contains("张三丰"));
    }

    @Test
    void placesThatTouchAreOneAndWhatLiesOutsideIsNone() {
        String text = "电话13977612345。";
        assertThat(Masking.hide(text, List.of(new Hidden(2, 11, Kind.MOBILE), new Hidden(5, 3, Kind.OTHER),
                new Hidden(400, 2, Kind.OTHER))).text()).isEqualTo("电话（电话略）。");
    }
}
