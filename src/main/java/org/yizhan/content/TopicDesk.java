package org.yizhan.content;

import java.io.InputStream;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.files.FileReceipt;
import org.yizhan.files.Files;
import org.yizhan.files.Files.Purpose;
import org.yizhan.journal.Journal;
import org.yizhan.search.SearchDocument;
import org.yizhan.search.SearchIndex;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/**
 * Makes topics (专题): one form, and the page is there. A topic holds no article; its sections name some, or say which, so that a new
 * edition or a withdrawal is in it at once.
 */
@Service
@Transactional
public class TopicDesk {
    public static final int MOST_SECTIONS = 12;
    public static final int MOST_COLUMNS = 3;
    static final int MOST_PICKS = 50;
    static final String KIND = "topic";

    /** On it depends what lists topics, the home page and the site maps. */
    static final String LIST_TOKEN = "topics";

    private static final int PAGE = 30;
    private static final Pattern KEY = Pattern.compile("(n?)(\\d{4}-\\d{2}-\\d{2})-(\\d{1,18})");

    private final TopicRows rows;
    private final Structure structure;
    private final Files files;
    private final FileRights rights;
    private final TopicReader reader;
    private final Directory directory;
    private final SearchIndex search;
    private final Journal journal;
    private final PublicSide publicSide;
    private final CountyClock clock;

    TopicDesk(TopicRows rows, Structure structure, Files files, FileRights rights, TopicReader reader,
            Directory directory, SearchIndex search, Journal journal, PublicSide publicSide, CountyClock clock) {
        this.rows = rows;
        this.structure = structure;
        this.files = files;
        this.rights = rights;
        this.reader = reader;
        this.directory = directory;
        this.search = search;
        this.journal = journal;
        this.publicSide = publicSide;
        this.clock = clock;
    }

    /**
     * A section as it was typed.
     *
     * @param columns names as {@link #columnNames} says them
     * @param words between blanks
     * @param picks addresses or numbers of articles, one a line
     */
    public record TypedSection(String title, TopicStyle style, int count, List<String> columns, String words,
            String labels, String picks) {}

    /**
     * A topic as it was typed.
     *
     * @param slug empty for one made of the first letters of the name
     * @param published whether the public sees it from its first day on
     */
    public record Typed(UnitPath unit, String name, String slug, String intro, TopicBanner banner,
            @Nullable Long pictureFileId, String alt, LocalDate startsOn, @Nullable LocalDate endsOn,
            boolean published, List<TypedSection> sections) {}

    /** Topics of the units that this person looks after, the latest begun first. */
    @Transactional(readOnly = true)
    public KeyPage<Topic> list(Actor actor, @Nullable String key) {
        return page(key, PAGE, (day, id, newer) -> rows.list(actor.scopesOf(ContentPermissions.TOPICS), day, id, newer,
                PAGE + 1), topic -> topic);
    }

    interface Reading {
        List<Topic> read(LocalDate day, long id, boolean towardsNewer);
    }

    /** A page of topics by their first day. An unreadable key means the first page. */
    static <T> KeyPage<T> page(@Nullable String key, int size, Reading reading, Function<Topic, T> item) {
        Matcher from = KEY.matcher(key == null ? "" : key);
        boolean towardsNewer = false;
        LocalDate day = LocalDate.of(9999, 12, 31);
        long id = Long.MAX_VALUE;
        boolean begun = false;
        if (from.matches()) {
            try {
                day = LocalDate.parse(from.group(2));
                id = Long.parseLong(from.group(3));
                towardsNewer = !from.group(1).isEmpty();
                begun = true;
            } catch (DateTimeParseException e) {
                day = LocalDate.of(9999, 12, 31);
            }
        }
        List<Topic> found = reading.read(day, id, towardsNewer);
        return KeyPage.of(found, size, towardsNewer, begun, topic -> topic.startsOn() + "-" + topic.id(), item);
    }

    /** The topic, for whoever looks after it. */
    @Transactional(readOnly = true)
    public Optional<Topic> find(Actor actor, long id) {
        return rows.byId(id).filter(topic -> ContentRules.topics(actor, topic.unit()).isEmpty());
    }

    /** What the articles picked by hand are called; one that is not public any more is missing. */
    @Transactional(readOnly = true)
    public Map<Long, String> titles(Topic topic) {
        return rows.titles(topic.sections().stream().flatMap(section -> section.picks().stream()).toList());
    }

    /** Every open column of every site, by the name under which a form chooses it. */
    public Map<Long, String> columnNames() {
        return reader.columnNames();
    }

    /** Stores a picture for the banner. */
    public FileReceipt picture(Actor actor, UnitPath unit, InputStream bytes, String name) {
        var refusal = ContentRules.topics(actor, unit);
        if (refusal.isPresent()) {
            return new FileReceipt.Refused(refusal.get());
        }
        FileReceipt receipt = files.store(bytes, name, Purpose.PICTURE, actor.ref());
        if (receipt instanceof FileReceipt.Taken taken) {
            rights.uploaded(taken.file().id().value(), actor, clock.now());
        }
        return receipt;
    }

    public Made make(Actor actor, Typed typed) {
        return switch (reader.understood(actor, 0, 0, typed, null)) {
            case TopicReader.Understood.Refused refused -> new Made.Refused(refused.why());
            case TopicReader.Understood.Done done -> {
                long id = rows.insert(done.topic());
                changed(actor, ContentAct.TOPIC_MADE, id);
                yield new Made.Done(id);
            }
        };
    }

    /** @param version the one that the person saw */
    public Optional<Refusal> change(Actor actor, long id, int version, Typed typed) {
        Optional<Topic> before = rows.byId(id);
        if (before.isEmpty()) {
            return refuse("这个专题不存在。");
        }
        var refusal = ContentRules.topics(actor, before.get().unit());
        if (refusal.isPresent()) {
            return refusal;
        }
        return switch (reader.understood(actor, id, version, typed, before.get())) {
            case TopicReader.Understood.Refused refused -> Optional.of(refused.why());
            case TopicReader.Understood.Done done -> {
                if (!rows.update(done.topic())) {
                    yield refuse("这个专题刚被别人改过。您填写的都还在，请打开新页面对照最新的内容再保存。");
                }
                changed(actor, ContentAct.TOPIC_CHANGED, id);
                fileChanged(before.get().pictureFileId());
                yield Optional.empty();
            }
        };
    }

    /** Puts these articles at the end of a section that is picked by hand. */
    public Optional<Refusal> pick(Actor actor, long id, int section, List<Long> documents) {
        Optional<Topic> found = rows.byId(id);
        if (found.isEmpty()) {
            return refuse("这个专题不存在。");
        }
        Topic it = found.get();
        var refusal = ContentRules.topics(actor, it.unit())
                .or(() -> Refusal.when(section < 0 || section >= it.sections().size(), "请选择放进哪个板块。"))
                .or(() -> Refusal.when(documents.isEmpty(), "请先勾选稿件。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        TopicSection into = it.sections().get(section);
        if (!into.columnIds().isEmpty()) {
            return refuse("“" + into.title() + "”板块是自动选稿的，不能再放手选的稿件。");
        }
        var picks = new LinkedHashSet<>(into.picks());
        picks.addAll(documents);
        if (picks.size() > MOST_PICKS) {
            return refuse("一个板块最多放" + MOST_PICKS + "篇稿件。");
        }
        if (rows.titles(documents).size() < Set.copyOf(documents).size()) {
            return refuse("有稿件已不在网站上，不能放进专题。");
        }
        var sections = new ArrayList<>(it.sections());
        sections.set(section,
                new TopicSection(into.title(), into.style(), into.count(), List.of(), List.of(), List.of(),
                        List.copyOf(picks)));
        rows.update(new Topic(it.id(), it.version(), it.unit(), it.slug(), it.name(), it.intro(), it.banner(),
                it.pictureFileId(), it.alt(), it.startsOn(), it.endsOn(), it.published(), it.archivedOn(), sections));
        changed(actor, ContentAct.TOPIC_CHANGED, id);
        return Optional.empty();
    }

    /** Keeps the topic as it is from today on; it stays readable and says so. */
    public Optional<Refusal> archive(Actor actor, long id) {
        return inState(actor, id, TopicState.OPEN, "只有进行中的专题可以归档。", topic -> {
            rows.archived(id, clock.today());
            changed(actor, ContentAct.TOPIC_ARCHIVED, id);
        });
    }

    /** Goes on with an archived topic. One whose end has passed needs a new end first. */
    public Optional<Refusal> resume(Actor actor, long id) {
        return inState(actor, id, TopicState.ARCHIVED, "这个专题没有归档，不用恢复。", topic -> {
            if (topic.endsOn() != null && topic.endsOn().isBefore(clock.today())) {
                return refuse("这个专题的最后一天已过。请先改晚最后一天，再恢复更新。");
            }
            rows.archived(id, null);
            changed(actor, ContentAct.TOPIC_RESUMED, id);
            return Optional.empty();
        });
    }

    /** Takes the topic off the website, or shows it from its first day on. */
    public Optional<Refusal> show(Actor actor, long id, boolean published) {
        Optional<Topic> found = rows.byId(id);
        if (found.isEmpty()) {
            return refuse("这个专题不存在。");
        }
        var refusal = ContentRules.topics(actor, found.get().unit());
        if (refusal.isEmpty() && found.get().published() != published) {
            rows.published(id, published);
            changed(actor, published ? ContentAct.TOPIC_SHOWN : ContentAct.TOPIC_HIDDEN, id);
            fileChanged(found.get().pictureFileId());
        }
        return refusal;
    }

    private interface Doing {
        Optional<Refusal> to(Topic topic);
    }

    private Optional<Refusal> inState(Actor actor, long id, TopicState state, String otherwise,
            Consumer<Topic> act) {
        return inState(actor, id, state, otherwise, (Doing) topic -> {
            act.accept(topic);
            return Optional.empty();
        });
    }

    private Optional<Refusal> inState(Actor actor, long id, TopicState state, String otherwise, Doing act) {
        Optional<Topic> found = rows.byId(id);
        if (found.isEmpty()) {
            return refuse("这个专题不存在。");
        }
        var refusal = ContentRules.topics(actor, found.get().unit())
                .or(() -> Refusal.when(found.get().state(clock.today()) != state, otherwise));
        return refusal.isPresent() ? refusal : act.to(found.get());
    }

    private void changed(Actor actor, ContentAct act, long id) {
        Topic now = rows.byId(id).orElseThrow();
        journal.record(actor.ref(), act, new ObjectRef("topic", id), Map.of("slug", now.slug()));
        if (now.published()) {
            search.put(searchDocument(now));
        } else {
            search.remove(KIND, id);
        }
        publicSide.announce(Set.of(LIST_TOKEN, "topic:" + id));
        fileChanged(now.pictureFileId());
    }

    private void fileChanged(@Nullable Long file) {
        if (file != null) {
            publicSide.announce(Set.of("file:" + file));
        }
    }

    private SearchDocument searchDocument(Topic topic) {
        SiteView portal = structure.now()
                .sites()
                .stream()
                .filter(SiteView::isPortal)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no portal has been set up"));
        String unit = directory.unit(topic.unit().unit()).map(Unit::shortName).orElse("");
        String body = topic.intro() + '\n'
                + String.join("\n", topic.sections().stream().map(TopicSection::title).toList());
        return new SearchDocument(KIND, topic.id(), "public", topic.name(), body, "", portal.id(), portal.name(), 0,
                "专题专栏", unit, null, topic.startsOn().atStartOfDay(clock.zone()).toInstant(), topic.href(), "专题专栏");
    }

    /** The moment from which nothing of what is published belongs to the topic any more; null while it goes on. */
    static @Nullable Long lastKey(Topic topic, LocalDate today, ZoneId zone) {
        return topic.state(today) == TopicState.ARCHIVED
                ? PublicSide.keyOf(topic.archivedFrom().atStartOfDay(zone).toInstant())
                : null;
    }

    private static Optional<Refusal> refuse(String text) {
        return Optional.of(new Refusal(text));
    }
}
