package org.yizhan.content;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.content.PublishedFigures.Tally;
import org.yizhan.directory.Person;
import org.yizhan.directory.Unit;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.UnitId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

/** Counted when it is published, taken off when it is withdrawn, and never counted from the articles. */
class PublishedFiguresTests extends ContentDatabaseTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final UnitId WATER = Office.WATER.unit();

    @Autowired
    PublishedFigures figures;

    @Autowired
    PublishedArchive archive;

    @Test
    void aPublicationCountsOnItsDayForTheUnitThatHandedItIn() {
        aLiveArticle();

        assertThat(figures.shares(DAY, DAY)).filteredOn(share -> share.columnId() == column)
                .containsExactly(new PublishedFigures.Share(column, WATER, new Tally(1, 0, 0, 1, 0)));
        assertThat(figures.byColumn(DAY, DAY).get(column)).isEqualTo(new Tally(1, 0, 0, 1, 0));
        assertThat(figures.byColumn(DAY.plusDays(1), DAY.plusDays(30))).doesNotContainKey(column);
        assertThat(figures.byColumn(site, DAY, DAY)).containsOnly(Map.entry(column, new Tally(1, 0, 0, 1, 0)));
        assertThat(figures.byColumn(site, DAY.plusDays(1), DAY.plusDays(1))).isEmpty();
        assertThat(figures.publishedBySite(DAY, DAY)).containsEntry(site, 1);
        assertThat(tally(figures.byUnit(DAY, DAY), WATER).published()).isPositive();
        assertThat(figures.lastPublished()).containsEntry(column, DAY);
        assertThat(figures.lastPublished(site)).containsOnlyKeys(column);
        assertThat(figures.lastOfSites()).containsEntry(site, DAY);
    }

    @Test
    void theDayIsThatOfTheCountyAndNotOfGreenwich() {
        clock.set(Instant.parse("2026-11-20T16:30:00Z"));
        aLiveArticle();

        assertThat(figures.byColumn(DAY, DAY)).doesNotContainKey(column);
        assertThat(tally(figures.byColumn(DAY.plusDays(1), DAY.plusDays(1)), column).published()).isOne();
        assertThat(figures.lastPublished()).containsEntry(column, DAY.plusDays(1));
    }

    @Test
    void aNewEditionIsAnUpdateAndNotASecondItem() {
        Turn live = aLiveArticle();
        clock.set(Instant.parse("2026-11-25T02:00:00Z"));
        Turn revised = drafting.revise(Office.CLERK, live.documentId()).orThrow();
        Turn again = drafting.save(Office.CLERK, revised, column,
                Draft.of("关于防汛的通知", "<p>请各乡镇做好防汛准备，每日报告水情。</p>", "云岭县水利局")).orThrow();
        live(ready(reviewed(submitted(again))));

        assertThat(tally(figures.byColumn(DAY, DAY), column).published()).isOne();
        assertThat(figures.byColumn(DAY.plusDays(1), DAY.plusDays(9)).get(column))
                .isEqualTo(new Tally(0, 1, 0, 1, 0));
        assertThat(figures.lastPublished()).containsEntry(column, LocalDate.of(2026, 11, 25));
    }

    @Test
    void whatMovesToAnotherColumnIsCountedThere() {
        long other = aColumn(null, "gzdt", List.of(
                new ReviewStep("科室负责人审核", ContentPermissions.REVIEW, Office.WATER),
                new ReviewStep("县公开办审核", ContentPermissions.REVIEW, Office.COUNTY)));
        Turn live = aLiveArticle();
        Turn revised = drafting.revise(Office.CLERK, live.documentId()).orThrow();
        Turn moved = drafting.save(Office.CLERK, revised, other,
                Draft.of("关于防汛的通知", "<p>请各乡镇做好防汛准备。</p>", "云岭县水利局")).orThrow();
        live(ready(reviewed(submitted(moved))));

        assertThat(tally(figures.byColumn(DAY, DAY), column).published()).isZero();
        assertThat(tally(figures.byColumn(DAY, DAY), other).published()).isOne();
        assertThat(figures.lastPublished(site)).containsOnlyKeys(other);
    }

    @Test
    void whatIsWithdrawnNoLongerCountsOnItsDay() {
        Turn live = aLiveArticle();
        clock.set(Instant.parse("2026-11-22T02:00:00Z"));
        yes(publishing.withdraw(Office.PUBLISHER, live.documentId(),
                new Withdrawal(Withdrawn.Kind.GONE, "内容有误", null)));

        assertThat(tally(figures.byColumn(DAY, DAY), column).published()).isZero();
        assertThat(figures.byColumn(DAY.plusDays(1), DAY.plusDays(9)).get(column)).isEqualTo(new Tally(0, 0, 1, 0, 0));
        assertThat(figures.lastPublished(site)).isEmpty();
        assertThat(sql.sql("select sum(published) from content.column_day where column_id = ?")
                .param(column)
                .query(Long.class)
                .single()).as("what is counted is what is public")
                .isEqualTo(sql.sql("select count(*) from content.edition where state = 'LIVE' and column_id = ?")
                        .param(column)
                        .query(Long.class)
                        .single());
    }

    @Test
    void aReturnIsCountedForTheUnitWhoseTextItWas() {
        Turn submitted = submitted(aDraft());
        yes(review.giveBack(Office.HEAD, submitted, "请补充联系电话"));

        assertThat(figures.byColumn(DAY, DAY).get(column)).isEqualTo(new Tally(0, 0, 0, 1, 1));
    }

    @Test
    void theArchiveCountsManyAtOnceOnTheirOwnDays() {
        when(directory.person(new PersonId(31))).thenReturn(Optional.of(
                new Person(new PersonId(31), "李欣", "lixin", new org.yizhan.shared.UnitPath("/1/8/81/"), true)));
        when(directory.unit(new UnitId(81))).thenReturn(Optional.of(new Unit(new UnitId(81),
                new org.yizhan.shared.UnitPath("/1/8/81/"), "教育局办公室", "办公室", true)));
        yes(archive.take(Office.EVERYTHING, List.of(archived("甲", "2026-03-01T02:00:00Z"),
                archived("乙", "2026-03-01T09:00:00Z"), archived("丙", "2026-04-01T02:00:00Z"))));

        assertThat(figures.shares(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 1)))
                .filteredOn(share -> share.columnId() == column)
                .containsExactly(new PublishedFigures.Share(column, Office.SCHOOLS.unit(), new Tally(2, 0, 0, 0, 0)));
        assertThat(tally(figures.byColumn(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)), column).published())
                .isEqualTo(3);
    }

    @Test
    void onlyOpenColumnsAndSitesAreThereToBeCounted() {
        assertThat(figures.columns(site)).extracting(ColumnRecord::id).containsExactly(column);
        assertThat(figures.columns()).extracting(ColumnRecord::id).contains(column);
        ColumnRecord there = figures.column(column).orElseThrow();
        assertThat(figures.unitsBySite().get(site)).contains(there.unit());
        assertThat(figures.columnTypes()).contains(there.type());
        assertThat(figures.sites()).extracting(SiteRecord::id).contains(site);
        yes(columns.close(Office.ADMINISTRATOR, column));
        assertThat(figures.columns(site)).isEmpty();
        assertThat(figures.columns()).extracting(ColumnRecord::id).doesNotContain(column);
    }

    private ArchivedArticle archived(String title, String at) {
        return new ArchivedArticle(column, Draft.of("关于" + title, "<p>正文内容。</p>", "云岭县教育局"), Instant.parse(at),
                new PersonId(31), new PersonId(32), new PersonId(33));
    }

    private static <K> Tally tally(Map<K, Tally> figures, K of) {
        return Objects.requireNonNull(figures.get(of));
    }
}
