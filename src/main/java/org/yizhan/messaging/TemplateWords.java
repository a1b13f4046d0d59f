package org.yizhan.messaging;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/**
 * How the text of a notice reads to those who edit it: a place stands there by its Chinese label in braces, {@code {验证码}}. Every
 * place of the text is kept, none is made up, and braces mean nothing else.
 */
record TemplateWords(List<TemplateDesk.Place> places) {
    private static final Pattern BRACED = Pattern.compile("\\{([^{}]*)}");
    private static final int LONGEST = 300;

    /** What was typed, understood or not. */
    sealed interface Read {
        record Text(String stored) implements Read {}

        record Unreadable(Refusal why) implements Read {}
    }

    String readable(String stored) {
        return replaced(stored, place -> "{" + place.label() + "}");
    }

    /** With a sample in each place. */
    String sample(String stored) {
        return replaced(stored, TemplateDesk.Place::sample);
    }

    private String replaced(String stored, Function<TemplateDesk.Place, String> by) {
        String text = stored;
        for (TemplateDesk.Place place : places) {
            text = text.replace(place.mark(), by.apply(place));
        }
        return text;
    }

    Read read(String typed) {
        String text = PlainText.line(typed).replace('｛', '{').replace('｝', '}').replaceAll("\\{ *([^{}]*?) *}", "{$1}");
        return problem(text).<Read>map(Read.Unreadable::new).orElseGet(() -> new Read.Text(stored(text)));
    }

    private Optional<Refusal> problem(String text) {
        if (text.isEmpty()) {
            return Optional.of(new Refusal("请填写通知内容。"));
        }
        if (PlainText.length(text) > LONGEST) {
            return Optional.of(new Refusal("通知内容最多 " + LONGEST + " 个字，现在有 " + PlainText.length(text) + " 个，请缩短。"));
        }
        Matcher braced = BRACED.matcher(text);
        while (braced.find()) {
            if (byLabel(braced.group(1)).isEmpty()) {
                return Optional.of(new Refusal("“" + braced.group() + "”不是这条通知的空位，发出时没有内容可填。" + offered()));
            }
        }
        if (BRACED.matcher(text).replaceAll("").matches(".*[{}].*")) {
            return Optional.of(new Refusal("花括号要成对，中间写空位的名称。" + offered()));
        }
        return places.stream()
                .filter(place -> !text.contains("{" + place.label() + "}"))
                .findFirst()
                .map(place -> new Refusal("少了{" + place.label() + "}，收到的人就看不到它。请把它放回句子里。"));
    }

    private String stored(String text) {
        return BRACED.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(byLabel(found.group(1)).orElseThrow().mark()));
    }

    private Optional<TemplateDesk.Place> byLabel(String label) {
        return places.stream().filter(place -> place.label().equals(label)).findFirst();
    }

    private String offered() {
        return places.isEmpty()
                ? "这条通知没有空位，请不要用花括号。"
                : "可以用的有：" + places.stream().map(place -> "{" + place.label() + "}").collect(Collectors.joining("、"))
                        + "。";
    }
}
