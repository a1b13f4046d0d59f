package org.yizhan.content.proofreading;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/** How numbers are written (数字用法, after GB/T 15835—2011 and GB/T 9704—2012). What is only a matter of form has a code of its own. */
final class Numbers {
    /** Certain enough to be a mistake. */
    static final String CODE = "number";

    /** A matter of form, on which offices differ. */
    static final String FORM = "number-form";

    static final String DOCUMENT = "document-number";

    private record Rule(String code, Sought sought, String advice) {}

    private static final List<Rule> RULES = List.of(
            new Rule(CODE, Sought.of("(?<=\\d)[oO](?=\\d)|(?<=\\d)[lI](?=\\d{2})", "o", "O", "l", "I"),
                    "数字里夹着字母，请改成数字。"),
            new Rule(CODE, Sought.of("(?:减少|降低|下降|缩短|缩小|减低)了?\\s*\\d+(?:\\.\\d+)?\\s*倍", "倍"),
                    "减少不能用“倍”，请改写成百分数或“几分之几”。"),
            new Rule(CODE,
                    Sought.of("(?:大约|约|将近|近)\\s*\\d[\\d.,]*\\s*[万亿]?\\s*(?:余|多)?[\\p{IsHan}]{1,3}(?:左右|上下)", "左右",
                            "上下"),
                    "“约”和“左右”意思重复，请留一个。"),
            new Rule(CODE, Sought.of(
                    "(?:最多|至多)\\s*\\d[\\d.]*\\s*\\p{IsHan}{1,3}以上|(?:最少|至少)\\s*\\d[\\d.]*\\s*\\p{IsHan}{1,3}以下", "最多",
                    "至多",
                    "最少", "至少"),
                    "前后意思相反，请核对。"),
            new Rule(CODE, Sought.of("\\d+几(?=[个年天人名次万亿])", "几"), "“几”前面的数字应写成汉字，例如“二十几”。"),
            new Rule(CODE,
                    Sought.of("(?<!\\d)\\d{1,3}(?:,\\d{3})*,\\d{4,}(?![\\d,])|(?<![\\d,])\\d{4,},\\d{3}(?!\\d)", ","),
                    "千分撇的位置不对，应每三位一撇。"),
            new Rule(FORM,
                    Sought.of("(?<![\\d%.])\\d+(?:\\.\\d+)?\\s*[-~—～至]\\s*\\d+(?:\\.\\d+)?\\s*[%％]", "%", "％"),
                    "两个数都是百分数的，前一个也要写“%”，例如“10%～20%”。"));

    private static final String HAN_DIGITS = "一二三四五六七八九";
    private static final String COUNTED = "个天年次名人户条件";

    private static final Sought DOCUMENT_NUMBER = Sought.of(
            "([\\[【（(〔［﹝{])\\s*((?:19|20)\\d{2})\\s*年?\\s*([]】）)〕］﹞}])\\s*(第\\s*)?(0*)(\\d{1,5})\\s*号", "号");

    private static final Sought SQUARE = Sought.of("\\d\\s*(?:平方米|㎡|m2|m²|平米)", "平方米", "㎡", "m2", "m²", "平米");
    private static final Sought DISTANCE = Sought.of("\\d\\s*(?:公里|千米|km|KM|华里)", "公里", "千米", "km", "KM", "华里");

    private Numbers() {}

    static List<Remark> look(String text) {
        var found = new ArrayList<Remark>();
        for (Rule rule : RULES) {
            Matcher hit = rule.sought.in(text);
            while (hit != null && hit.find()) {
                found.add(Remark.suggestion(rule.code, hit.start(), hit.end(), rule.advice));
            }
        }
        zeros(text, found);
        approximate(text, found);
        documentNumbers(text, found);
        mixed(SQUARE, text, found);
        mixed(DISTANCE, text, found);
        return found;
    }

    /** 二0二六年 for 二〇二六年. */
    private static void zeros(String text, List<Remark> found) {
        for (int i = 1; i + 1 < text.length(); i++) {
            char c = text.charAt(i);
            if ((c == '0' || c == '○' || c == 'O' || c == 'о')
                    && HAN_DIGITS.indexOf(text.charAt(i - 1)) >= 0
                    && (HAN_DIGITS.indexOf(text.charAt(i + 1)) >= 0 || text.charAt(i + 1) == '0'
                            || text.charAt(i + 1) == '○' || text.charAt(i + 1) == '年')) {
                found.add(Remark.suggestion(CODE, i - 1, i + 1, "汉字数字的零应写作“〇”。"));
            }
        }
    }

    /** 3、4个 for 三四个. */
    private static void approximate(String text, List<Remark> found) {
        for (int i = text.indexOf('、'); i >= 0; i = text.indexOf('、', i + 1)) {
            if (i >= 1 && i + 2 < text.length()
                    && isDigit(text.charAt(i - 1))
                    && (i < 2 || !isDigit(text.charAt(i - 2)))
                    && isDigit(text.charAt(i + 1))
                    && COUNTED.indexOf(text.charAt(i + 2)) >= 0) {
                found.add(Remark.suggestion(FORM, i - 1, i + 2, "相邻两个数表示约数的，用汉字、中间不加顿号，例如“三四天”。"));
            }
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static void documentNumbers(String text, List<Remark> found) {
        Matcher number = DOCUMENT_NUMBER.in(text);
        while (number != null && number.find()) {
            boolean brackets = "〔".equals(number.group(1)) && "〕".equals(number.group(3));
            boolean plain = number.group(4) == null && number.group(5).isEmpty();
            if (!brackets || !plain) {
                String right = "〔" + number.group(2) + "〕" + number.group(6) + "号";
                found.add(Remark.suggestion(DOCUMENT, number.start(), number.end(),
                        (brackets ? "发文字号不加“第”，序号前不加0" : "发文字号的年份用六角括号") + "，应写作“" + right + "”。"));
            }
        }
    }

    /** One text names one thing in one unit. */
    private static void mixed(Sought unit, String text, List<Remark> found) {
        Matcher hit = unit.in(text);
        String first = null;
        while (hit != null && hit.find()) {
            String written = hit.group().substring(1).strip();
            if (first == null) {
                first = written;
            } else if (!first.equals(written)) {
                found.add(Remark.suggestion(FORM, hit.start(), hit.end(),
                        "前面用“" + first + "”，这里用“" + written + "”，同一篇里请统一。"));
                return;
            }
        }
    }
}
