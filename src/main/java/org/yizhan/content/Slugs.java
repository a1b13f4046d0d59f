package org.yizhan.content;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.yizhan.shared.Refusal;

/** What the first part of an address may be: short, lower-case, and not a word that the program itself answers to. */
final class Slugs {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?");
    private static final Set<String> TAKEN = Set.of("desk", "search", "letters", "track", "disclosure", "services",
            "interact", "feeds", "open311", "api", "kiosk", "files", "assets", "vendor", "static", "login", "logout",
            "oauth2", "error", "sites", "about", "help", "me", "sitemap", "robots", "favicon", "actuator", "connect",
            "userinfo", "webauthn", "well-known", "elder", "policy", "map");

    private Slugs() {}

    static Optional<Refusal> refusal(String slug) {
        if (!SHAPE.matcher(slug).matches()) {
            return Optional.of(new Refusal("网址名只能用小写字母、数字和连字符，最长40个字符，例如 tzgg。"));
        }
        return Refusal.when(TAKEN.contains(slug), "网址名“" + slug + "”留给系统使用，请换一个。");
    }
}
