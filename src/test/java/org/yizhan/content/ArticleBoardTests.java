package org.yizhan.content;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.content.ArticleBoard.Line;
import org.yizhan.content.ArticleBoard.Shelf;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;

import static org.assertj.core.api.Assertions.assertThat;

/** The lists of the desk, and what its search finds among what is not public. */
class ArticleBoardTests extends ContentDatabaseTest {
    @Autowired
    ArticleBoard board;

    private long draft(Actor author, String title, String body) {
        return drafting.draft(author, column, Draft.of(title, "<p>" + body + "</p>", "水利局")).orThrow().documentId();
    }

    private List<String> found(Actor actor, String words) {
        return board.find(actor, words, 8).stream().map(Line::title).toList();
    }

    @ParameterizedTest
    @CsvSource({"MINE,''", "MINE,通报", "LIVE,''", "LIVE,通报"})
    void pagesOlderAndNewerWithoutLosingOrRepeating(Shelf shelf, String words) {
        Actor author = at(Office.WATER, 1000 + System.nanoTime() % 1_000_000, ContentPermissions.WRITE);
        for (int i = 10; i < 27; i++) {
            long id = draft(author, "通报" + i, "内容。");
            if (shelf == Shelf.LIVE) {
                yes(review.submit(author, drafting.turn(id), List.of()));
                live(ready(reviewed(drafting.turn(id))));
            }
        }
        var forwards = new ArrayList<List<Line>>();
        KeyPage<Line> page = board.list(author, shelf, words, null, 5);
        assertThat(page.newer()).isNull();
        forwards.add(page.items());
        while (page.older() != null) {
            page = board.list(author, shelf, words, page.older(), 5);
            forwards.add(page.items());
        }
        assertThat(forwards.stream().flatMap(List::stream).filter(line -> line.title().startsWith("通报")))
                .hasSizeGreaterThanOrEqualTo(17)
                .doesNotHaveDuplicates();
        for (int i = forwards.size() - 2; i >= 0; i--) {
            page = board.list(author, shelf, words, page.newer(), 5);
            assertThat(page.items()).as("page " + i + " from behind").isEqualTo(forwards.get(i));
        }
        assertThat(page.newer()).isNull();
        assertThat(page.older()).isNotNull();
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
