package org.yizhan.content;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.shared.PersonId;

import static org.assertj.core.api.Assertions.assertThat;

/** What other modules are told when an article becomes public, and when it stops being so. */
class PublicationEventsTests extends ContentDatabaseTest {
    @Autowired
    PublishedArchive archive;

    @Test
    void aPublicationIsToldInsideItsTransactionAndTheFirstOneAsSuch() {
        Turn live = aLiveArticle();
        Turn next = drafting.revise(Office.CLERK, live.documentId()).orThrow();
        live(ready(reviewed(submitted(next))));

        assertThat(announcements.acts).allMatch(Announcements.Act::inside);
        assertThat(announcements.acts).extracting(Announcements.Act::event)
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOfSatisfying(ArticlePublished.class, it -> {
                            assertThat(it.documentId()).isEqualTo(live.documentId());
                            assertThat(it.siteId()).isEqualTo(site);
                            assertThat(it.columnId()).isEqualTo(column);
                            assertThat(it.unit()).isEqualTo(Office.WATER);
                            assertThat(it.edition()).isEqualTo(1);
                            assertThat(it.first()).isTrue();
                        }),
                        second -> assertThat(second).isInstanceOfSatisfying(ArticlePublished.class, it -> {
                            assertThat(it.edition()).isEqualTo(2);
                            assertThat(it.first()).isFalse();
                        }));
    }

    @Test
    void aWithdrawalIsToldWithItsKindAndReason() {
        Turn live = aLiveArticle();
        announcements.acts.clear();
        yes(publishing.withdraw(Office.PUBLISHER, live.documentId(),
                new Withdrawal(Withdrawn.Kind.NOTICE, " 内容有误 ", "/ignored.html")));
        yes(publishing.withdraw(Office.PUBLISHER, live.documentId(),
                new Withdrawal(Withdrawn.Kind.NOTICE, "内容有误", null)));

        assertThat(announcements.acts).singleElement().satisfies(act -> {
            assertThat(act.inside()).isTrue();
            assertThat(act.event()).isInstanceOfSatisfying(ArticleWithdrawn.class, it -> {
                assertThat(it.documentId()).isEqualTo(live.documentId());
                assertThat(it.how()).isEqualTo(new Withdrawal(Withdrawn.Kind.NOTICE, "内容有误", null));
                assertThat(it.publishedAt()).isBefore(it.at());
            });
        });
    }

    @Test
    void whatIsRefusedIsNotTold() {
        Turn reviewed = reviewed(submitted(aDraft()));

        assertThat(publishing.publish(Office.PUBLISHER, reviewed)).isPresent();
        assertThat(publishing.withdraw(Office.PUBLISHER, reviewed.documentId(),
                new Withdrawal(Withdrawn.Kind.GONE, "有误", null))).isPresent();
        assertThat(announcements.acts).isEmpty();
    }

    @Test
    void articlesTakenOverAreToldTogether() {
        var then = Instant.parse("2020-01-01T00:00:00Z");
        yes(archive.take(Office.EVERYTHING, List.of(archived("旧文一", then), archived("旧文二", then.plusSeconds(1)))));

        assertThat(announcements.acts).singleElement().satisfies(act -> {
            assertThat(act.inside()).isTrue();
            assertThat(act.event()).isInstanceOfSatisfying(ArticlesPublished.class, it -> assertThat(it.articles())
                    .extracting(ArticlePublished::columnId, ArticlePublished::publishedAt, ArticlePublished::first)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(column, then, true),
                            org.assertj.core.groups.Tuple.tuple(column, then.plusSeconds(1), true)));
        });
    }

    private ArchivedArticle archived(String title, Instant at) {
        return new ArchivedArticle(column, Draft.of(title, "<p>内容</p>", "水利局"), at, new PersonId(11), new PersonId(12),
                new PersonId(15));
    }
}
