package org.yizhan.hostile;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jsoup.Jsoup;
import org.yizhan.identity.TestBrowser;
import org.yizhan.identity.TestBrowser.Answer;

/** The people of the demonstration county and a citizen, signed in over HTTP; who has lost the session signs in again. */
final class DemonstrationStaff {
    static final String CITIZEN = "citizen";
    private static final String PASSWORD = "Yunling#2026";

    private final int port;
    private final Map<String, Session> sessions = new HashMap<>();
    private boolean doubted;
    private int citizens;

    DemonstrationStaff(int port) {
        this.port = port;
    }

    /** A browser that is signed in, and the token for its forms. */
    record Session(TestBrowser browser, String token) {
        Answer get(String path) {
            return browser.send(browser.request(path).timeout(Duration.ofSeconds(60)).GET());
        }

        /** Sends a form that is already encoded, with the token. */
        Answer post(String path, String form) {
            String body = "_csrf=" + URLEncoder.encode(token, StandardCharsets.UTF_8)
                    + (form.isEmpty() ? "" : "&" + form);
            return browser.send(browser.request(path)
                    .timeout(Duration.ofSeconds(60))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
        }

        /** Sends a form with one file. */
        Answer upload(String path, Map<String, String> fields, String file, String content) {
            var body = new StringBuilder();
            var all = new LinkedHashMap<>(fields);
            all.put("_csrf", token);
            all.forEach((name, value) -> body.append("--limit\r\nContent-Disposition: form-data; name=\"" + name
                    + "\"\r\n\r\n" + value + "\r\n"));
            body.append("--limit\r\nContent-Disposition: form-data; name=\"files\"; filename=\"" + file
                    + "\"\r\nContent-Type: text/plain\r\n\r\n" + content + "\r\n--limit--\r\n");
            return browser.send(browser.request(path)
                    .header("Content-Type", "multipart/form-data; boundary=limit")
                    .header("X-CSRF-TOKEN", token)
                    .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
        }

        Answer post(String path, Map<String, String> fields) {
            return post(path, Encoded.form(fields));
        }
    }

    Session visitor() {
        return sessions.computeIfAbsent("", _ -> fresh(new TestBrowser(port), "/member/sign-in"));
    }

    Session as(String account) {
        Session known = sessions.get(account);
        if (known == null || doubted && known.get(home(account)).status() != 200) {
            known = account.equals(CITIZEN) ? citizen() : staff(account);
            sessions.put(account, known);
        }
        doubted = false;
        return known;
    }

    /** Something was refused: perhaps because the session has ended. */
    void doubt() {
        doubted = true;
    }

    private static String home(String account) {
        return account.equals(CITIZEN) ? "/member" : "/desk/me";
    }

    private Session staff(String account) {
        var browser = new TestBrowser(port);
        browser.open("/desk/sign-in");
        browser.submit("/desk/sign-in", Map.of("account", account, "password", PASSWORD));
        return fresh(browser, "/desk/me");
    }

    /** Another one each time: nobody gets a second code within a minute. */
    private Session citizen() {
        String phone = "1380013%04d".formatted(citizens++);
        var browser = new TestBrowser(port);
        browser.open("/member/sign-in");
        browser.submit("/member/sign-in/code", Map.of("phone", phone, "as", "citizen"));
        String code = Jsoup.parse(new TestBrowser(port).get("/demo/outbox").body())
                .select(".list-rich li:has(.meta:contains(" + phone.substring(7) + ")) p:last-child")
                .first()
                .text()
                .replaceAll("^.*?(\\d{6}).*$", "$1");
        browser.open("/member/sign-in/code");
        browser.submit("/member/sign-in", Map.of("code", code));
        return fresh(browser, "/member");
    }

    private static Session fresh(TestBrowser browser, String page) {
        Answer answer = browser.get(page);
        if (answer.status() != 200) {
            throw new AssertionError(page + " answers " + answer.status() + ": nobody is signed in");
        }
        return new Session(browser, browser.hidden().getOrDefault("_csrf", ""));
    }
}
