package org.yizhan.content;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.directory.Unit;
import org.yizhan.directory.UnitKind;
import org.yizhan.shared.Actor;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

/** Sites made in one act from the units of the list, and kept to one standard of columns. */
class SiteGroupTests extends ContentDatabaseTest {
    private static final AtomicLong UNITS = new AtomicLong(40_000);
    @Autowired
    SiteGroup group;
    @Autowired
    ColumnStandards standards;
    private UnitPath forestry = Office.WATER;
    private UnitPath town = Office.WATER;
    private UnitPath village = Office.WATER;

    @BeforeEach
    void aCountyWithUnits() {
        sql.sql("update content.column_standard set retired = true where slug like 'extra%'").update();
        long n = UNITS.addAndGet(10);
        forestry = new UnitPath("/1/" + n + "/");
        town = new UnitPath("/1/" + (n + 1) + "/");
        village = new UnitPath("/1/" + (n + 1) + "/" + (n + 2) + "/");
        Unit root = new Unit(new UnitId(1), Office.COUNTY, "云岭县人民政府", "县政府", false);
        when(directory.root()).thenReturn(Optional.of(root));
        when(directory.units()).thenReturn(List.of(root,
                new Unit(forestry.unit(), forestry, "云岭县林业局", "林业局" + n, false),
                new Unit(town.unit(), town, "林牙镇人民政府", "林牙镇" + n, false),
                new Unit(village.unit(), village, "双河村民委员会", "双河村", false)));
        when(directory.kinds()).thenReturn(Map.of(root.id(), UnitKind.GOVERNMENT, forestry.unit(),
                UnitKind.DEPARTMENT, town.unit(), UnitKind.TOWNSHIP, village.unit(), UnitKind.VILLAGE));
    }

    @Test
    void everyUnitOfAKindWithAStandardIsProposedWithAnAddressOfItsOwn() {
        var proposals = group.proposals(Office.ADMINISTRATOR);

        assertThat(proposals).extracting(p -> p.wanted().unit()).containsExactly(forestry, town);
        var first = proposals.getFirst();
        assertThat(first.wanted().slug()).startsWith("lyj");
        assertThat(first.hostByRule()).startsWith(first.wanted().slug() + ".");
        assertThat(first.columns()).contains("机构职能", "政策文件");
        assertThat(first.conflict()).isEmpty();
        assertThat(group.proposals(Office.TEACHER)).allMatch(p -> p.conflict().isPresent());
    }

    @Test
    void makingIsRepeatableAndMakesOnlyWhatIsMissing() {
        var made = group.makeAll(Actor.PROGRAM);
        assertThat(made).allMatch(SiteGroup.Result::siteMade).allMatch(result -> result.refusal().isEmpty());
        long id = java.util.Objects.requireNonNull(made.getFirst().siteId());
        SiteView view = published.siteBySlug(made.getFirst().wanted().slug()).orElseThrow();
        assertThat(view.columns()).extracting(ColumnView::slug)
                .containsExactly("jgzn", "gzdt", "tzgg", "zcwj", "zcjd", "bszn");
        assertThat(announcements.has("all")).isTrue();

        var policy = columns.of(Office.ADMINISTRATOR, id).get(3);
        assertThat(policy.column().model()).isEqualTo("policy");
        assertThat(policy.column().unit()).isEqualTo(forestry);
        assertThat(policy.chain()).extracting(ReviewStep::unit)
                .containsExactly(forestry, forestry, Office.COUNTY);
        assertThat(policy.column().description()).startsWith("林业局");

        assertThat(group.makeAll(Office.ADMINISTRATOR)).noneMatch(SiteGroup.Result::siteMade)
                .allMatch(result -> result.columns().isEmpty());
        assertThat(group.proposals(Office.ADMINISTRATOR)).allMatch(SiteGroup.Proposal::isComplete);
        sql.sql("delete from content.column_model where column_id = " + policy.column().id()).update();
        sql.sql("delete from content.column_step where column_id = " + policy.column().id()).update();
        sql.sql("delete from content.column_ where id = " + policy.column().id()).update();
        assertThat(group.makeAll(Office.ADMINISTRATOR).getFirst().columns()).containsExactly("政策文件");
    }

    @Test
    void aUnitThatIsRefusedDoesNotHoldUpTheOthers() {
        var taken = new SiteGroup.Wanted(forestry, siteSlug, null, "云岭县林业局", UnitKind.DEPARTMENT);
        var reserved = new SiteGroup.Wanted(forestry, "desk", null, "云岭县林业局", UnitKind.DEPARTMENT);
        var noStandard = new SiteGroup.Wanted(village, "shc", null, "双河村", UnitKind.VILLAGE);
        var unknown = new SiteGroup.Wanted(new UnitPath("/1/99/"), "wu", null, "无", UnitKind.DEPARTMENT);
        var good = new SiteGroup.Wanted(town, "t" + town.unit().value(), null, "林牙镇", UnitKind.TOWNSHIP);
        var all = List.of(taken, reserved, noStandard, unknown, good);

        assertThat(group.preview(Office.ADMINISTRATOR, all)).extracting(p -> p.conflict().isPresent())
                .containsExactly(true, true, true, true, false);
        assertThat(group.make(Office.ADMINISTRATOR, all)).extracting(SiteGroup.Result::siteMade)
                .containsExactly(false, false, false, false, true);
        assertThat(group.make(Office.TEACHER, all)).allMatch(result -> result.refusal().isPresent());
        assertThat(group.preview(Office.ADMINISTRATOR,
                List.of(good, new SiteGroup.Wanted(forestry, good.slug(), null, "林业局", UnitKind.DEPARTMENT)))
                .getLast()
                .conflict()
                .orElseThrow()
                .text()).contains("已被");
    }

    @Test
    void aChangeOfTheStandardReachesAllSitesOfTheKindAndNothingElse() {
        long id = java.util.Objects.requireNonNull(group.makeAll(Actor.PROGRAM).getLast().siteId());
        long own = columns.create(Office.ADMINISTRATOR, own(id, "mssz")).orThrow();
        StandardColumn news = standards.of(UnitKind.TOWNSHIP).get(1);
        long extra = standards.add(Office.ADMINISTRATOR, standard(UnitKind.TOWNSHIP, "extra" + id, "乡村振兴")).orThrow();
        yes(standards.change(Office.ADMINISTRATOR, named(news, "乡镇动态")));

        var before = standards.differences(UnitKind.TOWNSHIP);
        assertThat(before).filteredOn(change -> change.siteId() == id)
                .singleElement()
                .satisfies(change -> assertThat(change.changes()).anyMatch(words -> words.contains("乡村振兴"))
                        .anyMatch(words -> words.contains("改名为“乡镇动态”")));
        assertThat(standards.apply(Office.TEACHER, UnitKind.TOWNSHIP)).isEmpty();
        assertThat(standards.apply(Office.ADMINISTRATOR, UnitKind.TOWNSHIP)).isEqualTo(before);

        assertThat(standards.differences(UnitKind.TOWNSHIP)).isEmpty();
        assertThat(columns.of(Office.ADMINISTRATOR, id)).extracting(sheet -> sheet.column().name())
                .contains("乡镇动态", "乡村振兴", "民生实事");
        assertThat(columns.find(Office.ADMINISTRATOR, own).orElseThrow().column().standard()).isNull();
        yes(standards.change(Office.ADMINISTRATOR, named(news, "工作动态")));
        yes(standards.change(Office.ADMINISTRATOR, retired(standards.find(extra).orElseThrow())));
    }

    @Test
    void aSiteHasColumnsOfItsOwnWithinTheLimit() {
        long id = java.util.Objects.requireNonNull(group.makeAll(Actor.PROGRAM).getFirst().siteId());
        int most = standards.rule().extraColumns();
        for (int i = 0; i < most; i++) {
            columns.create(Office.ADMINISTRATOR, own(id, "own" + i)).orThrow();
        }

        assertThat(columns.create(Office.ADMINISTRATOR, own(id, "more"))).isInstanceOf(Made.Refused.class);
        long special = sites.createSpecial(Office.ADMINISTRATOR, aSite("p" + (100_000 + id))).orThrow();
        for (int i = 0; i <= most; i++) {
            columns.create(Office.ADMINISTRATOR, own(special, "own" + i)).orThrow();
        }
    }

    @Test
    void anUnfitStandardOrRuleIsRefused() {
        assertThat(standards.add(Office.TEACHER, standard(UnitKind.PARTY, "extra", "栏目")))
                .isInstanceOf(Made.Refused.class);
        assertThat(standards.add(Office.ADMINISTRATOR, standard(UnitKind.PARTY, "jgzn", "栏目")))
                .isInstanceOf(Made.Refused.class);
        assertThat(standards.add(Office.ADMINISTRATOR, standard(UnitKind.PARTY, "desk", "栏目")))
                .isInstanceOf(Made.Refused.class);
        assertThat(standards.add(Office.ADMINISTRATOR, standard(UnitKind.PARTY, "extra", " ")))
                .isInstanceOf(Made.Refused.class);
        GroupRule rule = standards.rule();
        assertThat(standards.change(Office.TEACHER, rule)).isPresent();
        for (GroupRule unfit : List.of(rule("{domain}", "", List.of(90)), rule("{slug}.{domain}", "云岭", List.of(90)),
                rule("{slug}", "", List.of()), rule("{slug}", "", List.of(0)))) {
            assertThat(standards.change(Office.ADMINISTRATOR, unfit)).as(unfit.toString()).isPresent();
        }
        yes(standards.change(Office.ADMINISTRATOR, rule("{slug}.{domain}", "yunling.gov.cn", List.of(60, 5))));
        assertThat(standards.rule().warnDays()).containsExactly(60, 5);
        assertThat(standards.rule().host("slj", "x")).isEqualTo("slj.yunling.gov.cn");
        yes(standards.change(Office.ADMINISTRATOR, rule));
    }

    @Test
    void aUnitLooksAfterItsOwnSiteAndChangesNothingThatTheCountyDecides() {
        NewSite water = aSite(siteSlug);
        Actor manager = at(Office.WATER, 41, ContentPermissions.SITES, ContentPermissions.COLUMNS);

        assertThat(sites.create(manager, aSite("x" + siteSlug))).isInstanceOf(Made.Refused.class);
        yes(sites.change(manager, site, new NewSite(siteSlug, null, water.name(), water.domain(), water.idCode(),
                water.organizer(), "0980-2200010", water.icp(), null, 190, Office.WATER, 1)));
        assertThat(sites.change(manager, site, new NewSite(siteSlug, "slj.example", water.name(), water.domain(),
                water.idCode(), water.organizer(), water.contact(), water.icp(), null, 190, Office.WATER, 1)))
                .isPresent();
        assertThat(sites.of(manager)).extracting(SiteRecord::unit).containsOnly(Office.WATER);
        assertThat(sites.change(at(Office.SCHOOLS, 42, ContentPermissions.SITES), site, water)).isPresent();
    }

    @Test
    void aNameIsAbbreviatedByTheFirstLettersOfItsReading() {
        assertThat(SlugProposal.of("水利局")).isEqualTo("slj");
        assertThat(SlugProposal.of("卫健局")).isEqualTo("wjj");
        assertThat(SlugProposal.of("阿坝镇")).isEqualTo("abz");
        assertThat(SlugProposal.of("自然资源局")).isEqualTo("zrzyj");
        assertThat(SlugProposal.of("12345热线")).isEqualTo("12345rx");
        assertThat(SlugProposal.of("（龘）")).isEmpty();
    }

    private static GroupRule rule(String domainRule, String domain, List<Integer> warnDays) {
        return new GroupRule(domainRule, domain, 6, 1, 30, 30, warnDays, 14);
    }

    private static NewColumn own(long site, String slug) {
        return new NewColumn(site, null, slug, "民生实事", "", "", "", Office.WATER, null, "", null, false, false, 900,
                List.of());
    }

    private static StandardColumn standard(UnitKind kind, String slug, String name) {
        return new StandardColumn(0, kind, slug, name, "{unit}的" + name, "工作动态", "", 90, "news", false, false,
                new ChainPattern(List.of(new ChainPattern.Step("本单位审核", false))), 500, false);
    }

    private static StandardColumn named(StandardColumn c, String name) {
        return new StandardColumn(c.id(), c.kind(), c.slug(), name, c.description(), c.type(), c.duty(),
                c.updateEveryDays(), c.model(), c.disclosure(), c.needsIssuingBody(), c.chain(), c.position(),
                c.retired());
    }

    private static StandardColumn retired(StandardColumn c) {
        return new StandardColumn(c.id(), c.kind(), c.slug(), c.name(), c.description(), c.type(), c.duty(),
                c.updateEveryDays(), c.model(), c.disclosure(), c.needsIssuingBody(), c.chain(), c.position(), true);
    }
}
