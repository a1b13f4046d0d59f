package org.yizhan.casework;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yizhan.directory.Directory;
import org.yizhan.shared.Actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

class BehindFiguresTests {
    private static final List<String> TWO_KINDS = List.of("", CaseSet.COUNTED + "letter&days=y2026",
            CaseSet.COUNTED + "request&days=y2026");
    private final CaseKind letters = kind("letter", "来信");
    private final CaseKind requests = kind("request", "公开申请");
    private final CaseOracle oracle = mock();
    private final Actor actor = mock();
    private final BehindFigures behind = behind();

    private static CaseKind kind(String code, String label) {
        CaseKind kind = mock();
        when(kind.code()).thenReturn(code);
        when(kind.label()).thenReturn(label);
        return kind;
    }

    private BehindFigures behind() {
        Kinds kinds = mock();
        when(kinds.all()).thenReturn(List.of(letters, requests));
        Directory directory = mock();
        when(directory.root()).thenReturn(Optional.empty());
        return new BehindFigures(oracle, kinds, directory);
    }

    @BeforeEach
    void seesNothing() {
        when(oracle.ranges(actor, letters)).thenReturn(List.of());
        when(oracle.ranges(actor, requests)).thenReturn(List.of());
    }

    @Test
    void whoSeesOneKindOfATableOpensItsFigures() {
        when(oracle.ranges(actor, requests)).thenReturn(List.of(mock(CaseOracle.Range.class)));
        assertThat(behind.closedLinks(actor, TWO_KINDS)).isEmpty();
    }

    @Test
    void whoSeesNoneIsToldEveryKindThatIsBehindTheTable() {
        assertThat(behind.closedLinks(actor, TWO_KINDS)).hasValueSatisfying(
                why -> assertThat(why).contains("来信", "公开申请"));
    }

    @Test
    void aTableWithoutCasesIsOpen() {
        assertThat(behind.closedLinks(actor, List.of("", "/desk/statistics"))).isEmpty();
    }
}
