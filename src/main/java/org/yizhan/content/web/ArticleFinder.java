package org.yizhan.content.web;

import java.util.List;

import org.springframework.stereotype.Component;
import org.yizhan.content.ArticleBoard;
import org.yizhan.shared.Actor;
import org.yizhan.shared.web.DeskFinder;

/** Articles that are being worked on, for the search on top of the desk. */
@Component
class ArticleFinder implements DeskFinder {
    private final ArticleBoard board;

    ArticleFinder(ArticleBoard board) {
        this.board = board;
    }

    @Override
    public String label() {
        return "还没有发布的稿件";
    }

    @Override
    public int position() {
        return 10;
    }

    @Override
    public List<Found> find(Actor actor, String words, int most) {
        return board.find(actor, words, most)
                .stream()
                .map(line -> new Found(line.title(),
                        line.state().label() + " · " + line.siteName() + " › " + line.columnName(),
                        "/desk/articles/" + line.documentId()))
                .toList();
    }
}
