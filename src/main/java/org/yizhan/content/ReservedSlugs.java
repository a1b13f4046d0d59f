package org.yizhan.content;

import java.util.Set;

/**
 * First parts of a public address that are not a site or a column (保留地址). A site or column may not be named so, because
 * its pages could never be reached; and a visitor's page below such a part is never taken from the page cache.
 */
public final class ReservedSlugs {
    public static final Set<String> ALL = Set.of("desk", "api", "search", "files", "assets", "feeds", "sitemap",
            "robots",
            "mistake", "mistake-report", "leaving", "member", "login", "logout", "sign-in", "sign-out", "signin",
            "signout", "register",
            "oauth2", "connect", "userinfo", "webauthn", "well-known", "error", "letters", "track", "disclosure",
            "services", "interact", "open311", "kiosk", "screen", "qr", "views", "actuator", "help", "manual", "static",
            "favicon", "portal",
            "admin",
            "demo", "preview", "outbox", "account", "accounts", "password", "staff", "citizen", "default-ui",
            "calendar",
            "accessibility", "vendor", "sites", "me", "elder", "policy", "map", "about", "privacy", "health", "local",
            "ranking", "topics", "forms", "requests", "knowledge");

    private ReservedSlugs() {}

    public static boolean contains(String slug) {
        return ALL.contains(slug);
    }
}
