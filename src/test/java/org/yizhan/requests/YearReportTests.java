package org.yizhan.requests;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseId;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

/** The annual report of a body while it is written and after it was frozen. */
class YearReportTests extends RequestsDatabaseTest {
    @Autowired
    YearReports reports;

    private static Map<String, String> allFilled() {
        var two = new LinkedHashMap<String, String>();
        YearReports.TABLE_TWO.keySet().forEach(code -> two.put(code, "0"));
        two.put("fees", "12.5");
        return two;
    }

    private YearReport report(Actor actor) {
        return reports.find(actor, waterBody, 2026).orElseThrow();
    }

    private void written(Map<String, String> two) {
        done(reports.save(waterOfficer, waterBody, 2026, report(waterOfficer).version(),
                new YearReports.Typed("全年公开信息。", "主动公开不够及时。", "", two)));
    }

    private CaseId answeredOfTheYear() {
        CaseId id = received(waterBody);
        does(officer, id, new CaseAct.Dispatch(water, List.of(), false, false, ""));
        return answered(id, Outcome.A2);
    }

    private static int received(YearReport report) {
        return report.three()
                .counts()
                .getOrDefault(YearTable.Line.Whole.RECEIVED, Map.of())
                .values()
                .stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    @Test
    void whatIsFrozenStaysWhateverHappensToTheRequests() {
        answeredOfTheYear();
        written(allFilled());
        at(2027, 1, 12);
        done(reports.freeze(waterOfficer, waterBody, 2026, report(waterOfficer).version()));
        YearReport frozen = report(waterOfficer);
        assertThat(frozen.isFrozen()).isTrue();
        assertThat(frozen.two()).containsEntry("fees", "12.5");
        assertThat(YearReports.article(frozen).toString()).as("what names a row is its head")
                .contains("<th>行政事业性收费</th><td>12.5</td>", "<th>一、本年新收政府信息公开申请数量</th><td>");
        at(2026, 12, 1);
        answeredOfTheYear();
        assertThat(received(report(waterOfficer))).isEqualTo(received(frozen)).isEqualTo(1);
        assertThat(refused(reports.save(waterOfficer, waterBody, 2026, frozen.version(),
                new YearReports.Typed("改", "改", "", allFilled())))).contains("已经固定");
    }

    @Test
    void nothingIsFrozenThatIsNotComplete() {
        written(Map.of());
        assertThat(refused(freeze())).contains("2026年还没有结束");
        at(2027, 1, 12);
        assertThat(report(waterOfficer).two()).as("nobody has said that there were none").containsEntry("licences", "");
        assertThat(refused(freeze())).as("all at once").contains("表二还没有填", "规章：本年废止件数", "行政处罚", "请填 0");
        done(reports.save(waterOfficer, waterBody, 2026, report(waterOfficer).version(),
                new YearReports.Typed("全年公开信息。", " ", "", allFilled())));
        assertThat(refused(freeze())).contains("存在的主要问题");
        assertThat(refused(reports.draftArticle(waterOfficer, waterBody, 2026))).contains("先固定数据");
        assertThat(report(waterOfficer).isFrozen()).isFalse();
    }

    private Optional<Refusal> freeze() {
        return reports.freeze(waterOfficer, waterBody, 2026, report(waterOfficer).version());
    }

    @ParameterizedTest
    @CsvSource({"licences, viele", "licences, 1.5", "fees, -1", "penalties, 99999999999"})
    void numbersAreNumbers(String code, String value) {
        Map<String, String> two = allFilled();
        two.put(code, value);
        assertThat(refused(reports.save(waterOfficer, waterBody, 2026, 0, new YearReports.Typed("", "", "", two))))
                .contains("请填写数字");
        assertThat(report(waterOfficer).version()).isZero();
    }

    @Test
    void onlyItsOfficersWriteItAndNobodyOverwritesAnother() {
        var typed = new YearReports.Typed("全年公开信息。", "", "", Map.of());
        for (Actor other : List.of(watcher, leader, person(109, water,
                RequestPermissions.HANDLE))) {
            assertThat(refused(reports.save(other, waterBody, 2026, 0, typed))).contains("没有编写这份年报的权限");
        }
        done(reports.save(waterOfficer, waterBody, 2026, 0, typed));
        assertThat(refused(reports.save(waterOfficer, waterBody, 2026, 0, typed))).contains("刚被别人改过");
        assertThat(reports.find(waterOfficer, waterBody, 2027)).isEmpty();
        assertThat(reports.find(waterOfficer, countyBody, 2026)).isEmpty();
    }
}
