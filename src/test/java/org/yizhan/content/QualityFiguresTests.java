package org.yizhan.content;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What those who evaluate are told of mistakes, findings and guides. */
class QualityFiguresTests extends ContentDatabaseTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    @Autowired
    QualityFigures quality;

    @BeforeEach
    void nothingFromBefore() {
        sql.sql("truncate content.mistake_step, content.mistake, content.hygiene_finding").update();
    }

    private void mistake(@Nullable Long document, String due, @Nullable String closed) {
        sql.sql("""
                insert into content.mistake (number, query_code, page, page_title, document_id, unit_path, wrong, state,
                    received_at, due_on, closed_at, closed_on, answer)
                values ('ZC' || (select count(*) from content.mistake), '1', '/', '首页', ?, '/1/', '有错', ?, now(),
                    cast(? as date), cast(? as timestamptz), cast(? as date), ?)""")
                .params(java.util.Arrays.asList(document, closed == null ? "OPEN" : "CORRECTED", due, closed, closed,
                        closed == null ? "" : "改了"))
                .update();
    }

    @Test
    void mistakesAreLateWhenOpenAfterTheirDayOrClosedAfterIt() {
        Turn live = aLiveArticle();
        mistake(live.documentId(), "2026-11-19", null);
        mistake(null, "2026-11-20", null);
        mistake(null, "2026-11-01", "2026-11-09");
        mistake(null, "2026-11-01", "2026-11-01");
        mistake(null, "2024-11-01", "2024-12-09");

        var late = quality.lateMistakes(TODAY, TODAY.minusYears(1));
        assertThat(late).extracting(QualityFigures.Reported::dueOn)
                .containsExactly(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 19));
        assertThat(late.get(0).closedOn()).isEqualTo(LocalDate.of(2026, 11, 9));
        assertThat(late.get(0).siteId()).isNull();
        assertThat(late.get(1).siteId()).isEqualTo(site);
    }

    private void finding(long document, String kind, boolean heavy, String state) {
        sql.sql("""
                insert into content.hygiene_finding (document_id, unit_path, kind, code, place, passage, advice, heavy, state,
                    found_at, changed_at, person_id, reason)
                values (?, '/1/', ?, ?, '正文', ?, '请改正', ?, ?, now(), now(), 1, '有理由')""")
                .params(List.of(document, kind, kind + heavy + state, kind, heavy, state))
                .update();
    }

    @Test
    void openFindingsAreToldBySiteAndKindAndLightOnesAreNot() {
        Turn live = aLiveArticle();
        finding(live.documentId(), "LINK", true, "OPEN");
        finding(live.documentId(), "FILE", true, "OPEN");
        finding(live.documentId(), "TEXT", true, "OPEN");
        finding(live.documentId(), "TEXT", false, "OPEN");
        finding(live.documentId(), "LIST", true, "OPEN");
        finding(live.documentId(), "LINK", true, "MENDED");
        finding(live.documentId(), "TEXT", true, "ACCEPTED");

        assertThat(quality.flaws(site)).extracting(QualityFigures.Flaw::kind)
                .containsExactly(QualityFigures.Kind.WORDS, QualityFigures.Kind.LINK, QualityFigures.Kind.LINK);
        assertThat(quality.flaws(null)).hasSize(3).allMatch(one -> one.documentId() == live.documentId());
        assertThat(quality.flaws(site + 1)).isEmpty();
    }

    @Test
    void aGuideIsToldWithWhatItDoesNotSay() {
        Turn poor = live(ready(reviewed(submitted(drafting.draft(Office.CLERK, column,
                Draft.of("取水许可怎样办", "<p>带上材料到窗口来。</p>", "云岭县水利局")).orThrow()))));
        Turn good = live(ready(reviewed(submitted(drafting.draft(Office.CLERK, column,
                Draft.of("河道采砂许可", "<p>设定依据：水法。申请条件：有资质。材料：申请表。地点：二楼窗口。时间：工作日。电话："
                        + "0980-2200001。办理流程：申请、受理、决定。</p>", "云岭县水利局"))
                .orThrow()))));

        var guides = quality.guides(List.of(column));
        assertThat(guides).filteredOn(one -> one.documentId() == poor.documentId()).singleElement().satisfies(one -> {
            assertThat(one.siteId()).isEqualTo(site);
            assertThat(one.lacking()).containsExactly("设定依据", "申请条件", "办理时间", "联系电话", "办理流程");
        });
        assertThat(guides).filteredOn(one -> one.documentId() == good.documentId())
                .singleElement()
                .matches(one -> one.lacking().isEmpty());
        assertThat(quality.guides(List.of())).isEmpty();
        assertThat(quality.places(List.of(poor.documentId(), 987_654_321L)))
                .containsOnlyKeys(poor.documentId());
        assertThat(quality.places(List.of())).isEmpty();
    }
}
