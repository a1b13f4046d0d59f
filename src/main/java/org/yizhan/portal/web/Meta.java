package org.yizhan.portal.web;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yizhan.content.ArticleView;
import org.yizhan.content.ColumnView;
import org.yizhan.content.SiteView;
import org.yizhan.content.TopicView;
import org.yizhan.portal.Addresses;

/**
 * What stands in the head of a page beside the site's own tags (网页标签, GB standards for government sites): column and article
 * tags, the canonical address, the feeds.
 *
 * @param canonical null on pages that search engines shall not keep
 */
public record Meta(List<Tag> tags, @Nullable String canonical, List<Feed> feeds) {
    public record Tag(String name, String content) {}

    public record Feed(String title, String href) {}

    static Meta home(SiteView site) {
        var tags = new ArrayList<Tag>();
        tags.add(new Tag("Description", site.name() + "，" + "由" + site.organizer() + "主办"));
        tags.add(new Tag("Url", Addresses.full(site, site.basePath())));
        return new Meta(tags, Addresses.full(site, site.basePath()), feeds(site));
    }

    /** @param further whether this is not the first page of the list */
    static Meta column(SiteView site, ColumnView column, boolean further) {
        var tags = new ArrayList<Tag>();
        tags.add(new Tag("ColumnName", column.name()));
        tags.add(new Tag("ColumnDescription", description(site, column)));
        tags.add(new Tag("ColumnKeywords", keywords(column)));
        tags.add(new Tag("ColumnType", type(column)));
        tags.add(new Tag("Description", description(site, column)));
        String address = Addresses.full(site, Addresses.of(site, column));
        tags.add(new Tag("Url", address));
        if (further) {
            tags.add(new Tag("robots", "noindex,follow"));
        }
        var feeds = new ArrayList<Feed>();
        feeds.add(new Feed(column.name() + " - " + site.name(), Feeds.href(site, column)));
        feeds.addAll(feeds(site));
        return new Meta(tags, further ? null : address, feeds);
    }

    static Meta topics(SiteView site, boolean further) {
        return topic(site, "专题专栏", site.name() + "围绕重点工作和群众关心的事做的专题", "/topics/", further);
    }

    static Meta topic(SiteView site, TopicView topic) {
        return topic(site, topic.name(), topic.intro().replace('\n', ' '), topic.href(), false);
    }

    private static Meta topic(SiteView site, String name, String words, String href, boolean further) {
        var tags = new ArrayList<Tag>();
        tags.add(new Tag("ColumnName", name));
        tags.add(new Tag("ColumnDescription", words));
        tags.add(new Tag("ColumnKeywords", name + ",专题"));
        tags.add(new Tag("ColumnType", "专题专栏"));
        tags.add(new Tag("Description", words));
        String address = Addresses.full(site, href);
        tags.add(new Tag("Url", address));
        if (further) {
            tags.add(new Tag("robots", "noindex,follow"));
        }
        return new Meta(tags, further ? null : address, feeds(site));
    }

    static Meta article(SiteView site, ArticleView article, Times times) {
        var tags = new ArrayList<Tag>();
        tags.add(new Tag("ColumnName", article.column().name()));
        tags.add(new Tag("ColumnType", type(article.column())));
        tags.add(new Tag("ArticleTitle", article.title()));
        tags.add(new Tag("PubDate", times.minute(article.publishedAt())));
        tags.add(new Tag("ContentSource", article.source().isBlank() ? site.organizer() : article.source()));
        add(tags, "Keywords", article.keywords());
        add(tags, "Author", article.author() == null ? article.editor() : article.author());
        add(tags, "Description", article.summary());
        String address = Addresses.full(site, article.href());
        tags.add(new Tag("Url", address));
        return new Meta(tags, address, feeds(site));
    }

    /** A page that belongs to the site itself, such as its site map. */
    static Meta own(SiteView site, String href) {
        return new Meta(List.of(), Addresses.full(site, href), feeds(site));
    }

    /** The page where a search begins; what is found is not listed. */
    static Meta searching(SiteView site) {
        return new Meta(List.of(new Tag("Description", "搜索" + site.name() + "的政策文件、办事指南、通知公告和新闻")),
                Addresses.full(site, "/search"), feeds(site));
    }

    /** For pages that are of no use in a search engine. */
    static Meta unlisted() {
        return new Meta(List.of(new Tag("robots", "noindex")), null, List.of());
    }

    private static List<Feed> feeds(SiteView site) {
        return List.of(new Feed(site.name(), Feeds.href(site)));
    }

    static String description(SiteView site, ColumnView column) {
        return column.description().isBlank() ? site.name() + "“" + column.name() + "”栏目" : column.description();
    }

    private static String keywords(ColumnView column) {
        return column.keywords().isBlank() ? column.name() : column.keywords();
    }

    private static String type(ColumnView column) {
        return column.type().isBlank() ? column.name() : column.type();
    }

    private static void add(List<Tag> tags, String name, @Nullable String content) {
        if (content != null && !content.isBlank()) {
            tags.add(new Tag(name, content));
        }
    }
}
