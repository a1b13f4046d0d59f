package org.yizhan.content;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.yizhan.shared.PlainText;

/**
 * Proposes a summary (摘要): the first sentence of the body that says something, or the first two when they are short. What
 * repeats the title, addresses somebody, or is no sentence says nothing: numbers of documents, headings, lines of tables.
 */
final class Summary {
    private static final int ENOUGH = 40;
    private static final int LONGEST = 120;
    private static final int SHORTEST_PHRASE = 25;
    private static final Pattern SENTENCE = Pattern.compile("[^。！？]*[。！？]+[”’」）]?|[^。！？]+$");
    private static final Pattern SALUTATION = Pattern.compile("^(?:各|尊敬的|亲爱的|致)[^。：]{1,80}：");
    private static final Pattern FACTS = Pattern
            .compile("^(?:来源|作者|时间|日期|发布时间|更新时间|发布日期|索引号|发文字号|字体|字号|浏览次数)\\s*[:：].*");

    private static final Pattern STOP = Pattern.compile("[。！？；]");
    private static final Pattern SIGNS = Pattern.compile("[\\p{P}\\p{S}\\s\u3000]+");

    private Summary() {}

    /** Empty when the body has nothing to offer. */
    static String of(String title, String body) {
        var chosen = new StringBuilder();
        for (String line : body.split("\n", -1)) {
            String words = SALUTATION.matcher(PlainText.trimmed(PlainText.line(line))).replaceFirst("");
            if (!says(words, title)) {
                if (!chosen.isEmpty()) {
                    break;
                }
                continue;
            }
            for (String sentence : sentences(words)) {
                if (!chosen.isEmpty() && PlainText.length(chosen + sentence) > LONGEST) {
                    return chosen.toString();
                }
                chosen.append(sentence);
                if (PlainText.length(chosen.toString()) >= ENOUGH) {
                    return cut(chosen.toString());
                }
            }
        }
        return chosen.toString();
    }

    private static boolean says(String line, String title) {
        boolean addresses = line.endsWith("：") || line.endsWith(":");
        boolean whole = STOP.matcher(line).find() || PlainText.length(line) >= SHORTEST_PHRASE && line.contains("，");
        return whole && !addresses && !FACTS.matcher(line).matches() && !repeats(line, title);
    }

    private static boolean repeats(String line, String title) {
        String bare = bare(line);
        return bare.isEmpty() || bare(title).contains(bare);
    }

    private static String bare(String text) {
        return SIGNS.matcher(text).replaceAll("");
    }

    private static List<String> sentences(String line) {
        var sentences = new ArrayList<String>();
        var found = SENTENCE.matcher(line);
        while (found.find()) {
            sentences.add(found.group());
        }
        return sentences;
    }

    /** At a comma, when one is near enough to the end. */
    private static String cut(String text) {
        if (PlainText.length(text) <= LONGEST) {
            return text;
        }
        String head = text.substring(0, text.offsetByCodePoints(0, LONGEST - 2));
        int comma = Math.max(head.lastIndexOf('，'), head.lastIndexOf('；'));
        return (comma > LONGEST / 2 ? head.substring(0, comma) : head) + "……";
    }
}
