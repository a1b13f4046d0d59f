package org.yizhan.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.files.FileId;
import org.yizhan.search.SearchDocument;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.verify;

/** The tree of columns and what hangs on it; and what comes over from an old site. */
class ColumnTreeTests extends ContentDatabaseTest {
    @Autowired
    PublishedArchive archive;
    @Autowired
    ArticleVisibility visibility;
    @Autowired
    ArticleFiles articleFiles;

    @Test
    void theTreeHasThreeLevelsAndShowsAsOne() {
        long second = aColumn(column, "b", List.of());
        long third = aColumn(second, "c", List.of());

        assertThat(columns.create(Office.ADMINISTRATOR, newColumn(third, "d", List.of())))
                .isInstanceOf(Made.Refused.class);
        SiteView view = published.siteBySlug(siteSlug).orElseThrow();
        assertThat(view.columns().getFirst().children().getFirst().children().getFirst().id()).isEqualTo(third);
        assertThat(published.column(site, "c").orElseThrow().parentId()).isEqualTo(second);
    }

    @ParameterizedTest
    @ValueSource(strings = {"desk", "search", "files", "Tzgg", "a/b", "", "-a", "a-", "中文", "a.b", "..",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void anAddressThatCouldNeverBeReachedIsRefused(String slug) {
        assertThat(columns.create(Office.ADMINISTRATOR, newColumn(null, slug, List.of())))
                .isInstanceOf(Made.Refused.class);
        if (!slug.isEmpty()) {
            assertThat(sites.create(Office.ADMINISTRATOR, aSite(slug))).isInstanceOf(Made.Refused.class);
        }
    }

    @Test
    void anAddressIsUniqueInItsSiteAndFixed() {
        assertThat(columns.create(Office.ADMINISTRATOR, newColumn(null, "tzgg", List.of())))
                .isInstanceOf(Made.Refused.class);
        assertThat(columns.change(Office.ADMINISTRATOR, column, newColumn(null, "other", List.of()))).isPresent();
        assertThat(sites.create(Office.ADMINISTRATOR, aSite(siteSlug))).isInstanceOf(Made.Refused.class);
    }

    @Test
    void movingTakesTheArticlesIntoTheListsOfTheNewPlace() {
        long other = aColumn(null, "other", List.of());
        long below = aColumn(column, "below", List.of());
        long id = published(below);
        assertThat(published.list(column, null, 10).items()).hasSize(1);

        yes(columns.move(Office.ADMINISTRATOR, below, other));

        assertThat(published.list(column, null, 10).items()).isEmpty();
        assertThat(published.list(other, null, 10).items()).extracting(ArticleLine::id).containsExactly(id);
        assertThat(published.list(below, null, 10).items()).extracting(ArticleLine::id).containsExactly(id);
        var newest = published.newest(List.of(column, other, below), 10);
        assertThat(newest).containsOnlyKeys(other, below);
        assertThat(newest.get(below)).isEqualTo(published.list(below, null, 10).items());
        assertThat(published.article(id).orElseThrow().href()).contains("/below/");
        assertThat(announcements.has("all")).isTrue();
    }

    @Test
    void aColumnDoesNotMoveBelowItselfOrTooDeep() {
        long second = aColumn(column, "b", List.of());
        aColumn(second, "c", List.of());
        long other = aColumn(null, "other", List.of());

        assertThat(columns.move(Office.ADMINISTRATOR, column, second)).isPresent();
        assertThat(columns.move(Office.ADMINISTRATOR, column, column)).isPresent();
        assertThat(columns.move(Office.ADMINISTRATOR, column, other)).isPresent();
        yes(columns.move(Office.ADMINISTRATOR, second, other));
        yes(columns.move(Office.ADMINISTRATOR, second, null));
    }

    @Test
    void aClosedColumnTakesNothingNewAndKeepsWhatIsPublic() {
        long quiet = aColumn(null, "quiet", List.of());
        long id = published(quiet);
        Turn draft = drafting.draft(Office.CLERK, quiet, Draft.of("半成品", "<p>x</p>", "局")).orThrow();
        Turn ready = ready(submitted(draft));

        yes(columns.close(Office.ADMINISTRATOR, quiet));

        assertThat(drafting.draft(Office.CLERK, quiet, Draft.of("新", "<p>x</p>", "局")))
                .isInstanceOf(Saved.Refused.class);
        assertThat(publishing.publish(Office.PUBLISHER, ready).orElseThrow().text()).contains("已关闭");
        assertThat(published.article(id)).isPresent();
        assertThat(published.column(site, "quiet")).isEmpty();
        yes(columns.reopen(Office.ADMINISTRATOR, quiet));
        assertThat(published.column(site, "quiet")).isPresent();
    }

    @Test
    void whatIsUnderReviewKeepsTheChainItStartedWith() {
        Turn submitted = submitted(aDraft());
        yes(columns.change(Office.ADMINISTRATOR, column, newColumn(null, "tzgg", List.of())));

        Turn reviewed = reviewed(submitted);
        live(ready(reviewed));
    }

    @Test
    void othersDoNotArrangeTheColumnsOfAUnit() {
        for (Actor other : List.of(Office.TEACHER, Office.CLERK, Actor.VISITOR)) {
            assertThat(columns.create(other, newColumn(null, "x", List.of()))).isInstanceOf(Made.Refused.class);
            assertThat(columns.change(other, column, newColumn(null, "tzgg", List.of()))).isPresent();
            assertThat(columns.move(other, column, null)).isPresent();
            assertThat(columns.close(other, column)).isPresent();
        }
        assertThat(columns.of(Office.TEACHER, site)).noneMatch(Columns.Sheet::mine);
        assertThat(sites.of(Office.TEACHER)).noneMatch(one -> one.id() == site);
    }

    @Test
    void articlesOfAnOldSiteComeOverInBulkMarkedAsImported() {
        var articles = new ArrayList<ArchivedArticle>();
        for (int i = 0; i < 30; i++) {
            articles.add(archived("旧文" + i, Instant.parse("2020-01-01T00:00:00Z").plusSeconds(i), 12));
        }
        yes(archive.take(Office.EVERYTHING, articles));

        assertThat(published.list(column, null, 10).items()).extracting(ArticleLine::title)
                .startsWith("旧文29", "旧文28");
        ArticleView first = published.article(published.latest(site, 1).getFirst().id()).orElseThrow();
        assertThat(first.publishedAt()).isEqualTo(Instant.parse("2020-01-01T00:00:29Z"));
        assertThat(first.indexNumber()).contains("/2020-");
        verify(search).putAll(argThat(found -> found.size() == 30
                && found.stream().allMatch(one -> one.title().startsWith("旧文"))));
        assertThat(sql.sql("select bool_and(imported) from content.secrecy_review where document_id = ?")
                .param(first.id())
                .query(Boolean.class)
                .single()).isTrue();
        Turn newer = drafting.revise(Office.CLERK, first.id()).orThrow();
        live(ready(reviewed(submitted(newer))));
    }

    @Test
    void oneUnfitArticleStopsTheWholeBulk() {
        var fit = archived("旧文", Instant.parse("2020-01-01T00:00:00Z"), 12);
        for (ArchivedArticle unfit : List.of(archived("同一人", Instant.parse("2020-01-01T00:00:00Z"), 11),
                archived("将来", Instant.parse("2030-01-01T00:00:00Z"), 12),
                new ArchivedArticle(999_999, Draft.of("无栏目", "<p>x</p>", "局"), Instant.EPOCH, new PersonId(11),
                        new PersonId(12), new PersonId(15)),
                new ArchivedArticle(column, Draft.of("不公开", "<p>x</p>", "局").withNature(Nature.CLOSED, "第十四条"),
                        Instant.EPOCH, new PersonId(11), new PersonId(12), new PersonId(15)))) {
            assertThat(archive.take(Office.EVERYTHING, List.of(fit, unfit))).as(unfit.draft().title()).isPresent();
        }
        assertThat(archive.take(Office.CLERK, List.of(fit))).isPresent();
        assertThat(published.latest(site, 10)).isEmpty();
    }

    @Test
    void theSearchIsToldWhatIsLiveAtThisMoment() {
        long live = aLiveArticle().documentId();
        long draft = aDraft().documentId();

        assertThat(visibility.visible(List.of(live, draft, 999L), "public")).isEqualTo(Set.of(live));
        assertThat(visibility.visible(List.of(live), "staff")).isEmpty();
        assertThat(visibility.visible(List.of(), "public")).isEmpty();
        yes(publishing.withdraw(Office.PUBLISHER, live, new Withdrawal(Withdrawn.Kind.GONE, "有误", null)));
        assertThat(visibility.visible(List.of(live), "public")).isEmpty();
    }

    @Test
    void theTextOfAnAttachmentReachesTheSearchWhenItHasBeenRead() {
        sql.sql("insert into content.upload (file_id, person_id, at) values (501, 11, now()) on conflict do nothing")
                .update();
        Turn draft = drafting.draft(Office.CLERK, column,
                Draft.of("带附件", "<p>见附件</p>", "局").withFiles(null, List.of(new FileId(501)))).orThrow();
        live(ready(reviewed(submitted(draft))));

        articleFiles.textRead(new FileId(501), "水库名单\u0000");

        verify(search).put(argThat(found -> found.attachments()
                .equals(SearchDocument.attached(Stream.of(new SearchDocument.Attached("文件.pdf", "水库名单"))))));
    }

    @Test
    void aFileAtTheDeskIsForThoseWhoMayReadItsArticle() {
        sql.sql("insert into content.upload (file_id, person_id, at) values (601, 11, now()) on conflict do nothing")
                .update();
        assertThat(articleFiles.readable(Office.CLERK, new FileId(601))).isPresent();
        assertThat(articleFiles.readable(Office.HEAD, new FileId(601))).isEmpty();
        drafting.draft(Office.CLERK, column, Draft.of("带附件", "<p>x</p>", "局").withFiles(null, List.of(new FileId(601))))
                .orThrow();

        assertThat(articleFiles.readable(Office.HEAD, new FileId(601))).isPresent();
        assertThat(articleFiles.readable(Office.TEACHER, new FileId(601))).isEmpty();
        assertThat(articleFiles.readable(Actor.VISITOR, new FileId(601))).isEmpty();
    }

    @Test
    void everyPublicListIsOneWalkAlongAnIndex() {
        aLiveArticle();
        sql.sql("""
                insert into content.column_listing
                select ?, 1, 1000000 + n, 900000000 + n, 1, now(), now(), '', '', '' from generate_series(1, 20000) n""")
                .param(column)
                .update();
        sql.sql("analyze content.column_listing").update();
        String plan = String.join("\n", sql.sql("""
                explain select order_key, document_id from content.column_listing
                where column_id = %d and (order_key, document_id) < (1010000, 0)
                order by order_key desc, document_id desc limit 21""".formatted(column))
                .query((row, n) -> row.getString(1))
                .list());

        assertThat(plan).contains("Index").doesNotContain("Sort").doesNotContain("Seq Scan");
        sql.sql("delete from content.column_listing where document_id > 900000000").update();
    }

    private ArchivedArticle archived(String title, Instant at, long reviewer) {
        return new ArchivedArticle(column, Draft.of(title, "<p>旧内容</p>", "局"), at, new PersonId(11),
                new PersonId(reviewer), new PersonId(15));
    }

    private long published(long where) {
        Turn draft = drafting.draft(Office.CLERK, where, Draft.of("文章", "<p>x</p>", "局")).orThrow();
        return live(ready(submitted(draft))).documentId();
    }
}
