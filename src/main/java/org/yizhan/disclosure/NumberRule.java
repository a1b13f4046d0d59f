package org.yizhan.disclosure;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.yizhan.content.IndexRule;
import org.yizhan.shared.Refusal;

/**
 * How a body builds its index numbers (索引号编制规则): text with tokens, the serial last. For instance
 * {@code {uscc18}/{yyyyMM}-{seq:5}}. The serial counts within everything that stands before it.
 */
record NumberRule(String template) {
    static final String USUAL = "{uscc18}/{yyyyMM}-{seq:5}";
    static final int LONGEST = 120;
    private static final Pattern TOKEN = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern SERIAL = Pattern.compile("\\{seq:([1-9])}$");
    private static final Set<String> DATES = Set.of("yyyy", "yyyyMM", "yyyyMMdd");
    private static final Set<String> CODES = Set.of("orgCode9", "uscc18", "region6", "deptCode", "classCode",
            "groupCode");

    /** What is wrong with the rule as typed, for a body with these codes; empty when it is right. */
    Optional<Refusal> problem(Map<String, String> codes) {
        if (template.isBlank() || template.length() > LONGEST) {
            return Optional.of(new Refusal("请填写索引号规则，最多" + LONGEST + "个字符，例如 " + USUAL + "。"));
        }
        if (!SERIAL.matcher(template).find()) {
            return Optional.of(new Refusal("索引号规则须以流水号结尾，例如 {seq:5} 表示五位流水号。"));
        }
        String before = SERIAL.matcher(template).replaceFirst("");
        if (before.isEmpty() || before.endsWith("}") || Character.isLetterOrDigit(before.charAt(before.length() - 1))) {
            return Optional.of(new Refusal("流水号前面须有分隔符，例如“-”，否则两个号码可能连成一样。"));
        }
        if (!TOKEN.matcher(before).replaceAll("").matches("[0-9A-Za-z/._\\-〔〕\\u4e00-\\u9fff]*")) {
            return Optional.of(new Refusal("索引号规则里只能有字母、数字、汉字、代号和分隔符 / - . _ 〔〕。"));
        }
        boolean dated = false;
        Matcher token = TOKEN.matcher(before);
        while (token.find()) {
            String name = token.group(1);
            dated |= DATES.contains(name);
            if (!DATES.contains(name) && !CODES.contains(name)) {
                return Optional.of(new Refusal("“{" + name + "}”不是可用的代号。可用：{orgCode9} {uscc18} {region6} "
                        + "{deptCode} {classCode} {groupCode} {yyyy} {yyyyMM} {yyyyMMdd}，最后是 {seq:5}。"));
            }
            if (codes.getOrDefault(name, "x").isEmpty()) {
                return Optional.of(new Refusal("规则用到了“{" + name + "}”，请先填写这个主体的对应代码。"));
            }
        }
        return Refusal.when(!dated, "索引号规则须有年份 {yyyy}、年月 {yyyyMM} 或日期 {yyyyMMdd}，流水号按它重新计数。");
    }

    /** Whether a number says how its document is classified. */
    boolean asksForKinds() {
        return template.contains("{classCode}") || template.contains("{groupCode}");
    }

    IndexRule.Pattern pattern(Map<String, String> codes, LocalDate day) {
        Matcher serial = SERIAL.matcher(template);
        if (!serial.find()) {
            throw new IllegalStateException("no serial in " + template);
        }
        String before = TOKEN.matcher(template.substring(0, serial.start()))
                .replaceAll(token -> Matcher.quoteReplacement(switch (token.group(1)) {
                    case "yyyy" -> Integer.toString(day.getYear());
                    case "yyyyMM" -> "%d%02d".formatted(day.getYear(), day.getMonthValue());
                    case "yyyyMMdd" -> "%d%02d%02d".formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
                    default -> codes.getOrDefault(token.group(1), "");
                }));
        return new IndexRule.Pattern(before, Integer.parseInt(serial.group(1)));
    }
}
