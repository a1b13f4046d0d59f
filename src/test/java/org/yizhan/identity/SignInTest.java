package org.yizhan.identity;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yizhan.directory.Appointments;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Organisation;

import static org.assertj.core.api.Assertions.assertThat;

/** Against the running server: people, and browsers that sign them in. */
abstract class SignInTest {
    @LocalServerPort
    int port;
    @Autowired
    Directory directory;
    @Autowired
    Organisation organisation;
    @Autowired
    Appointments appointments;
    @Autowired
    StaffAccounts accounts;
    @Autowired
    JdbcClient db;

    TestStaff staff;

    @BeforeEach
    void peopleWhoMaySignIn() {
        staff = new TestStaff(directory, organisation, appointments, accounts);
    }

    TestBrowser browser() {
        return new TestBrowser(port);
    }

    /** A browser in which this member of staff is in. */
    TestBrowser signedIn(String account) {
        var browser = browser();
        assertThat(attempt(browser, account, TestStaff.PASSWORD).status()).isEqualTo(302);
        return browser;
    }

    static TestBrowser.Answer attempt(TestBrowser browser, String account, String password) {
        browser.get("/desk/sign-in");
        return browser.submit("/desk/sign-in", Map.of("account", account, "password", password));
    }
}
