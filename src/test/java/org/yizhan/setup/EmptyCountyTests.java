package org.yizhan.setup;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yizhan.directory.Directory;
import org.yizhan.identity.StaffAccounts;
import org.yizhan.identity.TestBrowser;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.Actor;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "yizhan.demo=false")
class EmptyCountyTests {
    private static final List<String> ADMINISTRATORS = List.of("sysadmin", "secadmin", "auditadmin");

    @LocalServerPort
    int port;

    @Autowired
    EmptyCounty county;

    @Autowired
    DemonstrationCounty demonstration;

    @Autowired
    Directory directory;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    TodoList todos;

    @Test
    void startsWithThreeAdministratorsWhoseUnusedPasswordsAreShownAnewAtTheNextStart() {
        List<String> shown = county.lines();
        for (String account : ADMINISTRATORS) {
            assertThat(shown).filteredOn(line -> line.contains("账号 " + account + "  密码 ")).hasSize(1);
            assertThat(accounts.isUnused(directory.personByAccount(account).orElseThrow().id())).isTrue();
        }
        county.start();
        assertThat(county.lines()).hasSameSizeAs(shown).isNotEqualTo(shown);
        assertThat(directory.units()).as("nothing is set up twice").hasSize(1);
    }

    @Test
    void tellsEveryAdministratorInTheListOfToDosWhereToBegin() {
        for (String account : ADMINISTRATORS) {
            Actor actor = directory.actor(directory.personByAccount(account).orElseThrow().id());
            assertThat(todos.of(actor.ref().id(), TodoList.Right.of(actor), null, 10).items()).as(account)
                    .isNotEmpty()
                    .allSatisfy(todo -> assertThat(todo.href()).startsWith("/desk/"));
        }
    }

    @Test
    void showsNothingOfTheDemonstration() {
        assertThat(demonstration.isRunning()).isFalse();
        assertThat(demonstration.lines()).isEmpty();
        assertThat(new TestBrowser(port).get("/demo/outbox").status()).isEqualTo(404);
    }
}
