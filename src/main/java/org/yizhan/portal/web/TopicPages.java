package org.yizhan.portal.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ArticleLine;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.PublishedTopics;
import org.yizhan.content.SiteView;
import org.yizhan.content.TopicView;
import org.yizhan.portal.Addresses;
import org.yizhan.portal.CacheTags;
import org.yizhan.portal.PublicSites;
import org.yizhan.portal.web.HomePage.Block;
import org.yizhan.portal.web.HomePage.Card;
import org.yizhan.portal.web.HomePage.Cards;
import org.yizhan.portal.web.HomePage.Lead;
import org.yizhan.portal.web.HomePage.Lines;
import org.yizhan.portal.web.HomePage.Pair;
import org.yizhan.portal.web.HomePage.Timeline;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.web.Needs;
import org.yizhan.shared.web.Open;
import org.yizhan.shared.web.PublicFrame.NavEntry;

/** The topics of the portal (专题专栏): what goes on, what was, and each one's page. */
@Controller
class TopicPages {
    private static final String LIST = "/topics/";

    private final PublicSites sites;
    private final PublishedTopics topics;
    private final CountyClock clock;

    TopicPages(PublicSites sites, PublishedTopics topics, CountyClock clock) {
        this.sites = sites;
        this.topics = topics;
        this.clock = clock;
    }

    @Open
    @GetMapping(LIST)
    String list(@RequestParam(required = false) @Nullable String before, HttpServletRequest request, Model model) {
        SiteView portal = sites.now().portal();
        keep(request).topics().counts(portal, null, null);
        KeyPage<TopicView.Card> past = topics.archived(before);
        boolean further = past.newer() != null;
        model.addAttribute("page", new TopicsPage(further ? List.of() : topics.open(portal), past, further,
                List.of(new NavEntry("首页", "/"), new NavEntry("专题专栏", "")), Meta.topics(portal, further)));
        return "portal/topics";
    }

    @Open
    @GetMapping("/topics")
    void listWithoutStroke(HttpServletResponse response) {
        PublicPages.moved(LIST, response);
    }

    @Open
    @GetMapping(LIST + "{slug:[a-z0-9-]{1,40}}/")
    String topic(@PathVariable String slug, HttpServletRequest request, Model model) {
        PublicSites.Snapshot now = sites.now();
        TopicView topic = topics.find(slug).orElseThrow(() -> new NotHere("topic " + slug));
        keep(request).topic(topic).counts(now.portal(), null, null);
        model.addAttribute("page", page(now, topic));
        return "portal/topic";
    }

    @Open
    @GetMapping(LIST + "{slug:[a-z0-9-]{1,40}}")
    void topicWithoutStroke(@PathVariable String slug, HttpServletResponse response) {
        TopicView topic = topics.find(slug).orElseThrow(() -> new NotHere("topic " + slug));
        PublicPages.moved(topic.href(), response);
    }

    /** How a topic will look that is not public yet. */
    @GetMapping("/desk/topics/{id:[0-9]{1,18}}/preview")
    @Needs(ContentPermissions.TOPICS)
    String preview(Actor actor, @PathVariable long id, HttpServletResponse response, Model model) {
        TopicView topic = topics.preview(actor, id).orElseThrow(() -> new NotHere("topic " + id));
        PublicSites.Snapshot now = sites.now();
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        model.addAttribute("site", sites.frameOf(now.portal()));
        model.addAttribute("page", page(now, topic));
        return "portal/topic";
    }

    /** Topics begin and end with days. */
    private CacheTags keep(HttpServletRequest request) {
        return CacheTags.of(request).until(clock.today().plusDays(1).atStartOfDay(clock.zone()).toInstant());
    }

    private TopicPage page(PublicSites.Snapshot now, TopicView topic) {
        var blocks = new ArrayList<Block>();
        for (TopicView.Section section : topic.sections()) {
            String more = section.columnId() == null ? "" : address(now, section.columnId());
            var lines = new Lines(section.title(), more, section.lines());
            switch (section.style()) {
                case LIST -> blocks.add(new Pair(lines, null));
                case HALF -> half(blocks, lines);
                case CARDS -> blocks.add(new Cards("s" + (blocks.size() + 1), section.title(), more,
                        section.lines().stream().map(this::card).toList(), false));
                case LEAD -> lead(blocks, lines);
                case TIMELINE -> blocks.add(new Timeline(lines));
            }
        }
        return new TopicPage(topic, blocks, span(topic), List.of(new NavEntry("首页", "/"),
                new NavEntry("专题专栏", LIST), new NavEntry(topic.name(), "")), new Times(clock.zone()),
                Meta.topic(now.portal(), topic));
    }

    private String address(PublicSites.Snapshot now, long columnId) {
        return now.columnById(columnId)
                .flatMap(column -> now.byId(column.siteId()).map(site -> Addresses.of(site, column)))
                .orElse("");
    }

    private Card card(ArticleLine line) {
        return new Card(line.title(), line.summary(), line.href(), line.pictureFileId());
    }

    /** Two halves that follow each other stand side by side. */
    private static void half(List<Block> blocks, Lines lines) {
        if (!blocks.isEmpty() && blocks.getLast() instanceof Pair pair && pair.second() == null && pair.halved()) {
            blocks.set(blocks.size() - 1, new Pair(pair.first(), lines, true));
        } else {
            blocks.add(new Pair(lines, null, true));
        }
    }

    private static void lead(List<Block> blocks, Lines lines) {
        ArticleLine lead = lines.lines()
                .stream()
                .filter(line -> line.pictureFileId() != null)
                .findFirst()
                .orElse(null);
        List<ArticleLine> rest = lines.lines().stream().filter(line -> line != lead).toList();
        blocks.add(new Lead(lead, rest.isEmpty() ? null : new Lines(lines.title(), lines.href(), rest)));
    }

    private static String span(TopicView topic) {
        LocalDate until = topic.until();
        return until == null ? words(topic.from()) + "起" : words(topic.from()) + "至" + words(until);
    }

    private static String words(LocalDate day) {
        return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }
}
