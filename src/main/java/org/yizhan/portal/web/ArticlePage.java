package org.yizhan.portal.web;

import java.util.List;

import org.yizhan.content.ArticleView;
import org.yizhan.shared.web.PublicFrame.NavEntry;

/**
 * What an article's page shows.
 *
 * @param source who it comes from; the site's own organizer where nothing else is said
 * @param body fit to stand in the page
 */
public record ArticlePage(ArticleView article, String source, String published, String body, List<NavEntry> crumbs,
        String top, List<Paper> papers, Meta meta) {
    /** An attachment and what it is. */
    public record Paper(String name, String href, String what) {}

    /** Address of the code that a phone reads. */
    public String code() {
        return PlacePages.codeOf(article.href());
    }

    public boolean isDocument() {
        return article.documentNumber() != null || article.indexNumber() != null;
    }
}
