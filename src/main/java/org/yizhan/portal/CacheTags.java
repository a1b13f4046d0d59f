package org.yizhan.portal;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.yizhan.content.ArticleView;
import org.yizhan.content.ColumnView;
import org.yizhan.content.MistakeBox;
import org.yizhan.content.PublishedTopics;
import org.yizhan.content.SiteView;
import org.yizhan.content.TopicView;
import org.yizhan.shared.web.KeptPage;

/**
 * What the page being rendered depends on. A public handler asks for it with {@link #of} and thereby says that its answer is
 * the same for everybody; a page whose handler never asks is not kept.
 */
public final class CacheTags {
    static final String ALL = "all";

    private static final String ATTRIBUTE = CacheTags.class.getName();

    private final Set<String> tokens = new LinkedHashSet<>();
    private long until = Page.FOR_EVER;

    private @Nullable Viewed viewed;

    private CacheTags() {}

    public static CacheTags of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof CacheTags tags) {
            return tags;
        }
        var tags = new CacheTags();
        request.setAttribute(ATTRIBUTE, tags);
        return tags;
    }

    /** For pages that change only with the sites and columns themselves. */
    public static void structureOnly(HttpServletRequest request) {
        of(request);
    }

    /** What the handler asked for itself, or what a page of another module said of itself. */
    static @Nullable CacheTags ifAsked(HttpServletRequest request) {
        KeptPage said = KeptPage.ifAsked(request);
        if (said != null) {
            CacheTags tags = of(request);
            tags.tokens.addAll(said.tokens());
            Instant until = said.until();
            if (until != null) {
                tags.until(until);
            }
            return tags;
        }
        return request.getAttribute(ATTRIBUTE) instanceof CacheTags tags ? tags : null;
    }

    /** The newest of the whole site. How it looks and which columns it has is announced as {@code all}. */
    public CacheTags site(SiteView site) {
        tokens.add("site:" + site.id());
        return this;
    }

    /** The list of the column, with what lies in the columns below it. */
    public CacheTags column(ColumnView column) {
        tokens.add("column:" + column.id());
        return this;
    }

    /** Which topics there are. */
    public CacheTags topics() {
        tokens.add(PublishedTopics.TOKEN);
        return this;
    }

    /** The topic, and all that its sections are filled from. */
    public CacheTags topic(TopicView topic) {
        tokens.addAll(topic.tokens());
        return this;
    }

    /** By when mistakes are dealt with. */
    public CacheTags mistakeLimit() {
        tokens.add(MistakeBox.LIMIT_TOKEN);
        return this;
    }

    public CacheTags article(ArticleView article) {
        return article(article.id());
    }

    CacheTags article(long id) {
        tokens.add("article:" + id);
        return this;
    }

    /** Each time this page is looked at counts for the site, and for the column and the article where they are not null. */
    public CacheTags counts(SiteView site, @Nullable ColumnView column, @Nullable ArticleView article) {
        viewed = new Viewed(site.id(), column == null ? 0 : column.id(), article == null ? 0 : article.id(),
                new LongAdder());
        return this;
    }

    @Nullable
    Viewed viewed() {
        return viewed;
    }

    /** Out of date at this moment at the latest. */
    public CacheTags until(Instant moment) {
        until = Math.min(until, moment.toEpochMilli());
        return this;
    }

    Set<String> tokens() {
        return tokens;
    }

    long untilMillis() {
        return until;
    }
}
