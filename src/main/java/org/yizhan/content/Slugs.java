package org.yizhan.content;

import java.util.Optional;
import java.util.regex.Pattern;

import org.yizhan.shared.Refusal;

/** What the first part of an address may be: short, lower-case, and not a word that the program itself answers to. */
final class Slugs {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?");
    private Slugs() {}

    static Optional<Refusal> refusal(String slug) {
        if (!SHAPE.matcher(slug).matches()) {
            return Optional.of(new Refusal("网址名只能用小写字母、数字和连字符，最长40个字符，例如 tzgg。"));
        }
        return Refusal.when(ReservedSlugs.contains(slug), "网址名“" + slug + "”留给系统使用，请换一个。");
    }
}
