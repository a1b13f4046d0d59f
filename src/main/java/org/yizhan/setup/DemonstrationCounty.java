package org.yizhan.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.yizhan.runtime.Console;
import org.yizhan.runtime.StartupNote;

/**
 * The fictional county 云岭县: units, people, sites, columns and articles, so that everything can be tried at once. Loaded before
 * the first page is served, part by part; small, or with a whole year of a county.
 */
@Component
class DemonstrationCounty implements SmartLifecycle, StartupNote {
    private static final String UNITS = "demo-units";
    private static final int LETTERS_AT_ONCE = 200;
    private static final int TICKETS_AT_ONCE = 500;

    private final Parts parts;
    private final DemoStaff staff;
    private final DemoSites sites;
    private final DemoWords words;
    private final DemoFace face;
    private final DemoArticles articles;
    private final DemoDisclosure disclosure;
    private final DemoGazette gazette;
    private final DemoTopics topics;
    private final DemoReview review;
    private final DemoLetters letters;
    private final DemoRequests requests;
    private final DemoReports reports;
    private final DemoHotline hotline;
    private final CountyYear year;
    private final DemoYearLines yearLines;
    private final DemoMap map;
    private final boolean demonstration;
    private final boolean yearWanted;
    private boolean running;

    DemonstrationCounty(Parts parts, DemoStaff staff, DemoSites sites, DemoWords words, DemoFace face,
            DemoArticles articles,
            DemoDisclosure disclosure, DemoGazette gazette, DemoReview review, DemoLetters letters,
            DemoRequests requests, DemoReports reports,
            DemoTopics topics, DemoHotline hotline, CountyYear year,
            DemoYearLines yearLines, DemoMap map,
            @Value("${yizhan.demo:false}") boolean demonstration,
            @Value("${yizhan.demo.county-year:false}") boolean yearWanted) {
        this.parts = parts;
        this.staff = staff;
        this.sites = sites;
        this.words = words;
        this.face = face;
        this.articles = articles;
        this.disclosure = disclosure;
        this.gazette = gazette;
        this.topics = topics;
        this.review = review;
        this.letters = letters;
        this.requests = requests;
        this.reports = reports;
        this.hotline = hotline;
        this.year = year;
        this.yearLines = yearLines;
        this.map = map;
        this.demonstration = demonstration;
        this.yearWanted = yearWanted;
    }

    /** In a real county this bean exists too, as the build has written all beans down, and stays silent. */
    @Override
    public boolean isAutoStartup() {
        return demonstration;
    }

    @Override
    public void start() {
        running = true;
        if (staff.isSetUp() && !parts.isDone(UNITS)) {
            return;
        }
        if (yearWanted && !year.isChosen()) {
            if (parts.isDone(UNITS)) {
                Console.say("这个数据文件夹里是小的演示县，--demo county-year 只在首次启动时有效；要看一年的内容，请换一个数据文件夹。");
            } else {
                year.choose();
            }
        }
        if (parts.once(UNITS, staff::addUnits)) {
            Console.say("演示县：已建立单位 " + staff.units() + " 个");
        }
        if (parts.once("demo-people", staff::addPeople)) {
            Console.say("演示县：已建立人员和账号");
        }
        if (year.isChosen()) {
            yearOfTheCounty();
        } else {
            small();
        }
    }

    private void small() {
        if (parts.once("demo-sites", sites::small)) {
            Console.say("演示县：已建立站点和栏目");
        }
        wordsOnce();
        parts.once("demo-bodies", disclosure::setUpBodies);
        parts.once("demo-guides", disclosure::writeGuides);
        parts.once("demo-places", disclosure::openPlaces);
        parts.once("demo-catalogue", disclosure::ruleColumns);
        parts.once("demo-lists", disclosure::fillLists);
        if (parts.once("demo-articles", () -> articles.load(DemoArticle.all()))) {
            Console.say("演示县：已装入稿件 " + DemoArticle.all().size() + " 篇");
        }
        parts.once("demo-leaders", articles::loadLeaders);
        parts.once("demo-pictures", articles::loadPictures);
        parts.once("demo-links", () -> disclosure.link(DemoDisclosure.Explained.byHand()));
        parts.once("demo-validity", disclosure::stand);
        parts.once("demo-gazettes", () -> gazette.publish(3));
        parts.once("demo-topics", () -> topics.load("topics.txt"));
        parts.once("demo-review", review::publish);
        mailboxesOnce();
        if (parts.once("demo-letters", letters::load)) {
            Console.say("演示县：已装入各种状态的来信");
        }
        requestsOnce();
        hotlineOnce();
        if (parts.once("demo-tickets", hotline::load)) {
            Console.say("演示县：已装入热线工单和知识库");
        }
    }

    private void hotlineOnce() {
        parts.once("demo-hotline-people", staff::addHotlinePeople);
        parts.once("demo-knowledge", hotline::know);
        parts.once("demo-above", hotline::join);
    }

    private void mailboxesOnce() {
        parts.once("demo-map", map::load);
        parts.once("demo-letter-people", staff::addLetterPeople);
        parts.once("demo-mailboxes", letters::openMailboxes);
    }

    private void yearOfTheCounty() {
        boolean anyone = false;
        for (DemoUnit unit : DemoUnit.all()) {
            anyone |= parts.once("county-year-people-" + unit.code(), () -> staff.addContributors(unit));
        }
        if (anyone) {
            Console.say("演示县：已建立撰稿人、审核员和管理员的岗位和账号 940 个");
        }
        if (parts.once("county-year-columns", sites::year)) {
            Console.say("演示县：已建立县门户网站的栏目 368 个");
        }
        if (parts.once("county-year-sites", sites::yearSites)) {
            Console.say("演示县：已建立单位站点 54 个");
        }
        parts.once("county-year-lines", yearLines::load);
        wordsOnce();
        if (parts.once("demo-bodies", disclosure::setUpBodies)) {
            Console.say("演示县：已建立信息公开主体");
        }
        parts.once("demo-guides", disclosure::writeGuides);
        parts.once("demo-places", disclosure::openPlaces);
        parts.once("demo-catalogue", disclosure::ruleColumns);
        parts.once("demo-lists", disclosure::fillLists);
        atOnce(this::articlesOfTheYear, () -> {
            lettersOfTheYear();
            ticketsOfTheYear();
        });
        requestsOnce();
        parts.once("county-year-requests", requests::loadEarlier);
        parts.once("county-year-reports", () -> Console
                .say("演示县：已公布上一年的政府信息公开年报 " + reports.publish() + " 份"));
        if (parts.once("demo-topics", () -> topics.load("year/topics.txt"))) {
            Console.say("演示县：已做好专题 41 个");
        }
    }

    /** Neither needs what the other makes. */
    private static void atOnce(Runnable one, Runnable other) {
        CompletableFuture<Void> beside = CompletableFuture.runAsync(other,
                task -> Thread.ofVirtual().name("demonstration").start(task));
        one.run();
        beside.join();
    }

    private void articlesOfTheYear() {
        parts.once("demo-articles", () -> articles.load(CountyYear.byHand()));
        parts.once("demo-leaders", articles::loadLeaders);
        parts.once("county-year-files", year::makeFiles);
        if (parts.once("county-year-standing", year::standing)) {
            Console.say("演示县：已装入概况和职能");
        }
        if (!parts.isDone("county-year-done")) {
            List<DemoDisclosure.Explained> explained = year.load();
            if (parts.once("demo-links", () -> disclosure.link(explained))) {
                Console.say("演示县：已关联政策和解读 " + explained.size() + " 对");
            }
            parts.once("demo-validity", disclosure::stand);
            parts.once("demo-gazettes", () -> gazette.publish(12));
            parts.once("demo-review", review::publish);
            parts.once("county-year-done", () -> {});
        }
    }

    private void lettersOfTheYear() {
        mailboxesOnce();
        if (parts.isDone("county-year-letters")) {
            return;
        }
        List<YearLetters.Written> all = year.letters();
        for (int from = 0; from < all.size(); from += LETTERS_AT_ONCE) {
            List<YearLetters.Written> some = all.subList(from, Math.min(from + LETTERS_AT_ONCE, all.size()));
            parts.once("county-year-letters-" + from, () -> letters.take(some));
        }
        parts.once("county-year-letters", () -> {});
        Console.say("演示县：已装入一年的来信 " + all.size() + " 件");
    }

    private void ticketsOfTheYear() {
        hotlineOnce();
        if (parts.isDone("county-year-tickets")) {
            return;
        }
        Map<Boolean, List<YearTickets.Written>> written = year.tickets(hotline.urgencies())
                .stream()
                .collect(Collectors.partitioningBy(ticket -> ticket.above() != null));
        List<YearTickets.Written> handedDown = Objects.requireNonNull(written.get(true));
        parts.once("county-year-tickets-above", () -> hotline.take(handedDown));
        List<YearTickets.Written> all = Objects.requireNonNull(written.get(false));
        for (int from = 0; from < all.size(); from += TICKETS_AT_ONCE) {
            List<YearTickets.Written> some = all.subList(from, Math.min(from + TICKETS_AT_ONCE, all.size()));
            parts.once("county-year-tickets-" + from, () -> hotline.take(some));
        }
        parts.once("county-year-tickets", hotline::arrived);
        Console.say("演示县：已装入一年的热线工单 " + (all.size() + handedDown.size()) + " 件");
    }

    private void requestsOnce() {
        parts.once("demo-request-people", staff::addMissingPeople);
        if (parts.once("demo-requests", requests::load)) {
            Console.say("演示县：已装入一年的信息公开申请");
        }
    }

    private void wordsOnce() {
        parts.once("demo-face", face::load);
        if (parts.once("demo-words", words::load)) {
            Console.say("演示县：已装入检查用词 " + DemoText.rows("words.txt").size() + " 个");
        }
    }

    @Override
    public List<String> lines() {
        if (!running) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        lines.add("演示账号（口令都是 " + DemoStaff.PASSWORD + "，在 /desk/ 登录）：");
        Stream.of(DemoStaff.ACCOUNTS, DemoStaff.letterAccounts(), DemoStaff.hotlineAccounts())
                .flatMap(List::stream)
                .forEach(a -> lines
                        .add("  " + a.account() + " ".repeat(Math.max(1, 12 - a.account().length())) + a.name()
                                + "，" + a.unit() + a.title()));
        lines.add("发往手机的验证码在 /demo/outbox 查看。");
        return lines;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
