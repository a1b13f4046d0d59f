package org.yizhan.requests;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where an answer tells its reader that he may complain (救济途径), also in words of an officer's own: sentences near the end that name a way
 * and speak to whoever is not content. What is told about reviews as information is left alone.
 */
final class Remedies {
    private static final Pattern OFFERED = Pattern
            .compile("(?:可以|可(?=[先向自在依于])|有权|应当|应(?=[先向自在依于])|须|请(?=[先向自在依于])).{0,120}?"
                    + "(?:行政复议|行政诉讼|复议机关|提起诉讼|起诉|(?:举报|投诉|反映))");
    private static final Pattern NOT_CONTENT = Pattern
            .compile("不服|异议|不满意|侵犯|收到(?:本|该|之日|此|告知书|答复|复议决定)|[日月]内.{0,80}(?:行政复议|行政诉讼|诉讼|起诉)");
    private static final Pattern WAY = Pattern.compile("复议|诉讼|起诉|上一级|监察机关|主管部门");
    /** What may stand behind them: courtesies, whom to call, who signs, and when. */
    private static final Pattern CLOSING = Pattern.compile("(?:特此|此复|此致|敬礼|感谢|祝您|如有疑问|联系|电话|咨询|附件).{0,60}|.{0,24}");
    private static final Pattern SENTENCES = Pattern.compile("(?<=[。！？!?；;])");

    private Remedies() {}

    static String without(String answer) {
        List<List<String>> lines = answer.lines()
                .map(line -> (List<String>) new ArrayList<>(List.of(SENTENCES.split(line))))
                .toList();
        boolean atTheEnd = true;
        for (int line = lines.size() - 1; line >= 0 && atTheEnd; line--) {
            List<String> sentences = lines.get(line);
            for (int place = sentences.size() - 1; place >= 0 && atTheEnd; place--) {
                String sentence = sentences.get(place);
                if (isOne(sentence)) {
                    sentences.remove(place);
                } else {
                    atTheEnd = isClosing(sentence);
                }
            }
        }
        return lines.stream()
                .map(sentences -> String.join("", sentences))
                .filter(line -> !line.isBlank())
                .collect(Collectors.joining("\n"));
    }

    private static boolean isOne(String sentence) {
        return OFFERED.matcher(sentence).find() && NOT_CONTENT.matcher(sentence).find() && WAY.matcher(sentence).find();
    }

    private static boolean isClosing(String sentence) {
        return CLOSING.matcher(sentence.strip()).matches();
    }
}
