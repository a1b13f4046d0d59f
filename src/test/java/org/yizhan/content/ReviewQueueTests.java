package org.yizhan.content;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.content.ReviewQueue.Choice;
import org.yizhan.content.ReviewQueue.Filter;
import org.yizhan.content.ReviewQueue.Item;
import org.yizhan.content.ReviewQueue.Step;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;

/** One queue for whoever reviews many sites. */
class ReviewQueueTests extends ContentDatabaseTest {
    @Autowired
    ReviewQueue queue;

    private List<Long> ids(Actor actor, Filter filter) {
        return queue.page(actor, filter, null, 100).items().stream().map(item -> item.turn().documentId()).toList();
    }

    private static Filter filter(@Nullable Long site, @Nullable Long column, @Nullable Step step, int days) {
        return new Filter(site, column, step, days, false, "");
    }

    @Test
    void narrowsBySiteColumnStepAndWaitingTime() {
        Instant start = clock.instant();
        Turn review = submitted(aDraft());
        long other = aColumn(null, "other", List.of(new ReviewStep("公开办审核", ContentPermissions.REVIEW,
                Office.COUNTY)));
        Turn there = submitted(drafting.draft(Office.CLERK, other, Draft.of("别的事", "<p>内容</p>", "水利局")).orThrow());
        clock.set(start.plus(Duration.ofDays(3)));
        Turn ready = ready(reviewed(submitted(aDraft())));

        assertThat(ids(Office.COUNTY_OFFICE, filter(site, null, null, 0)))
                .as("the first step of the water bureau is not the office's turn")
                .containsExactly(there.documentId(), ready.documentId());
        assertThat(ids(Office.COUNTY_OFFICE, new Filter(site, null, null, 0, true, "")))
                .containsExactly(review.documentId(), there.documentId(), ready.documentId());
        assertThat(ids(Office.COUNTY_OFFICE, filter(site, other, null, 0))).containsExactly(there.documentId());
        assertThat(ids(Office.COUNTY_OFFICE, filter(site, null, Step.READY, 0))).containsExactly(ready.documentId());
        assertThat(ids(Office.COUNTY_OFFICE, filter(site, null, Step.REVIEW, 0))).containsExactly(there.documentId());
        assertThat(ids(Office.COUNTY_OFFICE, filter(site, null, null, 2))).containsExactly(there.documentId());
        assertThat(ids(Office.COUNTY_OFFICE, filter(site, null, null, 9))).isEmpty();
        assertThat(ids(Office.COUNTY_OFFICE, new Filter(site, null, null, 0, false, "别的")))
                .containsExactly(there.documentId());
        assertThat(queue.sheet(Office.COUNTY_OFFICE, filter(site, null, null, 0), null, 1).count()).isEqualTo(2);
        assertThat(queue.sheet(Office.COUNTY_OFFICE, filter(site, null, Step.SECRECY, 0), null, 1).count()).isZero();

        Item oldest = queue.page(Office.COUNTY_OFFICE, filter(site, null, null, 0), null, 10).items().getFirst();
        assertThat(oldest.days()).isEqualTo(3);
        assertThat(oldest.stepName()).isEqualTo("公开办审核");
        assertThat(oldest.turn()).isEqualTo(there);
    }

    @Test
    void offersOnlySitesAndColumnsWhereSomethingWaits() {
        long idle = aColumn(null, "idle", List.of());
        submitted(aDraft());

        assertThat(queue.sites(Office.HEAD, false)).extracting(Choice::id).contains(site);
        assertThat(queue.columns(Office.HEAD, site, false)).extracting(Choice::id)
                .containsExactly(column)
                .doesNotContain(idle);
        assertThat(queue.columns(Office.TEACHER, site, true)).isEmpty();
        assertThat(queue.sites(Office.LEADER, true)).extracting(Choice::id).doesNotContain(site);
    }

    @Test
    void whatCameBackIsInItsAuthorsQueueAndFiltersHoldForItToo() {
        Turn turn = submitted(aDraft());
        yes(review.giveBack(Office.HEAD, turn, "请补依据"));

        assertThat(ids(Office.CLERK, filter(site, column, Step.RETURNED, 0))).containsExactly(turn.documentId());
        assertThat(ids(Office.CLERK, filter(site, null, Step.REVIEW, 0))).isEmpty();
        assertThat(queue.sites(Office.CLERK, false)).extracting(Choice::id).contains(site);
        assertThat(queue.columns(Office.CLERK, site, false)).extracting(Choice::id).containsExactly(column);
        assertThat(ids(Office.COLLEAGUE, filter(site, null, null, 0))).isEmpty();
        assertThat(ids(Actor.VISITOR, Filter.ALL)).isEmpty();
    }

    @Test
    void pagesBothWaysUnderAFilter() {
        var all = new ArrayList<Long>();
        for (int i = 0; i < 8; i++) {
            all.add(submitted(aDraft()).documentId());
        }
        Filter here = filter(site, null, Step.REVIEW, 0);
        var read = new ArrayList<Long>();
        KeyPage<Item> first = queue.page(Office.HEAD, here, null, 3);
        KeyPage<Item> page = first;
        page.items().forEach(item -> read.add(item.turn().documentId()));
        while (page.older() != null) {
            page = queue.page(Office.HEAD, here, page.older(), 3);
            page.items().forEach(item -> read.add(item.turn().documentId()));
        }
        assertThat(read).isEqualTo(all);
        KeyPage<Item> second = queue.page(Office.HEAD, here, first.older(), 3);
        assertThat(queue.page(Office.HEAD, here, second.newer(), 3).items()).isEqualTo(first.items());
        assertThat(first.newer()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "n", "n1", "x.y.z", "1.2", "-1.-1.-1"})
    void aKeyThatMeansNothingIsTheFirstPage(String key) {
        Turn turn = submitted(aDraft());
        assertThat(queue.page(Office.HEAD, filter(site, null, null, 0), key, 3).items())
                .extracting(Item::turn)
                .containsExactly(turn);
    }

    @Test
    void offersTheNextThatIsNotTheOneJustDecided() {
        UnitPath unit = new UnitPath("/1/" + System.nanoTime() + "/");
        long own = columns
                .create(Office.ADMINISTRATOR, new NewColumn(site, null, "own", "动态", "", "", "", unit, null, "",
                        null, false, false, 0, List.of(new ReviewStep("审核", ContentPermissions.REVIEW, unit))))
                .orThrow();
        Actor author = at(unit, 501, ContentPermissions.WRITE);
        Actor head = at(unit, 502, ContentPermissions.REVIEW);
        var both = new ArrayList<Long>();
        for (String title : List.of("一", "二")) {
            Turn draft = drafting.draft(author, own, Draft.of(title, "<p>内容</p>", "局")).orThrow();
            yes(review.submit(author, draft, List.of()));
            both.add(draft.documentId());
        }
        assertThat(queue.next(head, both.get(0)).orElseThrow().title()).isEqualTo("二");
        assertThat(queue.next(head, both.get(1)).orElseThrow().title()).isEqualTo("一");
        assertThat(queue.next(author, 0)).isEmpty();
    }
}
