package org.yizhan.letters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.yizhan.search.Keywords;

/**
 * One thing that a letter asks (诉求点): a question or a request, with the words that say what it is about and the kind of answer it
 * waits for.
 */
record AskedPoint(String text, Map<String, Double> words, List<Kind> kinds) {
    private static final int LONGEST_SHOWN = 30;

    /** Enough of the words of a point, for an answer that speaks of it. */
    private static final double SPEAKS_OF_IT = 0.2;

    private static final Pattern ASKS = Pattern.compile(
            "[?？]|请问|想问|想知道|咨询|能否|能不能|可否|是否|是不是|有没有|什么时候|何时|怎么|如何|怎样|为什么|为何|哪里|多少|多久|请求|恳请|希望|要求|建议|请.{0,8}(?:查处|处理|解决|协调|核实|维修|修复|安排|督促|取消|增加|加强|清理|整治|帮)");

    /** What kind of answer a question waits for. */
    enum Kind {
        WHEN("什么时候|何时|几时|多久|多长时间|几天|几个月|哪天|哪一年",
                PromisedDays.WHEN.pattern() + "|即时|随时|暂无(?:计划|安排)|尚未|未列入|无法确定|没有列入|不再"),
        HOW_MUCH("多少钱|多少元|收费标准|补贴标准|补偿标准|标准是|几块钱|怎么收费|(?:贴|补|交|报|贷|收|费|价|标准|金额)[^,，。]{0,6}多少(?!年|天|次|人|户|平)",
                "\\d+(?:\\.\\d+)?\\s*(?:万|亿)?\\s*(?:元|块|%|％|分)|[一二三四五六七八九十百千两]+(?:元|块)|免费|不收|不收取|百分之|无需缴|不需要缴|没有补|不予补|不享受"),
        WHERE("哪里|在哪|去哪|到哪|什么地方|哪个窗口|地址|地点", "窗口|大厅|路|街|楼|中心|号|村委|社区|卫生院|派出所|医院|网上|登录|小程序|公众号|APP|平台|全国|各"),
        PHONE("电话是多少|什么电话|联系电话|联系方式|打哪个电话", "\\d{5,}|\\d{3,4}-\\d{7}"),
        WHO("哪个部门|哪个单位|找谁|谁来管|谁管|谁负责|归谁|归哪|由谁", "局|委|办|中心|镇|乡|公司|站|所|大队|法院|院|厅|社区|村|业主|物业|单位|法"),
        WHY("为什么|为何|什么原因|怎么回事|凭什么", "因|由于|原因|系|导致|所致|造成|根据|依据|按照|属于|是为"),
        WHETHER("是否|能否|能不能|可不可以|可以吗|有没有|是不是|可否|吗[?？]|行不行|算不算",
                "可以|不能|不可|能够|能|符合|不符|已|未|无需|不需|需|应|不予|属于|不属|没有|暂不|暂无|可|不得|是|否|有|无|确|为");

        private final Pattern question;
        private final Pattern answer;

        Kind(String question, String answer) {
            this.question = Pattern.compile(question);
            this.answer = Pattern.compile(answer);
        }
    }

    /** What the letter asks, in its order; the whole letter as one point when nothing in it asks. */
    static List<AskedPoint> of(String letter) {
        var points = new ArrayList<AskedPoint>();
        for (Passage sentence : Passage.sentences(letter)) {
            if (ASKS.matcher(sentence.text()).find()) {
                var words = Keywords.of(sentence.text());
                var kinds = new ArrayList<Kind>();
                for (Kind kind : Kind.values()) {
                    if (kind.question.matcher(sentence.text()).find()) {
                        kinds.add(kind);
                    }
                }
                if (!words.isEmpty() || !kinds.isEmpty()) {
                    points.add(new AskedPoint(sentence.text().strip(), words, List.copyOf(kinds)));
                }
            }
        }
        return points;
    }

    /** Whether the answer speaks of it, and with what the question waits for. */
    boolean isAnsweredBy(String answer) {
        for (Kind kind : kinds) {
            if (!kind.answer.matcher(answer).find()) {
                return false;
            }
        }
        return words.isEmpty() || Keywords.said(words, answer) >= SPEAKS_OF_IT
                || words.size() <= 2 && !kinds.isEmpty();
    }

    String shown() {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "……";
    }
}
