package org.yizhan.portal.web;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.yizhan.content.ArticleView;

/** Reads an article of the model of leaders (领导): who it is, in which place, with which photo. */
final class Leader {
    private static final String MODEL = "leader";
    private static final int LAST = 10_000;

    private Leader() {}

    static boolean is(ArticleView article) {
        return article.model().equals(MODEL);
    }

    static String name(ArticleView article) {
        String name = article.elements().get("name");
        return name == null || name.isBlank() ? article.title() : name;
    }

    /** The first is 1; who has no rank comes last. */
    static int rank(ArticleView article) {
        String rank = Objects.requireNonNullElse(article.elements().get("rank"), "").strip();
        return rank.matches("[0-9]{1,4}") ? Integer.parseInt(rank) : LAST;
    }

    static HomePage.Card card(ArticleView article) {
        return new HomePage.Card(name(article), Objects.requireNonNullElse(article.elements().get("office"), ""),
                article.href(), photo(article));
    }

    private static @Nullable Long photo(ArticleView article) {
        return article.facts()
                .stream()
                .filter(fact -> fact.isPicture() && fact.file() != null)
                .map(fact -> Objects.requireNonNull(fact.file()).fileId())
                .findFirst()
                .orElse(null);
    }
}
