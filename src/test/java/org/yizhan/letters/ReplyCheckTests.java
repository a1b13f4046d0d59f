package org.yizhan.letters;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is found in a reply before it is sent, and what is not; both measured on letters of many kinds. */
class ReplyCheckTests {
    static final LocalDate DAY = LocalDate.of(2026, 11, 27);
    private static final List<String> UNITS = List.of("水利局", "交通运输局", "教育局", "公安局", "民政局", "城市管理局", "卫生健康局");

    record Example(Reply reply, Set<ReplyRule> expected) {
        @Override
        public String toString() {
            return expected + " " + reply.text();
        }
    }

    static List<Example> examples() throws IOException {
        return read("/letters/replies.txt");
    }

    static List<Example> read(String file) throws IOException {
        var all = new ArrayList<Example>();
        try (var reader = new BufferedReader(new InputStreamReader(Objects.requireNonNull(
                ReplyCheckTests.class.getResourceAsStream(file)), StandardCharsets.UTF_8))) {
            List<String> lines = reader.lines().filter(line -> !line.startsWith("#")).toList();
            for (int i = 0; i + 2 < lines.size(); i += 3) {
                String[] head = lines.get(i).substring(2).split(" \\| ");
                Set<ReplyRule> expected = head[2].equals("-")
                        ? Set.of()
                        : Arrays.stream(head[2].split(" ")).map(ReplyRule::valueOf).collect(Collectors.toSet());
                all.add(new Example(reply(head[0], head[1].equals("-") ? Set.of() : Set.of(head[1]),
                        lines.get(i + 1).substring(2), lines.get(i + 2).substring(2).replace("\\n", "\n")), expected));
            }
        }
        return all;
    }

    private static Reply reply(String unit, Set<String> writers, String question, String answer) {
        List<String> others = UNITS.stream()
                .filter(other -> !other.equals(unit))
                .flatMap(other -> List.of(other, "云岭县" + other).stream())
                .toList();
        return new Reply(question, answer, List.of("云岭县" + unit, unit), others, writers, Set.of(),
                Shipped.words(RuleList.STOCK_PHRASE).stream().map(RuleWord::word).toList(), List.of(), DAY);
    }

    static Reply with(String answer) {
        return reply("水利局", Set.of(), "那坡屯的水渠塌了一截，请维修。", answer);
    }

    private static Set<ReplyRule> rules(Reply reply) {
        return ReplyCheck.look(reply)
                .stream()
                .map(ReplyFinding::rule)
                .collect(Collectors.toCollection(
                        () -> EnumSet.noneOf(ReplyRule.class)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void eachReplyHasItsFindings(Example example) {
        assertThat(rules(example.reply)).as("%s", example.reply.question()).isEqualTo(example.expected);
    }

    /** The figures of docs/replies.md; printed when they are not what they were. */
    @Test
    void isAsGoodAsTheDocumentationSays() throws IOException {
        Measured own = measure("/letters/replies.txt");
        Measured unseen = measure("/letters/replies-unseen.txt");
        assertThat(own).isEqualTo(new Measured(75, 52, 0, 0));
        assertThat(unseen).isEqualTo(new Measured(26, 16, 3, 1));
        assertThat(unseen.recall()).as(unseen.toString()).isGreaterThanOrEqualTo(0.9);
    }

    private record Measured(int replies, int found, int wrongly, int missed) {
        double precision() {
            return (double) found / (found + wrongly);
        }

        double recall() {
            return (double) found / (found + missed);
        }
    }

    private static Measured measure(String file) throws IOException {
        int replies = 0;
        int found = 0;
        int wrongly = 0;
        int missed = 0;
        for (Example example : read(file)) {
            Set<ReplyRule> is = rules(example.reply);
            replies++;
            found += (int) is.stream().filter(example.expected::contains).count();
            wrongly += (int) is.stream().filter(rule -> !example.expected.contains(rule)).count();
            missed += (int) example.expected.stream().filter(rule -> !is.contains(rule)).count();
        }
        return new Measured(replies, found, wrongly, missed);
    }

    @Test
    void everyRuleIsTriedOnRepliesOfWhichItMustAndMustNotSaySomething() throws IOException {
        Map<ReplyRule, Integer> tried = new EnumMap<>(ReplyRule.class);
        for (Example example : examples()) {
            example.expected.forEach(rule -> tried.merge(rule, 1, Integer::sum));
        }
        tried.put(ReplyRule.SAME_AS_EARLIER, 1); // below: both need an earlier reply
        tried.put(ReplyRule.UNCHANGED, 1);
        assertThat(tried).containsOnlyKeys(ReplyRule.values());
    }

    private static final String GOOD = "您好！那坡屯水渠坍塌65米，2027年3月1日开工维修，4月15日前完成。联系电话：农水股0776-2612345。";

    @Test
    void thePlaceIsThatOfTheWordsAndTheAdviceSaysWhatToDo() {
        String answer = GOOD.replace("2027年3月1日开工维修，4月15日前完成", "我局将尽快维修");
        ReplyFinding finding = ReplyCheck.look(with(answer)).getFirst();
        assertThat(answer.substring(finding.from(), finding.from() + finding.length())).contains("将尽快维修");
        assertThat(finding.advice()).contains("请写明日期");
        assertThat(ReplyCheck.look(with(GOOD))).isEmpty();
    }

    @Test
    void whatDidNotContentTheWriterIsNotSaidAgain() {
        Reply reply = with(GOOD);
        assertThat(rules(reply.againAfter(GOOD))).containsExactly(ReplyRule.UNCHANGED);
        assertThat(rules(reply.againAfter(GOOD.replace("坍塌65米", "经复核坍塌72米，原先少量了一段")))).isEmpty();
    }

    @Test
    void theSameTextForAnotherMatterIsPointedOutAndForTheSameMatterNot() {
        var other = new Reply.Earlier("自来水浑浊", "城东村自来水浑浊，请检测水质。", GOOD);
        var same = new Reply.Earlier("水渠塌了", "那坡屯的水渠塌了一截，请维修一下。", GOOD);
        Reply reply = with(GOOD);
        assertThat(rules(reply.after(List.of(other)))).containsExactly(ReplyRule.SAME_AS_EARLIER);
        assertThat(rules(reply.after(List.of(same)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"请您将身份证复印件交到窗口。", "如您仍有疑问，我们将为您解答。", "逾期不改的，将依法处罚。", "我们将竭诚为您服务。",
        "请尽快到窗口办理。", "水渠将于2027年3月1日开工。", "我局将在3个工作日内回访。", "计划2026年底前完成。", "镇里将每周清理一次。"})
    void whatPromisesNothingOrHasItsDateIsNoPromiseWithoutOne(String sentence) {
        assertThat(rules(with(GOOD + sentence))).doesNotContain(ReplyRule.PROMISE_WITHOUT_DATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"我局将组织人员清理。", "我们会尽快落实。", "下一步，镇里将加强巡查。", "拟安排资金新建。", "争取早日开展施工。", "后续将继续跟进督促。"})
    void aPromiseNeedsADate(String sentence) {
        assertThat(rules(with(GOOD + sentence))).contains(ReplyRule.PROMISE_WITHOUT_DATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"云政办发〔2026〕12号", "中华人民共和国国务院令第713号", "（国令第713号）", "云岭县2026年12号路灯"})
    void aNumberInTheRightFormIsLeftAlone(String number) {
        assertThat(rules(with(GOOD + "依据" + number + "。"))).doesNotContain(ReplyRule.NUMBER_FORM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"云政办发[2026]12号", "云政办发（2026）12号", "云政办发【2026】12号", "云政办发〔2026〕第12号", "云政办发〔2026〕012号",
        "云政办发2026年12号"})
    void aNumberInTheWrongFormIsPutRight(String number) {
        assertThat(ReplyCheck.look(with(GOOD + "依据" + number + "。"))).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(ReplyRule.NUMBER_FORM);
            assertThat(finding.advice()).contains("〔2026〕12号");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "。", "\n\n", "您好！", "👍", "????", "已阅"})
    void anEmptyReplyIsNeverAcceptedWhateverItIsMadeOf(String answer) {
        assertThat(rules(with(answer))).contains(ReplyRule.EMPTY);
    }

    @Test
    void aVeryLongReplyIsReadInNoTime() {
        String answer = (GOOD + "按照有关规定，我局将尽快组织人员。").repeat(200);
        long began = System.nanoTime();
        assertThat(rules(with(answer))).contains(ReplyRule.PROMISE_WITHOUT_DATE);
        assertThat((System.nanoTime() - began) / 1_000_000).isLessThan(3_000);
    }
}
