package org.yizhan.content;

import java.util.List;

/** Articles that were public elsewhere before have been taken over, a few hundred at a time (历史稿件已移入). */
public record ArticlesPublished(List<ArticlePublished> articles) {
    public ArticlesPublished {
        articles = List.copyOf(articles);
    }
}
