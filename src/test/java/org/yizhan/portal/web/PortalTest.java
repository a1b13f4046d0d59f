package org.yizhan.portal.web;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ArchivedArticle;
import org.yizhan.content.Columns;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.Draft;
import org.yizhan.content.NewColumn;
import org.yizhan.content.NewSite;
import org.yizhan.content.PublishedArchive;
import org.yizhan.content.PublishingDesk;
import org.yizhan.content.Sites;
import org.yizhan.content.Withdrawal;
import org.yizhan.content.Withdrawn;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole program with a portal, whose columns and articles the tests bring along. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class PortalTest {
    static final UnitPath COUNTY = new UnitPath("/1/");
    static final Actor OFFICE = new Actor(ActorRef.staff(1), "电政办", COUNTY,
            Set.of(new Grant(ContentPermissions.TOPICS, COUNTY), new Grant(ContentPermissions.WITHDRAW, COUNTY)));
    private static final AtomicInteger NEXT = new AtomicInteger();

    @Autowired
    Sites sites;
    @Autowired
    Columns columns;
    @Autowired
    PublishedArchive archive;
    @Autowired
    PublishingDesk publishing;
    @Autowired
    CountyClock clock;
    @Autowired
    JdbcClient sql;
    @LocalServerPort
    int port;

    Browser browser = new Browser(0);
    private long portal;

    @BeforeEach
    void aPortal() {
        browser = new Browser(port);
        portal = sql.sql("select id from content.site where slug = ''")
                .query(Long.class)
                .optional()
                .orElseGet(() -> sites.create(Actor.PROGRAM, new NewSite("", null, "云岭县人民政府", "www.yunling.gov.cn",
                        "9801230001", "县政府办", "0980-1", "", null, 211, COUNTY, 0)).orThrow());
    }

    /** The address of a column that no other test has. */
    static String fresh(String slug) {
        return slug + NEXT.incrementAndGet();
    }

    long column(String slug, String type) {
        return columns.create(Actor.PROGRAM, new NewColumn(portal, null, slug, type + slug, "", "", type, COUNTY, null,
                "", null, false, false, 0, List.of())).orThrow();
    }

    /** Makes it public, and says which document it is. */
    long publish(long column, Draft draft) {
        assertThat(archive.take(Actor.PROGRAM, List.of(new ArchivedArticle(column, draft, clock.now().minusSeconds(60),
                new PersonId(1), new PersonId(2), new PersonId(3))))).isEmpty();
        return sql.sql("select max(document_id) from content.column_listing where column_id = :column")
                .param("column", column)
                .query(Long.class)
                .single();
    }

    void withdraw(long document) {
        assertThat(publishing.withdraw(OFFICE, document, new Withdrawal(Withdrawn.Kind.GONE, "有误", null))).isEmpty();
    }
}
