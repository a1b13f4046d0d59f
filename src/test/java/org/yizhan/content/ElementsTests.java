package org.yizhan.content;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.files.FileId;
import org.yizhan.files.StoredFile;
import org.yizhan.shared.Sm3;

import static org.assertj.core.api.Assertions.assertThat;

/** What an edition says beside its body, from the form to the public and under the digest that is signed for. */
class ElementsTests extends ContentDatabaseTest {
    @Autowired
    Checks checks;
    @Autowired
    Editions editions;

    private static String digest(String model, Map<String, String> elements) {
        return Edition.digest(7, "标题", "", "<p>文</p>", "水利局", null, null, null, null, null, "", Nature.VOLUNTARY, "",
                null, List.of(), model, elements);
    }

    @Test
    void aPlainTextHasTheDigestThatWasSignedBeforeThereWereModels() {
        assertThat(digest(Draft.NEWS, Map.of())).isEqualTo(Sm3.hex("1:7\n2:标题\n0:\n8:<p>文</p>\n3:水利局\n0:\n0:\n0:\n0:\n"
                + "0:\n0:\n9:VOLUNTARY\n0:\n0:\n"));
    }

    @Test
    void theDigestKnowsTheModelAndEveryElementInAnyOrder() {
        var one = new LinkedHashMap<>(Map.of("validity", "有效"));
        one.put("audience", "农户");
        var other = new LinkedHashMap<>(Map.of("audience", "农户"));
        other.put("validity", "有效");

        assertThat(digest("policy", one)).isEqualTo(digest("policy", other))
                .isNotEqualTo(digest(Draft.NEWS, one))
                .isNotEqualTo(digest("policy", Map.of("audience", "农户")))
                .isNotEqualTo(digest("policy", Map.of()));
        assertThat(digest("policy", Map.of())).isNotEqualTo(digest(Draft.NEWS, Map.of()));
    }

    @Test
    void whatWasSaidInTheElementsIsPublicWithTheText() {
        Draft policy = Draft.of("云岭县河道采砂管理办法", "<p>第一条　为了加强管理，制定本办法。</p>", "云岭县水利局")
                .withElements("policy",
                        Map.of("audience", "采砂企业", "interpreter", " ", "effective-from", "2026-12-01",
                                "of-another-model",
                                "不公开"));
        Turn live = live(ready(reviewed(submitted(drafting.draft(Office.CLERK, column, policy).orThrow()))));

        ArticleView article = published.article(live.documentId()).orElseThrow();

        assertThat(article.model()).isEqualTo("policy");
        assertThat(article.elements()).isEqualTo(Map.of("audience", "采砂企业", "effective-from", "2026-12-01"));
    }

    @Test
    void aFilmHasItsCaptionsOrIsSaidToLackThem() {
        sql.sql("""
                insert into content.upload (file_id, person_id, at)
                values (8001, 11, now()), (8003, 11, now()), (8005, 11, now()) on conflict do nothing""").update();
        file(8001, "开工.mp4", "video/mp4");
        file(8003, "开工.vtt", "text/vtt");
        file(8005, "开工.pdf", "application/pdf");

        assertThat(captions(film(Map.of("video", "8001", "transcript", "工人开始挖渠。")))).singleElement()
                .satisfies(found -> assertThat(found.weight()).isEqualTo(Finding.Weight.SUGGESTION));
        assertThat(captions(film(Map.of("video", "8001", "transcript", "工人。", "captions", "8005")))).singleElement()
                .satisfies(found -> assertThat(found.weight()).isEqualTo(Finding.Weight.FORBIDDEN));
        assertThat(captions(aDraft())).isEmpty();
        Turn whole = film(Map.of("video", "8001", "transcript", "工人。", "captions", "8003"));
        assertThat(captions(whole)).isEmpty();

        ArticleView shown = published.article(live(ready(reviewed(submitted(whole)))).documentId()).orElseThrow();
        assertThat(shown.facts()).filteredOn(ArticleView.Fact::isCaptions).singleElement().satisfies(fact -> {
            assertThat(fact.isShort()).isFalse();
            assertThat(java.util.Objects.requireNonNull(fact.file()).href()).startsWith("/files/8003/");
        });
    }

    private void file(long id, String name, String type) {
        org.mockito.Mockito.lenient()
                .doReturn(java.util.Optional.of(new StoredFile(new FileId(id), name, type, 10, "ab".repeat(32))))
                .when(files)
                .find(new FileId(id));
    }

    private Turn film(Map<String, String> elements) {
        return drafting.draft(Office.CLERK, column,
                Draft.of("渠道开工", "<p>看视频。</p>", "水利局").withElements("video", elements)).orThrow();
    }

    private List<Finding> captions(Turn draft) {
        return checks.look(editions.current(draft.documentId()).orElseThrow())
                .stream()
                .filter(found -> found.check().equals("captions"))
                .toList();
    }

    @Test
    void refusesCodesThatComeFromNoForm() {
        for (Draft strange : List.of(Draft.of("标题", "文", "源").withElements("no such;", Map.of()),
                Draft.of("标题", "文", "源").withElements(Draft.NEWS, Map.of("<script>", "x")))) {
            assertThat(drafting.draft(Office.CLERK, column, strange)).isInstanceOf(Saved.Refused.class);
        }
        assertThat(drafting.draft(Office.CLERK, column,
                Draft.of("标题", "文", "源").withElements(Draft.NEWS, Map.of("long", "长".repeat(20_001)))))
                .isInstanceOf(Saved.Refused.class);
    }
}
