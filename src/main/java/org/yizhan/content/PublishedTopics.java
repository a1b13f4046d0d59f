package org.yizhan.content;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;

/** All that the public side can obtain of topics (已公开的专题). What it says holds until midnight at the most. */
@Component
public class PublishedTopics {
    /** On it depends every list of topics. */
    public static final String TOKEN = TopicDesk.LIST_TOKEN;

    private static final int MOST_OPEN = 60;
    private static final int PAGE = 24;

    private final TopicRows rows;
    private final PublishedContent content;
    private final ColumnShelf shelf;
    private final Directory directory;
    private final CountyClock clock;

    PublishedTopics(TopicRows rows, PublishedContent content, ColumnShelf shelf, Directory directory,
            CountyClock clock) {
        this.rows = rows;
        this.content = content;
        this.shelf = shelf;
        this.directory = directory;
        this.clock = clock;
    }

    /** What goes on: all of it on the portal, that of the unit on a unit's site; the latest begun first. */
    public List<TopicView.Card> open(SiteView site) {
        LocalDate today = clock.today();
        return shelf.site(site.id())
                .map(record -> rows.open(site.isPortal() ? "/" : record.unit().value(), today, MOST_OPEN))
                .orElse(List.of())
                .stream()
                .map(topic -> card(topic, today))
                .toList();
    }

    /** Those of the past, the latest begun first. An unreadable key means the first page. */
    public KeyPage<TopicView.Card> archived(@Nullable String key) {
        LocalDate today = clock.today();
        return TopicDesk.page(key, PAGE, (day, id, newer) -> rows.archived(today, day, id, newer, PAGE + 1),
                topic -> card(topic, today));
    }

    /** All that can be read, for site maps. */
    public List<TopicView.Card> all() {
        LocalDate today = clock.today();
        return rows.published(today).stream().map(topic -> card(topic, today)).toList();
    }

    public Optional<TopicView> find(String slug) {
        return rows.bySlug(slug).filter(topic -> topic.state(clock.today()).isPublic()).map(this::view);
    }

    /** How the topic looks or would look, for those who look after it. */
    public Optional<TopicView> preview(Actor actor, long id) {
        return rows.byId(id).filter(topic -> ContentRules.topics(actor, topic.unit()).isEmpty()).map(this::view);
    }

    private static TopicView.Card card(Topic topic, LocalDate today) {
        return new TopicView.Card(topic.id(), topic.slug(), topic.name(), topic.intro(), topic.banner(),
                topic.pictureFileId(), topic.startsOn(), lastDay(topic),
                topic.state(today) == TopicState.ARCHIVED);
    }

    private static @Nullable LocalDate lastDay(Topic topic) {
        LocalDate from = topic.archivedFrom();
        return from.equals(LocalDate.MAX) ? null : from.minusDays(1);
    }

    private TopicView view(Topic topic) {
        LocalDate today = clock.today();
        Long before = TopicDesk.lastKey(topic, today, clock.zone());
        Set<String> tokens = new LinkedHashSet<>(List.of("topic:" + topic.id()));
        var sections = new ArrayList<TopicView.Section>();
        for (TopicSection section : topic.sections()) {
            section.columnIds().forEach(column -> tokens.add("column:" + column));
            section.picks().forEach(document -> tokens.add("article:" + document));
            List<ArticleLine> lines = section.picks().isEmpty()
                    ? content.filling(section, before)
                    : content.picked(section.picks(), section.count());
            if (!lines.isEmpty()) {
                boolean plain = section.columnIds().size() == 1 && section.words().isEmpty()
                        && section.labels().isEmpty();
                sections.add(new TopicView.Section(section.title(), section.style(), lines,
                        plain ? section.columnIds().getFirst() : null));
            }
        }
        return new TopicView(topic.id(), topic.slug(), topic.name(), topic.intro(), topic.banner(),
                topic.pictureFileId(), topic.alt(), topic.startsOn(), lastDay(topic),
                topic.state(today) == TopicState.ARCHIVED,
                directory.unit(topic.unit().unit()).map(Unit::name).orElse(""), sections, Set.copyOf(tokens));
    }
}
