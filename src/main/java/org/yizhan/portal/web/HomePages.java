package org.yizhan.portal.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ArticleLine;
import org.yizhan.content.BlockKind;
import org.yizhan.content.ColumnView;
import org.yizhan.content.PublishedContent;
import org.yizhan.content.PublishedTopics;
import org.yizhan.content.SiteBlock;
import org.yizhan.content.SiteFace;
import org.yizhan.content.SiteSlot;
import org.yizhan.content.SiteView;
import org.yizhan.content.SlotPlace;
import org.yizhan.content.TopicView;
import org.yizhan.disclosure.Bodies;
import org.yizhan.evaluation.Inspections;
import org.yizhan.evaluation.Ranking;
import org.yizhan.portal.Addresses;
import org.yizhan.portal.CountyAnswers;
import org.yizhan.portal.PublicSites;
import org.yizhan.portal.web.HomePage.Answers;
import org.yizhan.portal.web.HomePage.Block;
import org.yizhan.portal.web.HomePage.Card;
import org.yizhan.portal.web.HomePage.Cards;
import org.yizhan.portal.web.HomePage.Carousel;
import org.yizhan.portal.web.HomePage.Entry;
import org.yizhan.portal.web.HomePage.Lead;
import org.yizhan.portal.web.HomePage.Lines;
import org.yizhan.portal.web.HomePage.Links;
import org.yizhan.portal.web.HomePage.Pair;
import org.yizhan.portal.web.HomePage.Policy;
import org.yizhan.portal.web.HomePage.Ranks;
import org.yizhan.portal.web.HomePage.Services;
import org.yizhan.portal.web.HomePage.Task;
import org.yizhan.portal.web.HomePage.Topics;

/** Makes a home page from a site's columns, whichever they are: the county portal's and every unit's (首页). */
@Component
class HomePages {
    /** Beside its list the news shows a picture, and the newest line may be the picture's. */
    private static final int BESIDE = 2;
    private static final int LINES = 5;
    private static final int MOST_LISTS = 4;
    private static final int SITUATIONS = 8;
    private static final int UNITS = 12;

    private final PublishedContent content;
    private final PublishedTopics topics;
    private final Inspections inspections;
    private final Bodies bodies;
    private final Optional<CountyAnswers> answers;
    private final CountyClock clock;
    private final Map<Long, Known> known = new ConcurrentHashMap<>();

    HomePages(PublishedContent content, PublishedTopics topics, Inspections inspections, Bodies bodies,
            Optional<CountyAnswers> answers, CountyClock clock) {
        this.answers = answers;
        this.inspections = inspections;
        this.bodies = bodies;
        this.content = content;
        this.topics = topics;
        this.clock = clock;
    }

    HomePage of(PublicSites.Snapshot sites, SiteView site, SiteFace face) {
        Known tree = known(site);
        Map<ColumnRole, ColumnView> roles = tree.roles();
        Map<Long, List<ArticleLine>> lines = content.newest(columnsOf(site, roles, face), most(face));
        var maker = new Maker(sites, site, tree, lines);
        List<SiteSlot> pictures = slots(face, SlotPlace.CAROUSEL, sites);
        if (!pictures.isEmpty()) {
            maker.blocks.add(new Carousel(pictures));
        }
        face.blocks().forEach(maker::add);
        maker.theRest();
        return new HomePage(site.isPortal(), site.name(), Times.words(clock.today()), maker.newest(),
                slots(face, SlotPlace.NOTICE, sites), tasks(site, roles, sites.units()), maker.paired(),
                new Times(clock.zone()), Meta.home(site));
    }

    /** As many lines as the largest block shows, so that none is read for nothing. */
    private static int most(SiteFace face) {
        return BESIDE + Math.max(LINES, face.blocks().stream().mapToInt(SiteBlock::count).max().orElse(0));
    }

    private List<SiteSlot> slots(SiteFace face, SlotPlace place, PublicSites.Snapshot sites) {
        return face.in(place, clock.now())
                .stream()
                .map(slot -> new SiteSlot(slot.id(), slot.place(), slot.text(), slot.alt(), slot.pictureFileId(),
                        ArticleBody.leaving(slot.href(), sites.hosts()), slot.from(), slot.until(), slot.position()))
                .toList();
    }

    /** Makes one home page block by block; what one block shows no later one repeats. */
    private final class Maker {
        private final PublicSites.Snapshot sites;
        private final SiteView site;
        private final Map<ColumnRole, ColumnView> roles;
        private final Map<Long, List<ArticleLine>> lines;
        private final List<ColumnView> shown = new ArrayList<>();
        private final List<Block> blocks = new ArrayList<>();
        private final Map<Long, ColumnView> columns;
        private @Nullable ArticleLine newest;

        Maker(PublicSites.Snapshot sites, SiteView site, Known tree, Map<Long, List<ArticleLine>> lines) {
            this.sites = sites;
            this.site = site;
            this.roles = tree.roles();
            this.columns = tree.columns();
            this.lines = lines;
        }

        void add(SiteBlock block) {
            switch (block.kind()) {
                case NEWS -> news(block);
                case NOTICES -> list(block, ColumnRole.NOTICES);
                case POLICY -> policy(block);
                case DISCLOSURE -> list(block, ColumnRole.DISCLOSURE);
                case SERVICES -> services(block);
                case INTERACTION -> list(block, ColumnRole.INTERACTION);
                case LEADERS -> cards(block, ColumnRole.LEADERS, "leaders", true);
                case TOPICS -> topics(block);
                case DATA -> list(block, ColumnRole.DATA);
                case VIDEOS -> cards(block, ColumnRole.VIDEOS, "videos", false);
                case PICTURES -> cards(block, ColumnRole.PICTURES, "pictures", false);
                case ANSWERS -> answers(block);
                case RANKING -> ranking(block);
                case UNITS -> units(block);
                case COLUMN -> list(block, null);
            }
        }

        /** The column that the block names, or the one that plays the role; null when it is there or has been shown. */
        private @Nullable ColumnView column(SiteBlock block, @Nullable ColumnRole role) {
            ColumnView column = block.columnId() == null
                    ? role == null ? null : roles.get(role)
                    : columns.get(block.columnId());
            if (column == null || block.columnId() == null && isAmong(column, shown)) {
                return null;
            }
            return column;
        }

        private List<ArticleLine> lines(ColumnView column, int count) {
            return lines.getOrDefault(column.id(), List.of()).stream().limit(count).toList();
        }

        private static String title(SiteBlock block, ColumnView column) {
            return block.title().isBlank() ? column.name() : block.title();
        }

        private Optional<Lines> linesOf(SiteBlock block, @Nullable ColumnView column) {
            if (column == null) {
                return Optional.empty();
            }
            shown.add(column);
            List<ArticleLine> found = lines(column, block.count());
            return found.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Lines(title(block, column), Addresses.of(site, column), found));
        }

        private void news(SiteBlock block) {
            ColumnView column = column(block, ColumnRole.NEWS);
            List<ArticleLine> news = column == null
                    ? content.latest(site.id(), block.count() + BESIDE)
                    : lines(column, block.count() + BESIDE);
            if (column != null) {
                shown.add(column);
            }
            ArticleLine lead = news.stream().filter(line -> line.pictureFileId() != null).findFirst().orElse(null);
            List<ArticleLine> rest = news.stream().filter(line -> line != lead).limit(block.count()).toList();
            Lines beside = null;
            if (!rest.isEmpty()) {
                beside = column == null
                        ? new Lines("最新发布", "", rest)
                        : new Lines(title(block, column), Addresses.of(site, column), rest);
            }
            newest = news.isEmpty() ? newest : news.getFirst();
            if (lead != null || beside != null) {
                blocks.add(new Lead(lead, beside));
            }
        }

        private void list(SiteBlock block, @Nullable ColumnRole role) {
            linesOf(block, column(block, role)).ifPresent(found -> blocks.add(new Pair(found, null)));
        }

        /** Side by side where both are there. */
        private void policy(SiteBlock block) {
            ColumnView documents = column(block, ColumnRole.POLICY);
            ColumnView interpretations = roles.get(ColumnRole.INTERPRETATION);
            boolean apart = documents == null
                    || interpretations == null
                    || !contains(documents, interpretations) && !contains(interpretations, documents);
            Optional<Lines> left = linesOf(block, documents);
            Optional<Lines> right = apart && interpretations != null
                    ? linesOf(new SiteBlock(block.kind(), "", null, block.count()), interpretations)
                    : Optional.empty();
            if (left.isPresent() && right.isPresent()) {
                blocks.add(new Policy(left.get(), right.get()));
            } else {
                left.or(() -> right).ifPresent(found -> blocks.add(new Pair(found, null)));
            }
        }

        private void services(SiteBlock block) {
            ColumnView column = column(block, ColumnRole.SERVICE);
            if (column == null) {
                return;
            }
            shown.add(column);
            List<Entry> situations = children(column);
            List<ArticleLine> found = lines(column, block.count());
            if (!situations.isEmpty() || !found.isEmpty()) {
                blocks.add(new Services(title(block, column), Addresses.of(site, column), situations, found));
            }
        }

        private List<Entry> children(ColumnView column) {
            return column.children()
                    .stream()
                    .limit(SITUATIONS)
                    .map(child -> new Entry(child.name(), Addresses.of(site, child)))
                    .toList();
        }

        private void cards(SiteBlock block, ColumnRole role, String id, boolean people) {
            ColumnView column = column(block, role);
            if (column == null) {
                return;
            }
            shown.add(column);
            List<Card> found = lines(column, block.count()).stream()
                    .map(line -> new Card(line.title(), people ? line.summary() : "", line.href(),
                            line.pictureFileId()))
                    .toList();
            if (!found.isEmpty()) {
                blocks.add(new Cards(id, title(block, column), Addresses.of(site, column), found, people));
            }
        }

        /** Topics that go on; the column of that type stands for them in the navigation and shows them too. */
        private void topics(SiteBlock block) {
            ColumnView column = column(block, ColumnRole.TOPICS);
            if (column != null) {
                shown.add(column);
            }
            List<TopicView.Card> open = topics.open(site).stream().limit(block.count()).toList();
            if (!open.isEmpty()) {
                blocks.add(new Topics(block.title().isBlank() ? block.kind().label() : block.title(), "/topics/",
                        open));
            }
        }

        private void answers(SiteBlock block) {
            if (site.isPortal()) {
                answers.flatMap(CountyAnswers::newest)
                        .ifPresent(month -> blocks.add(new Answers(
                                month.when() + (block.title().isBlank() ? block.kind().label() : block.title()),
                                month)));
            }
        }

        /** What was worked out last: nobody who opens the home page waits for it. */
        private void ranking(SiteBlock block) {
            if (site.isPortal()) {
                inspections.rankingSeen().ifPresent(ranking -> {
                    List<Ranking.Line> first = ranking.lines()
                            .stream()
                            .limit(block.count())
                            .toList();
                    if (!first.isEmpty()) {
                        blocks.add(new Ranks(block.title().isBlank() ? block.kind().label() : block.title(), ranking,
                                first));
                    }
                });
            }
        }

        private void units(SiteBlock block) {
            List<SiteView> units = site.isPortal() ? sites.units() : List.of();
            if (!units.isEmpty()) {
                blocks.add(new Links("units", block.title().isBlank() ? block.kind().label() : block.title(),
                        units.size() > UNITS ? new Entry("全部单位网站", "/sitemap#units") : null,
                        units.stream().limit(UNITS).map(unit -> new Entry(unit.name(), unit.basePath())).toList()));
            }
        }

        /** A column of the first level that no block shows still has its place, as long as the page stays short. */
        void theRest() {
            long lists = blocks.stream().filter(Pair.class::isInstance).count();
            int place = blocks.size();
            while (place > 0 && (blocks.get(place - 1) instanceof Links || blocks.get(place - 1) instanceof Ranks)) {
                place--;
            }
            for (ColumnView column : site.columns()) {
                if (lists < MOST_LISTS && !isAmong(column, shown)) {
                    var found = linesOf(new SiteBlock(BlockKind.COLUMN, "", column.id(), LINES), column);
                    if (found.isPresent()) {
                        blocks.add(place++, new Pair(found.get(), null));
                        lists++;
                    }
                }
            }
        }

        /** Single lists stand side by side: each takes the next single one up to itself. */
        List<Block> paired() {
            var out = new ArrayList<Block>();
            int waiting = -1;
            for (Block block : blocks) {
                if (!(block instanceof Pair list)) {
                    out.add(block);
                } else if (waiting < 0) {
                    waiting = out.size();
                    out.add(block);
                } else if (out.get(waiting) instanceof Pair first) {
                    out.set(waiting, new Pair(first.first(), list.first()));
                    waiting = -1;
                }
            }
            return out;
        }

        @Nullable
        ArticleLine newest() {
            return newest;
        }
    }

    /** The column itself, or one that lies in it or around it: its articles would appear twice. */
    private static boolean isAmong(ColumnView column, List<ColumnView> shown) {
        return shown.stream().anyMatch(other -> contains(other, column) || contains(column, other));
    }

    private static boolean contains(ColumnView tree, ColumnView column) {
        return tree.id() == column.id() || tree.children().stream().anyMatch(child -> contains(child, column));
    }

    /** What the site's columns mean to its home page, worked out once for as long as they stay as they are. */
    private record Known(SiteView site, Map<ColumnRole, ColumnView> roles, Map<Long, ColumnView> columns) {
        static Known of(SiteView site) {
            var roles = new LinkedHashMap<ColumnRole, ColumnView>();
            for (ColumnRole role : ColumnRole.values()) {
                role.in(site).ifPresent(column -> roles.put(role, column));
            }
            return new Known(site, roles, site.columns()
                    .stream()
                    .flatMap(ColumnView::all)
                    .collect(Collectors.toMap(ColumnView::id, column -> column)));
        }
    }

    private Known known(SiteView site) {
        Known found = known.get(site.id());
        if (found == null || found.site() != site) {
            found = Known.of(site);
            known.put(site.id(), found);
        }
        return found;
    }

    private static Set<Long> columnsOf(SiteView site, Map<ColumnRole, ColumnView> roles, SiteFace face) {
        return Stream.concat(
                Stream.concat(roles.values().stream(), site.columns().stream()).map(ColumnView::id),
                face.blocks().stream().map(SiteBlock::columnId).filter(Objects::nonNull)).collect(Collectors.toSet());
    }

    List<Task> tasks(SiteView site, List<SiteView> units) {
        return tasks(site, known(site).roles(), units);
    }

    /** Only what exists: an entry that leads nowhere is worse than none. */
    private List<Task> tasks(SiteView site, Map<ColumnRole, ColumnView> roles, List<SiteView> units) {
        var tasks = new ArrayList<Task>();
        if (site.isPortal()) {
            tasks.add(new Task("写信", "/letters/", "letter"));
            tasks.add(new Task("查进度", "/track", "track"));
        }
        task(tasks, site, roles, ColumnRole.POLICY, "查政策", "policy");
        task(tasks, site, roles, ColumnRole.INTERPRETATION, "看政策解读", "info");
        task(tasks, site, roles, ColumnRole.SERVICE, "看办事指南", "service");
        bodies.of(site)
                .ifPresentOrElse(
                        body -> tasks.add(new Task("政府信息公开", body.href(), "open")),
                        () -> task(tasks, site, roles, ColumnRole.DISCLOSURE, "政府信息公开", "open"));
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
