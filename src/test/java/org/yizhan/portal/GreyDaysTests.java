package org.yizhan.portal;

import java.time.LocalDate;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ContentPermissions;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
class GreyDaysTests {
    private static final Actor OFFICE = staff("/1/");
    private static final Actor OF_ONE_UNIT = staff("/1/7/");

    @Autowired
    GreyDays grey;
    @Autowired
    CountyClock clock;
    @Autowired
    Views views;
    @Autowired
    Views.GonePages gone;

    private static Actor staff(String scope) {
        return new Actor(new ActorRef(ActorRef.Kind.STAFF, 5), "编辑", new UnitPath(scope),
                Set.of(new Grant(ContentPermissions.SITES, new UnitPath(scope))));
    }

    @BeforeEach
    void nothingSet() {
        grey.list(OFFICE).forEach(days -> grey.remove(OFFICE, days.id()));
    }

    @Test
    void oneSiteOrAllAreGreyOnTheirDaysAlone() {
        LocalDate today = clock.today();
        assertThat(grey.isOn(1)).isFalse();
        assertThat(grey.nextChange()).isEmpty();
        assertThat(grey.add(OFFICE, 2L, today, today, "公祭日")).isEmpty();
        assertThat(grey.isOn(1)).isFalse();
        assertThat(grey.isOn(2)).isTrue();
        assertThat(grey.add(OFFICE, null, today.plusDays(3), today.plusDays(4), "公祭日")).isEmpty();
        assertThat(grey.isOn(1)).isFalse();
        assertThat(grey.nextChange()).contains(today.plusDays(1).atStartOfDay(clock.zone()).toInstant());
    }

    @Test
    void refusesWhatNobodyCouldMean() {
        LocalDate today = clock.today();
        assertThat(grey.add(OF_ONE_UNIT, 2L, today, today, "公祭日")).isPresent();
        assertThat(grey.add(OFFICE, null, today.plusDays(1), today, "公祭日")).isPresent();
        assertThat(grey.add(OFFICE, null, today.minusDays(2), today.minusDays(1), "公祭日")).isPresent();
        assertThat(grey.add(OFFICE, null, today, today.plusDays(60), "公祭日")).isPresent();
        assertThat(grey.add(OFFICE, null, today, today, "  ")).isPresent();
        assertThat(grey.list(OFFICE)).isEmpty();
        assertThat(grey.remove(OF_ONE_UNIT, 1)).isPresent();
        assertThat(grey.list(OF_ONE_UNIT)).isEmpty();
    }

    @Test
    void viewsAreAddedUpWithoutAWritePerView() {
        long article = 987_654_321L;
        long before = views.ofArticle(article);
        var viewed = new Viewed(1, 5, article, new java.util.concurrent.atomic.LongAdder());
        Page page = Page.of("text/html", java.util.List.of(), new byte[10], Set.of("site:1"), Page.FOR_EVER, viewed);
        for (int i = 0; i < 41; i++) {
            page.countView("GET");
        }
        page.countView("HEAD");
        gone.take(page);
        views.write();
        views.write();
        assertThat(views.ofArticle(article)).isEqualTo(before + 41);
    }
}
