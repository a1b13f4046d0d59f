package org.yizhan.disclosure;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.yizhan.content.Withdrawal;
import org.yizhan.content.Withdrawn;
import org.yizhan.shared.Actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

/** The pages of disclosure are kept as finished bytes, and each act drops those that show what it changed. */
class KeptDisclosurePagesTests extends DisclosureTest {

    @Autowired
    Guides guides;
    @Autowired
    KeyAreas areas;
    @Autowired
    Places places;
    @Autowired
    DataLists lists;
    @Autowired
    Gazettes gazettes;
    @Autowired
    ReviewRounds rounds;
    @Autowired
    AnnualReports reports;
    @Autowired
    Filings filings;
    @Autowired
    CatalogueUpkeep upkeep;

    /** Only a kept page is answered with a mark of its bytes, and what is changed behind its back does not show. */
    private String kept(String path) throws Exception {
        MockHttpServletResponse response = send(Actor.VISITOR, get(path));
        assertThat(response.getStatus()).as(path).isEqualTo(200);
        assertThat(response.getHeader("ETag")).as("kept: " + path).isNotNull();
        return response.getContentAsString(StandardCharsets.UTF_8);
    }

    private interface Act {
        void run() throws Exception;
    }

    private void changes(String path, String words, Act act) throws Exception {
        boolean before = kept(path).contains(words);
        act.run();
        assertThat(kept(path).contains(words)).as(path + " shows " + words).isEqualTo(!before);
    }

    @Test
    void aPageStaysAsItIsUntilAnActSaysOtherwise() throws Exception {
        live("防汛抗旱工作的通知");
        String before = kept(body.href());
        sql.sql("update disclosure.entry set title = '背着程序改的' where body_id = :id").param("id", body.id()).update();
        assertThat(kept(body.href())).isEqualTo(before);
        assertThat(send(Actor.VISITOR, get("/disclosure/lists/powers/?q=水库")).getHeader("ETag"))
                .as("what somebody typed is not kept")
                .isNull();
    }

    @Test
    void publishingClassifyingAndWithdrawingDropTheLists() throws Exception {
        String title = "关于做好第" + body.position() + "号水库值守的通知";
        var lists = new ArrayList<>(List.of(body.href(), body.href() + "content", "/disclosure/catalogue",
                "/disclosure/catalogue?body=" + body.id()));
        for (String list : lists) {
            assertThat(kept(list)).doesNotContain(title);
        }
        long document = live(title);
        for (String list : lists) {
            assertThat(kept(list)).as(list).contains(title);
        }
        changes("/disclosure/library", title, () -> yes(documents.stand(office, document, new Documents.Standing(
                Validity.EFFECTIVE, null, null, null, true))));
        changes("/disclosure/library", "关于做好第" + body.position() + "号水库值守的通知", () -> yes(documents.stand(office,
                document, new Documents.Standing(null, null, null, null, false))));
        changes(body.href() + "rules", title, () -> yes(classification.classify(office, document,
                new Classification(body.id(), Section.SYSTEM, null, null, null, null))));
        assertThat(kept(body.href() + "content")).doesNotContain(title);
        changes("/disclosure/filings", title, () -> yes(filings.announce(office, document, Filing.Kind.CHANGED,
                "更正数字")));
        changes(body.href() + "rules", title, () -> yes(publishing.withdraw(office, document,
                new Withdrawal(Withdrawn.Kind.GONE, "有误", null))));
        assertThat(kept("/disclosure/catalogue")).doesNotContain(title);
    }

    @Test
    void aDocumentThatMovesLeavesTheListOfItsFormerBody() throws Exception {
        long document = live("防汛抗旱工作的通知");
        long county = bodies.county().orElseThrow().id();
        changes(body.href(), "防汛抗旱工作的通知", () -> yes(classification.classify(office, document,
                new Classification(county, Section.STATUTORY, "06", "05", "00", "12"))));
    }

    @Test
    void whatTheOfficeSetsUpShowsAtOnce() throws Exception {
        String mark = "水" + body.position();
        changes(body.href() + "guide", mark + "公开办", () -> assertThat(guides.put(office, body.id(), new Guide("分类",
                "编排", "网站", mark + "公开办", "河滨路8号", "", "工作日", "0855-3300000", "", "邮箱", "县政府办", 0))).isEmpty());
        changes("/disclosure/areas/", mark + "领域", () -> yes(areas.put(office, 0, mark + "领域", false, null, true,
                Set.of())));
        changes("/disclosure/points", mark + "图书馆", () -> yes(places.put(office, new Places.Place(0, mark + "图书馆",
                "人民路1号", "工作日", "", 1, true))));
        String kind = "kept-" + body.position();
        changes("/disclosure/lists/", mark + "名录", () -> yes(lists.putKind(office, new ListKind(kind, mark + "名录", "",
                true, List.of(new ListKind.Column(1, "名称", ListKind.Type.TEXT, true, true))))));
        changes("/disclosure/lists/" + kind + "/", mark + "水厂", () -> yes(lists.put(office, kind, body.id(),
                List.of(mark + "水厂"))));
        long row = lists.list(kind, "", null, 1).items().getFirst().id();
        changes("/disclosure/lists/" + kind + "/", mark + "水厂", () -> yes(lists.end(office, row)));
        changes("/disclosure/", mark + "分类", () -> yes(terms.put(office, new Term(Axis.STATUTORY, "A" + body
                .position() % 100_000, mark + "分类", "", 99, true))));
        terms.put(office, new Term(Axis.STATUTORY, "A" + body.position() % 100_000, mark + "分类", "", 99, false));
        changes("/disclosure/", body.name(), () -> yes(bodies.change(office, 1, new NewBody(bureau.unit(), body.slug(),
                "", "", "522624", "SL" + body.position(), "{region6}-{yyyy}-{seq:4}", 1, false))));
    }

    @Test
    void issuesReviewsAndReportsShowAtOnce() throws Exception {
        String title = "第" + body.position() + "号水库管护办法";
        long document = live(title);
        yes(documents.stand(office, document, new Documents.Standing(Validity.EFFECTIVE, null, null, null, true)));
        int number = 500 + body.position() % 400;
        long issue = gazettes.begin(office, new Gazettes.Head(today.getYear(), number, today, "", "")).orThrow();
        yes(gazettes.add(office, issue, "县政府文件", List.of(document)));
        changes("/disclosure/gazette/", "第" + number + "期", () -> yes(gazettes.publish(office, issue)));
        long round = rounds.open(office, "第" + body.position() + "次清理", body.id(), today).orThrow();
        yes(rounds.conclude(office, round, document, ReviewRound.Conclusion.REPEAL, "已被代替"));
        changes("/disclosure/reviews/", "第" + body.position() + "次清理", () -> yes(rounds.publish(office, round)));
        changes("/disclosure/gazette/" + today.getYear() + "/" + number, "本篇已不再公开", () -> yes(publishing.withdraw(
                office, document, new Withdrawal(Withdrawn.Kind.GONE, "有误", null))));
        changes("/disclosure/gazette/", "第" + number + "期", () -> yes(gazettes.withdraw(office, issue, "有误")));
        int last = today.getYear() - 1;
        changes("/disclosure/reports", body.name(), () -> yes(reports.owesFrom(office, body.id(), last)));
        long report = draft(last + "年政府信息公开工作年度报告（" + body.position() + "）");
        yes(classification.classify(clerk, report,
                new Classification(body.id(), Section.REPORT, null, null, null, null)));
        changes("/disclosure/reports", "年度报告（" + body.position() + "）", () -> yes(publish(ready(report))));
    }

    @Test
    void theCountsAddUpWithWhatTheListsHold() {
        long first = live("防汛抗旱工作的通知");
        long second = live("学校招生工作的意见");
        live("水质监测情况通报");
        archived("旧的防汛通知", "旧的抗旱通知");
        yes(documents.stand(office, first, new Documents.Standing(Validity.EFFECTIVE, null, null, null, true)));
        addsUp();
        upkeep.addUp();
        addsUp();
        yes(classification.classify(office, second, whole()));
        yes(documents.stand(office, first, new Documents.Standing(Validity.REPEALED, null, null, null, true)));
        yes(publishing.withdraw(office, second, new Withdrawal(Withdrawn.Kind.GONE, "有误", null)));
        addsUp();
        upkeep.addUp();
        upkeep.addUp();
        addsUp();
        assertThat(catalogue.tally(Question.ALL.withBody(body.id())).total()).isEqualTo(4);
    }

    private void addsUp() {
        Question mine = Question.ALL.withBody(body.id());
        Catalogue.Tally tally = catalogue.tally(mine);
        List<Entry> all = catalogue.list(mine, null, 100).items();
        assertThat(tally.total()).isEqualTo(all.size());
        assertThat(tally.bodies()).isEqualTo(Map.of(body.id(), (long) all.size()));
        tally.terms()
                .forEach((axis, counts) -> assertThat(counts).as(axis.label())
                        .isEqualTo(all.stream()
                                .filter(entry -> entry.where().of(axis) != null)
                                .collect(java.util.stream.Collectors.groupingBy(
                                        entry -> String.valueOf(entry.where().of(axis)),
                                        java.util.stream.Collectors.counting()))));
        Question library = Question.LIBRARY.withBody(body.id());
        assertThat(catalogue.tally(library).total()).isEqualTo(catalogue.list(library, null, 100).items().size());
        assertThat(catalogue.tally(mine.with(Axis.STATUTORY, "12")).total())
                .isEqualTo(catalogue.list(mine.with(Axis.STATUTORY, "12"), null, 100).items().size());
    }
}
