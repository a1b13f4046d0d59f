package org.yizhan.content;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.content.PublishedMonths.Part;

import static org.assertj.core.api.Assertions.assertThat;

/** All that a site has published, in parts that search engines can read. */
class PublishedMonthsTests extends ContentDatabaseTest {
    @Autowired
    PublishedMonths months;

    @Test
    void everyMonthWithSomethingInItIsAPartInTheCountysOwnTime() {
        assertThat(months.parts(site)).isEmpty();
        clock.set(Instant.parse("2026-08-31T15:30:00Z"));
        long august = aLiveArticle().documentId();
        // In the county it is the first of November already.
        clock.set(Instant.parse("2026-10-31T16:30:00Z"));
        long november = aLiveArticle().documentId();
        assertThat(months.parts(site)).extracting(Part::month)
                .containsExactly(YearMonth.of(2026, 8), YearMonth.of(2026, 11));
        assertThat(months.entries(site, YearMonth.of(2026, 8), null)).singleElement()
                .matches(entry -> entry.href().endsWith("/202608/" + august + ".html"));
        assertThat(months.entries(site, YearMonth.of(2026, 11), null)).singleElement()
                .matches(entry -> entry.href().endsWith("/" + november + ".html"));
        assertThat(months.entries(site, YearMonth.of(2026, 9), null)).isEmpty();
        assertThat(months.entries(site, YearMonth.of(2026, 9), 5L)).isEmpty();
        yes(publishing.withdraw(Office.PUBLISHER, august, new Withdrawal(Withdrawn.Kind.GONE, "过期", null)));
        assertThat(months.parts(site)).extracting(Part::month).containsExactly(YearMonth.of(2026, 11));
    }

    @Test
    void aMonthWithVeryManyComesInSeveralPartsAndNothingIsLost() {
        aLiveArticle();
        sql.sql("delete from content.site_listing where site_id = :site").param("site", site).update();
        sql.sql("""
                insert into content.site_listing
                select :site, :start + n / 3, 1000000 + n, 1, now(), now(), '', '', '' from generate_series(1, 45000) n""")
                .param("site", site)
                .param("start", PublicSide.keyOf(Instant.parse("2026-11-20T00:00:00Z")))
                .update();
        List<Part> parts = months.parts(site);
        assertThat(parts).hasSize(3).allMatch(part -> part.month().equals(YearMonth.of(2026, 11)));
        assertThat(parts.getFirst().from()).isNull();
        var bounds = new ArrayList<Long>();
        parts.stream().skip(1).forEach(part -> bounds.add(part.from()));
        assertThat(bounds).doesNotContainNull().isSorted();
        long last = bounds.getLast();
        assertThat(sql.sql("select count(*) from content.site_listing where site_id = :site and order_key >= :last")
                .param("site", site)
                .param("last", last)
                .query(Long.class)
                .single()).isBetween(1L, 20_000L);
    }
}
