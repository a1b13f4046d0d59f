package org.yizhan.content;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.yizhan.ModuleTest;
import org.yizhan.calendar.CountyClock;
import org.yizhan.calendar.DueDate;
import org.yizhan.calendar.TimeLimit;
import org.yizhan.calendar.WorkingCalendar;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.directory.Unit;
import org.yizhan.files.FileId;
import org.yizhan.files.Files;
import org.yizhan.files.StoredFile;
import org.yizhan.journal.Journal;
import org.yizhan.messaging.TodoList;
import org.yizhan.runtime.DiskSpace;
import org.yizhan.search.Search;
import org.yizhan.search.SearchIndex;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.lenient;

/** The content module alone on a real database, its neighbours played by stand-ins. */
@ModuleTest("content")
@Import(ContentDatabaseTest.Setting.class)
abstract class ContentDatabaseTest {
    private static final AtomicLong NEXT = new AtomicLong(1000);

    @MockitoBean
    Journal journal;
    @MockitoBean
    TodoList todos;
    @MockitoBean
    SearchIndex search;
    @MockitoBean
    Search wholeSearch;
    @MockitoBean
    Directory directory;
    @MockitoBean
    Files files;
    @MockitoBean
    WorkingCalendar calendar;
    @MockitoBean
    DiskSpace disk;
    @Autowired
    DraftingDesk drafting;

    @Autowired
    ReviewDesk review;

    @Autowired
    SecrecyDesk secrecy;

    @Autowired
    PublishingDesk publishing;
    @Autowired
    Sites sites;
    @Autowired
    Columns columns;
    @Autowired
    PublishedContent published;
    @Autowired
    JdbcClient sql;
    @Autowired
    MovableClock clock;
    @Autowired
    Announcements announcements;
    @Autowired
    BodyRule bodyRule;
    @Autowired
    Objections objections;

    long site;
    String siteSlug = "";
    long column;

    @BeforeEach
    void aSiteWithAColumnAndItsChain() {
        lenient().when(directory.unit(any()))
                .thenAnswer(call -> Optional.of(new Unit(call.getArgument(0, UnitId.class), Office.WATER, "云岭县水利局",
                        "水利局", false)));
        lenient().when(directory.person(any()))
                .thenAnswer(call -> Optional.of(new Person(call.getArgument(0, PersonId.class),
                        "同志" + call.getArgument(0, PersonId.class).value(), "account", Office.WATER, true)));
        lenient().when(calendar.due(any(), any()))
                .thenAnswer(call -> new DueDate(call.getArgument(0, LocalDate.class)
                        .plusDays(call.getArgument(1, TimeLimit.class).days()), List.of()));
        lenient().when(files.find(any())).thenAnswer(call -> {
            FileId id = call.getArgument(0);
            return Optional.of(new StoredFile(id, id.value() % 2 == 0 ? "图.png" : "文件.pdf",
                    id.value() % 2 == 0 ? "image/png" : "application/pdf", 100, "ab".repeat(32)));
        });
        clock.set(Instant.parse("2026-11-20T02:00:00Z"));
        siteSlug = "s" + NEXT.incrementAndGet();
        site = sites.create(Office.ADMINISTRATOR, aSite(siteSlug)).orThrow();
        column = aColumn(null, "tzgg", List.of(
                new ReviewStep("科室负责人审核", ContentPermissions.REVIEW, Office.WATER),
                new ReviewStep("县公开办审核", ContentPermissions.REVIEW, Office.COUNTY)));
        announcements.all.clear();
        objections.all.clear();
        objections.asked.clear();
        announcements.acts.clear();
        bodyRule.pattern = null;
    }

    static NewSite aSite(String slug) {
        return new NewSite(slug, null, "云岭县水利局", "slj.yunling.gov.cn",
                "520624" + slug.substring(Math.max(0, slug.length() - 4)),
                "云岭县水利局",
                "0856-1234567",
                "黔ICP备00000001号", null, 211, Office.WATER, 1);
    }

    long aColumn(@org.jspecify.annotations.Nullable Long parent, String slug, List<ReviewStep> chain) {
        return columns.create(Office.ADMINISTRATOR, newColumn(parent, slug, chain)).orThrow();
    }

    NewColumn newColumn(@org.jspecify.annotations.Nullable Long parent, String slug, List<ReviewStep> chain) {
        return new NewColumn(site, parent, slug, "通知公告", "发布通知公告。", "通知,公告", "通知公告", Office.WATER, null, "",
                null, true, false, 0, chain);
    }

    Turn aDraft() {
        return drafting.draft(Office.CLERK, column, Draft.of("关于防汛的通知", "<p>请各乡镇做好防汛准备。</p>", "云岭县水利局")).orThrow();
    }

    Turn submitted(Turn draft) {
        yes(review.submit(Office.CLERK, draft, List.of()));
        return drafting.turn(draft.documentId());
    }

    Turn reviewed(Turn submitted) {
        yes(review.approve(Office.HEAD, submitted, "同意"));
        yes(review.approve(Office.COUNTY_OFFICE, drafting.turn(submitted.documentId()), "同意"));
        return drafting.turn(submitted.documentId());
    }

    Turn ready(Turn reviewed) {
        yes(secrecy.conclude(Office.LEADER, reviewed, SecrecyFinding.clear("不涉密，同意公开")));
        return drafting.turn(reviewed.documentId());
    }

    Turn live(Turn ready) {
        yes(publishing.publish(Office.PUBLISHER, ready));
        return drafting.turn(ready.documentId());
    }

    Turn aLiveArticle() {
        return live(ready(reviewed(submitted(aDraft()))));
    }

    static void yes(Optional<Refusal> refusal) {
        if (refusal.isPresent()) {
            throw new AssertionError("refused: " + refusal.get().text());
        }
    }

    static Actor at(UnitPath unit, long id, String... permissions) {
        return Office.person(id, unit, permissions);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Setting {
        @Bean
        MovableClock movableClock() {
            return new MovableClock();
        }

        @Bean
        CountyClock countyClock(MovableClock clock) {
            return new CountyClock(clock);
        }

        @Bean
        BodyRule bodyRule() {
            return new BodyRule();
        }

        @Bean
        Announcements announcements() {
            return new Announcements();
        }

        @Bean
        Objections objections() {
            return new Objections();
        }
    }

    /** Another module that minds what goes public: it refuses the documents that a test names. */
    static class Objections implements PublicationGate {
        final Map<Long, String> all = new HashMap<>();
        final List<Candidate> asked = new ArrayList<>();

        @Override
        public Optional<Refusal> refusal(Candidate candidate) {
            asked.add(candidate);
            return Optional.ofNullable(all.get(candidate.documentId())).map(Refusal::new);
        }
    }

    /** Stands for the module that knows the rules of index numbers; it has none until a test sets one. */
    static class BodyRule implements IndexRule {
        @org.jspecify.annotations.Nullable
        Pattern pattern;

        @Override
        public List<@org.jspecify.annotations.Nullable Pattern> patterns(List<Newcomer> newcomers) {
            return newcomers.stream().map(_ -> pattern).toList();
        }
    }

    /** What was announced to the public pages. */
    static class Announcements {
        /** What was told about articles, and whether the act could still fail then. */
        record Act(Object event, boolean inside) {}

        final List<PublicChange> all = new ArrayList<>();
        final List<Act> acts = new ArrayList<>();

        @EventListener
        void hear(PublicChange change) {
            all.add(change);
        }

        @EventListener({ArticlePublished.class, ArticlesPublished.class, ArticleWithdrawn.class})
        void hear(Object event) {
            acts.add(new Act(event, TransactionSynchronizationManager.isActualTransactionActive()));
        }

        boolean has(String token) {
            return all.stream().anyMatch(change -> change.tokens().contains(token));
        }
    }

    /** A clock that goes on a second at every look, and that a test can set. */
    static class MovableClock extends Clock {
        private Instant now = Instant.EPOCH;

        void set(Instant instant) {
            now = instant;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("Asia/Shanghai");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            now = now.plus(Duration.ofSeconds(1));
            return now;
        }
    }
}
