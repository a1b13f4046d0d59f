package org.yizhan.content;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.content.ArticleBoard.Line;
import org.yizhan.content.ArticleBoard.Shelf;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;

/** The lists of the desk, and what its search finds among what is not public. */
class ArticleBoardTests extends ContentDatabaseTest {
    @Autowired
    ArticleBoard board;
    @Autowired
    Editions editions;

    private long draft(Actor author, String title, String body) {
        return drafting.draft(author, column, Draft.of(title, "<p>" + body + "</p>", "水利局")).orThrow().documentId();
    }

    private List<String> found(Actor actor, String words) {
        return board.find(actor, words, 8).stream().map(Line::title).toList();
    }

    @ParameterizedTest
    @CsvSource({"MINE,''", "MINE,通报", "TO_DECIDE,''", "TO_DECIDE,通报", "LIVE,''", "LIVE,通报"})
    void pagesOlderAndNewerWithoutLosingOrRepeating(Shelf shelf, String words) {
        Actor author = at(Office.WATER, 1000 + System.nanoTime() % 1_000_000, ContentPermissions.WRITE);
        for (int i = 10; i < 27; i++) {
            long id = draft(author, "通报" + i, "内容。");
            if (shelf != Shelf.MINE) {
                yes(review.submit(author, drafting.turn(id), List.of()));
            }
            if (shelf == Shelf.LIVE) {
                live(ready(reviewed(drafting.turn(id))));
            }
        }
        assertThat(bothWays(shelf == Shelf.TO_DECIDE ? Office.HEAD : author, shelf, words))
                .filteredOn(title -> title.startsWith("通报"))
                .hasSizeGreaterThanOrEqualTo(17);
    }

    /** The titles of everything on a shelf, read to its end and back in pages of five. */
    private List<String> bothWays(Actor reader, Shelf shelf, String words) {
        var forwards = new ArrayList<List<Line>>();
        KeyPage<Line> page = board.list(reader, shelf, words, null, 5);
        assertThat(page.newer()).isNull();
        forwards.add(page.items());
        while (page.older() != null) {
            page = board.list(reader, shelf, words, page.older(), 5);
            forwards.add(page.items());
        }
        for (int i = forwards.size() - 2; i >= 0; i--) {
            page = board.list(reader, shelf, words, page.newer(), 5);
            assertThat(page.items()).as("page " + i + " from behind").isEqualTo(forwards.get(i));
        }
        assertThat(page.newer()).isNull();
        assertThat(page.older()).isNotNull();
        assertThat(forwards.stream().flatMap(List::stream)).doesNotHaveDuplicates();
        return forwards.stream().flatMap(List::stream).map(Line::title).toList();
    }

    @Test
    void whatOthersPublishedMeanwhileHidesNothingOfTheOwnColumns() {
        UnitPath unit = new UnitPath("/1/" + System.nanoTime() + "/");
        long own = columnOf(unit, "own");
        long alsoOwn = columnOf(unit, "also-own");
        var old = new ArrayList<String>();
        for (int i = 1; i <= 12; i++) {
            old.add("旧闻" + (i == 12 ? "𠮷" : i + 20));
        }
        for (int i = 0; i < old.size(); i++) {
            publishedBefore(i % 3 == 0 ? alsoOwn : own, old.get(i), 1000 - i, 1);
        }
        long others = columnOf(Office.SCHOOLS, "others");
        publishedBefore(others, "旧闻1", 1, 150);
        try {
            Actor reader = at(unit, 900, ContentPermissions.WRITE);
            assertThat(bothWays(reader, Shelf.LIVE, "")).containsExactlyElementsOf(old.reversed());
            assertThat(bothWays(reader, Shelf.LIVE, "旧闻")).containsExactlyElementsOf(old);
            assertThat(bothWays(reader, Shelf.LIVE, "旧闻2")).containsExactlyElementsOf(old.subList(0, 9));
        } finally {
            sql.sql("delete from content.edition where column_id = ?").param(others).update();
        }
    }

    private long columnOf(UnitPath unit, String slug) {
        return columns
                .create(Office.ADMINISTRATOR, new NewColumn(site, null, slug, "动态", "", "", "", unit, null, "", null,
                        false, false, 0, List.of()))
                .orThrow();
    }

    private void publishedBefore(long column, String title, int minutes, int howMany) {
        sql.sql("""
                with made as (insert into content.document (site_id, created_by, created_at)
                    select :site, 1, :at from generate_series(1, :many) returning id)
                insert into content.edition (document_id, number, state, column_id, title, nature, digest, authors,
                    published_at, order_key, created_at, changed_at)
                select id, 1, 'LIVE', :column, :title, 'VOLUNTARY', '', '{1}', :at, id, :at, :at from made""")
                .param("site", site)
                .param("column", column)
                .param("title", title)
                .param("at", Editions.at(Instant.parse("2030-01-01T00:00:00Z").minus(Duration.ofMinutes(minutes))))
                .param("many", howMany)
                .update();
    }

    @Test
    void whatWaitsIsListedForWhoeverTheRulesLetDecideItAndForNobodyElse() {
        String title = "请示" + System.nanoTime();
        long id = draft(Office.CLERK, title, "内容。");
        waitsFor(id, title);
        yes(review.submit(Office.CLERK, drafting.turn(id), List.of()));
        waitsFor(id, title, Office.HEAD, Office.DEPUTY, Office.COUNTY_OFFICE, Office.EVERYTHING);
        yes(review.approve(Office.EVERYTHING, drafting.turn(id), "同意"));
        waitsFor(id, title, Office.COUNTY_OFFICE);
        yes(review.giveBack(Office.COUNTY_OFFICE, drafting.turn(id), "请补充依据"));
        waitsFor(id, title, Office.CLERK);
        yes(review.submit(Office.CLERK, drafting.turn(id), List.of()));
        reviewed(drafting.turn(id));
        waitsFor(id, title, Office.DEPUTY, Office.LEADER, Office.EVERYTHING);
        yes(columns.change(Office.ADMINISTRATOR, column, columnIn(Office.SCHOOLS)));
        waitsFor(id, title, Office.TEACHER, Office.EVERYTHING);
        yes(columns.change(Office.ADMINISTRATOR, column, columnIn(Office.WATER)));
        ready(drafting.turn(id));
        waitsFor(id, title, Office.COUNTY_OFFICE, Office.PUBLISHER, Office.EVERYTHING);
        live(drafting.turn(id));
        waitsFor(id, title);
    }

    private void waitsFor(long id, String title, Actor... deciders) {
        Standing standing = editions.standing(editions.current(id).orElseThrow());
        for (Actor actor : Office.ALL) {
            boolean may = switch (standing.state()) {
                case REVIEW -> allowed(ContentAction.APPROVE, actor, standing);
                case SECRECY -> allowed(ContentAction.CLEAR_SECRECY, actor, standing);
                case READY -> allowed(ContentAction.PUBLISH, actor, standing);
                case RETURNED -> allowed(ContentAction.SUBMIT, actor, standing)
                        && Objects.equals(standing.submittedBy(), actor.ref().id());
                case DRAFT, LIVE, SUPERSEDED, WITHDRAWN, DROPPED -> false;
            };
            assertThat(may).as(standing.state() + " by the rules for " + actor.ref())
                    .isEqualTo(List.of(deciders).contains(actor));
            assertThat(board.list(actor, Shelf.TO_DECIDE, title, null, 5).items())
                    .as(standing.state() + " in the list of " + actor.ref())
                    .extracting(Line::documentId)
                    .isEqualTo(may ? List.of(id) : List.of());
        }
    }

    private static boolean allowed(ContentAction action, Actor actor, Standing standing) {
        return ContentRules.refusal(action, actor, standing).isEmpty();
    }

    private NewColumn columnIn(UnitPath unit) {
        NewColumn here = newColumn(null, "tzgg", List.of());
        return new NewColumn(here.siteId(), null, here.slug(), here.name(), here.description(), here.keywords(),
                here.type(), unit, null, here.duty(), null, here.disclosure(), false, 0, here.chain());
    }

    @ParameterizedTest
    @CsvSource({"n", "n1", "nabc.def", ".5", "n..", "-1.-1.-1", "n1.2.x"})
    void aKeyThatMeansNothingIsTheFirstPage(String key) {
        draft(Office.CLERK, "通报一", "内容。");
        for (String words : List.of("", "通报")) {
            assertThat(board.list(Office.CLERK, Shelf.LIVE, words, key, 5).newer()).isNull();
            assertThat(board.list(Office.CLERK, Shelf.MINE, words, key, 5).items()).isNotNull();
        }
    }

    @Test
    void theSearchFindsDraftsByTitleAndBodyTheTitleFirst() {
        draft(Office.CLERK, "渠道清淤安排", "蓝鹭水库加固。");
        draft(Office.CLERK, "蓝鹭水库值班表", "内容。");
        assertThat(found(Office.CLERK, "蓝鹭水库")).startsWith("蓝鹭水库值班表").contains("渠道清淤安排");
        assertThat(found(Office.CLERK, "  ")).isEmpty();
        assertThat(found(Office.CLERK, "%")).isEmpty();
    }

    @Test
    void theSearchShowsNobodyWhatTheRulesHide() {
        draft(Office.CLERK, "白鹇岭方案", "内容。");
        assertThat(found(Office.CLERK, "白鹇岭")).hasSize(1);
        assertThat(found(Office.HEAD, "白鹇岭")).hasSize(1);
        assertThat(found(Office.COUNTY_OFFICE, "白鹇岭")).hasSize(1);
        assertThat(found(Office.TEACHER, "白鹇岭")).isEmpty();
        assertThat(found(Office.ADMINISTRATOR, "白鹇岭")).isEmpty();
        assertThat(found(Actor.VISITOR, "白鹇岭")).isEmpty();
    }

    @Test
    void whatIsPublicOrGivenUpIsNotAmongTheDrafts() {
        long id = draft(Office.CLERK, "黑鹳保护通告", "内容。");
        live(ready(reviewed(submitted(drafting.turn(id)))));
        assertThat(found(Office.CLERK, "黑鹳保护")).isEmpty();
        drafting.revise(Office.CLERK, id).orThrow();
        assertThat(found(Office.CLERK, "黑鹳保护")).hasSize(1);
        yes(drafting.drop(Office.CLERK, drafting.turn(id)));
        assertThat(found(Office.CLERK, "黑鹳保护")).isEmpty();
    }
}
