package org.yizhan.disclosure;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ArchivedArticle;
import org.yizhan.content.Columns;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.Draft;
import org.yizhan.content.DraftingDesk;
import org.yizhan.content.NewColumn;
import org.yizhan.content.NewSite;
import org.yizhan.content.PublishedArchive;
import org.yizhan.content.PublishedContent;
import org.yizhan.content.PublishingDesk;
import org.yizhan.content.ReviewDesk;
import org.yizhan.content.SecrecyDesk;
import org.yizhan.content.SecrecyFinding;
import org.yizhan.content.Sites;
import org.yizhan.content.Turn;
import org.yizhan.content.WorkPages;
import org.yizhan.directory.Directory;
import org.yizhan.directory.NewPerson;
import org.yizhan.directory.NewUnit;
import org.yizhan.directory.Organisation;
import org.yizhan.directory.Unit;
import org.yizhan.directory.UnitKind;
import org.yizhan.identity.CurrentActor;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

/** A county with its body and a bureau with its body, in the whole program. */
@SpringBootTest(properties = "yizhan.test=disclosure")
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
abstract class DisclosureTest {
    static final String COUNTY_CODE = "11522624000000001A";
    private static final AtomicInteger FRESH = new AtomicInteger();

    @Autowired
    MockMvc mvc;
    @Autowired
    Organisation organisation;
    @Autowired
    Directory directory;
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
    PublishedArchive archive;
    @Autowired
    PublishedContent published;
    @Autowired
    WorkPages pages;
    @Autowired
    Bodies bodies;
    @Autowired
    Terms terms;
    @Autowired
    Catalogue catalogue;
    @Autowired
    ClassificationDesk classification;
    @Autowired
    Documents documents;
    @Autowired
    JdbcClient sql;
    @Autowired
    CountyClock clock;

    UnitPath root = new UnitPath("/1/");
    UnitPath bureau = new UnitPath("/1/");
    UnitPath other = new UnitPath("/1/");
    Body body = new Body(0, root, "", "", false, "", "", "", "", "", 0, true, 1);
    LocalDate today = LocalDate.EPOCH;
    PersonId somebody = new PersonId(0);
    long site;
    long column;

    Actor clerk = Actor.VISITOR;
    Actor leader = Actor.VISITOR;
    Actor office = Actor.VISITOR;
    Actor stranger = Actor.VISITOR;

    @BeforeEach
    void aCountyWithABureau() {
        today = clock.today();
        UnitId top = directory.root()
                .map(Unit::id)
                .orElseGet(() -> organisation.addUnit(Actor.PROGRAM,
                        NewUnit.of(null, UnitKind.GOVERNMENT, "云岭县人民政府", "县政府", 1)).orThrow());
        root = directory.unit(top).orElseThrow().path();
        if (bodies.county().isEmpty()) {
            bodies.setUp(Actor.PROGRAM, new NewBody(top, "xzf", "01522624X", "", "522624", "",
                    "{orgCode9}/{yyyy}-{seq:5}", 0, true)).orThrow();
        }
        int fresh = FRESH.incrementAndGet();
        bureau = unit(top, "水利局", fresh);
        other = unit(top, "教育局", fresh);
        bodies.setUp(Actor.PROGRAM, new NewBody(bureau.unit(), "slj" + fresh, "", "", "522624", "SL" + fresh,
                "{region6}{deptCode}-{classCode}-{yyyyMM}-{seq:4}", fresh, true)).orThrow();
        body = bodies.find(bureau.unit().value()).orElseThrow();
        if (published.siteBySlug("").isEmpty()) {
            sites.create(Actor.PROGRAM, new NewSite("", null, "云岭县人民政府", "www.yunling.gov.cn", "5226240001", "县政府办",
                    "0855-1", "", null, 211, root, 0)).orThrow();
        }
        site = sites.create(Actor.PROGRAM, new NewSite("d" + fresh, null, "云岭县水利局", "www.yunling.gov.cn",
                "52262400" + (10 + fresh), "云岭县水利局", "0855-2", "", null, 211, bureau, fresh)).orThrow();
        column = aColumn("wj", "文件");
        somebody = organisation.addPerson(Actor.PROGRAM, NewPerson.of("石解读", "reader" + fresh, bureau.unit(), "科员"))
                .orThrow();
        clerk = person(90_011, bureau, ContentPermissions.WRITE, DisclosurePermissions.CLASSIFY);
        leader = person(90_012, bureau, ContentPermissions.SECRECY);
        office = person(90_013, root, ContentPermissions.PUBLISH, ContentPermissions.WITHDRAW,
                ContentPermissions.REVIEW, DisclosurePermissions.CLASSIFY, DisclosurePermissions.MANAGE);
        stranger = person(90_014, other, ContentPermissions.WRITE, DisclosurePermissions.CLASSIFY,
                DisclosurePermissions.MANAGE);
    }

    private UnitPath unit(UnitId top, String name, int fresh) {
        UnitId id = organisation.addUnit(Actor.PROGRAM,
                NewUnit.of(top, UnitKind.DEPARTMENT, "云岭县第" + fresh + name, name, fresh)).orThrow();
        return directory.unit(id).orElseThrow().path();
    }

    long aColumn(String slug, String name) {
        return columns.create(Actor.PROGRAM, new NewColumn(site, null, slug, name, "", "", "政策文件", bureau, null, "",
                null, true, false, 0, List.of())).orThrow();
    }

    static Actor person(long id, UnitPath unit, String... permissions) {
        return new Actor(ActorRef.staff(id), "同志" + id, unit,
                Arrays.stream(permissions).map(code -> new Grant(code, unit)).collect(Collectors.toSet()));
    }

    /** The county keeps no term for what the others do not name, as it may. */
    void nothingTakesTheRest() {
        terms.all().stream().filter(Term::takesTheRest).forEach(term -> open(term, false));
    }

    @AfterEach
    void theRestIsTakenAgain() {
        terms.all().stream().filter(term -> term.words().equals(Term.REST)).forEach(term -> open(term, true));
    }

    private void open(Term term, boolean open) {
        yes(terms.put(Actor.PROGRAM, new Term(term.axis(), term.code(), term.name(), term.words(), term.position(),
                open)));
    }

    long draft(String title) {
        return drafting.draft(clerk, column, Draft.of(title, "<p>内容如下。</p>", "云岭县水利局")).orThrow().documentId();
    }

    Turn turn(long document) {
        return ((WorkPages.Shown.Page) pages.show(office, document)).page().turn();
    }

    long ready(long document) {
        yes(review.submit(clerk, turn(document), List.of()));
        yes(secrecy.conclude(leader, turn(document), SecrecyFinding.clear("同意公开")));
        return document;
    }

    Optional<Refusal> publish(long document) {
        return publishing.publish(office, turn(document));
    }

    long live(String title) {
        long document = ready(draft(title));
        yes(publish(document));
        return document;
    }

    void archived(String... titles) {
        yes(archive.take(Actor.PROGRAM, Arrays.stream(titles)
                .map(title -> new ArchivedArticle(column, Draft.of(title, "<p>内容。</p>", "水利局"),
                        Instant.parse("2024-05-06T02:00:00Z"), new PersonId(90_011), new PersonId(90_013),
                        new PersonId(90_012)))
                .toList()));
    }

    Entry entry(long document) {
        return documents.find(document).orElseThrow();
    }

    Classification whole() {
        return new Classification(body.id(), Section.STATUTORY, "06", "05", "00", "12");
    }

    static void yes(Optional<Refusal> refusal) {
        if (refusal.isPresent()) {
            throw new AssertionError("refused: " + refusal.get().text());
        }
    }

    MockHttpServletResponse send(Actor who, AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        return mvc.perform(request.requestAttr(CurrentActor.class.getName(), who).with(csrf()))
                .andReturn()
                .getResponse();
    }

    String page(Actor who, String path) throws Exception {
        MockHttpServletResponse response = send(who, get(path));
        assertThat(response.getStatus()).as(path).isEqualTo(200);
        return response.getContentAsString(StandardCharsets.UTF_8);
    }
}
