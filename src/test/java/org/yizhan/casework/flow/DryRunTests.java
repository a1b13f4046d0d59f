package org.yizhan.casework.flow;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DryRunTests {
    private static final Facts FACTS = Facts.of(Map.of("units", List.of("甲", "乙"), "amount", 7));

    private final CaseProcess was = new Drawn()
            .start("start")
            .task("a")
            .many("m", "yizhan:finish=\"all\"")
            .task("b")
            .end("end")
            .path("start a m b end")
            .process();

    private final List<DryRun.Act> acts = List.of(
            new DryRun.Act.Did("a", null, "note", FACTS),
            new DryRun.Act.Did("a", null, "pass", FACTS),
            new DryRun.Act.Added("m", "丙", FACTS),
            new DryRun.Act.Removed("m", "乙", FACTS),
            new DryRun.Act.Did("m", "丙", "pass", FACTS),
            new DryRun.Act.Returned("m", "甲", "a", FACTS),
            new DryRun.Act.Jumped("b", FACTS),
            new DryRun.Act.Did("b", null, "pass", FACTS));

    @Test
    void goesTheSameWay() {
        assertThat(DryRun.play(was, was, Drawn.WORDS, FACTS, acts)).isEqualTo(new DryRun.Result.Same());
    }

    @Test
    void saysWhereItTurnsOff() {
        CaseProcess now = new Drawn()
                .start("start")
                .task("a")
                .choice("c", "m")
                .many("m", "yizhan:finish=\"all\"")
                .task("b")
                .end("end")
                .path("start a c m b end")
                .line("c", "b", "amount > 5")
                .process();
        assertThat(DryRun.play(was, now, Drawn.WORDS, FACTS, acts))
                .isEqualTo(new DryRun.Result.Differs(2, List.of("会办m（甲）", "会办m（乙）"), List.of("环节b")));
    }

    @Test
    void saysThatItEndsEarlier() {
        CaseProcess now = new Drawn().start("start").task("a").end("end").path("start a end").process();
        assertThat(DryRun.play(was, now, Drawn.WORDS, FACTS, acts))
                .isEqualTo(new DryRun.Result.Differs(2, List.of("会办m（甲）", "会办m（乙）"), List.of("结束：办结")));
    }

    @Test
    void saysThatItBeginsElsewhere() {
        CaseProcess now = new Drawn().start("start").task("b").end("end").path("start b end").process();
        assertThat(DryRun.play(was, now, Drawn.WORDS, FACTS, acts))
                .isEqualTo(new DryRun.Result.Differs(0, List.of("环节a"), List.of("环节b")));
    }

    @Test
    void saysWhatIsNoLongerAllowed() {
        CaseProcess now = new Drawn()
                .start("start")
                .element("a",
                        "<userTask id=\"a\" name=\"初审\" yizhan:who=\"office\" yizhan:actions=\"pass\" yizhan:completing=\"pass\"/>")
                .many("m", "yizhan:finish=\"all\"")
                .task("b")
                .end("end")
                .path("start a m b end")
                .process();
        assertThat(DryRun.play(was, now, Drawn.WORDS, FACTS, acts))
                .isEqualTo(new DryRun.Result.Stuck(1, "环节“初审”不能做“备注”"));
    }

    @Test
    void saysThatTheRecordItselfDoesNotFit() {
        assertThat(DryRun.play(was, was, Drawn.WORDS, FACTS, List.of(new DryRun.Act.Did("b", null, "pass", FACTS))))
                .isEqualTo(new DryRun.Result.Unknown(1, "此时不在“环节b”"));
    }
}
