package org.yizhan.disclosure;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yizhan.content.Draft;
import org.yizhan.content.SiteView;
import org.yizhan.content.Withdrawal;
import org.yizhan.content.Withdrawn;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;

import static org.assertj.core.api.Assertions.assertThat;

/** From the classified draft into the catalogue, with its number, and out again. */
class CatalogueTests extends DisclosureTest {
    @Test
    void anArticleIsProposedFromItsTitleAndGetsTheNumberOfItsBody() {
        long document = live("关于做好防汛抗旱工作的通知");

        Entry entry = entry(document);
        assertThat(entry.where()).isEqualTo(new Classification(body.id(), Section.STATUTORY, "06", "05", "00", "12"));
        assertThat(entry.confirmed()).isFalse();
        assertThat(entry.live()).isTrue();
        int year = today.getYear();
        assertThat(entry.indexNumber()).matches("522624" + body.deptCode() + "-12-" + year + "\\d\\d-0001");
        assertThat(entry.href()).isEqualTo(published.article(document).orElseThrow().href());
    }

    @Test
    void theNumberFollowsWhatWasChosenAndNeverChangesAfterwards() {
        long document = draft("关于做好防汛抗旱工作的通知");
        yes(classification.classify(clerk, document, whole()));
        yes(publish(ready(document)));
        String number = String.valueOf(entry(document).indexNumber());
        assertThat(number).contains("-12-");

        yes(classification.classify(office, document,
                new Classification(bodies.county().orElseThrow().id(), Section.STATUTORY, "02", "05", "00", "01")));

        assertThat(entry(document).indexNumber()).isEqualTo(number);
        assertThat(published.article(document).orElseThrow().indexNumber()).isEqualTo(number);
    }

    @Test
    void aSignThatOnlyLiesInsideOtherWordsIsNone() {
        assertThat(subjectOf("云岭县人民政府关于表彰先进集体的决定")).isNull();
        assertThat(subjectOf("云岭县人民政府关于促进茶产业高质量发展的实施意见")).isEqualTo("06");
        assertThat(subjectOf("关于落实惠民政策的通知")).isNull();
        assertThat(subjectOf("云岭县民政局关于调整低保标准的通知")).isEqualTo("17");
        assertThat(subjectOf("关于义务教育招生的通知")).isEqualTo("11");
    }

    private @Nullable String subjectOf(String title) {
        return Terms.named(terms.all(), Axis.SUBJECT, Terms.Wording.of(title));
    }

    @Test
    void whatNoTermNamesGoesPublicUnderTheRestAndIsConfirmedAfterwards() {
        long document = live("二〇二五年有关情况");

        assertThat(entry(document).where().subject()).isEqualTo("22");
        assertThat(entry(document).where().statutory()).isEqualTo("15");
        assertThat(classification.unconfirmed(office, body.id(), null, 10).items()).extracting(Entry::documentId)
                .containsExactly(document);
    }

    @Test
    void whatCannotBeClassifiedDoesNotGoPublicUntilSomebodyHasChosen() {
        nothingTakesTheRest();
        long document = ready(draft("第三季度有关情况"));

        assertThat(publish(document).orElseThrow().text()).contains("法定公开类别", "目录分类");
        assertThat(published.article(document)).isEmpty();
        yes(classification.classify(clerk, document, whole()));
        yes(publish(document));
        assertThat(entry(document).confirmed()).isTrue();
    }

    @Test
    void aUnitThatIsNoBodyHasNothingToClassify() {
        long elsewhere = columns.create(org.yizhan.shared.Actor.PROGRAM,
                new org.yizhan.content.NewColumn(site, null, "qt", "其他", "", "", "", other, null, "", null, true, false,
                        0,
                        List.of()))
                .orThrow();
        var there = person(90_031, other, org.yizhan.content.ContentPermissions.WRITE);
        long document = drafting.draft(there, elsewhere, Draft.of("情况", "<p>内容</p>", "局")).orThrow().documentId();
        yes(review.submit(there, turn(document), List.of()));
        yes(secrecy.conclude(person(90_032, other, org.yizhan.content.ContentPermissions.SECRECY), turn(document),
                org.yizhan.content.SecrecyFinding.clear("同意")));
        yes(publish(document));

        assertThat(documents.find(document)).isEmpty();
        assertThat(published.article(document).orElseThrow().indexNumber()).contains("/");
    }

    @Test
    void othersDoNotClassifyAndNothingHalfIsKept() {
        long document = draft("关于做好防汛抗旱工作的通知");

        assertThat(classification.classify(stranger, document, whole())).isPresent();
        assertThat(classification.classify(org.yizhan.shared.Actor.VISITOR, document, whole())).isPresent();
        assertThat(classification.sheet(stranger, document)).isEmpty();
        assertThat(classification.classify(clerk, document,
                new Classification(body.id(), Section.STATUTORY, null, "05", "00", "12")).orElseThrow().text())
                .contains("主题");
        assertThat(classification.classify(clerk, document,
                new Classification(999_999L, Section.STATUTORY, "06", "05", "00", "12"))).isPresent();
        assertThat(classification.classify(clerk, document,
                new Classification(body.id(), Section.STATUTORY, "99", "05", "00", "12"))).isPresent();
        assertThat(classification.classify(clerk, 987_654_321, whole())).isPresent();
        assertThat(documents.find(document)).isEmpty();
    }

    @Test
    void systemDocumentsAndReportsNeedNoKind() {
        long document = draft("2025年工作年度报告");
        yes(classification.classify(clerk, document,
                new Classification(body.id(), Section.REPORT, null, null, null, null)));
        yes(publish(ready(document)));

        assertThat(catalogue.list(Question.of(body.id(), Section.REPORT), null, 10).items())
                .extracting(Entry::documentId)
                .containsExactly(document);
        assertThat(catalogue.list(Question.of(body.id(), Section.STATUTORY), null, 10).items()).isEmpty();
    }

    @Test
    void theListPagesByKeyAndItsCountsAddUp() {
        var ids = new ArrayList<Long>();
        for (int i = 0; i < 5; i++) {
            ids.addFirst(live("关于做好第" + i + (i % 2 == 0 ? "次防汛工作的通知" : "次学校招生工作的意见")));
        }
        Question mine = Question.ALL.withBody(body.id());
        KeyPage<Entry> one = catalogue.list(mine, null, 2);
        KeyPage<Entry> two = catalogue.list(mine, one.older(), 2);
        KeyPage<Entry> three = catalogue.list(mine, two.older(), 2);

        assertThat(one.items()).extracting(Entry::documentId).containsExactlyElementsOf(ids.subList(0, 2));
        assertThat(two.items()).extracting(Entry::documentId).containsExactlyElementsOf(ids.subList(2, 4));
        assertThat(three.items()).extracting(Entry::documentId).containsExactlyElementsOf(ids.subList(4, 5));
        assertThat(catalogue.list(mine, three.newer(), 2).items()).isEqualTo(two.items());
        for (String broken : List.of("x", "1-2", "2-1-1", "n", "';--", "0-99999999999999999999-1")) {
            assertThat(catalogue.list(mine, broken, 2)).as(broken).isEqualTo(one);
        }
        Catalogue.Tally tally = catalogue.tally(mine);
        assertThat(tally.total()).isEqualTo(5);
        assertThat(tally.terms().get(Axis.SUBJECT)).containsEntry("06", 3L).containsEntry("11", 2L);
        for (Axis axis : Axis.values()) {
            var terms = Objects.requireNonNull(tally.terms().get(axis));
            assertThat(terms.values().stream().mapToLong(n -> n).sum()).as(axis.label()).isEqualTo(5);
            terms
                    .forEach((code, n) -> assertThat(catalogue.list(mine.with(axis, code), null, 50).items())
                            .hasSize(Math.toIntExact(n)));
        }
        assertThat(tally.years().values()).containsExactly(5L);
    }

    @Test
    void aWithdrawnArticleLeavesTheCatalogueAndIsAnnounced() {
        long document = live("关于水库防汛调度的公告");
        yes(publishing.withdraw(office, document, new Withdrawal(Withdrawn.Kind.NOTICE, "数据有误", null)));
        long quietly = live("关于农村饮水水质抽检情况的通报");
        yes(publishing.withdraw(office, quietly, new Withdrawal(Withdrawn.Kind.GONE, "涉及某户个人情况", null)));

        assertThat(catalogue.list(Question.ALL.withBody(body.id()), null, 10).items()).isEmpty();
        assertThat(filings.list(body.id(), null, 10).items())
                .extracting(Filing::documentId, Filing::kind, Filing::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(quietly, Filing.Kind.WITHDRAWN, "依照规定不再公开"),
                        org.assertj.core.groups.Tuple.tuple(document, Filing.Kind.WITHDRAWN, "数据有误"));
        assertThat(documents.file(document)).extracting(Documents.Happening::act)
                .containsExactly("WITHDRAWN", "PUBLISHED");
        assertThat(documents.factsOf(document)).isPresent();
    }

    @org.springframework.beans.factory.annotation.Autowired
    Filings filings;

    @Test
    void aNewEditionIsAnnouncedAsAChange() {
        long document = live("关于水库防汛调度的公告");
        long version = drafting.revise(clerk, document).orThrow().documentId();
        yes(publish(ready(version)));

        assertThat(filings.list(body.id(), null, 10).items()).extracting(Filing::kind)
                .containsExactly(Filing.Kind.CHANGED);
        assertThat(filings.announce(stranger, document, Filing.Kind.CHANGED, "改")).isPresent();
        assertThat(filings.announce(office, document, Filing.Kind.CHANGED, " ")).isPresent();
        assertThat(filings.announce(office, document, Filing.Kind.WITHDRAWN, "撤")).isPresent();
        yes(filings.announce(office, document, Filing.Kind.TERMINATED, "事项已办结"));
        KeyPage<Filing> first = filings.list(body.id(), null, 1);
        assertThat(first.items()).extracting(Filing::reason).containsExactly("事项已办结");
        KeyPage<Filing> second = filings.list(body.id(), first.older(), 1);
        assertThat(filings.list(body.id(), second.newer(), 1)).isEqualTo(first);
    }

    @Test
    void articlesTakenOverInBulkComeInWithNumbersAndWaitToBeConfirmed() {
        nothingTakesTheRest();
        archived("水库建设项目招标公告", "某年情况", "水库除险加固项目招标公告");

        KeyPage<Entry> waiting = classification.unconfirmed(office, body.id(), null, 10);
        assertThat(waiting.items()).hasSize(3).allMatch(Entry::live).allMatch(entry -> entry.indexNumber() != null);
        assertThat(waiting.items()).extracting(entry -> entry.indexNumber() == null ? "" : entry.indexNumber())
                .allMatch(number -> number.contains("-202405-"))
                .doesNotHaveDuplicates();
        assertThat(classification.unconfirmed(stranger, body.id(), null, 10).items()).isEmpty();

        var results = classification.confirmAll(office, waiting.items().stream().map(Entry::documentId).toList());
        assertThat(results).filteredOn(result -> result.refusal().isPresent())
                .singleElement()
                .satisfies(result -> assertThat(result.title()).isEqualTo("某年情况"));
        long left = classification.unconfirmed(office, body.id(), null, 10).items().getFirst().documentId();
        assertThat(classification.classifyAll(office, List.of(left, 999_999_999L), Axis.SUBJECT, "06"))
                .allMatch(result -> result.refusal().isPresent());
    }

    @Test
    void theStatisticsCountThePeriodAndEverythingUntilItsEnd() {
        archived("关于修建水渠的公告", "关于防汛值班的通知");
        live("关于做好防汛抗旱工作的通知");

        var zone = ZoneId.of("Asia/Shanghai");
        assertThat(catalogue.counts(LocalDate.of(2024, 5, 1), LocalDate.of(2024, 5, 31), zone))
                .filteredOn(count -> count.body() == body.id())
                .extracting(Catalogue.Count::inPeriod)
                .satisfies(counts -> assertThat(counts.stream().mapToLong(n -> n).sum()).isEqualTo(2));
        var now = catalogue.counts(LocalDate.of(2025, 1, 1), LocalDate.of(2099, 1, 1), zone)
                .stream()
                .filter(count -> count.body() == body.id())
                .toList();
        assertThat(now.stream().mapToLong(Catalogue.Count::inPeriod).sum()).isEqualTo(1);
        assertThat(now.stream().mapToLong(Catalogue.Count::untilThen).sum()).isEqualTo(3);
    }

    @Test
    void aColumnMaySayWhatItsDocumentsAre() {
        yes(classification.rule(office, column,
                new Classification(bodies.county().orElseThrow().id(), Section.SYSTEM, null, null, null, null)));
        assertThat(classification.rule(stranger, column, whole())).isPresent();

        long document = live("信息公开工作规程");
        assertThat(entry(document).where().section()).isEqualTo(Section.SYSTEM);
        assertThat(entry(document).where().body()).isEqualTo(bodies.county().orElseThrow().id());
        assertThat(entry(document).indexNumber()).startsWith("01522624X/");
    }

    @Test
    void aSiteBelongsToTheBodyThatItsUnitIsWhateverItIsCalled() {
        SiteView own = published.unitSites().stream().filter(one -> one.id() == site).findFirst().orElseThrow();
        SiteView portal = published.siteBySlug("").orElseThrow();
        assertThat(bodies.of(own)).map(Body::id).contains(body.id());
        assertThat(bodies.of(portal)).hasValueSatisfying(county -> assertThat(county.county()).isTrue());

        assertThat(bodies.change(Actor.PROGRAM, body.version(), new NewBody(bureau.unit(), body.slug(), "", "",
                "522624", body.deptCode(), body.numberRule(), body.position(), false))).isEmpty();
        assertThat(bodies.of(own)).isEmpty();
    }
}
