package org.yizhan.disclosure;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.yizhan.content.Withdrawal;
import org.yizhan.content.Withdrawn;
import org.yizhan.messaging.Todo;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.Actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

/** The annual reports: who has published, who owes, and that it is asked for. */
class AnnualReportTests extends DisclosureTest {

    @Autowired
    AnnualReports reports;
    @Autowired
    TodoList todos;

    private Actor keeper() {
        return person(90_021, bureau, DisclosurePermissions.MANAGE);
    }

    private AnnualReports.Line line(int year) {
        return reports.of(year).stream().filter(one -> one.body().id() == body.id()).findFirst().orElseThrow();
    }

    private long report(String title) {
        long document = draft(title);
        yes(classification.classify(clerk, document,
                new Classification(body.id(), Section.REPORT, null, null, null, null)));
        yes(publish(ready(document)));
        return document;
    }

    private List<String> asked() {
        Actor keeper = keeper();
        return todos.of(keeper.ref().id(), TodoList.Right.of(keeper), null, 50)
                .items()
                .stream()
                .map(Todo::what)
                .filter(what -> what.contains(body.name()))
                .toList();
    }

    private int last() {
        return today.getYear() - 1;
    }

    @Test
    void aBodyReportsFromTheYearInWhichItWasSetUp() {
        assertThat(reports.of(last())).extracting(one -> one.body().id()).doesNotContain(body.id());
        assertThat(asked()).isEmpty();
        assertThat(reports.owesFrom(keeper(), body.id(), last())).as("the county says so").isPresent();
        assertThat(reports.owesFrom(office, body.id(), 1999)).isPresent();
        assertThat(reports.owesFrom(office, 987_654, last())).isPresent();
        yes(reports.owesFrom(office, body.id(), last()));

        assertThat(line(last()).due()).isEqualTo(LocalDate.of(last() + 1, 1, 31));
        assertThat(line(last()).report()).isNull();
        assertThat(line(last()).owedOn(LocalDate.of(last() + 1, 1, 10), last())).isFalse();
        assertThat(line(last()).owedOn(LocalDate.of(last() + 1, 1, 11), last())).as("before it lapses").isTrue();
        assertThat(line(last()).late(LocalDate.of(last() + 1, 1, 31))).isFalse();
        assertThat(line(last()).late(LocalDate.of(last() + 1, 2, 1))).isTrue();
        AnnualReports.Line county = reports.of(today.getYear()).getFirst();
        assertThat(county.body().county()).isTrue();
        assertThat(county.due()).isEqualTo(LocalDate.of(today.getYear() + 1, 3, 31));
    }

    @Test
    void itIsAskedForUntilItComesAndAgainWhenItIsWithdrawn() {
        yes(reports.owesFrom(office, body.id(), last()));
        boolean due = !today.isBefore(LocalDate.of(last() + 1, 1, 11));
        assertThat(asked()).hasSize(due ? 1 : 0);
        reports.remind();
        assertThat(asked()).hasSize(due ? 1 : 0);

        long document = report(body.name() + last() + "年政府信息公开工作年度报告");

        assertThat(asked()).as("done in the act").isEmpty();
        assertThat(line(last()).report()).isNotNull().extracting(Entry::documentId).isEqualTo(document);
        assertThat(line(last()).published()).isEqualTo(today);
        yes(publishing.withdraw(office, document, new Withdrawal(Withdrawn.Kind.GONE, "有误", null)));
        reports.remind();
        assertThat(asked()).hasSize(due ? 1 : 0);
    }

    @Test
    void whoHasNoColumnOfHisOwnReportsInThatOfTheCounty() {
        long county = reports.of(today.getYear()).getFirst().body().id();
        sql.sql("delete from disclosure.column_rule where section = 'REPORT'").update();
        assertThat(reports.column(body.id())).isEmpty();
        for (long column : new long[]{98_001, 98_002, 98_003}) {
            @Nullable
            Long whose = column == 98_001 ? Long.valueOf(county) : column == 98_003 ? Long.valueOf(body.id()) : null;
            sql.sql("insert into disclosure.column_rule (column_id, section, body_id) values (:column, 'REPORT', :body)")
                    .param("column", column)
                    .param("body", whose)
                    .update();
            assertThat(reports.column(body.id())).as("his own, everybody's, the county's").hasValue(column);
        }
        assertThat(reports.column(county)).hasValue(98_001L);
        sql.sql("delete from disclosure.column_rule where column_id between 98001 and 98003").update();
    }

    @Test
    void theYearIsTheOneThatTheTitleNames() {
        yes(reports.owesFrom(office, body.id(), last() - 1));
        long named = report("水利局" + (last() - 1) + "年政府信息公开工作年度报告");
        long unnamed = report("政府信息公开工作年度报告");
        assertThat(line(last() - 1).report()).isNotNull().extracting(Entry::documentId).isEqualTo(named);
        assertThat(line(last()).report()).isNotNull().extracting(Entry::documentId).isEqualTo(unnamed);
        assertThat(reports.years()).contains(last() - 1, last());
    }

    @Test
    void thePublicSeesAllBodiesTogetherByYear() throws Exception {
        yes(reports.owesFrom(office, body.id(), last()));
        assertThat(page(Actor.VISITOR, "/disclosure/reports")).contains(body.name(), "还没有发布", "1月31日前发布");
        report(body.name() + last() + "年政府信息公开工作年度报告");
        assertThat(page(Actor.VISITOR, "/disclosure/reports?year=" + last()))
                .contains(body.name() + last() + "年政府信息公开工作年度报告");
        assertThat(page(Actor.VISITOR, "/disclosure/reports?year=x")).contains(last() + "年政府信息公开");
        assertThat(page(Actor.VISITOR, body.href() + "reports")).contains("工作年度报告");

        assertThat(page(office, "/desk/disclosure/reports")).contains(body.name(), "从哪一年起发布");
        assertThat(page(stranger, "/desk/disclosure/reports")).doesNotContain("从哪一年起发布");
        assertThat(page(office, "/desk/disclosure/reports?year=2010")).contains("没有要发布的年报");
        assertThat(send(office, MockMvcRequestBuilders.post("/desk/disclosure/reports")
                .param("body", Long.toString(body.id()))
                .param("from", Integer.toString(today.getYear()))).getStatus()).isEqualTo(302);
        assertThat(send(office, MockMvcRequestBuilders.post("/desk/disclosure/reports").param("body", "x"))
                .getStatus()).isEqualTo(302);
        assertThat(send(clerk, get("/desk/disclosure/reports")).getStatus()).isEqualTo(403);
    }
}
