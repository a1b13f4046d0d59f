package org.yizhan.content;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.files.FileId;
import org.yizhan.shared.Actor;

import static org.assertj.core.api.Assertions.assertThat;

/** What a site's manager arranges, and what of it the public sees when. */
class SiteFacesTests extends ContentDatabaseTest {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Actor MANAGER = at(Office.WATER, 51, ContentPermissions.SITES);
    private static final Actor OTHER = at(Office.SCHOOLS, 52, ContentPermissions.SITES);
    @Autowired
    SiteFaces faces;
    @Autowired
    CheckWords words;

    @BeforeEach
    void aPortal() {
        if (published.siteBySlug("").isEmpty()) {
            sites.create(Actor.PROGRAM, new NewSite("", null, "云岭县人民政府", "www.yunling.gov.cn", "9801230001", "县政府办",
                    "0980-1", "", null, 211, Office.COUNTY, 0)).orThrow();
        }
    }

    @Test
    void aHomePageThatNobodyArrangedHasTheStandardBlocks() {
        assertThat(face().blocks()).extracting(SiteBlock::kind)
                .containsExactly(BlockKind.NEWS, BlockKind.NOTICES, BlockKind.POLICY, BlockKind.DISCLOSURE,
                        BlockKind.SERVICES, BlockKind.INTERACTION);
        assertThat(published.face(published.portal()).blocks()).extracting(SiteBlock::kind).contains(BlockKind.UNITS);
        assertThat(face().slots()).isEmpty();
    }

    @Test
    void blocksAreChosenFromTheClosedSetAndShowOpenColumns() {
        yes(faces.arrange(MANAGER, site, List.of(new SiteBlock(BlockKind.COLUMN, "防汛", column, 8),
                new SiteBlock(BlockKind.INTERACTION, "", column, 3))));
        assertThat(face().blocks()).containsExactly(new SiteBlock(BlockKind.COLUMN, "防汛", column, 8),
                new SiteBlock(BlockKind.INTERACTION, "", null, 3));
        assertThat(announcements.has("site:" + site)).isTrue();

        assertThat(faces.arrange(OTHER, site, SiteFaces.standard(false))).isPresent();
        for (List<SiteBlock> unfit : List.of(List.<SiteBlock>of(),
                List.of(new SiteBlock(BlockKind.NEWS, "", null, 2)),
                List.of(new SiteBlock(BlockKind.NEWS, "", null, 11)),
                List.of(new SiteBlock(BlockKind.COLUMN, "", null, 5)),
                List.of(new SiteBlock(BlockKind.NEWS, "", 999_999L, 5)),
                List.of(new SiteBlock(BlockKind.NEWS, "长".repeat(21), null, 5)))) {
            assertThat(faces.arrange(MANAGER, site, unfit)).as(unfit.toString()).isPresent();
        }
        yes(columns.close(Office.ADMINISTRATOR, column));
        assertThat(face().blocks()).extracting(SiteBlock::kind).containsExactly(BlockKind.INTERACTION);
    }

    @Test
    void aSlotAppearsAndDisappearsAtItsTime() {
        long id = faces.addSlot(MANAGER, site,
                slot(SlotPlace.NOTICE, null, "", NOW.plusSeconds(600), NOW.plusSeconds(1200))).orThrow();

        SiteFace face = face();
        assertThat(face.in(SlotPlace.NOTICE, NOW.plusSeconds(599))).isEmpty();
        assertThat(face.in(SlotPlace.NOTICE, NOW.plusSeconds(600))).hasSize(1);
        assertThat(face.in(SlotPlace.CAROUSEL, NOW.plusSeconds(600))).isEmpty();
        assertThat(face.in(SlotPlace.NOTICE, NOW.plusSeconds(1200))).isEmpty();
        assertThat(face.until(NOW)).contains(NOW.plusSeconds(600));
        assertThat(face.until(NOW.plusSeconds(700))).contains(NOW.plusSeconds(1200));
        assertThat(face.until(NOW.plusSeconds(1200))).isEmpty();
        assertThat(faces.shown(site, NOW.plusSeconds(700))).extracting(SiteSlot::id).containsExactly(id);

        assertThat(faces.removeSlot(OTHER, site, id)).isPresent();
        yes(faces.removeSlot(MANAGER, site, id));
        assertThat(face().slots()).isEmpty();
    }

    @Test
    void wordsThatTheCountyHasBlockedStopASlot() {
        Actor keeper = at(Office.COUNTY, 85, ContentPermissions.WORDS);
        long id = faces.addSlot(MANAGER, site, slot(SlotPlace.NOTICE, null, "", NOW, null)).orThrow();
        long word = words.add(keeper, new NewCheckWord(Office.COUNTY, "放汛值守", CheckWord.Level.BLOCK, "防汛值守", ""))
                .orThrow();
        var wrong = new SiteSlot(id, SlotPlace.NOTICE, "今晚放汛值守安排", "", null, "", NOW, null, 1);
        assertThat(faces.addSlot(MANAGER, site, wrong)).isInstanceOfSatisfying(Made.Refused.class,
                refused -> assertThat(refused.why().text()).contains("放汛值守"));
        assertThat(faces.changeSlot(MANAGER, site, wrong)).isPresent();
        yes(words.retire(keeper, word, true));
        yes(faces.changeSlot(MANAGER, site, wrong));
    }

    @Test
    void aSlotGoesWithTheArticleItLeadsTo() {
        Turn live = aLiveArticle();
        String href = published.article(live.documentId()).orElseThrow().href();
        faces.addSlot(MANAGER, site, slot(SlotPlace.NOTICE, null, href, NOW, null)).orThrow();
        assertThat(face().slots()).hasSize(1);

        yes(publishing.withdraw(Office.PUBLISHER, live.documentId(),
                new Withdrawal(Withdrawn.Kind.GONE, "有误", null)));

        assertThat(face().slots()).isEmpty();
        assertThat(faces.slots(site)).hasSize(1);
        assertThat(faces.addSlot(MANAGER, site, slot(SlotPlace.NOTICE, null, href, NOW, null)))
                .isInstanceOf(Made.Refused.class);
    }

    @Test
    void aPictureIsPublicAsLongAsASlotOrAnEmblemShowsIt() {
        sql.sql("insert into content.upload (file_id, person_id, at) values (5002, 51, now()), (5004, 51, now())"
                + " on conflict do nothing").update();
        assertThat(published.isPublic(new FileId(5002))).isFalse();
        assertThat(faces.addSlot(MANAGER, site, slot(SlotPlace.CAROUSEL, null, "", NOW, null)))
                .isInstanceOf(Made.Refused.class);
        assertThat(faces.addSlot(at(Office.WATER, 53, ContentPermissions.SITES), site,
                slot(SlotPlace.CAROUSEL, 5002L, "/", NOW, null))).isInstanceOf(Made.Refused.class);
        long id = faces.addSlot(MANAGER, site, slot(SlotPlace.CAROUSEL, 5002L, "/" + siteSlug + "/", NOW, null))
                .orThrow();
        yes(faces.changeSlot(at(Office.WATER, 53, ContentPermissions.SITES), site, new SiteSlot(id, SlotPlace.CAROUSEL,
                "防汛值守", "大坝", 5002L, "https://www.gov.cn/", NOW, null, 3)));
        assertThat(published.isPublic(new FileId(5002))).isTrue();
        assertThat(faces.slot(site, id).orElseThrow().position()).isEqualTo(3);
        yes(faces.removeSlot(MANAGER, site, id));
        assertThat(published.isPublic(new FileId(5002))).isFalse();

        assertThat(faces.logo(OTHER, site, 5004L)).isPresent();
        yes(faces.logo(MANAGER, site, 5004L));
        assertThat(published.isPublic(new FileId(5004))).isTrue();
        assertThat(view().facts().logoFileId()).isEqualTo(5004);
        yes(faces.logo(MANAGER, site, null));
        assertThat(faces.logo(site)).isNull();
    }

    @Test
    void aSlotThatLeadsNowhereOrShowsNeverIsRefused() {
        for (SiteSlot unfit : List.of(slot(SlotPlace.NOTICE, null, "javascript:alert(1)", NOW, null),
                slot(SlotPlace.NOTICE, null, "//evil.example/", NOW, null),
                slot(SlotPlace.NOTICE, null, "https://", NOW, null),
                slot(SlotPlace.NOTICE, null, "/nowhere-at-all/", NOW, null),
                slot(SlotPlace.NOTICE, null, "/x/202611/999999.html", NOW, null),
                slot(SlotPlace.NOTICE, null, "", NOW.plusSeconds(60), NOW.plusSeconds(60)),
                slot(SlotPlace.NOTICE, null, "", NOW.minusSeconds(60), NOW.minusSeconds(30)),
                new SiteSlot(0, SlotPlace.NOTICE, " ", "", null, "", NOW, null, 0))) {
            assertThat(faces.addSlot(MANAGER, site, unfit)).as(unfit.toString()).isInstanceOf(Made.Refused.class);
        }
        for (String href : List.of("", "/search?q=x", "https://www.gov.cn/zhengce/", "/" + siteSlug + "/tzgg/")) {
            faces.addSlot(MANAGER, site, slot(SlotPlace.NOTICE, null, href, NOW, null)).orThrow();
        }
        assertThat(faces.changeSlot(MANAGER, site + 1, faces.slots(site).getFirst())).isPresent();
    }

    @Test
    void whatIsRegisteredStandsInTheFooter() {
        yes(faces.register(MANAGER, site, List.of(new Registration(RegistrationKind.PARTY_MARK, "CA000000000001", "",
                null),
                new Registration(RegistrationKind.SECURITY, "98012300001-24001", "二级",
                        java.time.LocalDate.of(2027, 3, 1)))));

        assertThat(view().facts().partyMark()).isEqualTo("CA000000000001");
        assertThat(view().facts().securityGrade()).isEqualTo("二级");
        assertThat(faces.registrations(site)).hasSize(2);
        assertThat(faces.register(OTHER, site, List.of())).isPresent();
        assertThat(faces.register(MANAGER, site,
                List.of(new Registration(RegistrationKind.DOMAIN, "长".repeat(101), "", null)))).isPresent();
        assertThat(faces.register(MANAGER, 999_999, List.of())).isPresent();
    }

    @Test
    void aNumberTypedAmongTheRegistrationsIsTheOneInTheFooter() {
        yes(faces.register(MANAGER, site, List.of(new Registration(RegistrationKind.ICP, "演备案00000077号", "", null),
                new Registration(RegistrationKind.POLICE, "演公网安备98012300000077号", "", null))));
        assertThat(view().icp()).isEqualTo("演备案00000077号");
        assertThat(view().policeRecord()).isEqualTo("演公网安备98012300000077号");
        yes(faces.register(MANAGER, site, List.of(new Registration(RegistrationKind.POLICE, " ", "", null))));
        assertThat(view().policeRecord()).isNull();
        assertThat(view().icp()).isEqualTo("演备案00000077号");

        var code = List.of(new Registration(RegistrationKind.SITE_CODE, "9801230077", "", null));
        assertThat(faces.register(MANAGER, site, code)).as("the county gives the code").isPresent();
        yes(faces.register(Office.ADMINISTRATOR, site, code));
        assertThat(view().idCode()).isEqualTo("9801230077");
        assertThat(faces.register(Office.ADMINISTRATOR, site,
                List.of(new Registration(RegistrationKind.SITE_CODE, "12", "", null)))).isPresent();
        assertThat(view().idCode()).isEqualTo("9801230077");
    }

    private SiteView view() {
        return published.siteBySlug(siteSlug).orElseThrow();
    }

    private SiteFace face() {
        return published.face(view());
    }

    private static SiteSlot slot(SlotPlace place, @Nullable Long picture, String href, Instant from,
            @Nullable Instant until) {
        return new SiteSlot(0, place, "防汛值守", Objects.isNull(picture) ? "" : "大坝", picture, href, from, until, 0);
    }
}
