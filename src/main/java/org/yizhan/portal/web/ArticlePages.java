package org.yizhan.portal.web;

import java.util.ArrayList;
import java.util.List;

import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ArticleView;
import org.yizhan.content.ColumnView;
import org.yizhan.content.SiteView;
import org.yizhan.portal.Addresses;
import org.yizhan.portal.PublicSites;
import org.yizhan.shared.web.PublicFrame.NavEntry;

/** Puts together what an article's page shows: the same for the public and for those who look at it before. */
@Component
class ArticlePages {
    private final CountyClock clock;

    ArticlePages(CountyClock clock) {
        this.clock = clock;
    }

    ArticlePage of(PublicSites.Snapshot now, SiteView site, ArticleView article) {
        // A closed column has no page any more, but its articles keep theirs.
        List<ColumnView> way = now.column(site, article.column().slug()).map(now::way).orElse(List.of());
        Times times = new Times(clock.zone());
        return new ArticlePage(article, article.source().isBlank() ? site.organizer() : article.source(),
                times.minute(article.publishedAt()), ArticleBody.fit(article.bodyHtml(), now.hosts()),
                crumbs(site, way, false), way.isEmpty() ? "" : Addresses.of(site, way.getFirst()),
                article.attachments()
                        .stream()
                        .map(a -> new ArticlePage.Paper(a.name(), a.href(),
                                FileWords.of(a.name(), a.mediaType(), a.size())))
                        .toList(),
                Meta.article(site, article, times));
    }

    static List<NavEntry> crumbs(SiteView site, List<ColumnView> way, boolean endsHere) {
        var crumbs = new ArrayList<NavEntry>();
        crumbs.add(new NavEntry("首页", site.basePath()));
        way.forEach(column -> crumbs.add(new NavEntry(column.name(), Addresses.of(site, column))));
        if (endsHere) {
            crumbs.add(new NavEntry(crumbs.removeLast().label(), ""));
        } else {
            crumbs.add(new NavEntry("正文", ""));
        }
        return crumbs;
    }
}
