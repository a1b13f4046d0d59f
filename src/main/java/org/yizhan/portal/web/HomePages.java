package org.yizhan.portal.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ArticleLine;
import org.yizhan.content.ColumnView;
import org.yizhan.content.PublishedContent;
import org.yizhan.content.SiteView;
import org.yizhan.portal.Addresses;
import org.yizhan.portal.PublicSites;
import org.yizhan.portal.web.HomePage.Block;
import org.yizhan.portal.web.HomePage.Task;

/** Makes a home page from a site's columns, whichever they are: the county portal's and every unit's (首页). */
@Component
class HomePages {
    private static final int NEWS = 7;
    private static final int LINES = 5;
    private static final int PAIRS = 6;
    private static final int UNITS = 12;

    private final PublishedContent content;
    private final CountyClock clock;

    HomePages(PublishedContent content, CountyClock clock) {
        this.content = content;
        this.clock = clock;
    }

    HomePage of(PublicSites.Snapshot sites, SiteView site) {
        Map<ColumnRole, ColumnView> roles = roles(site);
        var shown = new ArrayList<ColumnView>();
        Map<Long, List<ArticleLine>> lines = content.newest(columnsOf(site, roles), NEWS);

        ColumnView newsColumn = roles.get(ColumnRole.NEWS);
        List<ArticleLine> news = newsColumn == null
                ? content.latest(site.id(), NEWS)
                : lines.getOrDefault(newsColumn.id(), List.of());
        ArticleLine lead = news.stream().filter(line -> line.pictureFileId() != null).findFirst().orElse(null);
        List<ArticleLine> rest = news.stream().filter(line -> line != lead).limit(LINES).toList();
        Block beside = null;
        if (newsColumn != null) {
            shown.add(newsColumn);
        }
        if (!rest.isEmpty()) {
            beside = newsColumn == null
                    ? new Block("最新发布", "", rest)
                    : new Block(newsColumn.name(), Addresses.of(site, newsColumn), rest);
        }

        var pairs = new ArrayList<Block>();
        for (ColumnRole role : List.of(ColumnRole.NOTICES, ColumnRole.DISCLOSURE, ColumnRole.POLICY,
                ColumnRole.INTERPRETATION)) {
            ColumnView column = roles.get(role);
            if (column != null && !isAmong(column, shown)) {
                block(site, column, lines).ifPresent(pairs::add);
                shown.add(column);
            }
        }
        for (ColumnView column : site.columns()) {
            if (pairs.size() < PAIRS && !isAmong(column, shown)) {
                block(site, column, lines).ifPresent(pairs::add);
                shown.add(column);
            }
        }

        List<SiteView> units = site.isPortal() ? sites.units() : List.of();
        ArticleLine newest = news.isEmpty() ? null : news.getFirst();
        return new HomePage(site.isPortal(), site.name(), Times.words(clock.today()), newest, tasks(site, roles, units),
                lead, beside, pairs, units.stream().limit(UNITS).toList(), units.size() > UNITS,
                new Times(clock.zone()), Meta.home(site));
    }

    /** The column itself, or one that lies in it or around it: its articles would appear twice. */
    private static boolean isAmong(ColumnView column, List<ColumnView> shown) {
        return shown.stream().anyMatch(other -> contains(other, column) || contains(column, other));
    }

    private static boolean contains(ColumnView tree, ColumnView column) {
        return tree.id() == column.id() || tree.children().stream().anyMatch(child -> contains(child, column));
    }

    private static Map<ColumnRole, ColumnView> roles(SiteView site) {
        var roles = new LinkedHashMap<ColumnRole, ColumnView>();
        for (ColumnRole role : ColumnRole.values()) {
            role.in(site).ifPresent(column -> roles.put(role, column));
        }
        return roles;
    }

    private static Set<Long> columnsOf(SiteView site, Map<ColumnRole, ColumnView> roles) {
        return Stream.concat(roles.values().stream(), site.columns().stream())
                .map(ColumnView::id)
                .collect(Collectors.toSet());
    }

    private static Optional<Block> block(SiteView site, ColumnView column, Map<Long, List<ArticleLine>> byColumn) {
        List<ArticleLine> lines = byColumn.getOrDefault(column.id(), List.of()).stream().limit(LINES).toList();
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new Block(column.name(), Addresses.of(site, column), lines));
    }

    /** Only what exists: an entry that leads nowhere is worse than none. */
    private static List<Task> tasks(SiteView site, Map<ColumnRole, ColumnView> roles, List<SiteView> units) {
        var tasks = new ArrayList<Task>();
        task(tasks, site, roles, ColumnRole.POLICY, "查政策", "policy");
        task(tasks, site, roles, ColumnRole.INTERPRETATION, "看政策解读", "info");
        task(tasks, site, roles, ColumnRole.SERVICE, "看办事指南", "service");
        task(tasks, site, roles, ColumnRole.DISCLOSURE, "政府信息公开", "open");
        task(tasks, site, roles, ColumnRole.NOTICES, "看通知公告", "notice");
        task(tasks, site, roles, ColumnRole.NEWS, "看政务动态", "file");
        task(tasks, site, roles, ColumnRole.OVERVIEW, site.isPortal() ? "了解本县" : "了解本单位", "flag");
        task(tasks, site, roles, ColumnRole.INTERACTION, "互动交流", "letter");
        if (!units.isEmpty()) {
            tasks.add(Math.min(tasks.size(), 6), new Task("找单位网站", "/sitemap#units", "people"));
        }
        tasks.add(Math.min(tasks.size(), 7), new Task("使用帮助", "/help", "help"));
        return tasks.stream().limit(8).toList();
    }

    private static void task(List<Task> tasks, SiteView site, Map<ColumnRole, ColumnView> roles, ColumnRole role,
            String label, String icon) {
        ColumnView column = roles.get(role);
        if (column != null) {
            String href = Addresses.of(site, column);
            if (tasks.stream().noneMatch(task -> task.href().equals(href))) {
                tasks.add(new Task(label, href, icon));
            }
        }
    }

    /** When the line of the day is no longer true. */
    LocalDate tomorrow() {
        return clock.today().plusDays(1);
    }
}
