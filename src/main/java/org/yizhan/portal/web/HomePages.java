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
import org.yizhan.portal.web.HomePage.Entry;
import org.yizhan.portal.web.HomePage.Lead;
import org.yizhan.portal.web.HomePage.Lines;
import org.yizhan.portal.web.HomePage.Links;
import org.yizhan.portal.web.HomePage.Pair;
import org.yizhan.portal.web.HomePage.Policy;
import org.yizhan.portal.web.HomePage.Services;
import org.yizhan.portal.web.HomePage.Task;

/** Makes a home page from a site's columns, whichever they are: the county portal's and every unit's (首页). */
@Component
class HomePages {
    private static final int NEWS = 7;
    private static final int LINES = 5;
    private static final int MOST_LISTS = 4;
    private static final int SITUATIONS = 8;
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
        Lines beside = null;
        if (newsColumn != null) {
            shown.add(newsColumn);
        }
        if (!rest.isEmpty()) {
            beside = newsColumn == null
                    ? new Lines("最新发布", "", rest)
                    : new Lines(newsColumn.name(), Addresses.of(site, newsColumn), rest);
        }

        var blocks = new ArrayList<Block>();
        if (lead != null || beside != null) {
            blocks.add(new Lead(lead, beside));
        }
        ColumnView notices = roles.get(ColumnRole.NOTICES);
        var side = new ArrayList<Lines>();
        if (notices != null && !isAmong(notices, shown)) {
            lines(site, notices, lines).ifPresent(side::add);
            shown.add(notices);
        }
        policy(site, roles, lines).ifPresent(block -> {
            blocks.add(block);
            shown.add(roles.get(ColumnRole.POLICY));
            shown.add(roles.get(ColumnRole.INTERPRETATION));
        });
        int place = blocks.size();
        services(site, roles, lines, shown).ifPresent(blocks::add);
        for (ColumnView column : site.columns()) {
            if (side.size() < MOST_LISTS && !isAmong(column, shown)) {
                lines(site, column, lines).ifPresent(side::add);
                shown.add(column);
            }
        }
        pairs(side, blocks, place);
        List<SiteView> units = site.isPortal() ? sites.units() : List.of();
        if (!units.isEmpty()) {
            blocks.add(new Links("units", "单位网站", units.size() > UNITS ? new Entry("全部单位网站", "/sitemap#units") : null,
                    units.stream().limit(UNITS).map(unit -> new Entry(unit.name(), unit.basePath())).toList()));
        }
        ArticleLine newest = news.isEmpty() ? null : news.getFirst();
        return new HomePage(site.isPortal(), site.name(), Times.words(clock.today()), newest, tasks(site, roles, units),
                blocks, new Times(clock.zone()), Meta.home(site));
    }

    /** Notices come high up beside the first other list; the rest follows in pairs. */
    private static void pairs(List<Lines> lists, List<Block> blocks, int place) {
        int at = Math.min(place, 1);
        for (int i = 0; i < lists.size(); i += 2) {
            var pair = new Pair(lists.get(i), i + 1 < lists.size() ? lists.get(i + 1) : null);
            blocks.add(i == 0 ? Math.min(at, blocks.size()) : blocks.size(), pair);
        }
    }

    private static Optional<Policy> policy(SiteView site, Map<ColumnRole, ColumnView> roles,
            Map<Long, List<ArticleLine>> lines) {
        ColumnView documents = roles.get(ColumnRole.POLICY);
        ColumnView interpretations = roles.get(ColumnRole.INTERPRETATION);
        if (documents == null || interpretations == null || contains(documents, interpretations)
                || contains(interpretations, documents)) {
            return Optional.empty();
        }
        return lines(site, documents, lines)
                .flatMap(left -> lines(site, interpretations, lines).map(right -> new Policy(left, right)));
    }

    private static Optional<Services> services(SiteView site, Map<ColumnRole, ColumnView> roles,
            Map<Long, List<ArticleLine>> lines, List<ColumnView> shown) {
        ColumnView column = roles.get(ColumnRole.SERVICE);
        if (column == null || isAmong(column, shown)) {
            return Optional.empty();
        }
        shown.add(column);
        List<Entry> situations = column.children()
                .stream()
                .limit(SITUATIONS)
                .map(child -> new Entry(child.name(), Addresses.of(site, child)))
                .toList();
        List<ArticleLine> newest = lines.getOrDefault(column.id(), List.of()).stream().limit(LINES).toList();
        return situations.isEmpty() && newest.isEmpty()
                ? Optional.empty()
                : Optional.of(new Services(column.name(), Addresses.of(site, column), situations, newest));
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

    private static Optional<Lines> lines(SiteView site, ColumnView column, Map<Long, List<ArticleLine>> byColumn) {
        List<ArticleLine> lines = byColumn.getOrDefault(column.id(), List.of()).stream().limit(LINES).toList();
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new Lines(column.name(), Addresses.of(site, column), lines));
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
