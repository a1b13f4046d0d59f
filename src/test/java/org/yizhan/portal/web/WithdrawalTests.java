package org.yizhan.portal.web;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
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
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

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
    @LocalServerPort
    int port;

    private Browser browser = new Browser(0);
    private String top = "";
    private String below = "";
    private long column;

    @BeforeEach
    void aPortalWithAColumnBelowAColumn() {
        browser = new Browser(port);
        long site = sql.sql("select id from content.site where slug = ''")
                .query(Long.class)
                .optional()
                .orElseGet(() -> sites.create(ADMINISTRATOR,
                        new NewSite("", null, "云岭县人民政府", "www.yunling.gov.cn", "4313990001", "云岭县人民政府办公室",
                                "0735-3322000",
                                "湘ICP备12000001号", null, 211, COUNTY, 0))
                        .orThrow());
        int n = NEXT.incrementAndGet();
        top = "zcwj" + n;
        below = "gfxwj" + n;
        long parent = columns.create(ADMINISTRATOR, column(site, null, top, "政策文件" + n)).orThrow();
        column = columns.create(ADMINISTRATOR, column(site, parent, below, "规范性文件" + n)).orThrow();
    }

    @Test
    void isOnEverySurfaceAfterPublicationAndOnNoneAfterWithdrawal() throws Exception {
        String title = "关于蓝莓基地抗旱保苗工作的通知";
        FileReceipt receipt = files.store(
                new ByteArrayInputStream("乡镇,亩数\n青石镇,1200\n".getBytes(StandardCharsets.UTF_8)), "任务表.csv",
                Files.Purpose.ATTACHMENT, CLERK.ref());
        assertThat(receipt).isInstanceOf(FileReceipt.Taken.class);
        var file = ((FileReceipt.Taken) receipt).file();
        sql.sql("insert into content.upload (file_id, person_id, at) values (:file, 2, now())")
                .param("file", file.id().value())
                .update();
        Turn ready = ready(Draft.of(title, "<p>请各乡镇做好蓝莓基地抗旱保苗。</p>", "云岭县农业农村局").withFiles(null, List.of(file.id())));
        List<String> lists = List.of("/", "/?mode=elder", "/" + top + "/", "/" + below + "/",
                "/" + below + "/?mode=elder",
                "/feeds/portal.rss", "/feeds/portal.atom", "/feeds/" + top + ".rss", "/feeds/" + below + ".atom");
        for (String path : lists) {
            assertThat(browser.text(path)).as("kept before: " + path).doesNotContain("蓝莓");
        }

        agreed(publishing.publish(PUBLISHER, ready));

        String address = browser.page("/" + below + "/").select(".list-rich a").attr("href");
        String attachment = browser.page(address).select(".files a").attr("href");
        assertThat(browser.text(address)).contains(title).contains("任务表.csv");
        assertThat(browser.get(attachment).statusCode()).isEqualTo(200);
        assertThat(browser.text("/sitemap.xml")).contains(address);
        for (String path : lists) {
            assertThat(browser.text(path)).as(path).contains(title);
        }
        String search = "/search?q=" + org.yizhan.portal.Addresses.encoded("蓝莓基地");
        for (int i = 0; i < 100 && !found(search, address); i++) {
            Thread.sleep(50);
        }
        assertThat(found(search, address)).as("found by search").isTrue();
        for (String path : new String[]{address, address + "?mode=elder"}) {
            assertThat(browser.get(path).statusCode()).isEqualTo(200);
        }

        agreed(publishing.withdraw(PUBLISHER, ready.documentId(), new Withdrawal(Withdrawn.Kind.NOTICE, "数据有误", null)));

        assertThat(found(search, address)).as("search").isFalse();
        for (String path : lists) {
            assertThat(browser.text(path)).as(path).doesNotContain("蓝莓");
        }
        assertThat(browser.text("/sitemap.xml")).doesNotContain(address);
        assertThat(browser.get(attachment).statusCode()).isEqualTo(404);
        for (String path : new String[]{address, address + "?mode=elder", address + "?x=1"}) {
            HttpResponse<String> gone = browser.get(path);
            assertThat(gone.statusCode()).as(path).isEqualTo(410);
            assertThat(gone.body()).contains("数据有误").doesNotContain("蓝莓");
        }
    }

    @Test
    void nobodyWhoAsksAfterAWithdrawalSeesTheArticleHoweverManyAskMeanwhile() throws Exception {
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
                    Turn ready = ready(Draft.of(title, "<p>请注意绕行。</p>", "云岭县公安局"));
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

    private Turn ready(Draft draft) {
        Turn turn = drafting.draft(CLERK, column, draft).orThrow();
        long id = turn.documentId();
        agreed(review.submit(CLERK, turn, List.of()));
        agreed(review.approve(HEAD, drafting.turn(id), "同意"));
        agreed(secrecy.conclude(LEADER, drafting.turn(id), SecrecyFinding.clear("不涉密，同意公开")));
        return drafting.turn(id);
    }

    private static void agreed(Optional<Refusal> refusal) {
        assertThat(refusal.map(Refusal::text)).isEmpty();
    }

    private static NewColumn column(long site, @org.jspecify.annotations.Nullable Long parent, String slug,
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
