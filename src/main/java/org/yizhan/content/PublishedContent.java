package org.yizhan.content;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.files.FileId;
import org.yizhan.shared.KeyPage;

/** All that the public side can obtain of the content: the one oracle of what is live (已发布内容). */
@Component
public class PublishedContent {
    public SiteView portal() {
        throw new UnsupportedOperationException();
    }

    public Optional<SiteView> siteBySlug(String slug) {
        throw new UnsupportedOperationException();
    }

    public Optional<SiteView> siteByHost(String host) {
        throw new UnsupportedOperationException();
    }

    /** The unit sites in the county's order, without the portal. */
    public List<SiteView> unitSites() {
        throw new UnsupportedOperationException();
    }

    public Optional<ColumnView> column(long siteId, String slug) {
        throw new UnsupportedOperationException();
    }

    /** Articles of the column and of the columns below it, newest first. An unreadable key means the first page. */
    public KeyPage<ArticleLine> list(long columnId, @Nullable String key, int size) {
        throw new UnsupportedOperationException();
    }

    /** The newest of a whole site, for home page and feeds. */
    public List<ArticleLine> latest(long siteId, int size) {
        throw new UnsupportedOperationException();
    }

    public Optional<ArticleView> article(long id) {
        throw new UnsupportedOperationException();
    }

    public Optional<Withdrawn> withdrawn(long id) {
        throw new UnsupportedOperationException();
    }

    /** Whether the public may have this file now: it belongs to a live edition. */
    public boolean isPublic(FileId file) {
        throw new UnsupportedOperationException();
    }
}
