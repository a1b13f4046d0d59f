package org.yizhan.statistics;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.yizhan.casework.CaseState;
import org.yizhan.casework.CaseView;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

/** The paper of the material, as it is put together. */
class MaterialPaperTests {
    private static Material about(String subject) {
        CaseView view = mock();
        when(view.state()).thenReturn(CaseState.HANDLING);
        return new Material(view, "热线工单", subject, "云溪镇", "水利局", LocalDate.of(2026, 11, 29), "题目", "内容", "", 0);
    }

    @Test
    void whatHasNoSubjectStandsLast() {
        List<Paper> parts = Materials.paper(YearMonth.of(2026, 11), List.of(about(""), about("供水"), about("道路")));
        assertThat(parts.stream().skip(1).map(Paper::title)).containsExactly("供水", "道路", "其他");
    }
}
