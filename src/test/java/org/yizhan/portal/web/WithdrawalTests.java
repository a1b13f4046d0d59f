package org.yizhan.portal.web;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yizhan.content.Columns;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.Draft;
import org.yizhan.content.DraftingDesk;
import org.yizhan.content.NewColumn;
import org.yizhan.content.NewSite;
import org.yizhan.content.PublishingDesk;
import org.yizhan.content.ReviewDesk;
import org.yizhan.content.ReviewStep;
import org.yizhan.content.SecrecyDesk;
import org.yizhan.content.SecrecyFinding;
import org.yizhan.content.Sites;
import org.yizhan.content.Turn;
import org.yizhan.content.Withdrawal;
import org.yizhan.content.Withdrawn;
import org.yizhan.files.FileReceipt;
import org.yizhan.files.Files;
import org.yizhan.files.StoredFile;
import org.yizhan.portal.Addresses;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;
import org.yizhan.shared.web.Open;

import static org.assertj.core.api.Assertions.assertThat;

/** What is published is on every surface, and what is withdrawn is gone from every surface, when the act has returned. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class WithdrawalTests {
    private static final UnitPath COUNTY = new UnitPath("/1/");
    private static final Actor ADMINISTRATOR = person(1, ContentPermissions.COLUMNS, ContentPermissions.SITES);
    private static final Actor CLERK = person(2, ContentPermissions.WRITE);
    private static final Actor HEAD = person(3, ContentPermissions.REVIEW);
    private static final Actor LEADER = person(4, ContentPermissions.SECRECY);
    private static final Actor PUBLISHER = person(5, ContentPermissions.PUBLISH, ContentPermissions.WITHDRAW);
    private static final AtomicInteger NEXT = new AtomicInteger();

    @Autowired
    Sites sites;
    @Autowired
    Columns columns;
    @Autowired
    DraftingDesk drafting;

    @Autowired
    ReviewDesk review;

    @Autowired
    SecrecyDesk secrecy;

    @Autowired
    PublishingDesk publishing;
    @Autowired
    Files files;
    @Autowired
    JdbcClient sql;
    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;
    @LocalServerPort
    int port;

    private Browser browser = new Browser(0);
    private String unit = "";
    private String host = "";
    private String top = "";
    private String below = "";
    private long portal;
    private long unitSite;
    private long topColumn;
    private long column;

    /** Public routes on which articles appear: each is asked below, before and after. */
    private static final Set<String> PROBED = Set.of("/", "/{first}/", "/{site}/{column}/",
            "/{column}/{month}/{id}.html",
            "/{site}/{column}/{month}/{id}.html", "/feeds/{name}.{format}", "/feeds/{site}/{column}.{format}",
            "/sitemap.xml",
            "/{site}/sitemap.xml", "/sitemap-{month}.xml", "/{site}/sitemap-{month}.xml", "/sitemap-{month}-{from}.xml",
            "/{site}/sitemap-{month}-{from}.xml", "/files/{id}", "/files/{id}/{name}", "/search", "/search/suggest",
            "/kiosk", "/screen");

    /** Public routes that know of no article, whatever is published. */
    private static final Set<String> WITHOUT_ARTICLES = Set.of("/{first}", "/{site}/{column}", "/sitemap",
            "/{site}/sitemap",
            "/sitemap-columns.xml", "/{site}/sitemap-columns.xml", "/robots.txt", "/{site}/robots.txt", "/mistake",
            "/{site}/mistake", "/leaving", "/help", "/about", "/accessibility", "/api/calendar/due",
            "/api/openapi.json", "/api/docs",
            "/demo/outbox",
            "/mistake-report", "/mistake-report/track", "/ranking", "/qr/{*path}", "/views/{article}");

    /** A draft by its own secret address: what is published is no matter there; its tests are those of the preview. */
    private static final Set<String> PREVIEWS = Set.of("/preview/{token}", "/preview/{token}/files/{id}/{name}");

    /**
     * Asked in {@code DisclosurePagesTests}, {@code TopicPagesTests}, {@code FormPagesTests}, {@code KnowledgeTests} and {@code LetterPagesTests}, where there are
     * such things.
     */
    private static final List<String> ELSEWHERE = List.of("/disclosure", "/topics", "/forms", "/knowledge", "/letters",
            "/requests",
            "/track",
            "/api/letters", "/api/hotline", "/open311");

    @BeforeEach
    void thePortalAndAUnitSiteWithAHostOfItsOwn() {
        browser = new Browser(port);
        portal = sql.sql("select id from content.site where slug = ''")
                .query(Long.class)
                .optional()
                .orElseGet(() -> sites.create(ADMINISTRATOR, site("", null)).orThrow());
        int n = NEXT.incrementAndGet();
        unit = "ny" + n;
        host = unit + ".yunling.gov.cn";
        unitSite = sites.create(ADMINISTRATOR, site(unit, host)).orThrow();
    }

    private static NewSite site(String slug, @Nullable String host) {
        return new NewSite(slug, host, slug.isEmpty() ? "云岭县人民政府" : "云岭县农业农村局",
                host == null ? "www.yunling.gov.cn" : host, "4313990001", "云岭县人民政府办公室", "0735-3322000",
                "湘ICP备12000001号",
                null, 211, COUNTY, 0);
    }

    /** A column below a column, which takes the articles of both tests. */
    private void columns(long site) {
        int n = NEXT.incrementAndGet();
        top = "zcwj" + n;
        below = "gfxwj" + n;
        topColumn = columns.create(ADMINISTRATOR, column(site, null, top, "政策文件" + n)).orThrow();
        column = columns.create(ADMINISTRATOR, column(site, topColumn, below, "规范性文件" + n)).orThrow();
    }

    /** A place where an article appears, asked by this host name; null for the one that everybody uses. */
    private record Surface(@Nullable String host, String path) {}

    private String text(Surface surface) throws Exception {
        return surface.host() == null
                ? browser.text(surface.path())
                : browser.raw("GET " + surface.path() + " HTTP/1.1\r\nHost: " + surface.host()
                        + "\r\nConnection: close\r\n\r\n");
    }

    private List<Surface> lists(String base, String feed, String columnFeeds, @Nullable String host) {
        var lists = new ArrayList<Surface>();
        for (String path : List.of("", top + "/", below + "/")) {
            lists.add(new Surface(null, base + path));
            lists.add(new Surface(null, base + path + "?mode=elder"));
            if (host != null) {
                lists.add(new Surface(host, "/" + path));
                lists.add(new Surface(host, "/" + path + "?mode=elder"));
            }
        }
        for (String path : List.of(feed + ".rss", feed + ".atom", columnFeeds + top + ".rss",
                columnFeeds + below + ".atom")) {
            lists.add(new Surface(null, "/feeds/" + path));
        }
        return lists;
    }

    @Test
    void onThePortalAnArticleIsOnEverySurfaceAfterPublicationAndOnNoneAfterWithdrawal() throws Exception {
        columns(portal);
        List<Surface> lists = lists("/", "portal", "", null);
        lists.add(new Surface(null, "/kiosk"));
        lists.add(new Surface(null, "/screen"));
        appearsAndDisappears(lists, "/", null);
    }

    @Test
    void onAUnitSiteTooUnderBothItsAddresses() throws Exception {
        columns(unitSite);
        appearsAndDisappears(lists("/" + unit + "/", unit, unit + "/", host), "/" + unit + "/", host);
    }

    private void appearsAndDisappears(List<Surface> lists, String base, @Nullable String ownHost) throws Exception {
        String word = "抗旱" + (char) ('\u4E00' + NEXT.incrementAndGet()) + "保苗";
        String title = "关于蓝莓基地" + word + "工作的通知";
        agreed(publishing.publish(PUBLISHER, ready(topColumn, Draft.of("高山灌溉经验", "<p>" + word + "的经验。</p>", "云岭县农业农村局")
                .withSummary("介绍经验。"))));
        StoredFile file = stored("乡镇,亩数\n青石镇,1200\n".getBytes(StandardCharsets.UTF_8), "任务表.csv",
                Files.Purpose.ATTACHMENT);
        StoredFile picture = stored(onePixel(), "蓝莓.png", Files.Purpose.PICTURE);
        Turn ready = ready(column, Draft.of(title, "<p>请各乡镇做好蓝莓基地抗旱保苗。</p>", "云岭县农业农村局")
                .withFiles(picture.id(), List.of(file.id())));
        for (Surface list : lists) {
            assertThat(text(list)).as("kept before: " + list).doesNotContain(word);
        }

        agreed(publishing.publish(PUBLISHER, ready));

        String address = browser.page(base + below + "/").select(".list-rich a").attr("href");
        String attachment = browser.page(address).select(".files a").attr("href");
        var pages = new ArrayList<>(List.of(new Surface(null, address), new Surface(null, address + "?mode=elder")));
        if (ownHost != null) {
            String below = address.substring(base.length() - 1);
            pages.addAll(List.of(new Surface(ownHost, address), new Surface(ownHost, below),
                    new Surface(ownHost, below + "?mode=elder")));
        }
        for (Surface page : pages) {
            assertThat(text(page)).as(page.toString()).contains(title, "任务表.csv");
        }
        for (Surface list : lists) {
            assertThat(text(list)).as(list.toString()).contains(title);
        }
        List<String> files = List.of(attachment, "/files/" + file.id().value(), "/files/" + picture.id().value());
        for (String path : files) {
            assertThat(browser.get(path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(siteMap(base)).contains(address);
        String search = "/search?site=" + (ownHost == null ? portal : unitSite) + "&q=" + Addresses.encoded(word);
        eventually(() -> found(search, address) && browser.text(search).contains("共找到 <strong>2</strong> 条"));
        assertThat(browser.text(search + "&mode=elder")).contains(address);
        String begun = "/search/suggest?q=" + Addresses.encoded("蓝");
        eventually(() -> browser.text(begun).contains("蓝莓"));
        String etag = browser.get(address).headers().firstValue("ETag").orElseThrow();

        agreed(publishing.withdraw(PUBLISHER, ready.documentId(), new Withdrawal(Withdrawn.Kind.NOTICE, "数据有误", null)));

        assertThat(found(search, address)).as("search").isFalse();
        assertThat(browser.text(search + "&mode=elder")).doesNotContain(address);
        for (Surface list : lists) {
            assertThat(text(list)).as(list.toString()).doesNotContain(word);
        }
        for (Surface page : pages) {
            assertThat(text(page)).as(page.toString()).contains("数据有误").doesNotContain(word, "任务表.csv");
        }
        assertThat(browser.get(address + "?x=1").statusCode()).isEqualTo(410);
        assertThat(browser.head(address).statusCode()).isEqualTo(410);
        assertThat(browser.get(address, "If-None-Match", etag).statusCode()).isEqualTo(410);
        for (String path : files) {
            assertThat(browser.get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(siteMap(base)).doesNotContain(address);
        eventually(() -> browser.text(search).contains("共找到 <strong>1</strong> 条")
                && browser.page(search).select(".facet").isEmpty());
    }

    /** Everything that the index of the site leads to. */
    private String siteMap(String base) throws Exception {
        var all = new StringBuilder();
        for (String file : browser.text(base + "sitemap.xml").split("<loc>")) {
            if (file.startsWith("https://")) {
                String path = java.net.URI.create(file.substring(0, file.indexOf('<'))).getPath();
                all.append(browser.text(path));
                if (path.matches(".*/sitemap-\\d{6}\\.xml")) {
                    all.append(browser.text(path.replace(".xml", "-" + firstKey(base) + ".xml")));
                }
            }
        }
        return all.toString();
    }

    private long firstKey(String base) {
        return sql.sql("select min(order_key) from content.site_listing where site_id = :site")
                .param("site", base.equals("/") ? portal : unitSite)
                .query(Long.class)
                .single();
    }

    @Test
    void noPublicRouteIsForgottenHere() {
        var forgotten = new TreeSet<String>();
        mappings.getHandlerMethods().forEach((route, handler) -> {
            boolean open = handler.hasMethodAnnotation(Open.class)
                    || handler.getBeanType().isAnnotationPresent(Open.class);
            boolean reads = route.getMethodsCondition().getMethods().contains(RequestMethod.GET);
            if (open && reads && !handler.getBeanType().getName().contains(".identity.")) {
                route.getPatternValues()
                        .stream()
                        .filter(pattern -> ELSEWHERE.stream().noneMatch(pattern::startsWith))
                        .forEach(pattern -> forgotten
                                .add(pattern.replaceAll("\\{(\\w+):[^{}]*(?:\\{[^{}]*}[^{}]*)*}", "{$1}")));
            }
        });
        forgotten.removeAll(PROBED);
        forgotten.removeAll(WITHOUT_ARTICLES);
        forgotten.removeAll(PREVIEWS);
        assertThat(forgotten).as("public routes: does an article appear there? Then probe it above.").isEmpty();
    }

    private interface Question {
        boolean isTrue() throws Exception;
    }

    /** The index is brought up to date a moment after the act. */
    private static void eventually(Question question) throws Exception {
        for (int i = 0; i < 400 && !question.isTrue(); i++) {
            Thread.sleep(50);
        }
        assertThat(question.isTrue()).isTrue();
    }

    private StoredFile stored(byte[] bytes, String name, Files.Purpose purpose) {
        FileReceipt receipt = files.store(new ByteArrayInputStream(bytes), name, purpose, CLERK.ref());
        StoredFile file = ((FileReceipt.Taken) receipt).file();
        sql.sql("insert into content.upload (file_id, person_id, at) values (:file, 2, now())")
                .param("file", file.id().value())
                .update();
        return file;
    }

    private static byte[] onePixel() throws java.io.IOException {
        var out = new java.io.ByteArrayOutputStream();
        javax.imageio.ImageIO.write(new java.awt.image.BufferedImage(1, 1, java.awt.image.BufferedImage.TYPE_INT_RGB),
                "png",
                out);
        return out.toByteArray();
    }

    @Test
    void nobodyWhoAsksAfterAWithdrawalSeesTheArticleHoweverManyAskMeanwhile() throws Exception {
        columns(portal);
        var withdrawn = java.util.concurrent.ConcurrentHashMap.<String>newKeySet();
        var late = new ArrayList<String>();
        var stop = new AtomicBoolean();
        var views = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int reader = 0; reader < 8; reader++) {
                threads.submit(() -> {
                    while (!stop.get()) {
                        List<String> before = List.copyOf(withdrawn);
                        String list = browser.text("/" + below + "/");
                        views.incrementAndGet();
                        for (String title : before) {
                            if (list.contains(title)) {
                                synchronized (late) {
                                    late.add(title);
                                }
                            }
                        }
                    }
                    return null;
                });
            }
            try {
                for (int i = 0; i < 12; i++) {
                    String title = "第" + i + "号临时交通管制通告";
                    Turn ready = ready(column, Draft.of(title, "<p>请注意绕行。</p>", "云岭县公安局"));
                    agreed(publishing.publish(PUBLISHER, ready));
                    assertThat(browser.text("/" + below + "/")).contains(title);
                    agreed(publishing.withdraw(PUBLISHER, ready.documentId(),
                            new Withdrawal(Withdrawn.Kind.GONE, "期限已过", null)));
                    withdrawn.add(title);
                    assertThat(browser.text("/" + below + "/")).doesNotContain(title);
                }
            } finally {
                stop.set(true);
            }
        }
        assertThat(views.get()).isGreaterThan(50);
        assertThat(late).isEmpty();
    }

    private boolean found(String search, String address) throws Exception {
        return !browser.page(search).select("a[href=" + address + "]").isEmpty();
    }

    private Turn ready(long into, Draft draft) {
        Turn turn = drafting.draft(CLERK, into, draft).orThrow();
        long id = turn.documentId();
        agreed(review.submit(CLERK, turn, List.of()));
        agreed(review.approve(HEAD, drafting.turn(id), "同意"));
        agreed(secrecy.conclude(LEADER, drafting.turn(id), SecrecyFinding.clear("不涉密，同意公开")));
        return drafting.turn(id);
    }

    private static void agreed(Optional<Refusal> refusal) {
        assertThat(refusal.map(Refusal::text)).isEmpty();
    }

    private static NewColumn column(long site, @Nullable Long parent, String slug,
            String name) {
        return new NewColumn(site, parent, slug, name, "发布" + name, "政策", "政策文件", COUNTY, null, "", null, false, false,
                0,
                List.of(new ReviewStep("办公室审核", ContentPermissions.REVIEW, COUNTY)));
    }

    private static Actor person(long id, String... permissions) {
        Set<Grant> grants = java.util.Arrays.stream(permissions)
                .map(permission -> new Grant(permission, COUNTY))
                .collect(java.util.stream.Collectors.toSet());
        return new Actor(ActorRef.staff(id), "同志" + id, COUNTY, grants);
    }
}
