package org.yizhan.search;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.yizhan.shared.Actor;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/** Who may set the search, and to what: it is the county's, so a right over a part of it is not enough. */
final class SearchRules {
    private static final int MOST_WORDS = 10;
    private static final int LONGEST_WORD = 30;
    private static final int LONGEST_TITLE = 100;
    private static final int LONGEST_ADDRESS = 500;
    private static final int LONGEST_NOTE = 100;
    private static final int MOST_PROMOTED = 500;
    private static final Pattern OWN = Pattern.compile("/(?!/)[^\\s<>\"\\\\]*");
    private static final Pattern GOVERNMENT = Pattern.compile("https?://([a-z0-9-]+\\.)*gov\\.cn(/[^\\s<>\"\\\\]*)?");

    private SearchRules() {}

    static Optional<Refusal> check(Actor actor) {
        return Refusal.when(!actor.mayEverywhere(SearchPermissions.TUNE), "检索设置用于全县各网站，您没有修改它的权限。");
    }

    static Optional<Refusal> check(Promoted wanted, LocalDate today, long already) {
        List<String> words = words(wanted.words());
        return Refusal.when(words.isEmpty(), "请填写群众会搜的词，多个词用空格隔开。")
                .or(() -> checkWords(words))
                .or(() -> Refusal.when(wanted.title().isBlank(), "请填写标题，群众在搜索结果最上方看到它。"))
                .or(() -> tooLong("标题", wanted.title(), LONGEST_TITLE))
                .or(() -> tooLong("说明", wanted.note(), LONGEST_NOTE))
                .or(() -> tooLong("网址", wanted.href(), LONGEST_ADDRESS))
                .or(() -> Refusal.when(
                        !OWN.matcher(wanted.href()).matches() && !GOVERNMENT.matcher(wanted.href()).matches(),
                        "网址请填本站地址（以 / 开头）或政府网站地址（https://……gov.cn）。"))
                .or(() -> Refusal.when(wanted.until() != null && wanted.until().isBefore(today), "截止日期已经过了，请改为今天或以后。"))
                .or(() -> Refusal.when(already >= MOST_PROMOTED, "推荐结果已有" + MOST_PROMOTED + "条，请先删去不用的。"));
    }

    static Optional<Refusal> checkGroup(List<String> words) {
        return Refusal.when(words.size() < 2, "请至少填两个意思相同的词，用空格隔开，例如：医保 医疗保险。").or(() -> checkWords(words));
    }

    private static Optional<Refusal> checkWords(List<String> words) {
        return Refusal.when(words.size() > MOST_WORDS, "一次最多填" + MOST_WORDS + "个词。")
                .or(() -> words.stream()
                        .filter(word -> PlainText.length(word) > LONGEST_WORD)
                        .findFirst()
                        .map(word -> new Refusal("“" + word + "”太长，每个词不超过" + LONGEST_WORD + "个字。")));
    }

    private static Optional<Refusal> tooLong(String what, String text, int most) {
        return Refusal.when(PlainText.length(text) > most, what + "不能超过" + most + "个字。");
    }

    static List<String> words(String line) {
        return Arrays.stream(PlainText.line(line).split("[ ，、,；;]+"))
                .filter(word -> !word.isBlank())
                .distinct()
                .toList();
    }
}
