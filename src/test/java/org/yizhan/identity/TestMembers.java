package org.yizhan.identity;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Citizens who come in with the code that was sent to their phone. */
final class TestMembers {
    private static final AtomicInteger FRESH = new AtomicInteger(3000);

    private final int port;
    private final JdbcClient db;

    TestMembers(int port, JdbcClient db) {
        this.port = port;
        this.db = db;
    }

    static String phone() {
        return "1360000" + FRESH.incrementAndGet();
    }

    /** So that one may be asked for at once. */
    void noCodesYet() {
        db.sql("delete from identity.one_time_code").update();
    }

    TestBrowser signedIn(String phone) {
        var browser = new TestBrowser(port);
        browser.get("/member/sign-in");
        ask(browser, phone);
        browser.get("/member/sign-in/code");
        assertThat(enter(browser, code(phone)).location()).isEqualTo("/member");
        return browser;
    }

    TestBrowser again(String phone) {
        noCodesYet();
        return signedIn(phone);
    }

    static TestBrowser.Answer ask(TestBrowser browser, String phone) {
        return browser.submit("/member/sign-in/code", Map.of("phone", phone));
    }

    static TestBrowser.Answer enter(TestBrowser browser, String code) {
        return browser.submit("/member/sign-in", Map.of("code", code));
    }

    String code(String phone) {
        String places = db.sql("select places from messaging.outgoing where recipient = ? order by id desc limit 1")
                .param(phone)
                .query(String.class)
                .single();
        return places.replaceAll(".*\"code\" *: *\"(\\d{6})\".*", "$1");
    }
}
