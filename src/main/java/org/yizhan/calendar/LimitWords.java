package org.yizhan.calendar;

import java.text.Normalizer;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Limits as people say and type them. */
final class LimitWords {
    private static final Pattern SAID = Pattern.compile("(\\d{1,5})个?(工作日|自然日|天|日|工作小时|工作分钟|小时|分钟)");
    private static final Map<String, String> CODES = Map.of("工作日", "wd", "自然日", "d", "天", "d", "日", "d", "工作小时", "oh",
            "工作分钟", "om", "小时", "h", "分钟", "m");

    private LimitWords() {}

    static Optional<Limit> read(String typed) {
        String text = Normalizer.normalize(typed, Normalizer.Form.NFKC).replaceAll("\\s", "");
        Matcher said = SAID.matcher(text);
        return Limit.parse(said.matches() ? said.group(1) + CODES.get(said.group(2)) : text);
    }
}
